"""The ledger as it stands: the newest version of every fact, and each person's level."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from training.internalization.rules.evidence import Evidence, Kind, Ledger, ledger
from training.internalization.rules.levels import Role, Standing, standing
from training.internalization.tables.ledger import Entry, PersonLevel
from training.kernel.db import ask, db
from training.people.queries.rosters import job_families

Key = tuple[UUID, Kind]
COLUMNS = (
    Entry.kind, Entry.source, Entry.employee_id, Entry.unit_id, Entry.at, Entry.topic, Entry.met,
    Entry.score, Entry.size, Entry.void, Entry.stage, Entry.rater, Entry.announced, Entry.occasion,
    Entry.detail,
)  # fmt: skip


def entries_between(
    first: UUID, last: UUID, *, until: datetime | None = None
) -> dict[UUID, dict[Key, tuple[int, Evidence]]]:
    """The newest version of every fact of the people of a range, by person, kind and source.

    With `until`: as the ledger stood at that moment, which is how a closed cycle is drawn again.
    """
    found = select(Entry.version, *COLUMNS).where(Entry.employee_id.between(first, last))
    if until is not None:
        found = found.where(Entry.recorded_at <= until)
    people: dict[UUID, dict[Key, tuple[int, Evidence]]] = {}
    rows: Any = ask(found.order_by(Entry.version), {})
    for version, kind, source, person, *rest in rows:
        fact = Evidence(Kind(kind), source, person, *rest)
        people.setdefault(person, {})[source, fact.kind] = version, fact
    return people


def how_many_between(first: UUID, last: UUID) -> int:
    """How many entries there are about the people of a range; none is ever changed or dropped."""
    counted = select(func.count()).where(Entry.employee_id.between(first, last))
    return db.session.execute(counted).scalar_one()


def how_many_until(at: datetime) -> int:
    """How many entries there are about what happened until an instant."""
    counted = select(func.count()).where(Entry.at <= at)
    return db.session.execute(counted).scalar_one()


def ledgers_between(
    first: UUID, last: UUID, *, until: datetime | None = None
) -> Iterator[tuple[UUID, Ledger]]:
    """The evidence that counts of every person of a range who has any."""
    for person, found in entries_between(first, last, until=until).items():
        yield person, ledger(fact for _, fact in found.values())


def ledger_of(person: UUID) -> Ledger:
    """The evidence that counts of one person."""
    return next((found for _, found in ledgers_between(person, person)), ledger(()))


def role_of(person: UUID, *, day: date) -> Role:
    """What others can see of a person's conduct in the post that they hold on a day."""
    return Role(job_families(person, person, day=day).get(person))


def standings(
    ledgers: Iterable[tuple[UUID, Ledger]], span: tuple[UUID, UUID], *, at: datetime, day: date
) -> Iterator[tuple[UUID, Role, Standing]]:
    """The level of every person of a span from their ledgers, by the post that they hold."""
    families = job_families(*span, day=day)
    for person, found in ledgers:
        role = Role(families.get(person))
        yield person, role, standing(found, role, at=at)


def stored_between(first: UUID, last: UUID) -> Iterator[PersonLevel]:
    """The levels of the people of a range as they are kept."""
    kept = select(PersonLevel).where(PersonLevel.employee_id.between(first, last))
    yield from db.session.scalars(kept.order_by(PersonLevel.employee_id))


def told(found: Standing) -> list[list[Any]]:
    """The requirements of a standing as they are kept."""
    return [
        [int(each.level), each.need.value, each.amount.have, each.amount.of, each.amount.enough]
        for each in found.requirements
    ]
