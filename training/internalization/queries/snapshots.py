"""What a closed cycle froze, read again: its digest, its signature, what it corrects."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased, undefer

from training.internalization.queries.cycles import CITY, CycleShown
from training.internalization.rules.snapshots import Attested, Flaw, snapshot_digest
from training.internalization.tables.cycles import (
    Cycle,
    CycleClosing,
    CycleCorrection,
    CycleCorrectionDecision,
    CycleSignature,
    UnitEstimate,
    UnitFinding,
)
from training.kernel.db import db
from training.kernel.signing import SignatureIsWrong, verified

FIGURES = ("evidenced", "estimate", "low", "high", "likely", "spread")
SAID = ("roster", "label", "missing", "own_label", "told")


@dataclass(frozen=True, slots=True)
class Correction:
    """A request to count a closed cycle again, what became of it, and the snapshot that came of it.

    `agreed` is None while it waits for a second person.
    """

    id: UUID
    of: str
    reason: str
    at: datetime
    by: UUID
    agreed: bool | None
    decided_at: datetime | None
    snapshot: str | None
    snapshot_closed: bool


def told_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a snapshot as plain values; the draws by their own digest."""
    plain = {name: value for name, value in row.items() if name not in {"cycle_id", "draws"}}
    if "draws" in row:
        plain["draws"] = hashlib.sha256(row["draws"]).hexdigest()
    return plain | {"unit_id": str(row["unit_id"])}


def stored_digest(cycle: CycleShown) -> str:
    """The digest of what is stored of a closed cycle, computed anew."""
    estimates = select(UnitEstimate).where(UnitEstimate.cycle_id == cycle.id)
    rows = db.session.scalars(estimates.options(undefer(UnitEstimate.draws)))
    kept = [
        {"unit_id": each.unit_id, "level": each.level, "counts": each.counts, "ways": each.ways,
         "draws": each.draws} | {name: getattr(each, name) for name in FIGURES}
        for each in rows
    ]  # fmt: skip
    findings = db.session.scalars(select(UnitFinding).where(UnitFinding.cycle_id == cycle.id))
    said = [
        {"unit_id": each.unit_id} | {name: getattr(each, name) for name in SAID}
        for each in findings
    ]
    return snapshot_digest(
        cycle.label, cycle.rule or 0, cycle.seed or "",
        [told_row(each) for each in sorted(kept, key=_place)],
        [told_row(each) for each in sorted(said, key=_place)], cycle.quality or {},
    )  # fmt: skip


def _place(row: Mapping[str, Any]) -> tuple[bool, UUID, int]:
    return row["unit_id"] == CITY, row["unit_id"], row.get("level", 0)


def attested(cycle: CycleShown) -> Attested:
    """What the city's key vouches for of a closed cycle."""
    if cycle.closed_at is None or cycle.digest is None:
        raise ValueError(cycle.label)
    return Attested(cycle.label, cycle.rule or 0, cycle.closed_at, cycle.digest)


def signature_of(cycle_id: UUID) -> CycleSignature | None:
    """The signature of a closed cycle, if it was signed."""
    return db.session.get(CycleSignature, cycle_id)


def flaws_of(cycle: CycleShown, trusted: str | None) -> tuple[Flaw, ...]:
    """What is wrong with a closed cycle as it is stored; `trusted` names the city's own key."""
    found: list[Flaw] = []
    if stored_digest(cycle) != cycle.digest:
        found.append(Flaw.DIGEST)
    if hashlib.sha256((cycle.seed or "").encode()).hexdigest() != cycle.commitment:
        found.append(Flaw.SEED)
    signed = signature_of(cycle.id)
    if signed is None:
        return (*found, Flaw.UNSIGNED)
    if not _holds(signed, attested(cycle)):
        found.append(Flaw.SIGNATURE)
    if trusted is not None and signed.kid != trusted:
        found.append(Flaw.FOREIGN_KEY)
    return tuple(found)


def _holds(signed: CycleSignature, said: Attested) -> bool:
    try:
        return verified(signed.signed, {signed.kid: signed.public}) == said.content()
    except SignatureIsWrong:
        return False


def corrections_of(cycle_id: UUID) -> tuple[Correction, ...]:
    """What was asked to be corrected of a closed cycle, the newest first."""
    return _corrections(CycleCorrection.of_id == cycle_id)


def correction_by(cycle_id: UUID) -> Correction | None:
    """The correction of which a snapshot came, if it corrects another."""
    return next(iter(_corrections(CycleCorrectionDecision.cycle_id == cycle_id)), None)


def chain_of(cycle_id: UUID) -> tuple[UUID, ...]:
    """A snapshot with those before it, each corrected by the next; the oldest first."""
    before = {
        snapshot: of
        for snapshot, of in db.session.execute(
            select(CycleCorrectionDecision.cycle_id, CycleCorrection.of_id)
            .join(CycleCorrection, CycleCorrection.id == CycleCorrectionDecision.correction_id)
            .where(CycleCorrectionDecision.cycle_id.is_not(None))
        )
    }
    chain = [cycle_id]
    while chain[0] in before:
        chain.insert(0, before[chain[0]])
    return tuple(chain)


def the_correction(correction_id: UUID) -> Correction | None:
    """One correction by its id."""
    return next(iter(_corrections(CycleCorrection.id == correction_id)), None)


def _corrections(where: Any) -> tuple[Correction, ...]:
    decided, snapshot = CycleCorrectionDecision, aliased(Cycle)
    found = (
        select(
            CycleCorrection.id, Cycle.label, CycleCorrection.reason, CycleCorrection.at,
            CycleCorrection.by, decided.agreed, decided.at.label("decided_at"),
            snapshot.label.label("snapshot"), CycleClosing.at.is_not(None).label("closed"),
        )
        .join(Cycle, Cycle.id == CycleCorrection.of_id)
        .outerjoin(decided, decided.correction_id == CycleCorrection.id)
        .outerjoin(snapshot, snapshot.id == decided.cycle_id)
        .outerjoin(CycleClosing, CycleClosing.cycle_id == decided.cycle_id)
        .where(where)
        .order_by(CycleCorrection.at.desc())
    )  # fmt: skip
    return tuple(Correction(*row) for row in db.session.execute(found))
