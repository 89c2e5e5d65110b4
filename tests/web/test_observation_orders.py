"""The page of a draw that the worker makes: how far it is, who asked, and why it was refused."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.factories import observation, people
from tests.web.test_cycles import all_is_done
from training.kernel import jobs
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.people.tables.employees import RoleGrant

pytestmark = pytest.mark.slow
HOME, PROGRESS = "/gugus-tugas/pengamatan", "/gugus-tugas/pengamatan/undian/2026-12/pengundian"


@pytest.fixture
def city(app):
    made = observation.city()
    db.session.commit()
    return made


@pytest.fixture
def leader(browse, city):
    """The browser of the task force, however many jobs have run since."""
    return lambda: browse(db.session.merge(city.leader))


def ask(browser, today, status=303, **more):
    form = {"label": "2026-12", "dari": (today + timedelta(days=3)).isoformat(),
            "sampai": (today + timedelta(days=30)).isoformat(), "orang": "2",
            "khusus": "DINAS-A = 1", "langkah": "undi"} | more  # fmt: skip
    return browser.post(HOME, form, status=status)


def test_the_worker_draws_and_the_page_tells_how_far_it_is_and_who_asked(
    browse, city, leader, clock, app
):
    today, colleague = clock.now.date(), people.employee(city.root)
    people.role(colleague, Role.TASK_FORCE, city.root)
    db.session.commit()
    assert ask(leader(), today).location == PROGRESS
    page = leader().get(PROGRESS)
    assert "Kunjungan sedang diundi: 2026-12" in page.text
    assert "Diminta oleh Ketua Gugus." in page.text
    assert page.all("progress")
    db.session.execute(update(jobs.Job).values(progress=3, total=7))
    db.session.commit()
    told = leader().get(f"{PROGRESS}/keadaan").json
    assert (told["value"], told["max"], told["done"]) == (3, 7, False)
    other = browse(db.session.merge(colleague))  # the work is the task force's, not one person's
    assert "Diminta oleh Ketua Gugus." in other.get(PROGRESS).text
    all_is_done(app, clock)
    told = leader().get(f"{PROGRESS}/keadaan").json
    assert (told["done"], told["location"]) == (True, PROGRESS)
    assert leader().get(PROGRESS, 303).location == f"{HOME}/undian/2026-12"
    assert "Sidik jari benih diumumkan" in leader().get(f"{HOME}/undian/2026-12").text


def test_a_draw_that_the_worker_refuses_says_why_and_keeps_what_was_asked(city, leader, clock, app):
    today = clock.now.date()
    ask(leader(), today)
    kept = db.session.merge(city.mentors["DINAS-A"]).id
    grants = update(RoleGrant).where(RoleGrant.role == Role.MENTOR)
    db.session.execute(grants.where(RoleGrant.employee_id != kept).values(ended_at=clock.now))
    db.session.commit()
    all_is_done(app, clock)
    told = leader().get(PROGRESS, 303).location
    page = leader().get(told)
    assert "Ada unit yang tidak memiliki pendamping dari OPD lain." in page.text
    assert "Mintalah administrator menunjuk pendamping" in page.text
    assert page.all("input", name="label")[0].get("value") == "2026-12"
    assert "DINAS-A = 1" in page.raw
    db.session.execute(grants.values(ended_at=None))
    db.session.commit()
    clock.forward(minutes=1)
    assert ask(leader(), today).location == PROGRESS
    assert "sedang diundi" in leader().get(PROGRESS).text
    all_is_done(app, clock)
    assert leader().get(PROGRESS, 303).location == f"{HOME}/undian/2026-12"


def test_a_draw_that_was_given_up_is_told_and_can_be_asked_for_again(city, leader, clock):
    today = clock.now.date()
    ask(leader(), today)
    db.session.execute(update(jobs.Job).values(failed=True, started_at=clock.now))
    db.session.commit()
    page = leader().get(PROGRESS)
    assert "gagal" in page.text
    clock.forward(minutes=1)
    ask(leader(), today)
    assert "gagal" not in leader().get(PROGRESS).text


def test_a_city_without_observers_is_told_at_once_what_helps(city, leader, clock):
    db.session.execute(update(RoleGrant).where(RoleGrant.role == Role.MENTOR).values(
        ended_at=clock.now))  # fmt: skip
    db.session.commit()
    page = ask(leader(), clock.now.date(), 422)
    assert "Ada unit yang tidak memiliki pendamping dari OPD lain." in page.text
    assert "Mintalah administrator menunjuk pendamping" in page.text


def test_a_label_under_which_nothing_is_drawn_leads_nowhere(leader):
    leader().get(PROGRESS, 404)
    leader().get(f"{PROGRESS}/keadaan", 404)
    assert leader().get(f"{HOME}?undian=2026-12").all("input", name="label")
