"""The papers say what is true: links lead somewhere, settings and commands are named."""

import re

import pytest

from training.kernel.settings import KNOWN, ROOT

PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_papers_lead_somewhere(paper):
    text = re.sub(r"```.*?```|`[^`]*`", "", paper.read_text(), flags=re.S)
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?(?:\s\"[^\"]*\")?\)", text)
    local = [t for t in targets if not t.startswith(("http:", "https:", "mailto:"))]
    assert [t for t in local if not (paper.parent / t).exists()] == []


def test_every_setting_is_in_the_operations_manual():
    manual = (ROOT / "docs" / "operations.md").read_text()
    assert [key for key in KNOWN if key not in manual] == []


def test_decisions_are_numbered_without_gaps():
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_make_target_of_the_contract_exists():
    made = (ROOT / "Makefile").read_text()
    for target in ("setup", "run", "test", "sure", "check", "content", "bench", "help"):
        assert re.search(rf"^{target}:.*##", made, re.M), target


def test_no_paper_names_a_path_of_a_machine():
    for paper in PAPERS:
        assert not re.search(r"/work/|/root/|/home/", paper.read_text()), paper
