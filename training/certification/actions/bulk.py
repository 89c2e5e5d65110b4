"""Excusing many people at once: planned, looked at, carried out, and taken back if it was wrong."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, inspect, select

from training.audit.actions import note, note_all
from training.audit.rules import EventKind, Happening
from training.certification.actions.assigning import hold_the_desk
from training.certification.actions.deciding import Reason
from training.certification.actions.standings import retake
from training.certification.queries.bulk import DONE, UNDONE, Bulk, bulk, sorted_out
from training.certification.queries.standings import When
from training.certification.rules.bulk import (
    MOST_EXCUSED,
    BulkIsOver,
    NobodyIsChosen,
    NobodyIsExcused,
)
from training.certification.rules.refusals import ExcuseIsTooLong
from training.certification.tables.bulk import BulkExcuse, BulkExcuseStep
from training.certification.tables.periods import CertificationExcuse, CertificationExcuseEnd
from training.content.rules.programmes import Programme
from training.kernel.db import db
from training.kernel.ids import uuid7

EXCUSES: Any = inspect(CertificationExcuse).local_table
ENDS: Any = inspect(CertificationExcuseEnd).local_table


def plan(
    found: Programme, why: Reason, people: Sequence[UUID], *, scope: Sequence[str], by: UUID,
    when: When,
) -> UUID:  # fmt: skip
    """Write down an excuse for many; nothing changes before it is carried out.

    NobodyIsChosen for nobody and for too many; ExcuseIsTooLong past the programme's grace.
    """
    if not 0 < len(people) <= MOST_EXCUSED:
        raise NobodyIsChosen
    last = when.today + timedelta(days=found.grace_days)
    if why.key not in dict(found.grace_reasons) or not when.today <= why.until <= last:
        raise ExcuseIsTooLong
    made = uuid7(when.at)
    told = {
        "reason": why.key, "note": why.note, "until": why.until.isoformat(), "scope": list(scope)
    }  # fmt: skip
    db.session.execute(insert(BulkExcuse), dict(
        id=made, programme=found.key, told=told, by=by, at=when.at,
        people=[str(each) for each in sorted(set(people))],
    ))  # fmt: skip
    db.session.flush()
    return made


def carry_out(bulk_id: UUID, *, scope: Sequence[str], by: UUID, when: When) -> int:
    """Excuse everybody whom it fits now, once; answers how many.

    BulkIsOver the second time, NobodyIsExcused where it fits nobody any more.
    """
    hold_the_desk()
    found = bulk(bulk_id, scope)
    if found.done_at is not None:
        raise BulkIsOver
    if found.until < when.today:
        raise ExcuseIsTooLong
    people = sorted_out(found, scope, when, by=by).excused
    if not people:
        raise NobodyIsExcused
    rows = [
        {
            "id": uuid7(when.at), "employee_id": person, "programme": found.programme,
            "reason": found.reason, "note": found.note, "since_date": when.today,
            "until_date": found.until, "by_id": by, "at": when.at,
        }
        for person in people
    ]  # fmt: skip
    db.session.execute(insert(EXCUSES), rows)
    _step(found, DONE, [row["id"] for row in rows], by, when)
    note_all(
        Happening(EventKind.EXCUSED, when.at, by, "person", str(person), {"reason": found.reason})
        for person in people
    )
    retake(people, when)
    return len(people)


def undo(bulk_id: UUID, *, scope: Sequence[str], by: UUID, when: When) -> int:
    """Take back what one of them excused and nobody took back yet; answers how many.

    BulkIsOver unless it was carried out, and the second time.
    """
    hold_the_desk()
    found = bulk(bulk_id, scope)
    if found.done_at is None or found.undone_at is not None:
        raise BulkIsOver
    ended = set(db.session.scalars(
        select(CertificationExcuseEnd.excuse_id).where(
            CertificationExcuseEnd.excuse_id.in_(found.excuses)
        )
    ))  # fmt: skip
    wanted = select(CertificationExcuse.id, CertificationExcuse.employee_id)
    rows = db.session.execute(wanted.where(CertificationExcuse.id.in_(found.excuses))).all()
    left = [row for row in rows if row.id not in ended]
    if left:
        ends = [{"excuse_id": row.id, "by_id": by, "at": when.at} for row in left]
        db.session.execute(insert(ENDS), ends)
    _step(found, UNDONE, [row.id for row in left], by, when)
    people = [row.employee_id for row in left]
    note_all(
        Happening(EventKind.EXCUSE_TAKEN_BACK, when.at, by, "person", str(person))
        for person in people
    )
    retake(people, when)
    return len(left)


def _step(found: Bulk, step: str, excuses: Sequence[UUID], by: UUID, when: When) -> None:
    told = [str(each) for each in excuses]
    db.session.execute(insert(BulkExcuseStep), dict(
        bulk_id=found.id, step=step, excuses=told, by=by, at=when.at
    ))  # fmt: skip
    kind = EventKind.EXCUSED if step == DONE else EventKind.EXCUSE_TAKEN_BACK
    note(Happening(kind, when.at, by, "bulk-excuse", str(found.id), {"people": len(told)}))
    db.session.flush()
