"""Who may be drawn, who may observe, and the pool that a draw is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import exists, or_, select

from training.content.queries.instruments import Edition, current
from training.content.rules.instruments import chosen
from training.kernel.db import db
from training.observation.rules.drawing import Candidate, Observer, Office, Person, Pool
from training.observation.rules.orders import Order
from training.people.queries.employees import holds_on
from training.people.rules.kinds import PostingKind, Role, StandingKind
from training.people.tables.employees import Posting, RoleGrant, Standing
from training.people.tables.units import Unit


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pool that is ready to be drawn from, and the instruments that it names by digest."""

    pool: Pool
    editions: Mapping[str, Edition]


def observers(*, today: date) -> tuple[Observer, ...]:
    """Everybody who is a mentor and holds a definitive post, with the OPD of that post."""
    held = (
        select(RoleGrant.employee_id, Unit.path)
        .join(Posting, Posting.employee_id == RoleGrant.employee_id)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(RoleGrant.role == Role.MENTOR.value, RoleGrant.ended_at.is_(None))
        .where(Posting.kind == PostingKind.DEFINITIVE, holds_on(today))
        .where(~_away(today))
        .distinct()
        .order_by(RoleGrant.employee_id)
    )
    tops = top_units()
    return tuple(Observer(who, tops[path]) for who, path in db.session.execute(held))


def top_units() -> dict[str, UUID]:
    """The OPD of every unit by path: the child of the city that it lies in, or the city itself."""
    ids = {path: key for path, key in db.session.execute(select(Unit.path, Unit.id))}
    return {path: ids.get(top_of(path), key) for path, key in ids.items()}


def top_of(path: str) -> str:
    """The path of the OPD that a unit lies in: `/KOTA/DINAS/UPTD/` → `/KOTA/DINAS/`."""
    return "/".join(path.split("/")[:3]) + "/" if path.count("/") > 2 else path


def everybody(*, today: date) -> dict[UUID, list[Person]]:
    """Everybody on duty by the unit of their definitive post, in the order of their ids."""
    held = (
        select(Posting.employee_id, Posting.unit_id, Posting.job_family)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(Posting.kind == PostingKind.DEFINITIVE, holds_on(today), ~_away(today))
        .where(or_(Unit.valid_to.is_(None), Unit.valid_to > today))
        .order_by(Posting.employee_id)
    )
    found: dict[UUID, list[Person]] = {}
    for who, unit, family in db.session.execute(held):
        found.setdefault(unit, []).append(Person(who, unit, family))
    return found


def _away(today: date):
    ends = or_(Standing.valid_to.is_(None), Standing.valid_to > today)
    away = Standing.kind != StandingKind.ACTIVE
    mine = Standing.employee_id == Posting.employee_id
    return exists().where(mine, away, Standing.valid_from <= today, ends)


def prepared(order: Order, *, today: date, root: Path) -> Prepared:
    """The pool of an order: whom an instrument fits, in units that have a size.

    `root` is where the instruments lie. Unknown units are left out.
    """
    editions = current(root)
    units = select(Unit.id, Unit.path, Unit.kind, Unit.sector)
    known = {row.id: row for row in db.session.execute(units)}
    tops = top_units()
    offices = []
    for unit, size in order.sizes.items():
        if unit not in known or size < 1:
            continue
        row, digests = known[unit], {}
        people = order.people.get(unit, ())
        for family in {each.family for each in people}:
            found = chosen(
                (each.instrument for each in editions.values()),
                kind=row.kind, sector=row.sector, family=family,
            )  # fmt: skip
            digests[family] = editions[found.key].digest if found else None
        fitting = _fitting(people, digests)
        if fitting:
            offices.append(Office(unit, tops[row.path], size, fitting))
    pool = Pool(
        order.purpose, order.first, order.last, observers(today=today), tuple(offices),
        order.days_off,
    )  # fmt: skip
    return Prepared(pool, {each.digest: each for each in editions.values()})


def _fitting(people: Sequence[Person], digests: Mapping[str, str | None]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(each.id, digest) for each in people if (digest := digests.get(each.family))
    )
