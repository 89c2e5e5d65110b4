"""What the state of the claims F1 to F4 rests on: sums over units and people, never one of them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from training.internalization.queries.cycles import CITY
from training.internalization.rules.evidence import Kind
from training.internalization.rules.falsifiers import (
    Audited,
    Seen,
    Tested,
    children_agree,
    expected,
)
from training.internalization.tables.cycles import UnitEstimate, UnitFinding
from training.internalization.tables.ledger import Entry, PersonLevel
from training.kernel.db import db

LEVEL = 4
Pair = tuple[float, float]


def audits(cycle_id: UUID, before: UUID) -> list[Audited]:
    """By unit, what the audit of a cycle found and what the cycle before led to expect."""
    past = aliased(UnitEstimate)
    same = and_(past.unit_id == UnitEstimate.unit_id, past.level == LEVEL, past.cycle_id == before)
    found = (
        select(UnitEstimate.counts, past.counts, past.estimate, past.spread)
        .join(past, same)
        .where(
            UnitEstimate.cycle_id == cycle_id, UnitEstimate.level == LEVEL,
            UnitEstimate.unit_id != CITY,
        )
    )  # fmt: skip
    return [
        expected(Seen(now["audit_positives"], now["audited"]), before, estimate, spread)
        for now, before, estimate, spread in db.session.execute(found)
        if before["roster"] > before["assessed"]
    ]


@lru_cache(maxsize=4)
def children_of(cycle_id: UUID, *, cycles: int, k: int) -> Tested:
    """Whether children feel what level 4 claims, as a closed cycle says; it never changes."""
    found = (
        select(UnitEstimate.estimate, UnitFinding.told)
        .join(
            UnitFinding,
            and_(
                UnitFinding.cycle_id == UnitEstimate.cycle_id,
                UnitFinding.unit_id == UnitEstimate.unit_id,
            ),
        )
        .where(
            UnitEstimate.cycle_id == cycle_id, UnitEstimate.level == LEVEL,
            UnitEstimate.unit_id != CITY,
        )
    )  # fmt: skip
    pairs = [
        (estimate, told["voice"]["good"] / told["voice"]["n"])
        for estimate, told in db.session.execute(found)
        if told.get("voice") and told["voice"]["n"] >= k
    ]
    return children_agree(pairs, cycles=cycles)


def patterns() -> list[list[bool]]:
    """By person with evidence, whether the needs of each level from 1 to 5 are all fulfilled.

    Levels above the ceiling of a person's post are left out.
    """
    found = select(PersonLevel.requirements, PersonLevel.ceiling)
    return [
        _pattern(requirements, ceiling) for requirements, ceiling in db.session.execute(found)
    ]  # fmt: skip


def _pattern(requirements: Sequence[Sequence[Any]], ceiling: int) -> list[bool]:
    enough: dict[int, bool] = {}
    for level, _, _, of, holds in requirements:
        if of and level <= ceiling:
            enough[level] = enough.get(level, True) and bool(holds)
    return [enough[level] for level in sorted(enough)]


def levels_beside() -> tuple[list[Pair], list[Pair]]:
    """(level, score) of everybody who was both tested and observed: of knowledge, of observing."""
    known, seen = _scores(Kind.SITTING), _scores(Kind.OBSERVED)
    both = sorted(known.keys() & seen.keys())
    levels: Mapping[UUID, int] = {
        person: level
        for person, level in db.session.execute(
            select(PersonLevel.employee_id, PersonLevel.level)
        )
    }  # fmt: skip
    people = [each for each in both if each in levels]
    return (
        [(levels[each], known[each]) for each in people],
        [(levels[each], seen[each]) for each in people],
    )


def _scores(kind: Kind) -> dict[UUID, float]:
    """By person, the mean share of everything of a kind that counts in its newest version."""
    newer = aliased(Entry)
    superseded = select(newer.source).where(
        newer.source == Entry.source, newer.kind == Entry.kind, newer.version > Entry.version
    )
    share = Entry.score if kind is Kind.OBSERVED else Entry.score / Entry.size
    found = (
        select(Entry.employee_id, func.avg(share))
        .where(
            Entry.kind == kind.value, Entry.void.is_(False), Entry.size > 0, ~superseded.exists()
        )
        .group_by(Entry.employee_id)
    )
    return {person: float(mean) for person, mean in db.session.execute(found)}
