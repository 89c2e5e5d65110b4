"""The clock of a timed quiz in a browser: silent but for three thresholds, and fair at its end."""

import pytest
from playwright.sync_api import expect

from tests.factories import content, kinds
from tests.journeys.person import Person
from tests.journeys.served import doors, serving
from training.content.rules.gates import Rule

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
WORD = "m1-kata-a"
ASKED = content.quiz_of(
    kinds.short_text(WORD), content.question("m1-satu-a"), rules=(Rule(minutes=30),)
)
# The clock that Playwright puts in begins in 1970; a real page knows when it was opened.
BEGUN = "Object.defineProperty(performance, 'timeOrigin', {value: Date.now()})"


@pytest.fixture
def served(app, clock):
    with serving(app, ASKED, at=clock.now) as house:
        yield house


@pytest.fixture
def timed(served, browser):
    """The person in front of the quiz, half an hour before its end, with time in our hands."""
    with doors(served, browser) as enter:
        me = enter()
        me.page.clock.install()
        me.page.add_init_script(BEGUN)
        me.page.reload()
        yield me


def said(me: Person):
    return me.page.locator("[data-clock-said]")


def pass_by(me: Person, seconds: float) -> None:
    me.page.clock.run_for(int(1000 * seconds))


def test_the_rest_is_said_at_ten_five_and_one_minute_and_at_no_other_time(timed):
    expect(said(timed)).to_have_text("")
    pass_by(timed, 19 * 60 + 58)
    expect(said(timed)).to_have_text("")
    pass_by(timed, 3)
    expect(said(timed)).to_have_text("Tersisa sekitar 10 menit.")
    pass_by(timed, 4 * 60)
    expect(said(timed)).to_have_text("Tersisa sekitar 10 menit.")
    pass_by(timed, 60)
    expect(said(timed)).to_have_text("Tersisa sekitar 5 menit.")
    pass_by(timed, 4 * 60)
    expect(said(timed)).to_contain_text("Tersisa satu menit.")


def test_what_is_half_typed_goes_out_before_the_fields_close_and_nothing_after(served, timed):
    pass_by(timed, 30 * 60 - 4.7)
    field = timed.page.locator(f"[name={WORD}]")
    field.focus()
    timed.page.keyboard.type("anak")
    pass_by(timed, 1.2)  # less than the pause after which typing is saved by itself
    question = timed.page.locator(f"fieldset[data-question={WORD}]").locator("xpath=..")
    expect(question.locator("[data-saved]")).to_contain_text("tersimpan")
    expect(field).to_be_enabled()
    pass_by(timed, 2)
    expect(said(timed)).to_contain_text("Waktu habis.")
    expect(field).to_be_disabled()
    timed.page.keyboard.type(" kecil")
    pass_by(timed, 60)
    assert served.kept() == {WORD: ("anak", None)}
    timed.press("Serahkan")  # the form carries no answer any more, and takes none away
    assert served.kept() == {WORD: ("anak", None)}
