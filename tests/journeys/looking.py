"""What every page must be in a real browser: quiet, at home, narrow enough, open to everybody."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parent.parent / "vendor" / "axe.min.js"
RULES = """async (only) => {
  const rules = only ? {runOnly: {type: "rule", values: only}} : {};
  const found = await axe.run(document, {...rules, resultTypes: ["violations"]});
  return found.violations.flatMap(v => v.nodes.slice(0, 3).map(n =>
    `axe ${v.id}: ${n.target.join(" ")} ${n.html.slice(0, 140)} ${n.failureSummary ?? ""}`.slice(0, 420)));
}"""
MEASURES = """() => {
  const found = [];
  const seen = e => e.checkVisibility({checkVisibilityCSS: true}) && e.getClientRects().length;
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.body.querySelectorAll("*")].filter(e => seen(e) && e.getBoundingClientRect().right > root.clientWidth + 1);
    found.push(`sideways scroll: ${root.scrollWidth} > ${root.clientWidth}: ` + wide.slice(-3).map(e => e.outerHTML.slice(0, 120)).join(" | "));
  }
  for (const f of document.querySelectorAll("fieldset"))
    if (seen(f) && !f.querySelector(":scope > legend")?.textContent.trim()) found.push("fieldset without a legend: " + f.outerHTML.slice(0, 120));
  for (const i of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
    if (seen(i) && ![...i.labels].some(l => l.textContent.trim()) && !i.ariaLabel) found.push("field without a label: " + i.outerHTML.slice(0, 120));
  if (document.querySelectorAll("h1").length !== 1) found.push(document.querySelectorAll("h1").length + " h1 elements");
  const inText = e => {
    if (e.tagName !== "A" || getComputedStyle(e).display !== "inline") return false;
    return [...e.parentNode.childNodes].some(n => n !== e && n.nodeType === 3 && /[\\p{L}\\p{N}]/u.test(n.textContent));
  };
  for (const t of document.querySelectorAll("a[href], button, summary, select, input:not([type=hidden])")) {
    if (!seen(t) || inText(t) || t.closest(".govuk-visually-hidden, .govuk-skip-link")) continue;
    const boxes = [t, ...(t.labels ?? [])].map(e => e.getBoundingClientRect());
    if (!boxes.some(b => b.width >= 23.5 && b.height >= 23.5) && !roomy(t)) found.push(`target below 24 px: ${t.outerHTML.slice(0, 140)}`);
  }
  // WCAG 2.5.8: a small target is fine where a circle of 24 px around it meets no other target.
  function roomy(t) {
    const b = t.getBoundingClientRect(), x = b.x + b.width / 2, y = b.y + b.height / 2;
    return [...document.querySelectorAll("a[href], button, summary, select, input:not([type=hidden])")].every(o => {
      if (o === t || !seen(o) || o.contains(t) || t.contains(o)) return true;
      const r = o.getBoundingClientRect();
      const dx = Math.max(r.left - x, 0, x - r.right), dy = Math.max(r.top - y, 0, y - r.bottom);
      return Math.hypot(dx, dy) >= 12;
    });
  }
  return found;
}"""


@cache
def axe_source() -> str:
    return AXE.read_text(encoding="utf-8")


def axe(page: Page, *only: str) -> list[str]:
    """What axe finds. Its source is evaluated by the debugger, so that the page's CSP stays."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe_source())
    return page.evaluate(RULES, list(only) or None)


def measures(page: Page) -> list[str]:
    """What a ruler finds."""
    return page.evaluate(MEASURES)
