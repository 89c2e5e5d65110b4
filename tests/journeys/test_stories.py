"""A branching story by keyboard alone on the narrowest screen, with and without JavaScript."""

import pytest

from tests.conftest import chosen_settings
from tests.factories import content
from tests.journeys.person import Person
from tests.journeys.test_employee import enter
from tests.journeys.test_every_page import NARROW, look_from_all_sides
from tests.journeys.walking import open_quiz
from training.content.rules.model import Audience, JobFamily, UnitKind
from training.factory import create_app
from training.kernel.db import db, writing

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

SLUG, KEY = "m90-cerita", "m90-cerita-1"
NODES = {node.key: node for node in content.story().detail.nodes}
NOBODY = Audience((JobFamily.SUPPORT,), (UnitKind.KOTA,))
FOCUSED_MOMENT = f"() => document.activeElement.id === 'saat-{KEY}'"
# People who read and learn too, and whom no other journey needs as newcomers.
TAKERS = iter(("unit_head", "mentor", "hr", "task_force", "auditor"))


@pytest.fixture(scope="module")
def told(house):
    """The served house with a module more, which is assigned to nobody and open to all."""
    app = create_app(chosen_settings(house.data, house.data / "clock"))
    with app.app_context():
        writing.set(True)
        content.published(SLUG, quiz=content.with_stories(SLUG), audience=NOBODY)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return house


def choose_by_keys(me: Person, text: str) -> None:
    """Tab into the choices, arrow to the one, Tab on to the button, Enter."""
    keys = me.page.keyboard
    keys.press("Tab")
    keys.press("Space")
    for _ in range(5):
        label = me.page.evaluate("() => document.activeElement.labels[0].innerText")
        if label.strip() == text:
            break
        keys.press("ArrowDown")
    else:
        raise AssertionError(f"no choice {text!r}")
    keys.press("Tab")
    assert me.page.evaluate("() => document.activeElement.innerText") == "Pilih dan lanjutkan"
    enter(me)


def text_of(node: str, choice: str) -> str:
    return next(each.text for each in NODES[node].choices if each.key == choice)


@pytest.mark.parametrize("scripted", [True, False], ids=["JavaScript", "no JavaScript"])
@pytest.mark.parametrize("query", ["", "?soal=6"], ids=["all questions", "one question a page"])
def test_a_story_is_gone_by_keyboard_on_a_narrow_screen(told, visitor, scripted, query):
    me = visitor(size=NARROW, scripted=scripted)
    me.sign_in(told.account(next(TAKERS)))
    open_quiz(me, SLUG)
    me.go(me.path + query)
    me.page.locator(f"#saat-{KEY}").focus()
    for node, choice in (("awal", "c"), ("menangis", "b"), ("foto", "b"), ("hasil", "b")):
        assert NODES["didengar"].principle not in me.page.content()
        told.forward(minutes=1)
        choose_by_keys(me, text_of(node, choice))
        assert me.page.evaluate(FOCUSED_MOMENT)
        chosen = next(each for each in NODES[node].choices if each.key == choice)
        me.sees(chosen.consequence)
        assert me.page.url.endswith(f"#saat-{KEY}")
    me.sees("Cerita selesai.")
    me.go(me.path + "/serahkan")
    me.press("Serahkan")
    me.sees(NODES["didengar"].principle)
    me.sees("Tidak tepat")


def test_going_on_without_a_choice_is_told_beside_the_choices(told, visitor):
    me = visitor(size=NARROW)
    me.sign_in(told.account(next(TAKERS)))
    open_quiz(me, SLUG)
    me.press("Pilih dan lanjutkan", status=422)
    me.sees("Pilih dulu apa yang Anda lakukan, lalu lanjutkan.")


def test_an_author_looks_at_the_map_from_all_sides(told, visitor):
    me = visitor()
    me.sign_in(told.account("author"))
    me.go(f"/penulis/{SLUG}/skenario/{KEY}")
    look_from_all_sides(me)
    me.go(f"/penulis/{SLUG}/skenario/{KEY}?jalan=a.c.b")
    me.sees(NODES["didengar"].principle)
