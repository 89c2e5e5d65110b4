"""Writing down what changed for many people at once: names, numbers, posts, standing."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, insert, update

from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.rules.imports.model import PersonChange, Steps
from training.people.rules.kinds import Status
from training.people.rules.names import fold
from training.people.tables.employees import Employee, Identifier, Posting, Standing

BATCH = 500


def apply_changes(changes: Sequence[PersonChange], *, day: date, at: datetime) -> list[UUID]:
    """Do every step of every change; what ends, ends on `day`. Answers the people in their order.

    Everything that ends is written before anything that begins, because a person has one open
    definitive post and a number has one open holder (the database insists).
    """
    people = [change.person or uuid7(at) for change in changes]
    mine = list(zip(people, (change.steps for change in changes), strict=True))
    _add([pair for pair, change in zip(mine, changes, strict=True) if not change.person], at)
    _rewrite([pair for pair, change in zip(mine, changes, strict=True) if change.person])
    steps = [step for _, step in mine]
    _end(Identifier, (key for step in steps for key in step.end_numbers), day)
    _end(Posting, (key for step in steps for key in step.end_posts), day)
    _end(Standing, (step.end_standing for step in steps if step.end_standing), day)
    _amend(steps)
    _begin(mine, day, at)
    return people


def _add(pairs: Iterable[tuple[UUID, Steps]], at: datetime) -> None:
    rows = [
        {
            "id": person, "name": step.name, "name_key": fold(step.name or ""),
            "email": step.email or None, "status": step.status or Status.NON_ASN, "added_at": at,
        }
        for person, step in pairs
    ]  # fmt: skip
    if rows:
        db.session.execute(insert(Employee), rows)


def _rewrite(pairs: Iterable[tuple[UUID, Steps]]) -> None:
    names, emails, statuses = [], [], []
    for person, step in pairs:
        if step.name:
            names.append({"key": person, "name": step.name, "name_key": fold(step.name)})
        if step.email:
            emails.append({"key": person, "email": step.email})
        if step.status:
            statuses.append({"key": person, "status": step.status.value})
    for rows in (names, emails, statuses):
        if rows:
            values = {column: bindparam(column) for column in rows[0] if column != "key"}
            change = update(Employee).where(Employee.id == bindparam("key")).values(values)
            db.session.connection().execute(change, rows)


def _end(table: type[Identifier | Posting | Standing], keys: Iterable[UUID], day: date) -> None:
    for some in _batches(keys):
        db.session.execute(
            update(table).where(table.id.in_(some)).values(valid_to=day),
            execution_options={"synchronize_session": False},
        )


def _batches(keys: Iterable[UUID]) -> Iterable[Sequence[UUID]]:
    every = list(keys)
    return (every[start : start + BATCH] for start in range(0, len(every), BATCH))


def _amend(steps: Iterable[Steps]) -> None:
    rows = [
        {"key": post.id, "unit": post.unit_id, "title": post.title, "family": post.family.value}
        for step in steps
        for post in step.amend_posts
    ]
    if rows:
        change = update(Posting).where(Posting.id == bindparam("key"))
        change = change.values(
            unit_id=bindparam("unit"), title=bindparam("title"), job_family=bindparam("family")
        )
        db.session.connection().execute(change, rows)


def _begin(pairs: Sequence[tuple[UUID, Steps]], day: date, at: datetime) -> None:
    numbers = [
        {"id": uuid7(at), "employee_id": person, "kind": step.number[0].value,
         "value": step.number[1], "valid_from": day}
        for person, step in pairs if step.number
    ]  # fmt: skip
    posts = [
        {"id": uuid7(at), "employee_id": person, "unit_id": post.unit_id, "kind": post.kind.value,
         "title": post.title, "job_family": post.family.value, "valid_from": post.since}
        for person, step in pairs for post in step.open_posts
    ]  # fmt: skip
    standings = [
        {"id": uuid7(at), "employee_id": person, "kind": step.standing.value, "valid_from": day}
        for person, step in pairs if step.standing
    ]  # fmt: skip
    for table, rows in ((Identifier, numbers), (Posting, posts), (Standing, standings)):
        if rows:
            db.session.execute(insert(table), rows)
