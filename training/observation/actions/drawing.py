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
from training.observation.queries.pool import prepared
from training.observation.rules import snapshots
from training.observation.rules.drawing import (
    Person,
    Planned,
    Pool,
    Purpose,
    audit_size,
    commitment,
    plan,
)
from training.observation.rules.orders import LabelIsTaken, Order, check
from training.observation.tables.visits import InstrumentVersion, Visit, VisitDraw

AUDIT = "audit-"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw that was made, and what is published of it."""

    id: UUID
    label: str
    commitment: str
    people: int


def draw(order: Order, *, by: UUID | None, at: datetime, today: date, root: Path) -> Drawn:
    """Draw visits and publish the seed's hash; `root` is where the instruments lie.

    Refuses an order that does not fit (LabelDoesNotFit, PeriodDoesNotFit), a label that is taken by
    another draw (LabelIsTaken; the same order asked twice is drawn once), and a pool without
    people or observers (NobodyToObserve, NobodyMayObserve).
    """
    check(order, today=today)
    ready = prepared(order, today=today, root=root)
    earlier = _earlier(order.label, ready.pool)
    if earlier is not None:
        return earlier
    seed = secrets.token_hex(32)
    planned = plan(seed, ready.pool)
    _keep_instruments(planned, ready.editions, at=at)
    return _keep(order.label, seed, ready.pool, planned, by=by, at=at)


def draw_audit(
    cycle: str,
    unassessed: Mapping[UUID, Sequence[Person]],
    period: tuple[date, date],
    *,
    at: datetime,
    today: date,
    root: Path,
) -> Drawn:
    """Draw the audit of a cycle among those without evidence, by the sizes of `audit_size`.

    `period` is its first and last day. The label is `audit-<cycle>`.
    """
    sizes = {unit: audit_size(len(people)) for unit, people in unassessed.items()}
    first, last = period
    order = Order(f"{AUDIT}{cycle}", Purpose.AUDIT, first, last, unassessed, sizes)
    return draw(order, by=None, at=at, today=today, root=root)


def _earlier(label: str, pool: Pool) -> Drawn | None:
    """The draw that this very order has made before; LabelIsTaken if another order made one."""
    known = select(VisitDraw.id, VisitDraw.commitment, VisitDraw.pool_digest)
    row = db.session.execute(known.where(VisitDraw.label == label)).one_or_none()
    if row is None:
        return None
    if row.pool_digest != snapshots.digest(snapshots.text_of(pool)):
        raise LabelIsTaken
    drawn = select(Visit.number).where(Visit.draw_id == row.id).distinct()
    return Drawn(row.id, label, row.commitment, len(db.session.execute(drawn).all()))


def _keep_instruments(
    planned: Sequence[Planned], editions: Mapping[str, Edition], *, at: datetime
) -> None:
    wanted = {each.instrument for each in planned}
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


def _keep(
    label: str, seed: str, pool: Pool, planned: Sequence[Planned], *, by: UUID | None, at: datetime
) -> Drawn:
    text, key = snapshots.text_of(pool), uuid7(at)
    row = {
        "id": key, "label": label, "purpose": pool.purpose.value, "first_day": pool.first,
        "last_day": pool.last, "commitment": commitment(seed), "seed": seed, "pool": text,
        "pool_digest": snapshots.digest(text), "made_by": by, "made_at": at,
    }  # fmt: skip
    db.session.execute(insert(VisitDraw), [row])
    db.session.execute(insert(Visit), [each for one in planned for each in rows_of(one, key, at)])
    detail = {"sha256": row["commitment"], "visits": len(planned)}
    note(Happening(EventKind.VISITS_DRAWN, at, by, "visit-draw", label, detail))
    return Drawn(key, label, row["commitment"], len(planned))


def rows_of(planned: Planned, draw_id: UUID, at: datetime) -> list[dict[str, object]]:
    """The rows of a planned visit: one for each observer, tied by a pair where there are two."""
    pair = uuid7(at) if planned.second else None
    observers = [each for each in (planned.observer, planned.second) if each]
    return [
        {
            "id": uuid7(at), "draw_id": draw_id, "number": planned.number, "place": place,
            "pair_id": pair, "unit_id": planned.unit, "employee_id": planned.person,
            "observer_id": observer, "instrument": planned.instrument, "opens": planned.opens,
            "closes": planned.closes, "announced": planned.announced,
        }
        for place, observer in enumerate(observers, 1)
    ]  # fmt: skip
