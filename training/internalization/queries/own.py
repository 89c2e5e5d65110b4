"""A person's own level, for the person (and the mentor): why, what it rests on, since when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from training.internalization.queries.ledger import entries_between, ledger_of, role_of
from training.internalization.rules.evidence import STREAM_OF, Evidence
from training.internalization.rules.evidence import ledger as ordered
from training.internalization.rules.levels import Level, Standing, history, standing
from training.internalization.rules.rule import CURRENT
from training.internalization.tables.ledger import Entry, PersonLevel
from training.kernel.bundle import Part

LOOKS_BACK = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Shown:
    """One fact of a person's ledger, with when it expires."""

    fact: Evidence
    until: datetime

    def is_current(self, at: datetime) -> bool:
        """Whether it counts at a moment."""
        return not self.fact.void and self.fact.at <= at < self.until


@dataclass(frozen=True, slots=True)
class Own:
    """A person's level with its history (oldest first) and all their evidence (newest first)."""

    standing: Standing
    past: Sequence[tuple[datetime, Level]]
    evidence: Sequence[Shown]


def level_of(person: UUID, *, at: datetime, day: date) -> Standing:
    """Where a person stands now, with every need and when it changes."""
    return standing(ledger_of(person), role_of(person, day=day), at=at)


def own(person: UUID, *, at: datetime, day: date) -> Own:
    """Everything about a person's own level."""
    kept = entries_between(person, person).get(person, {})
    facts = sorted((fact for _, fact in kept.values()), key=lambda each: each.at, reverse=True)
    counts, role = ordered(facts), role_of(person, day=day)
    past = history(counts, role, since=at - LOOKS_BACK, until=at)
    shown = [Shown(each, each.at + CURRENT.lease(STREAM_OF[each.kind])) for each in facts]
    return Own(standing(counts, role, at=at), past, shown)


def held_parts(person: UUID) -> dict[str, Part]:
    """What the ledger and the level hold about a person, for `kernel.bundle.fetch`."""
    entries = select(
        Entry.at, Entry.kind, Entry.topic, Entry.met, Entry.score, Entry.size, Entry.void,
        Entry.version, Entry.recorded_at,
    ).where(Entry.employee_id == person)  # fmt: skip
    levels = select(PersonLevel.level, PersonLevel.at, PersonLevel.changes_at, PersonLevel.rule)
    levels = levels.where(PersonLevel.employee_id == person)
    return {
        "evidence": Part(entries, Entry.recorded_at.desc()),
        "level": Part(levels, PersonLevel.at),
    }
