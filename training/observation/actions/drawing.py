"""Drawing visits: the seed is sealed and its hash published before anybody can know the plan."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import insert, select

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.content.queries.instruments import Edition
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.observation.queries.pool import observers, prepared
from training.observation.rules import snapshots
from training.observation.rules.drawing import (
    NobodyMayObserve,
    Person,
    Planned,
    Pool,
    Purpose,
    audit_size,
    commitment,
    plan,
)
from training.observation.rules.orders import AUDIT, LabelIsTaken, Order, check
from training.observation.tables.visits import InstrumentVersion, Visit, VisitDraw

Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw that was made, and what is published of it."""

    id: UUID
    label: str
    commitment: str
    people: int


@dataclass(frozen=True, slots=True)
class Lot:
    """A draw that was planned and not kept yet; its seed is known to nobody."""

    label: str
    pool: Pool
    text: str
    editions: Mapping[str, Edition]
    seed: str
    visits: Sequence[Planned]


def draw(order: Order, *, by: UUID | None, at: datetime, today: date, root: Path) -> Drawn:
    """Draw visits and publish the seed's hash; `root` is where the instruments lie.

    Refuses an order that does not fit (LabelDoesNotFit, PeriodDoesNotFit), a label that is taken by
    another draw (LabelIsTaken; the same order asked twice is drawn once), and a pool without
    people or observers (NobodyToObserve, NobodyMayObserve).
    """
    return keep(planned(order, today=today, root=root), by=by, at=at)


def planned(order: Order, *, today: date, root: Path) -> Lot:
    """All of a draw but its keeping, which only reads. Refuses as `draw`, but for the label."""
    check(order, today=today)
    ready = prepared(order, today=today, root=root)
    seed = secrets.token_hex(32)
    text = snapshots.text_of(ready.pool)
    return Lot(order.label, ready.pool, text, ready.editions, seed, plan(seed, ready.pool))


def keep(lot: Lot, *, by: UUID | None, at: datetime) -> Drawn:
    """Keep what was planned, and publish the seed's hash. Refuses a label that is taken."""
    earlier = _earlier(lot)
    if earlier is not None:
        return earlier
    _keep_instruments(lot, at=at)
    return _keep(lot, by=by, at=at)


def audit_of(cycle: str, unassessed: Mapping[UUID, Sequence[Person]], period: Period) -> Order:
    """The order of a cycle's audit among those without evidence, by the sizes of `audit_size`.

    `period` is its first and last day. The label is `audit-<cycle>`.
    """
    sizes = {unit: audit_size(len(people)) for unit, people in unassessed.items()}
    return Order(f"{AUDIT}{cycle}", Purpose.AUDIT, *period, unassessed, sizes)


def check_audit(cycle: str, period: Period, *, today: date) -> None:
    """Refuse what no audit can be, whoever is in it.

    That is a period that does not fit (PeriodDoesNotFit), and one without any observers in the city
    (NobodyMayObserve).
    """
    check(audit_of(cycle, {}, period), today=today)
    if not observers(today=today):
        raise NobodyMayObserve


def _earlier(lot: Lot) -> Drawn | None:
    """The draw that this very order has made before; LabelIsTaken if another order made one."""
    known = select(VisitDraw.id, VisitDraw.commitment, VisitDraw.pool_digest)
    row = db.session.execute(known.where(VisitDraw.label == lot.label)).one_or_none()
    if row is None:
        return None
    if row.pool_digest != snapshots.digest(lot.text):
        raise LabelIsTaken
    drawn = select(Visit.number).where(Visit.draw_id == row.id).distinct()
    return Drawn(row.id, lot.label, row.commitment, len(db.session.execute(drawn).all()))


def _keep_instruments(lot: Lot, *, at: datetime) -> None:
    wanted, editions = {each.instrument for each in lot.visits}, lot.editions
    kept = set(db.session.scalars(select(InstrumentVersion.digest)))
    rows = [
        {
            "digest": digest, "key": editions[digest].instrument.key,
            "stage": editions[digest].instrument.stage.value, "source": editions[digest].source,
            "at": at,
        }
        for digest in sorted(wanted - kept)
    ]  # fmt: skip
    if rows:
        db.session.execute(insert(InstrumentVersion), rows)


def _keep(lot: Lot, *, by: UUID | None, at: datetime) -> Drawn:
    pool, key = lot.pool, uuid7(at)
    row = {
        "id": key, "label": lot.label, "purpose": pool.purpose.value, "first_day": pool.first,
        "last_day": pool.last, "commitment": commitment(lot.seed), "seed": lot.seed,
        "pool": lot.text, "pool_digest": snapshots.digest(lot.text), "made_by": by, "made_at": at,
    }  # fmt: skip
    db.session.execute(insert(VisitDraw), [row])
    visits = [row for each in lot.visits for row in rows_of(each, key, at)]
    db.session.execute(insert(Visit), visits)
    detail = {"sha256": row["commitment"], "visits": len(lot.visits)}
    note(Happening(EventKind.VISITS_DRAWN, at, by, "visit-draw", lot.label, detail))
    return Drawn(key, lot.label, row["commitment"], len(lot.visits))


def rows_of(visit: Planned, draw_id: UUID, at: datetime) -> list[dict[str, object]]:
    """The rows of a planned visit: one for each observer, tied by a pair where there are two."""
    pair = uuid7(at) if visit.second else None
    observers = [each for each in (visit.observer, visit.second) if each]
    return [
        {
            "id": uuid7(at), "draw_id": draw_id, "number": visit.number, "place": place,
            "pair_id": pair, "unit_id": visit.unit, "employee_id": visit.person,
            "observer_id": observer, "instrument": visit.instrument, "opens": visit.opens,
            "closes": visit.closes, "announced": visit.announced,
        }
        for place, observer in enumerate(observers, 1)
    ]  # fmt: skip
