"""The author's map of a story: every moment and choice, drawn and in a table, and a try."""

import re

import pytest

from tests.content import guide
from tests.factories import content, people
from training.people.rules.kinds import Role
from training.web.author import stories as pages
from training.web.author import views

pytestmark = pytest.mark.slow

PAGE = "/penulis/m0-menyapa/skenario/m0-cerita-rani"
SVG = "{http://www.w3.org/2000/svg}"
NODES = content.story().detail.nodes


@pytest.fixture
def author(app, browse):
    unit = people.unit("DP3AKB")
    person = people.employee(unit)
    people.role(person, Role.AUTHOR, unit)
    return browse(person)


@pytest.fixture
def drafts(tmp_path, monkeypatch):
    """The files of the authors' guide, lying where drafts lie."""
    for name, text in (
        (guide.INDICATORS, guide.example("indicators")),
        (guide.MODULE, guide.example("module")),
        (guide.QUIZ, guide.example("quiz")),
        (f"modules/figures/{guide.FIGURE}", guide.example("figure")),
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for module in (pages, views):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    return tmp_path


def test_the_map_shows_every_moment_and_choice_and_so_does_the_table(author, drafts):
    page = author.get(PAGE)
    assert page.h1 == "Rani di depan kamera"
    boxes = [each for each in page.all(f"{SVG}rect") if "resap-map__node" in each.get("class")]
    assert len(boxes) == len(NODES) == 8
    assert page.text.count("Akhir cerita") == 3
    drawn_words = " ".join(" ".join(svg.itertext()) for svg in page.all(f"{SVG}svg", "resap-map"))
    for number, node in enumerate(NODES, 1):
        assert f"{number}. {node.key}" in drawn_words
        for choice in node.choices:
            assert choice.text in page.text
            assert re.search(rf"\b{choice.key} {choice.worth:g}".replace(".", ","), drawn_words)
    assert page.all("div", "resap-scroll")[0].get("tabindex") == "0"


def test_an_ending_has_no_cells_that_say_nothing_on_a_card(author, drafts):
    rows = [row for row in author.get(PAGE).all("tr") if "Akhir cerita" in "".join(row.itertext())]
    assert len(rows) == 3
    for row in rows:
        values = [span for span in row.iter() if span.get("class") == "resap-cards__value"]
        assert [bool("".join(each.itertext())) for each in values] == [True, *[False] * 4]


def test_a_story_can_be_tried_to_its_end(author, drafts):
    page = author.get(PAGE)
    for choice in ("a", "c", "b"):
        way = next(each for each in page.links if re.search(rf"jalan=[a-z.]*{choice}#coba$", each))
        page = author.get(way)
    assert page.text.count(NODES[5].principle) == 2  # in the table, and where the story ends
    assert f"{PAGE}#coba" in page.links


@pytest.mark.parametrize("path", ["z", "a.a.a.a", "....", "a" * 2000, "%00", "b.b", "<b>"])
def test_a_way_that_does_not_exist_begins_anew(author, drafts, path):
    assert NODES[0].html in author.get(PAGE, query_string={"jalan": path}).raw


def test_a_story_is_found_from_its_module_and_its_questions(author, drafts):
    assert PAGE in author.get("/penulis/m0-menyapa").links
    page = author.get("/penulis/m0-menyapa/kuis")
    assert PAGE in page.links
    assert "cerita bercabang" in page.text
    assert "Ditambah 1 cerita bercabang." in page.text


@pytest.mark.parametrize(
    ("old", "new"),
    [("to: kaget", "to: foto"), ("to: kaget", "to: entah"), ("to: selesai", "to: didengar")],
    ids=["a loop", "a way to nowhere", "a moment that is never met"],
)
def test_a_story_with_faults_is_drawn_all_the_same(author, drafts, old, new):
    path = drafts / guide.QUIZ
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    page = author.get(PAGE)
    assert len([e for e in page.all(f"{SVG}rect") if "resap-map__node" in e.get("class")]) == 8
    for choice in ("a", "b", "c"):
        author.get(PAGE, query_string={"jalan": f"a.{choice}.a"})


def test_a_published_story_without_a_draft_is_shown_too(author):
    content.published(quiz=content.with_stories())
    author.get(f"/penulis/{content.SLUG}/skenario/m1-cerita-1")


@pytest.mark.parametrize(
    "path", ["m0-menyapa/skenario/tidak-ada", "tidak-ada/skenario/m0-cerita-rani",
             "m0-menyapa/skenario/m0-usia-anak-a", "%00/skenario/%00", "m0-menyapa/skenario/%00"],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(author, drafts, path):
    author.get(f"/penulis/{path}", status=404)
