"""The task force runs cycles: opens, draws the audit, closes, and everybody can check the seal."""

from datetime import timedelta

import pytest

from tests.factories import content, crowds, cycles, people
from training.kernel import jobs
from training.kernel.db import db
from training.people.rules.kinds import Role

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
    while jobs.run_one(app.extensions["resap_handlers"], clock=lambda: clock.now):
        pass
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
    for address in ("", "/audit", "/tutup", "/penutupan", "/penutupan/keadaan"):
        browser.get(f"{HOME}/2031-9{address}", 404)


def test_the_closed_cycle_leads_to_the_city(browse, boss, clock):
    crowds.crowd(people.unit("DINSOS"), 12)
    cycles.newest(clock.now)
    page = browse(boss).get(f"{HOME}/2026-2")
    assert "/gugus-tugas/internalisasi?putaran=2026-2" in page.links
