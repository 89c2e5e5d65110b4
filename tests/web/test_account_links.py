"""Invitations, forgotten passwords, and the first administrator's code."""

import re

import pytest
from flask import current_app
from sqlalchemy import select

from tests.factories import accounts, people
from tests.factories.accounts import PASSWORD
from tests.web.counting import counted
from training.audit.tables import AuditEvent
from training.kernel.clock import now
from training.kernel.db import db, writing
from training.kernel.jobs import Job, Running
from training.people.actions import first_admin, links
from training.people.actions.resets import RESET
from training.people.queries.sessions import grants
from training.people.rules.kinds import Role
from training.people.rules.links import Purpose

pytestmark = pytest.mark.slow

NEW = "lampu-sawah-senyap"


@pytest.fixture
def person(app):
    return accounts.with_account(people.unit("DKK"), name="Sari Rekaan")


def letters() -> list[dict]:
    """What the worker wrote; the letters themselves stay where they are."""
    writing.set(True)
    write = current_app.extensions["resap_handlers"][RESET]
    for asked in db.session.scalars(select(Job).where(Job.kind == RESET, Job.done_at.is_(None))):
        write(Running(asked.id, asked.payload, now(), lambda *_: None))
        asked.done_at = now()
    db.session.commit()
    return [job.payload for job in db.session.scalars(select(Job).where(Job.kind == "mail"))]


def link_in(letter: dict) -> str:
    return re.search(r"http://[^/]+(/masuk/tautan/\S+)", letter["body"])[1]


def test_a_forgotten_password_is_made_anew_by_letter(browse, person):
    signed_in, stranger = browse(person), browse(None)
    stranger.get("/masuk/lupa")
    page = stranger.post("/masuk/lupa", {"nama": person.nip})
    assert "tautan sedang dikirim" in stranger.get(page.location).text
    (letter,) = letters()
    assert letter["to"] == person.email
    assert PASSWORD not in letter["body"]
    link = link_in(letter)
    page = stranger.get(link)
    assert page.response.headers["Referrer-Policy"] == "no-referrer"
    assert page.response.headers["Cache-Control"] == "no-store"
    assert stranger.post(link, {"kata_sandi_baru": NEW}).location == "/masuk"
    stranger.get("/saya", 303)
    stranger.post("/masuk", {"nama": person.email, "kata_sandi": PASSWORD}, 422)
    stranger.post("/masuk", {"nama": person.email, "kata_sandi": NEW})
    signed_in.get("/saya", 303)
    assert "kata sandi diubah" in signed_in.get("/masuk").text


def test_a_link_is_used_once(browse, person):
    browser = browse(None)
    browser.post("/masuk/lupa", {"nama": person.email})
    link = link_in(letters()[0])
    browser.post(link, {"kata_sandi_baru": NEW})
    browser.post(link, {"kata_sandi_baru": NEW + "-lain"}, 409)
    assert "tidak berlaku lagi" in browser.get(link, 409).text


def test_a_link_is_over_after_an_hour_and_an_invitation_after_a_week(app, browse, person, clock):
    reset = links.make(person.id, Purpose.RESET, by=None, at=clock.now)
    invitation = links.make(person.id, Purpose.INVITATION, by=None, at=clock.now)
    browser = browse(None)
    clock.forward(minutes=59)
    browser.get(f"/masuk/tautan/{reset}")
    clock.forward(minutes=1)
    browser.get(f"/masuk/tautan/{reset}", 409)
    clock.forward(days=6)
    browser.get(f"/masuk/tautan/{invitation}")
    clock.forward(days=1)
    browser.get(f"/masuk/tautan/{invitation}", 409)


def test_a_newer_link_ends_the_one_before(browse, person):
    browser = browse(None)
    for _ in range(2):
        browser.post("/masuk/lupa", {"nama": person.email})
    first, second = (link_in(letter) for letter in letters())
    browser.get(first, 409)
    browser.get(second)


@pytest.mark.parametrize("kind", ["unknown", "never invited", "closed"])
def test_whoever_is_named_the_answer_is_the_same_and_no_letter_leaves(app, browse, kind):
    named = {
        "unknown": lambda: "tidak.ada@contoh.invalid",
        "never invited": lambda: accounts.someone().email,
        "closed": lambda: _closed().email,
    }[kind]()
    browser = browse(None)
    assert browser.post("/masuk/lupa", {"nama": named}).location == "/masuk/lupa/terkirim"
    assert letters() == []


def test_naming_somebody_takes_the_statements_that_naming_nobody_takes(app, browse, person):
    taken = []
    for name in ("tidak.ada@contoh.invalid", person.email, accounts.someone().email):
        browser = browse(None)
        browser.get("/masuk/lupa")
        with counted() as seen:
            browser.post("/masuk/lupa", {"nama": name})
        taken.append([statement.partition(" ")[0] for statement in seen])
    assert taken[0] == taken[1] == taken[2]


def _closed():
    person = accounts.with_account()
    accounts.stored(person).closed_at = people.BORN
    return person


def test_nobody_is_flooded_with_letters(browse, person, clock):
    browser = browse(None)
    for _ in range(6):
        browser.post("/masuk/lupa", {"nama": person.email})
    assert len(letters()) == 3
    clock.forward(minutes=60)
    browser.post("/masuk/lupa", {"nama": person.email})
    assert len(letters()) == 4


@pytest.mark.parametrize(
    ("password", "sentence"),
    [("pendek", "paling sedikit 12"), ("x" * 129, "paling banyak 128"), ("", "Isi kata sandi"),
     ("sari-rekaan-12", "nama Anda"), ("kudakudakudakuda", "mengulang"),
     ("rahasia12345", "penebak")],
)  # fmt: skip
def test_a_weak_password_is_refused_with_its_reason(app, browse, person, clock, password, sentence):
    token = links.make(person.id, Purpose.RESET, by=None, at=clock.now)
    browser = browse(None)
    page = browser.post(f"/masuk/tautan/{token}", {"kata_sandi_baru": password}, 422)
    assert sentence in page.text
    browser.get(f"/masuk/tautan/{token}")


def test_a_link_that_never_was_is_a_page(browse, app):
    browse(None).get("/masuk/tautan/tidak-ada", 409)
    browse(None).get("/masuk/tautan/" + "x" * 4000, 409)


FIRST = {"nama": "Wati Pertama", "email": "Wati@contoh.invalid", "kata_sandi_baru": NEW}


def test_the_first_administrator_comes_in_by_the_code(app, browse, clock):
    code = first_admin.make_first_code(clock.now)
    browser = browse(None)
    browser.get("/masuk/awal")
    browser.post("/masuk/awal", {**FIRST, "kode": "AAAAA-AAAAA-AAAAA-AAAAA"}, 422)
    assert browser.post("/masuk/awal", {**FIRST, "kode": code.lower()}).location == "/masuk"
    browser.post("/masuk", {"nama": "wati@contoh.invalid", "kata_sandi": NEW})
    browser.get("/admin")
    granted = db.session.scalars(select(AuditEvent).where(AuditEvent.kind == "role-granted")).one()
    (grant,) = grants(granted.actor)
    assert grant.role is Role.ADMIN
    assert grant.path.count("/") == 2
    browse(None).get("/masuk/awal", 303)
    browse(None).post("/masuk/awal", {**FIRST, "kode": code})
    with pytest.raises(first_admin.AnAccountExistsAlready):
        first_admin.make_first_code(clock.now)


@pytest.mark.parametrize(
    "wrong", [{"email": "bukan-alamat"}, {"nama": ""}, {"kata_sandi_baru": "wati"}]
)
def test_the_first_form_says_what_is_missing(app, browse, clock, wrong):
    code = first_admin.make_first_code(clock.now)
    browse(None).post("/masuk/awal", {**FIRST, "kode": code, **wrong}, 422)


def test_only_the_newest_code_opens_and_only_for_a_day(app, browse, clock):
    old, new = first_admin.make_first_code(clock.now), first_admin.make_first_code(clock.now)
    browser = browse(None)
    browser.post("/masuk/awal", {**FIRST, "kode": old}, 422)
    clock.forward(hours=24)
    browser.post("/masuk/awal", {**FIRST, "kode": new}, 422)
