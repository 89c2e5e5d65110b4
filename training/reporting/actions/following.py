"""What follows at once from a new fact: the person's own row, and a wish to count their unit."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from training.kernel import jobs
from training.kernel.db import db
from training.people.tables.employees import Employee
from training.reporting.queries.facts import progress_between
from training.reporting.queries.modules import current
from training.reporting.queries.stored import FIELDS, unit_of
from training.reporting.rules.tallying import OUTSIDE
from training.reporting.tables import PersonModule

SOON = timedelta(seconds=5)
EASTERNMOST = timedelta(hours=9)  # WIT, the last of Indonesia's zones
TALLY, TALLY_ALL, REBUILD = "tally", "tally-all", "rebuild"


def note_progress(employee_id: UUID, slug: str, *, at: datetime) -> None:
    """Derive one person's state in one module anew; call it after a submission or a lesson read."""
    # Two facts of one person that come at the same moment queue here, so that neither is missed.
    held = select(Employee.id).where(Employee.id == employee_id)
    db.session.execute(held.with_for_update(key_share=True))
    modules = [each for each in current() if each.slug == slug]
    for person, module, state in progress_between(employee_id, employee_id, modules):
        row = {name: getattr(state, name) for name in FIELDS}
        _put({"employee_id": person, "slug": module, **row})
    for unit in _units_today(employee_id, at):
        jobs.ask(TALLY, {"unit": str(unit)}, at=at, key=f"{TALLY}:{unit}", run_at=at + SOON)


def _units_today(employee_id: UUID, at: datetime) -> set[UUID]:
    """Where the person is on the roster: in the morning the city's day is the next one of UTC's.

    Only the worker knows the city's zone, so that after midnight both days' units are counted.
    """
    days = {at.date(), (at + EASTERNMOST).date()}
    return {unit_of(employee_id, day=day) or OUTSIDE for day in days}


def note_people_changed(*, at: datetime) -> None:
    """Ask to count all units anew; call it after people, posts, standings or units changed."""
    jobs.ask(TALLY_ALL, {}, at=at, key=f"{TALLY_ALL}:soon", run_at=at + SOON)


def note_release(*, at: datetime) -> None:
    """Ask to derive everything anew; call it after a module was published."""
    jobs.ask(REBUILD, {}, at=at, key=REBUILD, run_at=at + SOON)


def _put(row: dict[str, object]) -> None:
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    key = ["employee_id", "slug"]
    added = dialect.insert(PersonModule).values(row)
    db.session.execute(added.on_conflict_do_update(index_elements=key, set_=row))
