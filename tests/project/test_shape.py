"""The house stays small-roomed: files, functions and names."""

import ast
from pathlib import Path

import pytest

from training.kernel.settings import ROOT

SOURCES = [ROOT / "app.py", *sorted((ROOT / "training").rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
FORBIDDEN = {"utils", "helpers", "common", "misc", "base", "util", "helper", "manager"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=name)
def test_no_file_is_longer_than_300_lines(path):
    assert len(path.read_text().splitlines()) <= 300


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_function_is_longer_than_50_lines(path):
    functions = (
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    long = {f.name: f.end_lineno - f.lineno + 1 for f in functions if f.end_lineno - f.lineno >= 50}
    assert not long


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_every_file_says_in_one_sentence_what_it_is_for(path):
    docstring = ast.get_docstring(ast.parse(path.read_text())) or ""
    assert docstring.split("\n\n")[0].strip().endswith((".", "?"))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_file_is_named_after_nothing(path):
    assert not FORBIDDEN & {path.stem, *path.parent.relative_to(ROOT).parts}


def test_create_app_fits_on_a_screen():
    tree = ast.parse((ROOT / "training" / "factory" / "__init__.py").read_text())
    found = next(n for n in ast.walk(tree) if getattr(n, "name", "") == "create_app")
    assert found.end_lineno - found.lineno < 27


def test_no_sentence_of_a_docstring_of_rules_and_queries_is_missing():
    """Public functions in rules and queries say what goes in and out."""
    bare = []
    for path in SOURCES:
        if not {"rules", "rules.py", "queries", "queries.py"} & set(path.parts):
            continue
        for node in ast.parse(path.read_text()).body:
            public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                bare.append(f"{name(path)}:{node.name}")
    assert not bare
