"""The house stays small-roomed: files, functions and names."""

import ast
from pathlib import Path

import pytest

from training.kernel.settings import ROOT

pytestmark = pytest.mark.xdist_group("project")  # one worker reads all sources

SOURCES = [ROOT / "app.py", *sorted((ROOT / "training").rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
FORBIDDEN = {"utils", "helpers", "common", "misc", "base", "util", "helper", "manager"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    return {name(path): ast.parse(path.read_text()) for path in SOURCES}


def test_no_file_is_longer_than_300_lines():
    lengths = {name(path): len(path.read_text().splitlines()) for path in SOURCES + TESTS}
    assert not {file: lines for file, lines in lengths.items() if lines > 300}


def test_no_function_is_longer_than_50_lines(trees):
    long = [
        f"{file}:{node.lineno} {node.name}"
        for file, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno >= 50
    ]
    assert not long


def test_every_file_says_in_one_sentence_what_it_is_for(trees):
    openings = {
        file: (ast.get_docstring(tree) or "").split("\n\n")[0].strip()
        for file, tree in trees.items()
    }
    assert not [file for file, words in openings.items() if not words.endswith((".", "?"))]


def test_no_file_is_named_after_nothing():
    parts = {name(path): {path.stem, *path.parent.relative_to(ROOT).parts} for path in SOURCES}
    assert not [file for file, names in parts.items() if FORBIDDEN & names]


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
