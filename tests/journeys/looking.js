// What a ruler finds on a page: sideways scroll, nameless fields and groups, small targets.
() => {
  const TARGETS = "a[href], button, summary, select, input:not([type=hidden])";
  const found = [];
  const seen = (e) => e.checkVisibility({ checkVisibilityCSS: true }) && e.getClientRects().length > 0;
  const all = (css) => [...document.querySelectorAll(css)].filter(seen);
  const show = (e) => e.outerHTML.slice(0, 140);
  const words = (e) => Boolean(e?.textContent.trim());

  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = all("body *").filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1);
    found.push(`sideways scroll, ${root.scrollWidth} > ${root.clientWidth}: ${wide.slice(-3).map(show).join(" | ")}`);
  }
  if (document.querySelectorAll("h1").length !== 1) found.push("not exactly one h1");
  all("fieldset").filter((e) => !words(e.querySelector(":scope > legend"))).forEach((e) => found.push(`fieldset without a legend: ${show(e)}`));
  all("input:not([type=hidden]), select, textarea")
    .filter((e) => ![...e.labels].some(words) && !e.ariaLabel)
    .forEach((e) => found.push(`field without a label: ${show(e)}`));
  // Measured once: pages with hundreds of figures have hundreds of small links.
  const targets = all(TARGETS).map((e) => [e, e.getBoundingClientRect()]);
  targets.map(([e]) => e).filter((e) => !excused(e) && !large(e) && !roomy(e)).forEach((e) => found.push(`target below 24 px: ${show(e)}`));
  return found;

  // Links within a sentence are as high as its line; hidden ones grow when they get the focus.
  function excused(e) {
    if (e.closest(".govuk-visually-hidden, .govuk-skip-link")) return true;
    if (e.tagName !== "A" || getComputedStyle(e).display !== "inline") return false;
    return [...e.parentNode.childNodes].some((n) => n !== e && n.nodeType === 3 && /[\p{L}\p{N}]/u.test(n.textContent));
  }

  function large(e) {
    const boxes = [e, ...(e.labels ?? [])].map((each) => each.getBoundingClientRect());
    return boxes.some((box) => box.width >= 23.5 && box.height >= 23.5);
  }

  // WCAG 2.5.8: a small target will do where a circle of 24 px around its middle meets no other target.
  function roomy(e) {
    const box = e.getBoundingClientRect();
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    return targets.every(([other, r]) => {
      if (other === e || other.contains(e) || e.contains(other)) return true;
      return Math.hypot(Math.max(r.left - x, 0, x - r.right), Math.max(r.top - y, 0, y - r.bottom)) >= 12;
    });
  }
}
