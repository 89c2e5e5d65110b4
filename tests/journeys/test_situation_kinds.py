"""Kinds of question in a real browser: by keyboard, by finger, at 320 px, without scripts."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.factories import content
from tests.journeys.looking import axe
from tests.journeys.person import Person
from tests.journeys.served import doors, serving
from tests.journeys.walking import SAVED, line
from training.content.rules.figures import address
from training.content.rules.quizzes import Credit, Kind
from training.kernel.settings import ROOT

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
DRAWING = sorted((ROOT / "modules" / "figures").glob("*.svg"))[0].read_bytes()
ASKED = content.quiz_of(
    replace(content.question("m1-pilih", Kind.MULTIPLE, right="a,b"), credit=Credit.PARTIAL),
    content.hotspot("m1-tempat", right="c", picture=address(DRAWING)),
    content.situation("m1-ujung", kind=Kind.SJT_BEST_WORST),
    content.situation("m1-urut", kind=Kind.SJT_RANK),
    certainty=True,
)


@pytest.fixture
def served(app, clock):
    content.figure(DRAWING)
    with serving(app, ASKED, at=clock.now) as house:
        yield house


@pytest.fixture
def enter(served, browser):
    """`enter(size=…, scripted=…)`: the person in front of the open quiz."""
    with doors(served, browser) as opened:
        yield opened


def question(me: Person, key: str):
    return me.page.locator(f"fieldset[data-question={key}]")


def saved(me: Person, key: str) -> None:
    expect(line(question(me, key))).to_have_text(SAVED)


def test_a_place_is_chosen_by_a_tap_and_shown_as_chosen(served, enter):
    me = enter(has_touch=True)
    place = me.page.locator("[data-place=c]")
    box = place.bounding_box()
    assert min(box["width"], box["height"]) >= 24
    place.locator(".resap-hotspot__area").tap()
    expect(question(me, "m1-tempat").locator("input[value=c]")).to_be_checked()
    expect(place).to_have_class("resap-hotspot__place resap-hotspot__place--chosen")
    saved(me, "m1-tempat")
    assert served.kept()["m1-tempat"] == ("c", None)
    me.page.reload()
    expect(me.page.locator(".resap-hotspot__place--chosen")).to_have_attribute("data-place", "c")
    me.look()


def test_everything_is_answered_by_keyboard_alone(served, enter):
    me = enter()
    keys = me.page.keyboard
    question(me, "m1-tempat").locator("input[type=radio]").first.focus()
    keys.press("ArrowDown")
    chosen = question(me, "m1-tempat").locator("input:checked").get_attribute("value")
    expect(me.page.locator(".resap-hotspot__place--focus")).to_have_attribute("data-place", chosen)
    saved(me, "m1-tempat")
    me.page.locator("input[name=yakin-m1-tempat]").first.focus()
    keys.press("Space")
    keys.press("ArrowRight")
    question(me, "m1-ujung").locator("input[data-part=best]").first.focus()
    keys.press("Space")
    keys.press("Tab")
    keys.press("ArrowDown")
    for place, field in enumerate(question(me, "m1-urut").locator("select").all(), 1):
        field.focus()
        keys.type(str(place))
    for key in ("m1-tempat", "m1-ujung", "m1-urut"):
        saved(me, key)
    expect(me.page.locator("[data-state=waiting]")).to_have_count(0)
    kept = served.kept()
    assert kept["m1-tempat"] == (chosen, 2)
    assert set(kept["m1-ujung"][0]) == {"best", "worst"}
    assert sorted(kept["m1-urut"][0].values()) == [1, 2, 3, 4]
    me.look()


def test_the_same_response_twice_is_told_at_once_and_mended(served, enter):
    me = enter()
    ends = question(me, "m1-ujung")
    ends.locator("input[data-part=best][value=a]").check(force=True)
    saved(me, "m1-ujung")
    ends.locator("input[data-part=worst][value=a]").check(force=True)
    expect(line(ends)).to_contain_text("Setiap pilihan hanya dapat dipakai sekali.")
    me.noises = [each for each in me.noises if "422" not in each]
    ends.locator("input[data-part=worst][value=b]").check(force=True)
    saved(me, "m1-ujung")
    assert served.kept()["m1-ujung"] == ({"best": "a", "worst": "b"}, None)
    me.look()


def test_two_tabs_show_both_answers_in_words(enter):
    me = enter()
    other = me.tab()
    other.goto(me.page.url)
    question(me, "m1-ujung").locator("input[data-part=best][value=a]").check(force=True)
    saved(me, "m1-ujung")
    there = other.locator("fieldset[data-question=m1-ujung]")
    there.locator("input[data-part=best][value=d]").check(force=True)
    box = there.locator("xpath=..").locator(".resap-conflict")
    shown = box.locator("dd")
    expect(shown).to_have_text(["Paling tepat: Pilihan d", "Paling tepat: Pilihan a"])
    me.noises = [each for each in me.noises if "409" not in each]


def test_without_scripts_a_form_does_the_same(served, enter):
    me = enter(scripted=False)
    question(me, "m1-tempat").locator("input[value=c]").check()
    me.page.locator("input[name=yakin-m1-tempat][value='3']").check()
    question(me, "m1-ujung").locator("input[data-part=best][value=a]").check(force=True)
    question(me, "m1-ujung").locator("input[data-part=worst][value=a]").check(force=True)
    me.press("Simpan", status=422)
    assert "m1-ujung" not in served.kept()
    assert served.kept()["m1-tempat"] == ("c", 3)
    question(me, "m1-ujung").locator("input[data-part=worst][value=b]").check(force=True)
    me.press("Simpan")
    assert served.kept()["m1-ujung"][0] == {"best": "a", "worst": "b"}
    me.press("Serahkan")
    me.press("Serahkan")
    me.sees("Seberapa yakin Anda, dan seberapa sering Anda tepat")
    assert urlsplit(me.page.url).path.endswith("/hasil")


def test_the_result_has_no_fault_at_320_px_light_and_dark(enter):
    me = enter()
    for dark in ("light", "dark"):
        me.page.emulate_media(color_scheme=dark)
        assert axe(me.page) == []
    question(me, "m1-tempat").locator("input[value=a]").check()
    saved(me, "m1-tempat")
    me.press("Serahkan")
    me.press("Serahkan")
    me.look()
    me.page.emulate_media(color_scheme="dark")
    assert axe(me.page) == []
