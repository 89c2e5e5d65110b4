"""Following a finding: the unit's head answers, the task force checks, closes or escalates."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.exc import NoResultFound

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.observation.rules.notes import covered
from training.oversight.actions.naming import name
from training.oversight.actions.planning import Desk
from training.oversight.queries.cases import Case, case_done_by, case_of
from training.oversight.queries.doers import doer_called
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
    StepKind.TOLD: EventKind.CASE_TOLD,
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
    FindingIsIncomplete, DueDayDoesNotFit, DoerIsUnknown, SeveralAreCalledSo.
    """
    if told.kind not in OF_THE_CHECK:
        raise NoResultFound
    if told.kind is StepKind.ESCALATED and not told.to.strip():
        raise AddresseeIsMissing
    if told.kind is StepKind.GOES_ON:
        _fits(told.agreed, desk)
    found = _open_one(finding_id, desk)
    doer = _called(found, told.agreed, desk)
    if _append(found, told, desk) and told.kind is StepKind.GOES_ON and told.agreed:
        _agree(found, told.agreed, doer, desk)


def name_doer(finding_id: UUID, typed: str, *, desk: Desk) -> None:
    """Name who of the unit does what was agreed last; the same person again is named once.

    NoResultFound out of scope; CaseIsClosed, DoerIsUnknown, SeveralAreCalledSo.
    """
    found = _open_one(finding_id, desk)
    doer = doer_called(typed, found.unit_path, today=desk.today)
    if doer != found.agreed.doer_id:
        name(found.agreed.id, doer, by=desk.by, at=desk.at)


def tell(finding_id: UUID, words: str, *, by: UUID, at: datetime, today: date) -> None:
    """Tell how it goes, as whoever was named to do it; proposing it as done is the head's.

    NoResultFound for anybody else; CaseIsClosed, WordsAreTooFew.
    """
    _lock(finding_id)
    found = case_done_by(finding_id, by, today=today)
    if found is None:
        raise NoResultFound
    if found.is_closed:
        raise CaseIsClosed
    _append(found, Said(StepKind.TOLD, words), Desk(by, at, today, ()))


def remark(finding_id: UUID, words: str, *, desk: Desk) -> None:
    """Correct a finding beside it, in words; what was signed stays. Also when it is closed."""
    found = _held(finding_id, desk)
    _append(found, Said(StepKind.REMARK, words), desk)


def _lock(finding_id: UUID) -> None:
    """Two who write about one finding at the same moment queue here. NoResultFound if none."""
    lock = select(OversightFinding.id).where(OversightFinding.id == finding_id)
    db.session.execute(lock.with_for_update()).one()


def _held(finding_id: UUID, desk: Desk) -> Case:
    _lock(finding_id)
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


def _called(found: Case, agreed: Agreed | None, desk: Desk) -> UUID | None:
    """Who is to do the new act: as typed; nobody named lets whoever does the present one go on."""
    if agreed is None or not agreed.doer.strip():
        return found.agreed.doer_id
    return doer_called(agreed.doer, found.unit_path, today=desk.today)


def _agree(found: Case, agreed: Agreed, doer: UUID | None, desk: Desk) -> None:
    act_id = uuid7(desk.at)
    count = select(func.count()).where(OversightAction.finding_id == found.id)
    row = {
        "id": act_id, "finding_id": found.id,
        "number": db.session.execute(count).scalar_one() + 1,
        "act": covered(said(agreed.act, MOST_WORDS))[0],
        "owner": covered(tidy(agreed.owner, MOST_POST))[0], "due": agreed.due, "by": desk.by,
        "at": desk.at,
    }  # fmt: skip
    db.session.execute(insert(OversightAction).values(row))
    if doer is not None:
        name(act_id, doer, by=desk.by, at=desk.at)
