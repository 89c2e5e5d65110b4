"""A closed cycle is corrected by a new snapshot: one person asks and says why, another agrees."""

from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.exc import NoResultFound

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.internalization.actions.cycles import When, ask_to_close
from training.internalization.queries.cycles import cycle_of
from training.internalization.queries.snapshots import (
    Correction,
    corrections_of,
    the_correction,
)
from training.internalization.rules.cycles import State
from training.internalization.rules.snapshots import (
    LEAST_REASON,
    LONGEST_REASON,
    CorrectionIsDecided,
    CorrectionNeedsAnother,
    CorrectionWaits,
    CycleIsCorrected,
    CycleIsNotClosed,
    CycleReasonIsMissing,
    corrected_label,
)
from training.internalization.tables.cycles import (
    Cycle,
    CycleAudit,
    CycleCorrection,
    CycleCorrectionDecision,
)
from training.kernel.db import db
from training.kernel.ids import uuid7


def ask_correction(label: str, reason: str, *, by: UUID, when: When) -> UUID:
    """Ask that a closed cycle be counted again. NoResultFound for a cycle that does not exist.

    Refuses one that is not closed (CycleIsNotClosed), a second request (CorrectionWaits), a
    snapshot that was corrected already (CycleIsCorrected), and no reason (CycleReasonIsMissing).
    """
    reason = " ".join(reason.split())
    if not LEAST_REASON <= len(reason) <= LONGEST_REASON:
        raise CycleReasonIsMissing
    cycle = cycle_of(label, today=when.today)
    db.session.execute(select(Cycle.id).where(Cycle.id == cycle.id).with_for_update())
    if cycle.state is not State.CLOSED:
        raise CycleIsNotClosed
    _refuse_a_second(corrections_of(cycle.id))
    correction_id = uuid7(when.at)
    row = {"id": correction_id, "of_id": cycle.id, "reason": reason, "at": when.at, "by": by}
    db.session.execute(insert(CycleCorrection), [row])
    note(Happening(EventKind.CYCLE_CORRECTION_ASKED, when.at, by, "cycle", label, {}))
    return correction_id


def _refuse_a_second(known: tuple[Correction, ...]) -> None:
    for each in known:
        if each.snapshot_closed:
            raise CycleIsCorrected
        if each.agreed is not False:
            raise CorrectionWaits


def decide_correction(correction_id: UUID, *, agreed: bool, by: UUID, when: When) -> str | None:
    """A second person decides; where they agree, the worker counts a new snapshot.

    Answers its label. The new snapshot has the same days, the same sealed seed and the same audit:
    only evidence and rosters may have become others. Refuses who asked (CorrectionNeedsAnother) and
    a second decision (CorrectionIsDecided). NoResultFound for a request that does not exist.
    """
    locked = select(CycleCorrection.id).where(CycleCorrection.id == correction_id)
    db.session.execute(locked.with_for_update())
    asked = the_correction(correction_id)
    if asked is None:
        raise NoResultFound
    if asked.agreed is not None:
        raise CorrectionIsDecided
    if asked.by == by:
        raise CorrectionNeedsAnother
    snapshot = _begin_again(asked, by, when) if agreed else None
    row = {
        "correction_id": correction_id, "agreed": agreed, "at": when.at, "by": by,
        "cycle_id": snapshot[0] if snapshot else None,
    }  # fmt: skip
    db.session.execute(insert(CycleCorrectionDecision), [row])
    told = {"agreed": agreed, "snapshot": snapshot[1] if snapshot else ""}
    note(Happening(EventKind.CYCLE_CORRECTION_DECIDED, when.at, by, "cycle", asked.of, told))
    if snapshot is None:
        return None
    ask_to_close(snapshot[1], when=when)
    return snapshot[1]


def _begin_again(asked: Correction, by: UUID, when: When) -> tuple[UUID, str]:
    """The cycle of the new snapshot: everything of the old one but its label and what it said."""
    old = db.session.scalars(select(Cycle).where(Cycle.label == asked.of)).one()
    fresh, label = uuid7(when.at), corrected_label(old.label)
    row = {
        "id": fresh, "label": label, "first_day": old.first_day, "last_day": old.last_day,
        "commitment": old.commitment, "seed": old.seed, "opened_at": when.at, "opened_by": by,
    }  # fmt: skip
    db.session.execute(insert(Cycle), [row])
    audit = db.session.get(CycleAudit, old.id)
    if audit is not None:
        same = {"cycle_id": fresh, "label": audit.label, "at": audit.at}
        db.session.execute(insert(CycleAudit), [same])
    return fresh, label
