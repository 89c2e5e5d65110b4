"""The task force runs cycles: opens, draws the audit, closes, and everybody can check the seal."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.factories import content, crowds, cycles, observation, people
from training.kernel import jobs
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.people.tables.employees import RoleGrant

pytestmark = pytest.mark.slow

HOME = "/gugus-tugas/putaran"


@pytest.fixture
def boss(app):
    root = people.unit("KOTA", kind="kota")
    made = people.employee(root)
    people.role(made, Role.TASK_FORCE, root)
    content.published()
    db.session.commit()
    return made


def opened(browser, first, last, label="2026-2", status=303):
    days = {"label": label, "dari": first.isoformat(), "sampai": last.isoformat()}
    return browser.post(HOME, data=days, status=status)


def test_a_cycle_is_opened_with_the_hash_of_its_seed(browse, boss, clock):
    today = clock.now.date()
    browser = browse(boss)
    page = opened(browser, today, today + timedelta(days=100))
    assert page.location == f"{HOME}/2026-2"
    page = browser.get(page.location)
    assert "diumumkan saat putaran ditutup" in page.text
    assert f"{HOME}/2026-2/audit" in page.links
    assert "2026-2" in browser.get(HOME).text


@pytest.mark.parametrize(
    ("label", "days", "said"),
    [("tahun ini", 100, "Nama putaran terdiri"), ("2026-2", 5, "28 sampai 400 hari"),
     ("2026-2", 9000, "28 sampai 400 hari"), ("", 100, "Beri nama putaran")],
)  # fmt: skip
def test_what_does_not_fit_comes_back_with_a_sentence(browse, boss, clock, label, days, said):
    today = clock.now.date()
    page = opened(browse(boss), today, today + timedelta(days=days), label, status=422)
    assert said in page.text


def test_a_second_cycle_waits_for_the_first(browse, boss, clock):
    today = clock.now.date()
    browser = browse(boss)
    opened(browser, today, today + timedelta(days=100))
    later = today + timedelta(days=200)
    page = opened(browser, later, later + timedelta(days=60), "2027-1", status=422)
    assert "Tutuplah dahulu putaran yang masih terbuka" in page.text


def test_a_running_cycle_cannot_be_closed(browse, boss, clock):
    today = clock.now.date()
    browser = browse(boss)
    opened(browser, today, today + timedelta(days=100))
    assert not browser.get(f"{HOME}/2026-2/tutup").all("form", id="tutup")
    page = browser.post(f"{HOME}/2026-2/tutup", status=409)
    assert "belum berakhir" in page.text
    assert browser.get(f"{HOME}/2026-2/penutupan", 303).location == f"{HOME}/2026-2"


def test_an_audit_without_anybody_to_audit_or_to_visit_says_why(browse, boss, clock):
    today = clock.now.date()
    browser = browse(boss)
    opened(browser, today, today + timedelta(days=100))
    days = {"dari": (today + timedelta(days=3)).isoformat(), "sampai": "0001-01-01"}
    page = browser.post(f"{HOME}/2026-2/audit", data=days, status=422)
    assert "Ada yang perlu diperbaiki" in page.text or page.all("p", "govuk-error-message")
    browser.post(f"{HOME}/2026-2/audit", data={"dari": "x"}, status=422)
    page = ask_audit(browser, today, 422)
    assert "Ada unit yang tidak memiliki pendamping dari OPD lain." in page.text
    assert "Mintalah administrator menunjuk pendamping" in page.text


def ask_audit(browser, today, status=303):
    days = {"dari": today + timedelta(days=3), "sampai": today + timedelta(days=30)}
    days = {key: day.isoformat() for key, day in days.items()}
    return browser.post(f"{HOME}/2026-2/audit", data=days, status=status)


def all_is_done(app, clock):
    while jobs.run_one(app.extensions["resap_handlers"], clock=lambda: clock.now):
        pass


@pytest.fixture
def town(app, clock):
    """Three departments with mentors, in a cycle that is running."""
    content.published()
    made = observation.city()
    cycles.opened(clock.now)
    db.session.commit()
    return made


def test_the_audit_is_drawn_by_the_worker_and_the_page_tells_how_far_it_is(
    browse, town, clock, app
):
    today, progress = clock.now.date(), f"{HOME}/2026-2/pengundian"
    colleague = people.employee(town.root)
    people.role(colleague, Role.TASK_FORCE, town.root)
    db.session.commit()
    browser = browse(town.leader)
    assert ask_audit(browser, today).location == progress
    assert ask_audit(browser, today).location == progress
    assert browser.get(f"{HOME}/2026-2/audit", 303).location == progress
    page = browser.get(progress)
    assert "Audit sedang diundi: 2026-2" in page.text
    assert page.all("progress")
    db.session.execute(update(jobs.Job).values(progress=3, total=7))
    db.session.commit()
    told = browser.get(f"{progress}/keadaan").json
    assert (told["value"], told["max"], told["done"]) == (3, 7, False)
    other = browse(db.session.merge(colleague))  # the work is the task force's, not one person's
    assert "Audit sedang diundi" in other.get(progress).text
    all_is_done(app, clock)
    browser = browse(db.session.merge(town.leader))
    told = browser.get(f"{progress}/keadaan").json
    assert (told["done"], told["location"]) == (True, progress)
    assert browser.get(progress, 303).location == f"{HOME}/2026-2"
    assert "audit-2026-2" in browser.get(f"{HOME}/2026-2").text
    assert "sudah diundi" in browser.get(f"{HOME}/2026-2/audit").text
    assert "sudah diundi" in ask_audit(browser, today, 422).text


def test_an_audit_that_the_worker_refuses_says_why_and_can_be_asked_for_again(
    browse, town, clock, app
):
    today, progress = clock.now.date(), f"{HOME}/2026-2/pengundian"
    ask_audit(browse(town.leader), today)
    kept = db.session.merge(town.mentors["DINAS-A"]).id
    grants = update(RoleGrant).where(RoleGrant.role == Role.MENTOR)
    db.session.execute(grants.where(RoleGrant.employee_id != kept).values(ended_at=clock.now))
    db.session.commit()
    all_is_done(app, clock)
    browser = browse(db.session.merge(town.leader))
    assert browser.get(progress, 303).location == f"{HOME}/2026-2/audit"
    page = browser.get(f"{HOME}/2026-2/audit")
    assert "Ada unit yang tidak memiliki pendamping dari OPD lain." in page.text
    assert "Mintalah administrator menunjuk pendamping" in page.text
    db.session.execute(grants.values(ended_at=None))
    db.session.commit()
    clock.forward(minutes=1)
    browser = browse(db.session.merge(town.leader))
    ask_audit(browser, today)
    assert "sedang diundi" in browser.get(progress).text
    all_is_done(app, clock)
    assert browse(db.session.merge(town.leader)).get(progress, 303).location == f"{HOME}/2026-2"


def test_a_closed_cycle_offers_no_audit(browse, boss, clock):
    crowds.crowd(people.unit("DINSOS"), 12)
    cycles.newest(clock.now)
    page = browse(boss).get(f"{HOME}/2026-2/audit")
    assert "Putaran ini sudah ditutup" in page.text
    assert not page.all("input", name="dari")


def test_closing_is_done_by_the_worker_and_then_the_seed_is_told(browse, boss, clock, app):
    crowds.crowd(people.unit("DINSOS"), 12)
    db.session.commit()
    today = clock.now.date()
    browser = browse(boss)
    opened(browser, today, today + timedelta(days=30))
    clock.forward(days=32)
    browser = browse(db.session.merge(boss))
    page = browser.post(f"{HOME}/2026-2/tutup", status=303)
    assert page.location == f"{HOME}/2026-2/penutupan"
    assert browser.post(f"{HOME}/2026-2/tutup", status=303).location == page.location
    assert "sedang ditutup" in browser.get(page.location).text
    assert browser.get(f"{page.location}/keadaan").json["done"] is False
    all_is_done(app, clock)
    browser = browse(db.session.merge(boss))
    assert browser.get(page.location, 303).location == f"{HOME}/2026-2"
    shown = browser.get(f"{HOME}/2026-2")
    assert "Sidik jari semua yang dibekukan" in shown.text
    assert "diumumkan saat putaran ditutup" not in shown.text


@pytest.mark.parametrize("role", [Role.HR, Role.UNIT_HEAD, Role.MENTOR, Role.AUTHOR, Role.EMPLOYEE])
def test_nobody_else_runs_cycles(browse, boss, role):
    someone = people.employee(people.unit("DINSOS"))
    if role is not Role.EMPLOYEE:
        people.role(someone, role, db.session.merge(people.unit("X")))
    db.session.commit()
    browser = browse(someone)
    for address in ("", "/2026-2", "/2026-2/audit", "/2026-2/tutup"):
        browser.get(f"{HOME}{address}", 403)


def test_a_cycle_that_does_not_exist_is_not_found(browse, boss):
    browser = browse(boss)
    for address in ("", "/audit", "/tutup", "/penutupan", "/penutupan/keadaan", "/pengundian",
                    "/pengundian/keadaan"):  # fmt: skip
        browser.get(f"{HOME}/2031-9{address}", 404)


def test_the_closed_cycle_leads_to_the_city(browse, boss, clock):
    crowds.crowd(people.unit("DINSOS"), 12)
    cycles.newest(clock.now)
    page = browse(boss).get(f"{HOME}/2026-2")
    assert "/gugus-tugas/internalisasi?putaran=2026-2" in page.links
