"""Erasing a person: asked for by one administrator, carried out by another.

The id of the person inside the system stays, and everything that is counted under it: cycles,
statistics, certificates and the audit chain say the same as before, of somebody without a name.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Delete, Update, delete, insert, or_, select, update

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.certification.tables.periods import CertificationExcuse
from training.commitments.actions.artefacts import take_back_all
from training.commitments.tables.plans import CheckIn, Plan, Rehearsal
from training.content.queries import quiz_of
from training.content.rules.details import FreeText
from training.kernel.clock import local_date
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.kernel.jobs import Job
from training.observation.tables.sheets import (
    ContraryClosing,
    ContraryFinding,
    ContraryVerdict,
    VisitSheet,
)
from training.observation.tables.visits import Visit
from training.people.actions.leaving import follow_posts
from training.people.rules.kinds import IdentifierKind
from training.people.rules.names import fold
from training.people.tables.accounts import Account, ApiToken, OneTimeLink, SignIn
from training.people.tables.employees import Employee, Identifier, Posting
from training.privacy.queries.erasures import Asked, allowed, is_erased, waits
from training.privacy.rules.erasing import (
    MARK,
    NAME,
    ErasureIsDecided,
    ErasureWaits,
    PersonIsErased,
    SecondAdministratorIsNeeded,
    bare,
    insist_on_reason,
    insist_on_second,
)
from training.privacy.tables import (
    ErasureDecision,
    ErasureRequest,
    Objection,
    ObjectionAnswer,
)
from training.quiz.tables import Allowance, Answer, Attempt, Marking
from training.reminders.tables.sent import ReminderDigest, ReminderSent, ReminderWish

ALIKE = {"synchronize_session": False}


def ask(person: UUID, reason: str, *, by: UUID, at: datetime, zone: str) -> UUID:
    """Ask that a person be erased. Refuses who serves, and whose time is not over."""
    if by == person:
        raise SecondAdministratorIsNeeded
    said = insist_on_reason(reason)
    if is_erased(person):
        raise PersonIsErased
    if waits(person):
        raise ErasureWaits
    why, made = allowed(person, today=local_date(at, zone)), uuid7(at)
    db.session.execute(insert(ErasureRequest), dict(
        id=made, employee_id=person, ground=why.value, reason=said, asked_by=by, at=at,
    ))  # fmt: skip
    detail = {"ground": why.value}
    note(Happening(EventKind.ERASURE_ASKED, at, by, "person", str(person), detail))
    db.session.flush()
    return made


def decide(asked: Asked, *, confirmed: bool, by: UUID, at: datetime, zone: str) -> None:
    """A second administrator carries the erasure out, or declines; what allowed it must hold."""
    insist_on_second(asked_by=asked.asked_by, by=by, person=asked.person)
    if asked.confirmed is not None:
        raise ErasureIsDecided
    if confirmed:
        allowed(asked.person, today=local_date(at, zone))
    db.session.execute(insert(ErasureDecision), dict(
        request_id=asked.id, asked_by=asked.asked_by, decided_by=by, confirmed=confirmed, at=at,
    ))  # fmt: skip
    kind = EventKind.ERASED if confirmed else EventKind.ERASURE_DECLINED
    note(Happening(kind, at, by, "person", str(asked.person), {"ground": asked.ground.value}))
    if confirmed:
        _erase(asked.person, by=by, at=at, zone=zone)
    db.session.flush()


def _erase(person: UUID, *, by: UUID, at: datetime, zone: str) -> None:
    """Everything that names the person or was written in free words by or about them."""
    follow_posts([person], day=local_date(at, zone), by=by, at=at)  # roles, sessions, tokens end
    take_back_all(person, by=by, at=at)
    _numbers(person, until=local_date(at, zone))
    for change in (*_identity(person), *_account(person), *_words(person), *_seen(person)):
        db.session.execute(change.execution_options(**ALIKE))
    _texts(person)


def _identity(person: UUID) -> Iterator[Update | Delete]:
    told = {"name": NAME, "name_key": fold(NAME), "email": None}
    yield update(Employee).where(Employee.id == person).values(told)
    yield update(Posting).where(Posting.employee_id == person).values(title="")


def _numbers(person: UUID, *, until: date) -> None:
    """Every number goes; of the newest that tells the sex that digit stays, in a closed row."""
    mine = Identifier.employee_id == person
    kinds = [IdentifierKind.NIP.value, IdentifierKind.NI_PPPK.value]
    told = select(Identifier).where(mine, Identifier.kind.in_(kinds))
    found = db.session.scalars(told.order_by(Identifier.valid_from, Identifier.id)).all()
    left = [(each.id, each.kind, each.valid_from, bare(each.value)) for each in found]
    db.session.execute(delete(Identifier).where(mine).execution_options(**ALIKE))
    for key, kind, since, value in left[-1:]:
        if value:
            db.session.execute(insert(Identifier), dict(
                id=key, employee_id=person, kind=kind, value=value, valid_from=since,
                valid_to=max(since, until),
            ))  # fmt: skip


def _account(person: UUID) -> Iterator[Update | Delete]:
    closed = {"password_hash": None, "totp_secret": None, "totp_confirmed_at": None}
    yield update(Account).where(Account.employee_id == person).values(closed)
    for table in (SignIn, ApiToken, OneTimeLink, ReminderWish):
        yield delete(table).where(table.employee_id == person)
    told = or_(ReminderSent.employee_id == person, ReminderSent.to_id == person)
    yield delete(ReminderSent).where(told)
    lone = ~select(ReminderSent.id).where(ReminderSent.digest_id == ReminderDigest.id).exists()
    yield delete(ReminderDigest).where(ReminderDigest.to_id == person, lone)
    yield delete(Job).where(Job.asked_by == person, Job.done_at.is_not(None))


def _words(person: UUID) -> Iterator[Update]:
    """What the person wrote, and reasons that were given about them."""
    emptied: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (Plan, ("when", "then")), (CheckIn, ("note",)), (Rehearsal, ("words",)),
        (Allowance, ("reason",)), (CertificationExcuse, ("note",)), (Objection, ("words",)),
        (ErasureRequest, ("reason",)),
    )  # fmt: skip
    for table, names in emptied:
        nothing = dict.fromkeys(names, "")
        yield update(table).where(table.employee_id == person).values(nothing)
    theirs = select(Objection.id).where(Objection.employee_id == person)
    answered = update(ObjectionAnswer).where(ObjectionAnswer.objection_id.in_(theirs))
    yield answered.values(words="")


def _seen(person: UUID) -> Iterator[Update]:
    """What observers wrote about the person; the marks stay, without a name."""
    visits = select(Visit.id).where(Visit.employee_id == person)
    yield update(VisitSheet).where(VisitSheet.visit_id.in_(visits)).values(note="", reason="")
    yield update(ContraryFinding).where(ContraryFinding.visit_id.in_(visits)).values(note="")
    found = select(ContraryFinding.id).where(ContraryFinding.visit_id.in_(visits))
    yield update(ContraryVerdict).where(ContraryVerdict.finding_id.in_(found)).values(note="")
    yield update(ContraryClosing).where(ContraryClosing.finding_id.in_(found)).values(reason="")


def _texts(person: UUID) -> None:
    """Free texts of quizzes, with what markers wrote of them; choices stay as they were given."""
    mine = select(Attempt.id, Attempt.release_id).where(Attempt.employee_id == person)
    attempts = db.session.execute(mine).all()
    for attempt_id, release_id in attempts:
        quiz = quiz_of(release_id)
        asked = quiz.questions if quiz else ()
        free = [each.key for each in asked if isinstance(each.detail, FreeText)]
        if free:
            _empty_texts(attempt_id, free)
    said = update(Marking).where(Marking.attempt_id.in_([each.id for each in attempts]))
    db.session.execute(said.values(comment="").execution_options(**ALIKE))


def _empty_texts(attempt_id: UUID, free: Sequence[str]) -> None:
    """A text that was given stays a text: what was left open is told apart from it as before."""
    here = select(Answer.question, Answer.revision, Answer.value).where(
        Answer.attempt_id == attempt_id, Answer.question.in_(free)
    )
    for question, revision, value in db.session.execute(here).all():
        if value is None:
            continue
        one = update(Answer).where(
            Answer.attempt_id == attempt_id, Answer.question == question,
            Answer.revision == revision,
        )  # fmt: skip
        gone = one.values(value=MARK, digest=None).execution_options(**ALIKE)
        db.session.execute(gone)
