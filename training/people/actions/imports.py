"""Importing units and people: a plan that anybody may look at, and its application in one piece."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text

from training.audit.actions import note_all
from training.audit.queries import newest_seq
from training.audit.rules import EventKind, Happening
from training.kernel.db import db, looked_aside
from training.kernel.errors import Conflict
from training.people.actions import leaving
from training.people.actions.employees import apply_changes
from training.people.actions.units import store
from training.people.queries import imports as present
from training.people.rules.imports import people_plan, people_rows, unit_plan, unit_rows
from training.people.rules.imports.intake import Taken
from training.people.rules.imports.model import Counts, Fate, PeoplePlan, Terms, fingerprint
from training.people.rules.imports.problems import Code, Problem
from training.people.rules.imports.unit_plan import UnitsPlan

# Any constant of ours: on PostgreSQL a second import waits here until the first has committed.
IMPORT_LOCK = 0x494D50


class ImportMovedOn(Conflict):
    """The record has changed since the report was made; a new report is needed."""


class ImportRefused(Conflict):
    """The file has problems; nothing of it is applied."""


@dataclass(frozen=True, slots=True)
class Importer:
    """Who imports and when; nobody in particular from the command line."""

    id: UUID | None
    at: datetime
    today: date


def plan_people(taken: Taken, terms: Terms, *, today: date) -> PeoplePlan:
    """What a staff file would change now. Reads only."""
    rows, problems = people_rows.read_rows(taken)
    ahead = _ahead(terms.day, today)
    return people_plan.plan(
        rows, present.record(terms.day), terms, (*taken.problems, *ahead, *problems)
    )


def plan_units(taken: Taken, *, day: date, today: date) -> UnitsPlan:
    """What a unit file would change now. Reads only."""
    rows, problems = unit_rows.read_rows(taken)
    ahead = _ahead(day, today)
    return unit_plan.plan(rows, present.unit_records(), day, (*taken.problems, *ahead, *problems))


def _ahead(day: date, today: date) -> list[Problem]:
    """What will be true on a later day is not imported before that day."""
    return [Problem(None, "", Code.DAY_AHEAD, day.isoformat())] if day > today else []


def digest(plan: PeoplePlan | UnitsPlan) -> str:
    """The fingerprint by which a plan that was shown is recognised when it is applied.

    The warning about many leavers is left out: whoever confirms it applies the plan that they saw.
    """
    problems = (each for each in plan.problems if each.code is not Code.TOO_MANY_LEAVERS)
    return fingerprint((*plan.changes, *problems))


def apply_people(
    taken: Taken, terms: Terms, *, by: Importer, shown: str | None = None
) -> PeoplePlan:
    """Apply a staff file in the caller's transaction, all of it or nothing.

    Raises ImportRefused when it has problems, ImportMovedOn when `shown` is the digest of a plan
    that is no longer what would happen. A second application changes nothing.
    """
    _alone()
    plan = plan_people(taken, terms, today=by.today)
    return _apply(plan, taken, terms.day, by=by, shown=shown)


def apply_people_aside(
    taken: Taken, day: date, compare: Callable[[], PeoplePlan], *, by: Importer, shown: str
) -> PeoplePlan:
    """The same beside the service: nothing may be pending, and `compare` plans while others write.

    Whatever changes the record of people is in the audit chain: where that has grown meanwhile, it
    is compared again, and what another's change made of the plan has it refused.
    """
    plan = looked_aside(newest_seq, compare, hold=_alone)
    return _apply(plan, taken, day, by=by, shown=shown)


def _apply(
    plan: PeoplePlan, taken: Taken, day: date, *, by: Importer, shown: str | None
) -> PeoplePlan:
    _check(plan, shown)
    people = apply_changes(plan.changes, day=day, at=by.at)
    note_all(_people_happenings(people, plan, taken, by))
    moved = _whose_posts_changed(people, plan)
    leaving.follow_posts(moved, day=by.today, by=by.id, at=by.at)
    db.session.flush()
    return plan


def _whose_posts_changed(people: list[UUID], plan: PeoplePlan) -> list[UUID]:
    """People whose posts end or begin by the file; the others keep their account as it is."""
    pairs = zip(people, plan.changes, strict=True)
    return [who for who, each in pairs if each.steps.end_posts or each.steps.open_posts]


def apply_units(taken: Taken, *, day: date, by: Importer, shown: str | None = None) -> UnitsPlan:
    """Apply a unit file in the caller's transaction, all of it or nothing."""
    _alone()
    plan = plan_units(taken, day=day, today=by.today)
    _check(plan, shown)
    store(plan.changes, day=day, at=by.at)
    note_all(_unit_happenings(plan, taken, by))
    db.session.flush()
    return plan


def _alone() -> None:
    """One import at a time. SQLite has one writer anyway."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": IMPORT_LOCK})
    db.session.expire_all()  # what was read before the wait may have changed during it


def _check(plan: PeoplePlan | UnitsPlan, shown: str | None) -> None:
    if shown is not None and digest(plan) != shown:
        raise ImportMovedOn
    if plan.refused:
        raise ImportRefused


def _people_happenings(
    people: list[UUID], plan: PeoplePlan, taken: Taken, by: Importer
) -> Iterator[Happening]:
    if plan.changes:
        yield _imported("people", plan.counts, taken, by)
    for person, change in zip(people, plan.changes, strict=True):
        detail = {"by": "import", "fate": change.fate.value}
        yield Happening(EventKind.PERSON_CHANGED, by.at, by.id, "person", str(person), detail)


def _unit_happenings(plan: UnitsPlan, taken: Taken, by: Importer) -> Iterator[Happening]:
    if plan.changes:
        yield _imported("units", plan.counts, taken, by)
    for change in plan.changes:
        detail = {"by": "import", "fate": change.fate.value}
        yield Happening(EventKind.UNIT_CHANGED, by.at, by.id, "unit", change.unit.code, detail)


def _imported(what: str, counts: Counts, taken: Taken, by: Importer) -> Happening:
    """One event for the file: its digest and how much it changed, no names."""
    detail = {
        "rows": counts.rows, Fate.ADDED.value: counts.added, Fate.CHANGED.value: counts.changed,
        Fate.LEFT.value: counts.left, "sha256": taken.digest,
    }  # fmt: skip
    return Happening(EventKind.IMPORTED, by.at, by.id, what, taken.digest[:16], detail)
