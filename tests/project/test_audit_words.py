"""Whatever is noted beside an event of the audit trail has a name on the auditor's page."""

import ast
from collections.abc import Iterator

import pytest

from training.kernel.settings import ROOT
from training.web.account.trail_words import DETAILS

pytestmark = pytest.mark.xdist_group("project")  # one worker reads all sources

NOTED = {"Happening", "Noted", "_about"}
KINDS = {"person", "people", "unit", "units", "report", "release", "route"}


def keys(tree: ast.AST) -> Iterator[str]:
    """The constant keys of every dict that is noted, or that is called a detail."""
    for node in ast.walk(tree):
        found: list[ast.expr | None] = []
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in NOTED:
            found = [*node.args, *(each.value for each in node.keywords)]
        elif isinstance(node, ast.Assign) and "detail" in map(name, node.targets):
            found = [node.value]
        for each in found:
            if isinstance(each, ast.Dict):
                yield from (key.value for key in each.keys if isinstance(key, ast.Constant))


def name(target: ast.expr) -> str:
    return target.id if isinstance(target, ast.Name) else ""


def noted() -> set[str]:
    trees = (ast.parse(path.read_text()) for path in (ROOT / "training").rglob("*.py"))
    return {str(key) for tree in trees for key in keys(tree)}


def test_everything_that_is_noted_has_a_name_in_indonesian():
    found = noted()
    assert {"role", "purpose", "rows"} <= found, "the search itself finds nothing any more"
    assert not (found | KINDS) - set(DETAILS)
