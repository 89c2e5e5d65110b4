"""What every page must be in a real browser: quiet, at home, narrow enough, open to everybody."""

from functools import cache
from pathlib import Path

from playwright.sync_api import Page

HERE = Path(__file__).parent
AXE = HERE.parent / "vendor" / "axe.min.js"
MEASURES = HERE / "looking.js"
RUN = """async (only) => {
  const rules = only ? {runOnly: {type: "rule", values: only}} : {};
  const {violations} = await axe.run(document, {...rules, resultTypes: ["violations"]});
  const told = (rule, node) =>
    `axe ${rule.id}: ${node.target.join(" ")} ${node.html} ${node.failureSummary ?? ""}`;
  return violations.flatMap(rule => rule.nodes.slice(0, 3).map(n => told(rule, n).slice(0, 500)));
}"""


@cache
def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def axe(page: Page, *only: str) -> list[str]:
    """What axe finds. Its source is evaluated by the debugger, so that the page's CSP stays."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(source(AXE))
    return page.evaluate(RUN, list(only) or None)


def measures(page: Page) -> list[str]:
    """What a ruler finds."""
    return page.evaluate(source(MEASURES))
