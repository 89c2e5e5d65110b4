"""HR invites everybody of their units who has no account: one letter each, however often asked."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update

from tests.factories import accounts, people
from training.audit.tables import AuditEvent
from training.kernel import jobs
from training.kernel.db import db, writing
from training.people.actions import invitations
from training.people.queries.administration import person as card
from training.people.rules.kinds import Role
from training.people.tables.accounts import Account, OneTimeLink
from training.people.tables.employees import Employee

pytestmark = pytest.mark.slow

HOME = "/kepegawaian/impor/undang"


@pytest.fixture
def city(app, monkeypatch):
    """Five people of an office without an account, one without an address, one next door."""
    monkeypatch.setattr(invitations, "AT_ONCE", 2)
    root = people.unit("KOTA", kind="kota")
    office, other = people.unit("DINSOS", parent=root), people.unit("DISHUB", parent=root)
    hr = accounts.with_account(office, name="Ani Rekaan")
    people.role(db.session.get_one(Employee, hr.id), Role.HR, office)
    new = [accounts.someone(office) for _ in range(5)]
    silent, far = accounts.someone(office), accounts.someone(other)
    db.session.get_one(Employee, silent.id).email = None
    accounts.someone()
    db.session.commit()
    return {"hr": hr, "new": new, "silent": silent, "far": far}


def work(app, clock) -> None:
    writing.set(True)
    mail = app.extensions["resap_handlers"] | {"mail": lambda _: None}
    while jobs.run_one(mail, clock=lambda: clock.now):
        db.session.remove()


def letters() -> list[dict]:
    found = select(jobs.Job.payload).where(jobs.Job.kind == "mail", jobs.Job.done_at.is_(None))
    return list(db.session.scalars(found))


def do_one(app, clock) -> None:
    writing.set(True)
    assert jobs.run_one(app.extensions["resap_handlers"], clock=lambda: clock.now)
    db.session.rollback()


def test_each_newcomer_of_ones_units_gets_one_letter(app, city, browse, clock):
    hr = browse(city["hr"])
    page = hr.get(HOME)
    assert "5 pegawai di unit Anda" in page.text
    assert "1 pegawai tidak mempunyai alamat surel" in page.text
    shown = hr.post(HOME).location
    assert hr.post(HOME).location == shown, "asking twice joins the job that waits"
    assert hr.get(shown).h1 == "Undangan"
    do_one(app, clock)
    sent = letters()
    assert sorted(each["to"] for each in sent) == sorted(each.email for each in city["new"])
    address = sent[0]["body"].split("/masuk/tautan/")[1].split()[0]
    assert app.config["RESAP"].public_url in sent[0]["body"]
    assert "Pegawai Rekaan" in browse(None).get(f"/masuk/tautan/{address}").text
    assert "5 surat" in hr.get(shown).text
    assert hr.get(f"{shown}/keadaan").json["done"]
    assert "Tidak ada yang perlu disurati" in hr.get(HOME).text
    hr.post(HOME)
    work(app, clock)
    assert letters() == []
    noted = select(AuditEvent.actor).where(AuditEvent.kind == "link-sent")
    assert db.session.scalars(noted).all() == [city["hr"].id] * 5


def test_who_was_invited_is_shown_as_invited(app, city, browse, clock):
    browse(city["hr"]).post(HOME)
    work(app, clock)
    found = card(city["new"][0].id, scope=("/",), today=clock.now.date())
    assert found.invited
    assert not found.has_password


def test_a_job_that_died_in_the_middle_goes_on_with_those_who_are_left(app, city, clock):
    key = invitations.ask(city["hr"].id, at=clock.now)
    db.session.commit()
    kept = []

    def dies() -> None:
        db.session.commit()
        kept.append(len(letters()))
        if len(kept) == 2:
            raise RuntimeError

    handlers = invitations.handlers("Asia/Makassar", write=lambda t, n: (n, t), keep=dies)
    jobs.run_one(handlers, clock=lambda: clock.now)
    db.session.rollback()
    assert kept == [2, 4]
    clock.forward(hours=1)
    work(app, clock)
    assert db.session.get_one(jobs.Job, key).result["invited"] == 1
    assert len(db.session.scalars(select(OneTimeLink)).all()) == 5


def test_who_lost_the_role_meanwhile_invites_nobody(app, city, browse, clock):
    browse(city["hr"]).post(HOME)
    db.session.execute(update(people.RoleGrant).values(ended_at=clock.now))
    db.session.commit()
    work(app, clock)
    assert db.session.scalars(select(OneTimeLink)).all() == []
    assert len(db.session.scalars(select(Account)).all()) == 1


def test_others_neither_invite_nor_see_how_far_it_is(app, city, browse, clock):
    shown = browse(city["hr"]).post(HOME).location
    other = accounts.with_account()
    people.role(db.session.get_one(Employee, other.id), Role.HR, people.unit())
    for address in (shown, f"{shown}/keadaan", f"{HOME}/{uuid4()}"):
        browse(other).get(address, 404)
    plain = browse(accounts.with_account())
    plain.get(HOME, 403)
    plain.post(HOME, status=403)
    assert UUID(shown.rsplit("/", 1)[1])
