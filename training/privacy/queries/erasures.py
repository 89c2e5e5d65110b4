"""Erasures: what allows one, which requests wait, and who is erased already."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import aliased

from training.kernel.db import db
from training.people.queries.employees import without_post
from training.people.tables.employees import Employee, Posting
from training.privacy.queries.objections import granted_erasure
from training.privacy.queries.scoping import administered
from training.privacy.rules.declaration import LEFT, declaration
from training.privacy.rules.erasing import Ground, ground
from training.privacy.tables import ErasureDecision, ErasureRequest

MOST = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: about whom, why, by whom; decided or not."""

    id: UUID
    person: UUID
    name: str
    ground: Ground
    reason: str
    asked_by: UUID
    asked_name: str
    at: datetime
    confirmed: bool | None
    decided_at: datetime | None


def allowed(person: UUID, *, today: date) -> Ground:
    """What allows that a person be erased today; PersonStillServes or RetentionIsNotOver."""
    return ground(
        serves=not without_post([person], day=today), left_on=left_on(person), today=today,
        keep_days=declaration().terms[LEFT], granted=granted_erasure(person),
    )  # fmt: skip


def left_on(person: UUID) -> date | None:
    """The day on which a person's last post ended; None while one is open or was never held."""
    ends = select(func.max(Posting.valid_to), func.count()).where(Posting.employee_id == person)
    still = select(Posting.id).where(Posting.employee_id == person, Posting.valid_to.is_(None))
    if db.session.execute(still.limit(1)).first():
        return None
    return db.session.execute(ends).one()[0]


def is_erased(person: UUID) -> bool:
    """Whether a second administrator carried an erasure out."""
    done = _asked().where(ErasureRequest.employee_id == person, ErasureDecision.confirmed)
    return db.session.execute(done.limit(1)).first() is not None


def waits(person: UUID) -> UUID | None:
    """The request about a person that nobody decided yet."""
    found = _asked().where(ErasureRequest.employee_id == person, ErasureDecision.at.is_(None))
    row = db.session.execute(found.limit(1)).first()
    return row.id if row else None


def requests(scope: Iterable[str], *, today: date) -> tuple[Asked, ...]:
    """The requests about people of a scope: those that wait first, then the newest decided."""
    found = administered(_asked(), ErasureRequest.employee_id, scope, today=today)
    decided = ErasureDecision.at.is_not(None)
    ordered = found.order_by(decided, ErasureDecision.at.desc(), ErasureRequest.id).limit(MOST)
    return tuple(_read(row) for row in db.session.execute(ordered))


def request(request_id: UUID, scope: Iterable[str], *, today: date) -> Asked:
    """One request about a person of the scope; else NoResultFound."""
    found = administered(_asked(), ErasureRequest.employee_id, scope, today=today)
    return _read(db.session.execute(found.where(ErasureRequest.id == request_id)).one())


def _asked() -> Select:
    asker = aliased(Employee)
    return (
        select(
            ErasureRequest.id, ErasureRequest.employee_id, Employee.name, ErasureRequest.ground,
            ErasureRequest.reason, ErasureRequest.asked_by, asker.name.label("asked_name"),
            ErasureRequest.at, ErasureDecision.confirmed,
            ErasureDecision.at.label("decided_at"),
        )
        .join(Employee, Employee.id == ErasureRequest.employee_id)
        .join(asker, asker.id == ErasureRequest.asked_by)
        .outerjoin(ErasureDecision, ErasureDecision.request_id == ErasureRequest.id)
    )  # fmt: skip


def _read(row: Row) -> Asked:
    return Asked(
        row.id, row.employee_id, row.name, Ground(row.ground), row.reason, row.asked_by,
        row.asked_name, row.at, row.confirmed, row.decided_at,
    )  # fmt: skip
