"""Modules that belong to somebody's post and of which nothing was read or tried yet."""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from training.content.queries import module_of
from training.content.rules.model import Module
from training.content.rules.reminders import Kind
from training.content.tables import Release
from training.kernel.db import db
from training.learning.rules.assignment import is_for
from training.learning.tables import LessonRead
from training.people.queries.rosters import exempt, in_office
from training.people.tables.employees import Posting
from training.people.tables.units import Unit
from training.quiz.queries import editions
from training.quiz.tables import Attempt
from training.reminders.queries.asking import Asking
from training.reminders.rules.anchors import Anchor


def anchors(asking: Asking) -> Iterator[Anchor]:
    """One a module and person, from the day on which both the edition and the post were there."""
    offered, begun = _offered(asking), _begun(asking)
    for person, family, kind, since in _posts(asking):
        for slug, (module, edition, published) in offered.items():
            if (person, slug) in begun or not is_for(module.audience, family, kind):
                continue
            on = max(since, published)
            yield Anchor(person, Kind.MODULE, on, f"{slug}:{edition}", slug, module.title)


def _offered(asking: Asking) -> dict[str, tuple[Module, int, date]]:
    """The current modules by slug: what they are, their edition, and since when it is there."""
    first = func.min(Release.published_at, type_=Release.published_at.type)
    found = select(Release.slug, Release.edition, first).group_by(Release.slug, Release.edition)
    since: dict[tuple[str, int], datetime] = {
        (slug, edition): at for slug, edition, at in db.session.execute(found)
    }
    return {
        each.slug: (
            module_of(each.release_id), each.edition,
            asking.day(since[each.slug, each.edition]),
        )
        for each in editions()
    }  # fmt: skip


def _begun(asking: Asking) -> set[tuple[UUID, str]]:
    """Who has read or tried anything of which module, in whatever edition."""
    pairs: set[tuple[UUID, str]] = set()
    for table in (LessonRead, Attempt):
        found = select(table.employee_id, table.slug).distinct()
        whose = found.where(table.employee_id.between(asking.first, asking.last))
        pairs |= {(person, slug) for person, slug in db.session.execute(whose)}
    return pairs


def _posts(asking: Asking) -> list[tuple[UUID, str, str, date]]:
    """The definitive posts of the day with their job family, kind of unit and first day."""
    found = (
        select(Posting.employee_id, Posting.job_family, Unit.kind, Posting.valid_from)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(
            Posting.employee_id.between(asking.first, asking.last), in_office(asking.today),
            ~exempt(asking.today),
        )
    )  # fmt: skip
    return [(row[0], row[1], row[2], row[3]) for row in db.session.execute(found)]
