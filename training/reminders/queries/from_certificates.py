"""Certificates that somebody must hold: assigned, due, overdue, to be renewed, lapsed."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import select, union

from training.certification.queries.programmes import editions_at, programmes
from training.certification.queries.standings import When, cases_of
from training.certification.rules.periods import opens
from training.certification.rules.states import Case, Period, State, standing
from training.certification.tables.periods import CertificationPeriod
from training.certification.tables.programmes import Assignment
from training.content.rules.reminders import Kind
from training.kernel.db import db
from training.reminders.queries.asking import Asking
from training.reminders.rules.anchors import Anchor

Named = tuple[Kind, date, str]
"""A kind, its day, and what names it for ever within the programme."""


def anchors(asking: Asking) -> Iterator[Anchor]:
    """What each programme asks of each person on that day; nobody is told of what is not a duty.

    Eight statements a programme, whatever the number of people.
    """
    when, people = When(asking.at, asking.house.zone), _people(asking)
    editions = editions_at(asking.at)
    for found in programmes().values() if people else ():
        released = {slug: asking.day(each.material_at) for slug, each in editions.items()}
        for person, case in cases_of(found, when, people).items():
            for kind, on, name in dates(case, asking.today, released):
                yield Anchor(person, kind, on, f"{found.key}:{name}", found.key, found.title)


def dates(case: Case, today: date, released: dict[str, date]) -> Iterator[Named]:
    """The days that matter to somebody with a duty, as they stand today.

    `released`: since when each module has its present material. The last day of a certificate is
    named, not the first without it.
    """
    now, duty = standing(case, today), case.duty
    if duty is None:
        return
    since = duty.since.isoformat()
    if now.state is State.ASSIGNED:
        yield Kind.CERTIFICATE_ASSIGNED, duty.since, since
    if now.state in (State.ASSIGNED, State.IN_PROGRESS) and now.day:
        yield Kind.CERTIFICATE_DUE, now.day, now.day.isoformat()
    if now.state is State.OVERDUE and now.day:
        yield Kind.CERTIFICATE_OVERDUE, now.day, now.day.isoformat()
    if now.state is State.WINDOW_OPEN and now.period:
        yield Kind.CERTIFICATE_WINDOW, _open_since(now.period, case, released), _name(now.period)
        yield Kind.CERTIFICATE_DUE, now.period.span.last_day, _name(now.period)
    if now.state is State.EXPIRED and now.period:
        yield Kind.CERTIFICATE_EXPIRED, now.period.span.last_day, _name(now.period)


def _open_since(held: Period, case: Case, released: dict[str, date]) -> date:
    """The first day on which a renewal was open: by time, or since the first new material."""
    by_time = opens(held.span, case.window_days)
    return min(by_time, *(released.get(slug, by_time) for slug in held.stale), by_time)


def _name(held: Period) -> str:
    return held.span.until.isoformat()


def _people(asking: Asking) -> list[UUID]:
    """Everybody of the range who was ever assigned or certified."""
    must, held = Assignment.employee_id, CertificationPeriod.employee_id
    whose = union(*(
        select(each).where(each.between(asking.first, asking.last)) for each in (must, held)
    ))  # fmt: skip
    return list(db.session.scalars(whose))
