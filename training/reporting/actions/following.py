"""What follows at once from a new fact: the person's own row, and a wish to count their unit."""

from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, String, Uuid, bindparam, false, select
from sqlalchemy.dialects import postgresql, sqlite

from training.kernel import jobs
from training.kernel.db import ask, db
from training.people.actions.news import note_evidence
from training.people.queries.rosters import has_left, unit_of
from training.people.tables.employees import Employee
from training.quiz.queries.results import is_evidence_on_items, newest_rescore
from training.quiz.tables import Attempt, Rescore, Submission
from training.reporting.queries.activity import activity_between
from training.reporting.queries.facts import progress_between
from training.reporting.queries.modules import current
from training.reporting.queries.stored import FIELDS
from training.reporting.rules.tallying import OUTSIDE
from training.reporting.tables import PersonActivity, PersonModule, TalliedAttempt

SOON = timedelta(seconds=5)
EASTERNMOST = timedelta(hours=9)  # WIT, the last of Indonesia's zones
AFTER_A_WHILE = timedelta(minutes=1)
TALLY, TALLY_ALL, REBUILD = "tally", "tally-all", "rebuild"
COUNT_ITEMS, FIT_ITEMS = "count-items", "fit-items"


def note_progress(employee_id: UUID, slug: str, *, at: datetime) -> None:
    """Derive one person's state in one module anew; call it after a submission or a lesson read."""
    # Two facts of one person that come at the same moment queue here, so that neither is missed.
    held = select(Employee.id).where(Employee.id == employee_id)
    db.session.execute(held.with_for_update(key_share=True))
    modules = [each for each in current() if each.slug == slug]
    for person, module, state in progress_between(employee_id, employee_id, modules):
        row = {name: getattr(state, name) for name in FIELDS}
        _put(PersonModule, {"employee_id": person, "slug": module}, row)
    for person, (last_at, unit) in activity_between(employee_id, employee_id):
        _put(PersonActivity, {"employee_id": person}, {"last_at": last_at, "last_unit": unit})
    note_evidence(employee_id, at=at)
    for unit in _units_today(employee_id, at):
        jobs.ask(TALLY, {"unit": str(unit)}, at=at, key=f"{TALLY}:{unit}", run_at=at + SOON)


def note_result(employee_id: UUID, slug: str, *, at: datetime) -> None:
    """What follows from a quiz's result: call it after a submission, and after marking by people.

    A first attempt that counts for item statistics waits to be added to them, once however often
    this is called.
    """
    note_progress(employee_id, slug, at=at)
    named = {"person": employee_id, "module": slug}
    if ask(_counts_statement(db.engine.dialect.name), named).rowcount:
        ask_to_count(slug, at=at)


def note_late_result(employee_id: UUID, slug: str, *, at: datetime) -> None:
    """The same for a result that people had to find: who has left a unit is counted on there."""
    note_result(employee_id, slug, at=at)
    if has_left(employee_id, day=(at + EASTERNMOST).date()):
        note_people_changed(at=at)


@cache
def _counts_statement(dialect: str) -> Executable:
    """Built once: to build it took longer than to ask it."""
    person, module = bindparam("person", type_=Uuid()), bindparam("module", type_=String())
    counts = (
        select(Attempt.id, Attempt.slug, Attempt.purpose, false())
        .join(Submission, Submission.attempt_id == Attempt.id)
        .outerjoin(Rescore, newest_rescore())
        .where(Attempt.employee_id == person, Attempt.slug == module, is_evidence_on_items())
    )
    insert = {"sqlite": sqlite, "postgresql": postgresql}[dialect].insert
    fresh = insert(TalliedAttempt).from_select(["attempt_id", "slug", "purpose", "counted"], counts)
    return fresh.on_conflict_do_nothing()


def ask_to_count(slug: str, *, at: datetime) -> None:
    """Ask to add what waits to a quiz's item statistics; what comes soon after is added with it."""
    key = f"{COUNT_ITEMS}:{slug}"
    jobs.ask(COUNT_ITEMS, {"slug": slug}, at=at, key=key, run_at=at + AFTER_A_WHILE)


def ask_to_fit(slug: str, *, at: datetime) -> None:
    """Ask for models of ability of a quiz's items; what is asked meanwhile is one fit."""
    jobs.ask(FIT_ITEMS, {"slug": slug}, at=at, key=f"{FIT_ITEMS}:{slug}", run_at=at + SOON)


def note_correction(slug: str, *, at: datetime) -> None:
    """Ask to derive everything anew, the quiz's item statistics too: a key was corrected."""
    note_release(at=at)
    payload, key = {"slug": slug, "anew": True}, f"{COUNT_ITEMS}:{slug}:anew"
    jobs.ask(COUNT_ITEMS, payload, at=at, key=key, run_at=at + SOON)


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


def _put(table: type[Any], key: dict[str, object], row: dict[str, object]) -> None:
    statement = _put_statement(table, tuple(key), tuple(row), db.engine.dialect.name)
    ask(statement, key | row)


@lru_cache(maxsize=8)
def _put_statement(
    table: type[Any], key: tuple[str, ...], row: tuple[str, ...], dialect: str
) -> Executable:
    """Built once; what is put comes as parameters."""
    columns = table.__table__.c
    values = {name: bindparam(name, type_=columns[name].type) for name in (*key, *row)}
    insert = {"sqlite": sqlite, "postgresql": postgresql}[dialect].insert
    added = insert(table.__table__).values(values)
    fresh = {name: added.excluded[name] for name in row}
    return added.on_conflict_do_update(index_elements=list(key), set_=fresh)
