"""Signing in and out: who gets in, who does not, and what the refusal tells."""

import re
from datetime import timedelta
from urllib.parse import quote

import argon2
import pytest
from sqlalchemy import func, select, update

from tests.factories import accounts, people
from tests.factories.accounts import PASSWORD
from training.audit.tables import AuditEvent
from training.kernel.db import db
from training.people.actions import failures
from training.people.rules.kinds import Role
from training.people.rules.limits import Limit, counter_key
from training.people.tables.accounts import FailureCount

pytestmark = pytest.mark.slow

SENTENCE = "NIP/surel atau kata sandi tidak cocok"


@pytest.fixture
def person(app):
    return accounts.with_account(people.unit("DKK"), name="Sari Rekaan")


@pytest.fixture
def sign_in(app, browse):
    """`sign_in(name, password)` at a stranger's browser; answers the browser and the page."""

    def go(name: str, password: str = PASSWORD, status: int = 303, url: str = "/masuk", **more):
        browser = browse(None)
        data = {"nama": name, "kata_sandi": password, **more.pop("data", {})}
        return browser, browser.post(url, data, status, **more)

    go.secret = app.secret_key
    return go


def test_a_person_signs_in_with_their_nip(sign_in, person):
    browser, page = sign_in(person.nip)
    assert page.location == "/"
    assert "Sari Rekaan" in browser.get("/keluar").text


def test_a_person_signs_in_with_blanks_in_the_nip_or_capitals_in_the_address(sign_in, person):
    nip = person.nip
    sign_in(f" {nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]} ")
    sign_in(person.email.upper())


@pytest.mark.parametrize("url", ["/saya/keamanan", "/belajar?x=1"])
def test_after_signing_in_a_person_is_where_they_wanted_to_be(sign_in, person, url):
    _, page = sign_in(person.email, url=f"/masuk?lanjut={url}")
    assert page.location == url


@pytest.mark.parametrize(
    "elsewhere",
    ["https://jahat.example", "//jahat.example", "/\\jahat.example", "javascript:alert(1)",
     "/%09/jahat.example\t", "/keluar", "/masuk", "\\\\jahat", "/" + "a" * 600, "belajar"],
)  # fmt: skip
def test_signing_in_leads_to_no_other_site(app, sign_in, person, elsewhere):
    _, page = sign_in(person.email, url=f"/masuk?lanjut={quote(elsewhere)}")
    assert page.location == "/"


def test_every_failure_is_the_same_page(sign_in, person):
    closed, never_invited = accounts.with_account(), accounts.someone()
    accounts.stored(closed).closed_at = people.BORN
    names = [person.email, closed.email, never_invited.email, "tidak.ada@contoh.invalid"]
    bodies = set()
    for name in names:
        right = PASSWORD if name == closed.email else "salah-salah-salah"
        _, page = sign_in(name, right, 422)
        assert SENTENCE in page.text
        bodies.add(page.raw.replace(name, "NAMA"))
    assert len({_without_token(body) for body in bodies}) == 1


def _without_token(body: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]+"', "", body)


def test_every_try_costs_one_verification(sign_in, person, monkeypatch):
    costs = []
    verify = argon2.PasswordHasher.verify
    monkeypatch.setattr(
        argon2.PasswordHasher, "verify", lambda *given: costs.append(1) or verify(*given)
    )
    for name, password, status in [
        (person.email, PASSWORD, 303),
        (person.email, "salah-salah-salah", 422),
        ("tidak.ada@contoh.invalid", "salah-salah-salah", 422),
        (accounts.someone().email, "salah-salah-salah", 422),
    ]:
        costs.clear()
        sign_in(name, password, status)
        assert costs == [1]


def test_a_cookie_copied_before_signing_out_is_dead_after_it(app, sign_in, person):
    browser, _ = sign_in(person.email)
    copied = browser.client.get_cookie("resap").value
    browser.get("/keluar")
    assert browser.post("/keluar").location == "/masuk"
    thief = app.test_client()
    thief.set_cookie("resap", copied)
    assert thief.get("/keluar").status_code == 303
    assert "Anda sudah keluar" in browser.get("/masuk").text


def test_a_shared_device_is_signed_out_after_half_an_hour_and_told_why(sign_in, person, clock):
    browser, _ = sign_in(person.email)
    clock.forward(minutes=29)
    browser.get("/keluar")
    clock.forward(minutes=30)
    browser.get("/keluar", 303)
    assert "Sesi Anda berakhir karena perangkat bersama" in browser.get("/masuk").text


def test_ones_own_device_stays_signed_in_for_twelve_hours(sign_in, person, clock):
    browser, _ = sign_in(person.email, data={"perangkat_pribadi": "y"})
    clock.forward(hours=11, minutes=59)
    browser.get("/keluar")
    clock.forward(minutes=1)
    browser.get("/keluar", 303)
    assert "12 jam" in browser.get("/masuk").text


def test_after_five_failures_a_name_has_to_wait(sign_in, person, clock):
    for _ in range(5):
        sign_in(person.email, "salah-salah-salah", 422)
    _, page = sign_in(person.email, PASSWORD, 429)
    assert page.response.headers["Retry-After"] == "60"
    assert "1 menit" in page.text
    clock.forward(seconds=60)
    sign_in(person.email)


def test_who_fails_again_waits_longer_and_who_succeeds_begins_anew(sign_in, person, clock):
    key = counter_key(Limit.NAME, person.email, secret=sign_in.secret)
    for _ in range(6):
        failures.count({key: Limit.NAME}, at=clock.now - timedelta(minutes=10))
        db.session.execute(update(FailureCount).values(last_at=clock.now - timedelta(hours=2)))
    db.session.execute(update(FailureCount).values(last_at=clock.now))
    _, page = sign_in(person.email, PASSWORD, 429)
    assert page.response.headers["Retry-After"] == "120"
    clock.forward(seconds=120)
    sign_in(person.email)
    sign_in(person.email, "salah-salah-salah", 422)
    assert db.session.get_one(FailureCount, key).failures == 1


def test_a_name_that_nobody_has_waits_as_long(sign_in, person):
    for _ in range(5):
        sign_in("tidak.ada@contoh.invalid", "salah-salah-salah", 422)
    sign_in("TIDAK.ada@contoh.invalid", "salah-salah-salah", 429)


def test_failures_are_noted_without_a_name(sign_in, person):
    sign_in(person.email, "salah-salah-salah", 422)
    sign_in("tidak.ada@contoh.invalid", "salah-salah-salah", 422)
    events = db.session.scalars(
        select(AuditEvent).where(AuditEvent.kind == "sign-in-refused")
    ).all()
    assert [(each.actor, each.object_id, each.detail) for each in events] == [
        (None, str(person.id), "{}"), (None, "", "{}"),
    ]  # fmt: skip


def test_a_new_session_takes_the_place_of_the_one_before(app, sign_in, person):
    browser, _ = sign_in(person.email)
    first = browser.client.get_cookie("resap").value
    browser.post("/masuk", {"nama": person.email, "kata_sandi": PASSWORD})
    thief = app.test_client()
    thief.set_cookie("resap", first)
    assert thief.get("/keluar").status_code == 303


def test_an_outdated_hash_is_renewed_at_sign_in(sign_in, person):
    accounts.stored(person).password_hash = argon2.PasswordHasher(
        time_cost=1, memory_cost=8192
    ).hash(PASSWORD)
    sign_in(person.email)
    renewed = accounts.stored(person).password_hash
    assert "m=19456,t=2,p=1" in renewed
    sign_in(person.email)


@pytest.mark.parametrize("data", [{}, {"nama": "x"}, {"nama": "\x00", "kata_sandi": "\x00" * 9}])
def test_an_empty_form_is_shown_again(browse, app, data):
    browse(None).post("/masuk", data, 422)


@pytest.mark.parametrize(
    "name",
    ["'; --", "١٩٠٠", "a" * 5000, "@", "😀@😀", "\ud800".encode("utf-8", "replace").decode()],
)
def test_a_strange_name_is_an_ordinary_failure(sign_in, app, name):
    _, page = sign_in(name, "x" * 3000, 422)
    assert SENTENCE in page.text


def test_roles_that_see_other_people_need_no_second_step_in_the_demo(sign_in, person):
    people.role(person, Role.HR, people.unit("KOTA"))
    db.session.commit()
    _, page = sign_in(person.email)
    assert page.location == "/"
    assert db.session.scalar(select(func.count()).select_from(AuditEvent)) == 1
