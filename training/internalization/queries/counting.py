"""Counting the people of every unit at the end of a cycle, from the ledger as it stands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from training.content.queries.plans import plan_book
from training.internalization.queries.audits import Audited, audited
from training.internalization.queries.ledger import ledgers_between
from training.internalization.rules.estimate.counts import UnitCounts
from training.internalization.rules.evidence import Kind, Ledger
from training.internalization.rules.levels import Role
from training.internalization.rules.needs import View
from training.internalization.rules.rule import Rule
from training.internalization.rules.unit_counts import Count, Member, counted
from training.kernel.db import db
from training.kernel.settings import ROOT
from training.people.queries.rosters import batches, rosters
from training.people.tables.units import Unit

HIGHEST_AUDITED = 4
"""An audit sees conduct once: it cannot tell that somebody has lived it for nine months."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a cycle is counted: the instant at which evidence is current, and the roster's day.

    `suspended`: observers do not agree, or people perform for them (F7), so that what they saw
    counts for no level, and an audit by them as not done.
    """

    at: datetime
    day: date
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Tallied:
    """The counts of all units at the end of a cycle, and what its audit found in each."""

    counts: Mapping[UUID, Count]
    drawn: Mapping[UUID, tuple[Audited, ...]]

    def of(self, unit: UUID, group: str, level: int) -> UnitCounts:
        """One unit at one level as the estimate takes it."""
        count, found = self.counts[unit], self.drawn.get(unit, ())
        seen = [each for each in found if each.seen and level <= HIGHEST_AUDITED]
        return UnitCounts(
            unit=str(unit), group=group, roster=count.roster, assessed=count.assessed,
            positives=count.positives[level], drawn=len(found), audited=len(seen),
            audit_positives=sum(each.met for each in seen),
        )  # fmt: skip


def tallied(moment: Moment, rule: Rule, audit: str | None) -> Tallied:
    """Everything that is counted of a cycle; `audit` is the label of its draw, or None.

    Of those drawn only those count in the audit who are still on a roster and still show nothing by
    themselves: whoever began to take part meanwhile is among the assessed.
    """
    counts = counted(_seen(moment, rule), indicator_places())
    results = audited(audit) if audit else {}
    if moment.suspended:
        results = dict.fromkeys(results, Audited(seen=False, met=False))
    drawn = {
        unit: tuple(results[person] for person in count.unassessed if person in results)
        for unit, count in counts.items()
    }
    return Tallied(counts, drawn)


def unassessed(moment: Moment, rule: Rule) -> dict[UUID, list[tuple[UUID, str]]]:
    """By unit, the people (with their job family) who show nothing by themselves."""
    people = list(_seen(moment, rule))
    families = {member.id: member.role.job_family or "" for member, _ in people}
    return {
        unit: [(person, families[person]) for person in count.unassessed]
        for unit, count in counted(people).items()
        if count.unassessed
    }


def _seen(moment: Moment, rule: Rule) -> Iterator[tuple[Member, View | None]]:
    """Everybody on a roster that day, each with their evidence as it is current at the moment."""
    on_roster = {row.employee_id: row for row in rosters(moment.day)}
    people = sorted(on_roster)
    for first, last in batches():
        held = dict(ledgers_between(first, last))
        for person in people[bisect_left(people, first) : bisect_right(people, last)]:
            row = on_roster[person]
            role, ledger = Role(row.job_family), held.get(person)
            if ledger and moment.suspended:
                ledger = ledger.without(Kind.OBSERVED)
            member = Member(person, row.unit_id, role, ledger)
            yield member, _view(ledger, role, moment, rule)


def _view(ledger: Ledger | None, role: Role, moment: Moment, rule: Rule) -> View | None:
    return View(ledger, moment.at, rule, role.decides_early) if ledger else None


def indicator_places() -> dict[str, tuple[str, str]]:
    """The dimension and the stage of every indicator, as its file says now."""
    known = plan_book(ROOT).indicators
    return {key: (each.dimension.value, each.stage.value) for key, each in known.items()}


def groups() -> dict[UUID, str]:
    """The group (kelompok) of every unit, within which units lend strength to each other."""
    return {key: group for key, group in db.session.execute(select(Unit.id, Unit.group))}
