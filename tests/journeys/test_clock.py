"""The clock of a timed quiz in a browser: silent but for three thresholds, and fair at its end."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.factories import content, kinds, people
from tests.journeys.person import Person
from tests.journeys.served import doors, serving
from training.content.rules.gates import Rule
from training.kernel.db import db
from training.quiz.actions.allowing import allow
from training.quiz.rules.exceptions import Wanted

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


@pytest.fixture
def pass_by(timed, clock):
    """Let the time of the server and of the page go on together."""

    def pass_by(seconds: float) -> None:
        clock.forward(seconds=seconds)
        timed.page.clock.run_for(int(1000 * seconds))

    return pass_by


def test_the_rest_is_said_at_ten_five_and_one_minute_and_at_no_other_time(timed, pass_by):
    expect(said(timed)).to_have_text("")
    pass_by(19 * 60 + 58)
    expect(said(timed)).to_have_text("")
    pass_by(3)
    expect(said(timed)).to_have_text("Tersisa sekitar 10 menit.")
    pass_by(4 * 60)
    expect(said(timed)).to_have_text("Tersisa sekitar 10 menit.")
    pass_by(60)
    expect(said(timed)).to_have_text("Tersisa sekitar 5 menit.")
    pass_by(4 * 60)
    expect(said(timed)).to_contain_text("Tersisa satu menit.")


def test_what_is_half_typed_goes_out_before_the_fields_close_and_nothing_after(
    served, timed, pass_by
):
    pass_by(30 * 60 - 4.7)
    field = timed.page.locator(f"[name={WORD}]")
    field.focus()
    timed.page.keyboard.type("anak")
    pass_by(1.2)  # less than the pause after which typing is saved by itself
    question = timed.page.locator(f"fieldset[data-question={WORD}]").locator("xpath=..")
    expect(question.locator("[data-saved]")).to_contain_text("tersimpan")
    expect(field).to_be_enabled()
    pass_by(2)
    expect(said(timed)).to_contain_text("Waktu habis.")
    expect(field).to_be_disabled()
    timed.page.keyboard.type(" kecil")
    timed.page.clock.run_for(60_000)
    assert served.kept() == {WORD: ("anak", None)}
    timed.press("Serahkan")  # the form carries no answer any more, and takes none away
    assert served.kept() == {WORD: ("anak", None)}


def test_extra_time_that_is_granted_meanwhile_keeps_the_fields_of_an_open_page(
    served, timed, pass_by, clock
):
    pass_by(20 * 60)
    desk, until = people.employee(people.unit("BKPSDM")), clock.now + timedelta(days=7)
    allow(
        served.person.id, Wanted("Lengan digips", until, time_factor=1.5), by=desk.id, at=clock.now
    )
    db.session.commit()
    db.session.remove()
    pass_by(9 * 60 + 46)  # the page asks once more before its end
    expect(timed.page.locator("[data-clock] p").first).to_contain_text("10.15")
    expect(said(timed)).to_have_text("")
    pass_by(11 * 60)
    expect(said(timed)).to_contain_text("Tersisa sekitar 5 menit.")
    expect(timed.page.locator(f"[name={WORD}]")).to_be_enabled()
    pass_by(4 * 60 + 30)
    expect(said(timed)).to_contain_text("Waktu habis.")
    expect(timed.page.locator(f"[name={WORD}]")).to_be_disabled()
