"""Files that wait for a reviewer of another unit, shown without a name."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, func, literal, select
from sqlalchemy.orm import aliased

from training.commitments.tables import Artefact, Enactment, Finding, Plan, Removal
from training.kernel.db import db
from training.people.queries.units import inside
from training.people.rules.access import Actor
from training.people.tables.units import Unit

MOST_LISTED = 200
KEPT_FOR = timedelta(days=60)
"""How long a file waits for a reviewer; then it is deleted, looked at or not."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One file that a reviewer may look at: the plan it is about, and never whose it is."""

    id: UUID
    when: str
    then: str
    kind: str
    size: int
    at: datetime
    digest: str


def waiting(reviewer: Actor) -> tuple[Waiting, ...]:
    """The files that a person may review, the oldest first: none of their own line of units."""
    found = _waiting(reviewer).order_by(Artefact.at, Artefact.id).limit(MOST_LISTED)
    return tuple(Waiting(*row) for row in db.session.execute(found))


def the_waiting(artefact_id: UUID, *, reviewer: Actor) -> Waiting:
    """One file that a person may review now. NoResultFound for any other."""
    found = _waiting(reviewer).where(Artefact.id == artefact_id)
    return Waiting(*db.session.execute(found).one())


def own(artefact_id: UUID, *, of: UUID) -> Waiting:
    """A file of one's own that still exists. NoResultFound for any other."""
    found = _there().where(Artefact.id == artefact_id, Artefact.employee_id == of)
    return Waiting(*db.session.execute(found).one())


def _waiting(reviewer: Actor) -> Select[*tuple[Any, ...]]:
    """Nobody reviews a file of their own unit, of one above it or of one below it."""
    return (
        _there()
        .outerjoin(Finding, Finding.artefact_id == Artefact.id)
        .outerjoin(Unit, Unit.id == Artefact.unit_id)
        .where(Finding.artefact_id.is_(None), Artefact.employee_id != reviewer.id)
        .where(Unit.id.is_(None) | ~_in_one_line(reviewer.unit_path))
    )


def _in_one_line(path: str) -> ColumnElement[bool]:
    """Whether a unit is the one with this path, above it, or below it; no path is in no line."""
    if not path:
        return false()
    above = func.substr(literal(path), 1, func.length(Unit.path)) == Unit.path
    return above | inside((path,))


def _there() -> Select[*tuple[Any, ...]]:
    later = aliased(Plan)
    newest = select(func.max(later.version)).where(later.plan_id == Plan.plan_id).scalar_subquery()
    return (
        select(
            Artefact.id, Plan.when, Plan.then, Artefact.kind, Artefact.size, Artefact.at,
            Artefact.digest,
        )
        .join(Plan, (Plan.plan_id == Artefact.plan_id) & (Plan.version == newest))
        .outerjoin(Removal, Removal.artefact_id == Artefact.id)
        .where(Removal.artefact_id.is_(None))
    )  # fmt: skip


def overdue(*, at: datetime) -> tuple[UUID, ...]:
    """The files whose time to wait is over and that nobody deleted."""
    found = (
        select(Artefact.id)
        .outerjoin(Removal, Removal.artefact_id == Artefact.id)
        .where(Removal.artefact_id.is_(None), Artefact.at <= at - KEPT_FOR)
    )
    return tuple(db.session.scalars(found))


def needless() -> tuple[UUID, ...]:
    """The files that still wait although the act was corroborated in another way."""
    found = (
        select(Artefact.id)
        .join(Enactment, Enactment.check_in_id == Artefact.check_in_id)
        .outerjoin(Removal, Removal.artefact_id == Artefact.id)
        .where(Removal.artefact_id.is_(None))
    )
    return tuple(db.session.scalars(found))


def digests() -> frozenset[str]:
    """The digests of all files that must be there: handed in and not deleted."""
    found = select(Artefact.digest).outerjoin(Removal, Removal.artefact_id == Artefact.id)
    return frozenset(db.session.scalars(found.where(Removal.artefact_id.is_(None))))


def removed() -> frozenset[str]:
    """The digests of all files that were deleted."""
    found = select(Artefact.digest).join(Removal, Removal.artefact_id == Artefact.id)
    return frozenset(db.session.scalars(found))
