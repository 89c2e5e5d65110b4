"""Who leaves loses roles, sessions, keys and links at once; who comes back signs in again."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conftest import ZERO_HOUR
from tests.factories import accounts, people, sheets
from training.audit import queries as audit
from training.audit.rules import EventKind, verify
from training.audit.tables import AuditEvent
from training.kernel.db import db
from training.people.actions import links, tokens, units
from training.people.actions.accounts import close
from training.people.actions.imports import Importer, apply_people
from training.people.actions.units import NewUnit, When
from training.people.queries.accounts import candidate, open_link
from training.people.queries.sessions import api_token, grants, visit
from training.people.rules.imports.model import Terms
from training.people.rules.kinds import Role
from training.people.rules.links import LinkCannotBeUsed, Purpose
from training.people.tables.employees import Employee, Identifier

TODAY = ZERO_HOUR.date()
HEADS = (*sheets.HEADS, "Kedudukan hukum")
EVERYWHERE = Terms(TODAY, ("/",), confirm_leavers=True)


class Leaver:
    """An HR person of DINSOS with a session, a key and an invitation on the way."""

    def __init__(self) -> None:
        root = people.unit("KOTA", kind="kota")
        self.unit = people.unit("DINSOS", parent=root)
        self.other = people.unit("DISHUB", parent=root)
        self.admin = accounts.with_account(root, name="Admin Rekaan").id
        self.who = accounts.with_account(self.unit, name="Pergi Rekaan")
        self.id, self.nip = self.who.id, sheets.nip(1)
        held = select(Identifier).where(Identifier.employee_id == self.id)
        db.session.scalars(held).one().value = self.nip
        self.person = db.session.get_one(Employee, self.id)
        people.role(self.person, Role.HR, self.unit)
        self.session = people.session_token(self.person, at=ZERO_HOUR)
        self.key = tokens.make(self.id, "SIMPEG", ["learn"], None, by=None, at=ZERO_HOUR)
        self.link = links.make(self.id, Purpose.RESET, by=None, at=ZERO_HOUR)
        db.session.commit()

    def row(self, law: str = "", unit: str = "DINSOS") -> list[str]:
        email = self.who.email
        told = sheets.line(1, unit, name=self.who.name, number=self.nip, email=email)
        return [*told, law]

    def file(self, *rows: list[str], terms: Terms = EVERYWHERE) -> None:
        by = Importer(self.admin, ZERO_HOUR, TODAY)
        apply_people(sheets.people_file(*rows, heads=HEADS), terms, by=by)
        db.session.commit()

    @property
    def is_shut(self) -> bool:
        return candidate(self.nip).closed


@pytest.fixture
def leaver(database):
    return Leaver()


def noted(kind: EventKind) -> list[dict]:
    found = select(AuditEvent.detail).where(AuditEvent.kind == kind.value).order_by(AuditEvent.seq)
    return [json.loads(each) for each in db.session.scalars(found)]


def test_who_leaves_can_do_nothing_from_that_moment(leaver):
    leaver.file(leaver.row("Pensiun"))
    assert grants(leaver.id) == ()
    assert visit(leaver.session, at=ZERO_HOUR, today=TODAY) is None
    assert api_token(leaver.key, at=ZERO_HOUR) is None
    assert leaver.is_shut
    with pytest.raises(LinkCannotBeUsed):
        open_link(leaver.link, at=ZERO_HOUR, purposes=Purpose)
    assert noted(EventKind.ROLE_ENDED)[0]["why"] == "left"
    assert noted(EventKind.SESSION_ENDED) == [{"why": "account-closed", "sessions": 1}]
    assert noted(EventKind.TOKEN_REVOKED) == [{"tokens": 1}]
    assert {"change": "account-closed", "why": "left"} in noted(EventKind.PERSON_CHANGED)
    assert verify(audit.links()).holds


def test_who_is_missing_from_a_complete_list_leaves_too(leaver):
    terms = Terms(TODAY, ("/",), full="/KOTA/DINSOS/", confirm_leavers=True)
    leaver.file([*sheets.line(5), ""], terms=terms)
    assert leaver.is_shut


def test_who_comes_back_signs_in_with_the_old_password_and_without_the_roles(leaver):
    leaver.file(leaver.row("Pensiun"))
    leaver.file(leaver.row(unit="DISHUB"))
    assert not leaver.is_shut
    assert candidate(leaver.nip).password_hash
    assert grants(leaver.id) == ()
    assert noted(EventKind.PERSON_CHANGED)[-1] == {"change": "account-reopened", "why": "new-post"}


def test_an_account_that_an_administrator_closed_is_not_opened_by_a_file(leaver):
    leaver.file(leaver.row("Pensiun"))
    close(leaver.id, by=leaver.admin, at=ZERO_HOUR)
    leaver.file(leaver.row())
    assert leaver.is_shut


def test_who_still_acts_somewhere_has_not_left(leaver):
    people.posting(leaver.person, leaver.other, kind="plt")
    db.session.commit()
    terms = Terms(TODAY, ("/KOTA/DINSOS/",), confirm_leavers=True)
    leaver.file(leaver.row("Pensiun"), terms=terms)
    assert not leaver.is_shut
    assert grants(leaver.id)


def test_who_moves_keeps_everything(leaver):
    leaver.file(leaver.row(unit="DISHUB"))
    assert grants(leaver.id)
    assert visit(leaver.session, at=ZERO_HOUR, today=TODAY)
    assert not leaver.is_shut


def test_who_never_had_a_post_is_no_leaver(leaver):
    auditor = accounts.with_account(name="Tamu Rekaan")
    db.session.commit()
    leaver.file(leaver.row("Pensiun"))
    assert not candidate(auditor.nip).closed


@pytest.mark.parametrize("change", ["rename", "merge", "split"])
def test_nobody_leaves_when_a_unit_is_renamed_merged_or_split(leaver, change):
    when = When(on=TODAY - timedelta(days=1), today=TODAY, at=ZERO_HOUR, by=leaver.admin)
    new, part = NewUnit("BARU", "Baru"), NewUnit("BARU2", "Baru Dua")
    deeds = {
        "rename": lambda: units.rename(leaver.unit.id, new, when=when),
        "merge": lambda: units.merge([leaver.unit.id, leaver.other.id], new, when=when),
        "split": lambda: units.split(leaver.unit.id, [new, part], people={}, when=when),
    }
    deeds[change]()
    assert not leaver.is_shut
    assert api_token(leaver.key, at=ZERO_HOUR)
    moved_along = change == "rename"
    assert bool(grants(leaver.id)) is moved_along
    assert bool(visit(leaver.session, at=ZERO_HOUR, today=TODAY)) is moved_along
