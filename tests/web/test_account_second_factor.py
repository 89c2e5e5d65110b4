"""The second step: compulsory for roles that see others, voluntary for everybody."""

from dataclasses import replace
from re import search

import pyotp
import pytest

from tests.factories import accounts, people
from tests.factories.accounts import PASSWORD, SECRET
from training.people.rules.kinds import Role
from training.people.rules.totp import step

pytestmark = pytest.mark.slow


def code(clock, secret: str = SECRET, steps: int = 0) -> str:
    return pyotp.TOTP(secret).generate_otp(step(clock.now) + steps)


@pytest.fixture
def asked(app):
    """The installation asks for second steps, as the city's will."""
    usual = app.config["RESAP"]
    app.config["RESAP"] = replace(usual, demo_totp=True)
    yield
    app.config["RESAP"] = usual


@pytest.fixture
def after_password(asked, browse):
    """A browser whose person has just given the right password."""

    def go(person, url: str = "/masuk"):
        browser = browse(None)
        page = browser.post(url, {"nama": person.email, "kata_sandi": PASSWORD})
        return browser, page

    return go


def hr(totp: bool):
    city = people.unit("KOTA")
    person = accounts.with_account(city, totp=totp)
    people.role(people.db.session.get(people.Employee, person.id), Role.HR, city)
    return person


def test_with_the_code_a_person_is_in(after_password, clock):
    browser, page = after_password(hr(totp=True), "/masuk?lanjut=/saya")
    assert page.location.startswith("/masuk/dua-langkah")
    browser.get(page.location)
    assert browser.post(page.location, {"kode": code(clock)}).location == "/saya"
    browser.get("/saya")


@pytest.mark.parametrize("role", [True, False])
def test_without_the_code_nothing_opens(after_password, role):
    person = hr(totp=True) if role else accounts.with_account(totp=True)
    browser, _ = after_password(person)
    for url in ("/saya", "/saya/data", "/saya/data.json", "/saya/keamanan"):
        assert browser.get(url, 303).location.startswith("/masuk")
    assert person.name not in browser.get("/pola").text
    assert browser.get("/masuk", 303).location.startswith("/masuk/dua-langkah")
    browser.post("/saya/keamanan/sesi/akhiri-semua")


def test_a_code_is_accepted_once(after_password, clock):
    person = hr(totp=True)
    first, page = after_password(person)
    first.post(page.location, {"kode": code(clock)})
    second, page = after_password(person)
    assert "sudah pernah dipakai" in second.post(page.location, {"kode": code(clock)}, 422).text
    clock.forward(seconds=30)
    second.post(page.location, {"kode": code(clock)})


def test_the_codes_beside_this_moment_are_accepted_and_no_others(after_password, clock):
    browser, page = after_password(accounts.with_account(totp=True))
    for steps in (-2, 2, 10):
        browser.post(page.location, {"kode": code(clock, steps=steps)}, 422)
    browser.post(page.location, {"kode": code(clock, steps=-1)})


def test_the_session_is_a_new_one_after_the_code(app, after_password, clock):
    browser, page = after_password(hr(totp=True))
    before = browser.client.get_cookie("resap").value
    browser.post(page.location, {"kode": code(clock)})
    thief = app.test_client()
    thief.set_cookie("resap", before)
    assert thief.get("/masuk/dua-langkah").location.startswith("/masuk?")


def test_after_five_wrong_codes_one_has_to_wait(after_password, clock):
    browser, page = after_password(hr(totp=True))
    for _ in range(5):
        browser.post(page.location, {"kode": "000000"}, 422)
    answer = browser.post(page.location, {"kode": code(clock)}, 429)
    assert answer.response.headers["Retry-After"] == "60"


def test_a_role_that_needs_it_sets_it_up_before_anything_else(after_password, clock):
    browser, page = after_password(hr(totp=False))
    assert browser.get("/saya", 303).location.startswith("/masuk/dua-langkah")
    page = browser.get(browser.get("/masuk/dua-langkah", 303).location)
    secret = _secret(page)
    assert page.all("img")[0].get("src").startswith("data:image/svg+xml")
    browser.post("/masuk/dua-langkah/pasang", {"kode": "123"}, 422)
    assert _secret(browser.get("/masuk/dua-langkah/pasang")) == secret
    browser.post("/masuk/dua-langkah/pasang", {"kode": code(clock, secret)})
    browser.get("/saya")


def _secret(page) -> str:
    return page.all("span", "resap-code")[0].text.replace(" ", "")


def test_who_has_the_password_alone_cannot_set_it_up_anew(after_password, clock):
    browser, _ = after_password(hr(totp=True))
    assert "pasang" not in browser.get("/masuk/dua-langkah/pasang", 303).location
    page = browser.get("/masuk/dua-langkah")
    assert not search("[A-Z2-7]{4} [A-Z2-7]{4}", page.text)


def test_everybody_may_set_it_up_and_take_it_off_with_the_password(asked, browse, clock):
    person = accounts.with_account()
    browser = browse(person, second_factor=False)
    secret = _secret(browser.get("/masuk/dua-langkah/pasang"))
    right = {"kode": code(clock, secret), "kata_sandi": PASSWORD}
    for wrong in ({"kata_sandi": ""}, {"kata_sandi": "salah"}, {"kode": "000000"}):
        browser.post("/masuk/dua-langkah/pasang", right | wrong, 422)
    assert not accounts.stored(person).totp_secret
    browser.post("/masuk/dua-langkah/pasang", right)
    assert "Aktif" in browser.get("/saya/keamanan").text
    browser.get("/saya/keamanan/dua-langkah")
    browser.post("/saya/keamanan/dua-langkah", {"kata_sandi": "salah"}, 422)
    browser.post("/saya/keamanan/dua-langkah", {"kata_sandi": PASSWORD})
    assert not accounts.stored(person).totp_secret


def test_who_needs_it_for_a_role_cannot_take_it_off(browse):
    browse(hr(totp=True)).post("/saya/keamanan/dua-langkah", {"kata_sandi": PASSWORD}, 403)
