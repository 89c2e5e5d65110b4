"""Following a finding: the unit's head answers, the task force checks, closes or escalates."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.exc import NoResultFound

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.observation.rules.notes import covered
from training.oversight.actions.planning import Desk
from training.oversight.queries.cases import Case, case_of
from training.oversight.rules.following import (
    OF_THE_CHECK,
    OF_THE_UNIT,
    AddresseeIsMissing,
    CaseIsClosed,
    NewDayIsMissing,
    StepKind,
)
from training.oversight.rules.records import (
    FARTHEST_DUE,
    MOST_POST,
    MOST_WORDS,
    Agreed,
    DueDayDoesNotFit,
    FindingIsIncomplete,
    said,
    tidy,
)
from training.oversight.tables.records import OversightAction, OversightFinding, OversightStep

EVENTS = {
    StepKind.ANSWER: EventKind.CASE_ANSWERED,
    StepKind.DONE: EventKind.CASE_PROPOSED,
    StepKind.GOES_ON: EventKind.CASE_GOES_ON,
    StepKind.ESCALATED: EventKind.CASE_ESCALATED,
    StepKind.CLOSED: EventKind.CASE_CLOSED,
    StepKind.REMARK: EventKind.CASE_REMARKED,
}


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a finding: `to` whom it is escalated, or what is `agreed` anew."""

    kind: StepKind
    words: str
    to: str = ""
    agreed: Agreed | None = None


def answer(finding_id: UUID, told: Said, *, desk: Desk) -> None:
    """Answer a finding in one's own unit, or propose that what was agreed is done.

    NoResultFound out of scope; CaseIsClosed, WordsAreTooFew. The same words again are kept once.
    """
    if told.kind not in OF_THE_UNIT:
        raise NoResultFound
    _append(_open_one(finding_id, desk), told, desk)


def check(finding_id: UUID, told: Said, *, desk: Desk) -> None:
    """Check a finding for the task force: it is closed, goes on with a new act, or is escalated.

    NoResultFound out of scope; CaseIsClosed, WordsAreTooFew, AddresseeIsMissing, NewDayIsMissing,
    FindingIsIncomplete, DueDayDoesNotFit.
    """
    if told.kind not in OF_THE_CHECK:
        raise NoResultFound
    if told.kind is StepKind.ESCALATED and not told.to.strip():
        raise AddresseeIsMissing
    if told.kind is StepKind.GOES_ON:
        _fits(told.agreed, desk)
    found = _open_one(finding_id, desk)
    if _append(found, told, desk) and told.kind is StepKind.GOES_ON and told.agreed:
        _agree(found, told.agreed, desk)


def remark(finding_id: UUID, words: str, *, desk: Desk) -> None:
    """Correct a finding beside it, in words; what was signed stays. Also when it is closed."""
    found = _held(finding_id, desk)
    _append(found, Said(StepKind.REMARK, words), desk)


def _held(finding_id: UUID, desk: Desk) -> Case:
    lock = select(OversightFinding.id).where(OversightFinding.id == finding_id)
    db.session.execute(lock.with_for_update()).one()
    found = case_of(finding_id, desk.scope, today=desk.today)
    if found is None:
        raise NoResultFound
    return found


def _open_one(finding_id: UUID, desk: Desk) -> Case:
    found = _held(finding_id, desk)
    if found.is_closed:
        raise CaseIsClosed
    return found


def _append(found: Case, told: Said, desk: Desk) -> bool:
    """Write a step; False if the very same was said last, as two clicks do."""
    words, to = covered(said(told.words, MOST_WORDS))[0], covered(tidy(told.to, MOST_POST))[0]
    last = found.steps[-1] if found.steps else None
    if last and (last.kind, last.words, last.to) == (told.kind, words, to):
        return False
    row = {
        "id": uuid7(desk.at), "finding_id": found.id, "number": len(found.steps) + 1,
        "kind": told.kind.value, "words": words, "to": to, "by": desk.by, "at": desk.at,
    }  # fmt: skip
    db.session.execute(insert(OversightStep).values(row))
    note(Happening(EVENTS[told.kind], desk.at, desk.by, "case", str(found.id)))
    return True


def _fits(agreed: Agreed | None, desk: Desk) -> None:
    if agreed is None:
        raise NewDayIsMissing
    if not agreed.act.strip() or not agreed.owner.strip():
        raise FindingIsIncomplete
    if not desk.today <= agreed.due <= desk.today + FARTHEST_DUE:
        raise DueDayDoesNotFit


def _agree(found: Case, agreed: Agreed, desk: Desk) -> None:
    count = select(func.count()).where(OversightAction.finding_id == found.id)
    row = {
        "id": uuid7(desk.at), "finding_id": found.id,
        "number": db.session.execute(count).scalar_one() + 1,
        "act": covered(said(agreed.act, MOST_WORDS))[0],
        "owner": covered(tidy(agreed.owner, MOST_POST))[0], "due": agreed.due, "by": desk.by,
        "at": desk.at,
    }  # fmt: skip
    db.session.execute(insert(OversightAction).values(row))
