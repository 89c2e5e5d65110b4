"""Every kind of question by keyboard alone at 320 px, with scripts and without, and its result."""

from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.factories import content, kinds
from tests.journeys.keys import go_by
from tests.journeys.person import Person
from tests.journeys.served import doors, serving
from training.content.rules.figures import address
from training.content.rules.quizzes import Kind
from training.kernel.settings import ROOT
from training.quiz.rules.answers import is_complete

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
DRAWING = sorted((ROOT / "modules" / "figures").glob("*.svg"))[0].read_bytes()
QUESTIONS = {
    each.key: each
    for each in (
        *(each for each in kinds.every_kind() if each.kind is not Kind.HOTSPOT),
        content.hotspot("m1-tempat-a", picture=address(DRAWING)),
    )
}
WRITTEN = {
    "m1-kata-a": "anak",
    "m1-angka-a": "12,5",
    "m1-celah-a/kata": "anak",
    "m1-celah-a/angka": "12,5",
    "m1-uraian-a": "Saya menyapa anak itu.",
}
HERE = """() => { const e = document.activeElement, asked = e.closest("fieldset[data-question]");
  return {question: asked?.dataset.question, kind: e.tagName === "INPUT" ? e.type : e.localName,
          name: e.name ?? "", part: e.dataset.part ?? "", words: e.innerText ?? ""}; }"""


@pytest.fixture
def served(app, clock):
    content.figure(DRAWING)
    with serving(app, content.quiz_of(*QUESTIONS.values()), at=clock.now) as house:
        yield house


@pytest.fixture
def enter(served, browser):
    with doors(served, browser) as opened:
        yield opened


def answer_by_keys(me: Person) -> None:
    """Tab through the page and answer whatever has the focus, each field once."""
    seen: set[tuple[str, str]] = set()
    fields: Counter[str] = Counter()
    for _ in range(300):
        me.page.keyboard.press("Tab")
        here = me.page.evaluate(HERE)
        if here["words"].strip() == "Serahkan":
            return
        field = (here["kind"], here["name"])
        if here["question"] and here["kind"] != "button" and field not in seen:
            seen.add(field)
            fields[here["question"]] += 1
            give(me, here, fields[here["question"]])
    raise AssertionError("Tab does not reach the end of the quiz")


def give(me: Person, here: dict[str, str], place: int) -> None:
    """What the keyboard does in one field; every next field of a question gets another choice."""
    keys = me.page.keyboard
    if here["kind"] in ("text", "textarea"):
        gap = f"{here['question']}/{here['part']}"
        keys.type(WRITTEN[gap if here["part"] else here["question"]])
        return
    if here["kind"] in ("radio", "checkbox"):
        keys.press("Space")
        place -= 1
    if here["kind"] in ("radio", "select"):
        for _ in range(place):
            keys.press("ArrowDown")


@pytest.mark.parametrize("scripted", [True, False], ids=["JavaScript", "no JavaScript"])
def test_every_kind_is_answered_by_keyboard_alone_and_explained(served, enter, scripted):
    me = enter(scripted=scripted)
    answer_by_keys(me)
    if scripted:
        for key in QUESTIONS:
            box = me.page.locator(f"fieldset[data-question={key}]").locator("xpath=..")
            expect(box.locator("[data-saved]")).to_contain_text("tersimpan")
    else:
        go_by(me, "Simpan")
    me.look()
    kept = served.kept()
    assert kept.keys() == QUESTIONS.keys()
    left = [key for key, each in QUESTIONS.items() if not is_complete(each, kept[key][0])]
    assert left == []
    me.page.reload()
    go_by(me, "Serahkan")
    go_by(me, "Serahkan")
    me.sees("Saya menyapa anak itu.")
    assert me.page.locator(".resap-feedback").count() >= len(QUESTIONS)
