"""Erasing takes every name and word away, and nothing that others stand on; on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from tests.factories import observation, people
from tests.factories.certification import ZONE
from tests.factories.privacy import NIP, NOTHING, SAID, Held, everywhere, faults
from training.audit.rules import EventKind
from training.audit.tables import AuditEvent
from training.certification.queries.certificates import Validity, by_code
from training.commitments.tables.plans import Plan
from training.internalization.tables.ledger import Entry, PersonLevel
from training.kernel.clock import local_date
from training.kernel.db import db
from training.people.queries.employees import find
from training.people.tables.employees import Employee, Identifier
from training.privacy.actions import erasing
from training.privacy.actions.objecting import answer
from training.privacy.queries.erasures import is_erased, request, waits
from training.privacy.queries.objections import one
from training.privacy.rules.erasing import (
    NAME,
    ErasureIsDecided,
    ErasureWaits,
    PersonIsErased,
    PersonStillServes,
    RetentionIsNotOver,
    SecondAdministratorIsNeeded,
)
from training.privacy.rules.objections import Outcome
from training.privacy.tables import ErasureDecision
from training.quiz.tables import Answer
from training.reporting.tables import ItemTally, PersonModule, UnitTally

pytestmark = pytest.mark.slow

WHY = "Sudah berhenti dan meminta."
CITY = ("/KOTA-X/",)


@pytest.fixture
def held(database, clock, tmp_path):
    return Held(clock, tmp_path)


def figures() -> list:
    """Everything that is counted, with the marks it stands on."""
    asked = (
        select(UnitTally.unit_id, UnitTally.measure, UnitTally.slug, UnitTally.n, UnitTally.total),
        select(PersonModule.employee_id, PersonModule.slug, PersonModule.best_score),
        select(PersonLevel.employee_id, PersonLevel.level),
        select(Entry.source, Entry.kind, Entry.met, Entry.score),
        select(ItemTally.question, ItemTally.version, ItemTally.sums),
        select(func.count()).select_from(Answer),
    )
    return [sorted(map(str, db.session.execute(each).all())) for each in asked]


def numbers_of(held: Held):
    return select(Identifier.value).where(Identifier.employee_id == held.person.id)


def grant(held: Held) -> None:
    found = one(held.objection, CITY, today=held.clock.now.date())
    answer(found, Outcome.GRANTED, "Kami kabulkan.", by=held.first.id, at=held.clock.now)


def ask(held: Held):
    return erasing.ask(held.person.id, WHY, by=held.first.id, at=held.clock.now, zone=ZONE)


def carry_out(held: Held, key, *, by=None, confirmed: bool = True) -> None:
    asked = request(key, CITY, today=local_date(held.clock.now, ZONE))
    who = (by or held.second).id
    erasing.decide(asked, confirmed=confirmed, by=who, at=held.clock.now, zone=ZONE)
    db.session.commit()


def erased(held: Held) -> None:
    held.leave(held.clock.now.date() - timedelta(days=1))
    grant(held)
    carry_out(held, ask(held))


def test_before_anything_is_erased_everything_holds(held):
    assert faults() == NOTHING
    assert {"plan_rehearsal", "plan_check_in", "answer", "marking", "objection"} <= set(
        everywhere(SAID)
    )


def test_an_erasure_leaves_no_name_and_no_word(held):
    name, email = held.person.name, held.person.email
    erased(held)
    assert is_erased(held.person.id)
    assert everywhere(SAID) == []
    assert everywhere(name) == [], "the signed certificate alone keeps it, in its signed form"
    assert everywhere(NIP) == []
    assert find(email) is None
    assert db.session.scalars(numbers_of(held)).all() == ["000000000000002000"]
    assert db.session.get_one(Employee, held.person.id).name == NAME
    plan = db.session.scalars(select(Plan).where(Plan.id == held.plan.id)).one()
    assert (plan.when, plan.then) == ("", "")


def test_an_erasure_keeps_every_figure_and_every_check(held):
    held.leave(held.clock.now.date() - timedelta(days=1))
    grant(held)
    held.count()
    before = figures()
    assert all(before)
    carry_out(held, ask(held))
    assert figures() == before
    assert faults() == NOTHING
    held.count()
    assert figures() == before, "counted anew from what is left, it is the same"


def test_a_certificate_of_somebody_erased_is_verified_with_the_initials_as_signed(held):
    before = by_code(held.issued.code)
    erased(held)
    after = by_code(held.issued.code)
    assert after == before
    assert after.payload() == before.payload()
    assert after.validity(held.clock.now.date()) is Validity.VALID


def test_who_serves_is_not_erased_and_who_left_only_after_the_time(held):
    grant_later = held.clock.now.date()
    with pytest.raises(PersonStillServes):
        ask(held)
    held.leave(grant_later - timedelta(days=1))
    with pytest.raises(RetentionIsNotOver):
        ask(held)
    held.clock.forward(days=1826)
    assert ask(held)


def test_two_administrators_are_needed_and_never_the_person(held):
    held.leave(held.clock.now.date() - timedelta(days=1))
    grant(held)
    with pytest.raises(SecondAdministratorIsNeeded):
        erasing.ask(held.person.id, WHY, by=held.person.id, at=held.clock.now, zone=ZONE)
    key = ask(held)
    with pytest.raises(ErasureWaits):
        ask(held)
    for wrong in (held.first, held.person):
        with pytest.raises(SecondAdministratorIsNeeded):
            carry_out(held, key, by=wrong)
    carry_out(held, key)
    with pytest.raises(ErasureIsDecided):
        carry_out(held, key)
    with pytest.raises(PersonIsErased):
        ask(held)


def test_the_database_itself_refuses_one_administrator(held):
    held.leave(held.clock.now.date() - timedelta(days=1))
    grant(held)
    key = ask(held)
    one_and_only = held.first.id
    row = {"asked_by": one_and_only, "decided_by": one_and_only, "confirmed": True}
    alone = insert(ErasureDecision).values(request_id=key, at=held.clock.now, **row)
    with pytest.raises(IntegrityError):
        db.session.execute(alone)
    db.session.rollback()


def test_a_declined_request_changes_nothing_and_may_be_made_again(held):
    held.leave(held.clock.now.date() - timedelta(days=1))
    grant(held)
    carry_out(held, ask(held), confirmed=False)
    assert not is_erased(held.person.id)
    assert "plan_rehearsal" in everywhere(SAID)
    assert waits(held.person.id) is None
    assert ask(held)


def test_an_erasure_is_in_the_audit_trail_by_number_only(held):
    erased(held)
    kinds = (EventKind.ERASURE_ASKED.value, EventKind.ERASED.value)
    told = select(AuditEvent.object_id, AuditEvent.detail).where(AuditEvent.kind.in_(kinds))
    assert {tuple(row) for row in db.session.execute(told)} == {
        (str(held.person.id), '{"ground":"objection"}')
    }


def test_what_observers_wrote_goes_and_what_they_marked_stays(held):
    observer = people.employee(held.desk.unit)
    finding = observation.finding_for(observer, people.employee(held.desk.unit), at=held.clock.now)
    visit = db.session.get_one(observation.Visit, finding.visit_id)
    held.person = db.session.get_one(Employee, visit.employee_id)
    held.leave(held.clock.now.date() - timedelta(days=1))
    held.clock.forward(days=1826)
    held.count()
    carry_out(held, ask(held))
    db.session.refresh(finding)
    assert finding.note == ""
    assert faults() == NOTHING
