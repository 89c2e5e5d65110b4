"""What every page must be in a real browser: quiet, at home, narrow enough, open to everybody."""

import hashlib
import re
from functools import cache
from pathlib import Path

from playwright.sync_api import Error, Page

HERE = Path(__file__).parent
AXE = HERE.parent / "vendor" / "axe.min.js"
MEASURES = HERE / "looking.js"
RUN = """async (only) => {
  const rules = only ? {runOnly: {type: "rule", values: only}} : {};
  const asked = {...rules, resultTypes: ["violations"], preload: {assets: ["media"]}};
  const {violations} = await axe.run(document, asked);
  const told = (rule, node) =>
    `axe ${rule.id}: ${node.target.join(" ")} ${node.html} ${node.failureSummary ?? ""}`;
  return violations.flatMap(rule => rule.nodes.slice(0, 3).map(n => told(rule, n).slice(0, 500)));
}"""
# All that axe can see: the document, how wide and how dark it is, and where focus and mouse are.
SHOWN = """() => {
  const all = [...document.querySelectorAll("*")];
  const places = css => all.flatMap((each, place) => each.matches(css) ? [place] : []);
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  return [innerWidth, innerHeight, dark, places(":hover"), places(":focus"), places(":checked"),
          document.documentElement.outerHTML].join("\\n");
}"""
TOKEN = re.compile(r'name="csrf_token"[^>]*value="[^"]+"')
faultless: set[tuple[str, ...]] = set()


def went_elsewhere(failure: Error) -> bool:
    """Whether nothing was found out because the page led on by itself at that moment."""
    return any(each in failure.message for each in ("context was destroyed", "axe is not defined"))


@cache
def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def axe(page: Page, *only: str) -> list[str]:
    """What axe finds. Its source is evaluated by the debugger, so that the page's CSP stays.

    A document in which it found nothing is not looked at again while it stays the same but for its
    token against forgery: everybody signs in on the same page.
    """
    shown = TOKEN.sub("", page.evaluate(SHOWN))
    looked = (hashlib.sha256(shown.encode()).hexdigest(), *only)
    if looked in faultless:
        return []
    found = _found(page, *only)
    if not found:
        faultless.add(looked)
    return found


def _found(page: Page, *only: str) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(source(AXE))
    return page.evaluate(RUN, list(only) or None)


def measures(page: Page) -> list[str]:
    """What a ruler finds."""
    return page.evaluate(source(MEASURES))
