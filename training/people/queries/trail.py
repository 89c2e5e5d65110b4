"""The audit trail with the names of those who acted, and what one person may read of it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from sqlalchemy import Row, Select, func, select, union
from sqlalchemy.orm import aliased

from training.audit.rules import EventKind
from training.audit.tables import AuditEvent
from training.kernel.db import db
from training.people.queries.units import inside
from training.people.rules.administration import reaches_the_whole
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee, Posting, RoleGrant
from training.people.tables.units import Unit

PAGE = 50
ABOUT_A_PERSON = (
    EventKind.LOOKED_AT, EventKind.EXPORTED, EventKind.PERSON_CHANGED, EventKind.ROLE_GRANTED,
    EventKind.ROLE_ENDED, EventKind.LINK_SENT, EventKind.TOKEN_MADE, EventKind.TOKEN_REVOKED,
    EventKind.SECOND_FACTOR_REMOVED,
)  # fmt: skip
FACTS = (
    AuditEvent.seq, AuditEvent.at, AuditEvent.actor, Employee.name, AuditEvent.kind,
    AuditEvent.object_kind, AuditEvent.object_id, AuditEvent.detail,
)  # fmt: skip


def events(
    *, before: int | None, kind: EventKind | None, scope: Iterable[str], most: int = PAGE
) -> Sequence[Row]:
    """Events newest first; only those done by people of one's own units unless these are the city.

    Columns: seq, at, actor, name, kind, object_kind, object_id, detail.
    """
    found = select(*FACTS).outerjoin(Employee, Employee.id == AuditEvent.actor)
    paths = tuple(scope)
    if not reaches_the_whole(paths):
        posts = select(Posting.employee_id).join(Unit, Unit.id == Posting.unit_id)
        found = found.where(AuditEvent.actor.in_(posts.where(inside(paths))))
    if before is not None:
        found = found.where(AuditEvent.seq < before)
    if kind is not None:
        found = found.where(AuditEvent.kind == kind.value)
    return db.session.execute(found.order_by(AuditEvent.seq.desc()).limit(most)).all()


def events_about(person: UUID, *, most: int = 200) -> list[tuple[Row, tuple[Role, ...]]]:
    """Who looked at, changed or took out a person's record, newest first (columns of `events`).

    A list of people that was taken away is about everybody who was then in one of its units. With
    each event come the roles that the one who acted held at that instant.
    """
    of_them = (
        select(AuditEvent.seq)
        .where(AuditEvent.object_id == str(person))
        .where(AuditEvent.kind.in_([each.value for each in ABOUT_A_PERSON]))
    )
    either = union(of_them, _lists_with(person)).subquery()
    about = select(either.c.seq).order_by(either.c.seq.desc()).limit(most)
    held = (
        (RoleGrant.employee_id == AuditEvent.actor)
        & (RoleGrant.granted_at <= AuditEvent.at)
        & (RoleGrant.ended_at.is_(None) | (RoleGrant.ended_at >= AuditEvent.at))
    )
    found = (
        select(*FACTS, RoleGrant.role)
        .outerjoin(Employee, Employee.id == AuditEvent.actor)
        .outerjoin(RoleGrant, held)
        .where(AuditEvent.seq.in_(about))
        .order_by(AuditEvent.seq.desc(), RoleGrant.role)
    )
    by_event = groupby(db.session.execute(found), key=attrgetter("seq"))
    return [_with_roles(list(rows)) for _, rows in by_event]


def _lists_with(person: UUID) -> Select[int]:
    """Lists of people that were taken away of a unit that the person's own lay in on that day."""
    above, day = aliased(Unit), func.date(AuditEvent.at)
    return (
        select(AuditEvent.seq)
        .join(above, above.path == AuditEvent.object_id)
        .join(Unit, Unit.path.startswith(above.path))
        .join(Posting, Posting.unit_id == Unit.id)
        .where(
            Posting.employee_id == person,
            AuditEvent.kind == EventKind.EXPORTED.value,
            AuditEvent.object_kind == "people",
            Posting.valid_from <= day,
            Posting.valid_to.is_(None) | (Posting.valid_to > day),
        )
    )


def _with_roles(rows: Sequence[Row]) -> tuple[Row, tuple[Role, ...]]:
    return rows[0], tuple(dict.fromkeys(Role(row.role) for row in rows if row.role))


def names(ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """What the people and units with these ids are called."""
    wanted = tuple(set(ids))
    found = (
        db.session.execute(select(each.id, each.name).where(each.id.in_(wanted)))
        for each in (Employee, Unit)
    )
    return {key: name for rows in found for key, name in rows} if wanted else {}
