"""Printed sheets: what is on them, how far they are, and who may type them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.exc import NoResultFound

from training.content.queries import quiz_of
from training.content.rules.quizzes import Quiz
from training.content.tables import Release
from training.kernel.db import db
from training.people.queries.units import inside
from training.people.tables.employees import Employee
from training.people.tables.units import Unit
from training.quiz.queries import Edition
from training.quiz.rules.drawing import Drawn
from training.quiz.rules.papers import (
    ENTRIES,
    Entry,
    PaperIsNotAgreed,
    Side,
    State,
    differences,
    settled,
)
from training.quiz.tables import Paper, PaperAttempt, PaperChoice, PaperEntry

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printed sheet with its entries; `person` is its owner's name where it was printed."""

    id: UUID
    code: str
    batch_id: UUID
    now: Edition
    seed: str
    drawn: tuple[Drawn, ...]
    form: str | None
    employee_id: UUID | None
    person: str | None
    made_at: datetime
    entries: tuple[Entry, ...]
    sides: Mapping[str, Side]
    attempt_id: UUID | None

    @property
    def quiz(self) -> Quiz:
        """The quiz of the release that was printed, key included."""
        quiz = quiz_of(self.now.release_id)
        if quiz is None:
            raise NoResultFound
        return quiz

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(each.key for each in self.drawn)

    @property
    def apart(self) -> tuple[str, ...]:
        """Where its two entries differ."""
        if len(self.entries) < ENTRIES:
            return ()
        return differences(self.keys, self.entries[0], self.entries[1])

    @property
    def state(self) -> State:
        if self.attempt_id:
            return State.DONE
        if len(self.entries) >= ENTRIES:
            return State.DIFFERS if self.apart and not self.sides else State.AGREED
        return State.ONCE if self.entries else State.PRINTED

    @property
    def agreed(self) -> Entry:
        """What counts of the two entries; PaperIsNotAgreed before they are settled."""
        return self.settled_by(self.sides)

    def settled_by(self, sides: Mapping[str, Side]) -> Entry:
        """What would count with these choices; PaperIsNotAgreed where one is lacking."""
        if len(self.entries) < ENTRIES:
            raise PaperIsNotAgreed
        return settled(self.keys, self.entries[0], self.entries[1], sides)


def sheet_of(code: str, *, scope: tuple[str, ...]) -> Sheet:
    """The sheet with a code. NoResultFound outside of the scope."""
    row = db.session.execute(_sheets(scope).where(Paper.code == code)).one()
    return _sheet(row, _entries([row.id]), _choices([row.id]))


def batch(batch_id: UUID, *, scope: tuple[str, ...]) -> tuple[Sheet, ...]:
    """The sheets that were printed together. NoResultFound if there are none in the scope."""
    found = _listed(_sheets(scope).where(Paper.batch_id == batch_id).order_by(Paper.id))
    if not found:
        raise NoResultFound
    return found


def unfinished(*, scope: tuple[str, ...]) -> tuple[Sheet, ...]:
    """The newest sheets that have not become attempts yet."""
    waiting = _sheets(scope).where(PaperAttempt.attempt_id.is_(None))
    return _listed(waiting.order_by(Paper.made_at.desc(), Paper.id.desc()).limit(MOST_LISTED))


def _listed(found: Select[*tuple[Any, ...]]) -> tuple[Sheet, ...]:
    rows = db.session.execute(found).all()
    ids = [row.id for row in rows]
    entries, choices = _entries(ids), _choices(ids)
    return tuple(_sheet(row, entries, choices) for row in rows)


def _sheets(scope: tuple[str, ...]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Paper.id, Paper.code, Paper.batch_id, Paper.seed, Paper.questions, Paper.form,
            Paper.employee_id, Paper.made_at, Employee.name, PaperAttempt.attempt_id,
            Release.id.label("release_id"), Release.slug, Release.number, Release.edition,
            Release.published_at,
        )
        .join(Unit, Unit.id == Paper.unit_id)
        .join(Release, Release.id == Paper.release_id)
        .outerjoin(Employee, Employee.id == Paper.employee_id)
        .outerjoin(PaperAttempt, PaperAttempt.paper_id == Paper.id)
        .where(inside(scope))
    )  # fmt: skip


def _entries(ids: list[UUID]) -> dict[UUID, list[Entry]]:
    told = select(
        PaperEntry.paper_id, PaperEntry.clerk_id, PaperEntry.employee_id, PaperEntry.sat_at,
        PaperEntry.answers,
    ).where(PaperEntry.paper_id.in_(ids))  # fmt: skip
    found: dict[UUID, list[Entry]] = {}
    for paper, clerk, person, sat_at, answers in db.session.execute(
        told.order_by(PaperEntry.number)
    ):
        found.setdefault(paper, []).append(Entry(clerk, person, sat_at, answers))
    return found


def _choices(ids: list[UUID]) -> dict[UUID, dict[str, Side]]:
    made = select(PaperChoice.paper_id, PaperChoice.sides).where(PaperChoice.paper_id.in_(ids))
    return {
        paper: {key: Side(side) for key, side in sides.items()}
        for paper, sides in db.session.execute(made)
    }


def _sheet(
    row: Row[*tuple[Any, ...]],
    entries: Mapping[UUID, list[Entry]],
    choices: Mapping[UUID, Mapping[str, Side]],
) -> Sheet:
    now = Edition(row.release_id, row.slug, row.number, row.edition, row.published_at)
    drawn = tuple(Drawn(each["key"], tuple(each["options"])) for each in row.questions)
    return Sheet(
        row.id, row.code, row.batch_id, now, row.seed, drawn, row.form, row.employee_id, row.name,
        row.made_at, tuple(entries.get(row.id, ())), choices.get(row.id, {}), row.attempt_id,
    )  # fmt: skip


def top_unit(scope: tuple[str, ...]) -> UUID:
    """The unit with which a scope begins. NoResultFound for an empty scope."""
    found = select(Unit.id).where(Unit.path.in_(scope)).order_by(Unit.path).limit(1)
    return db.session.execute(found).scalar_one()
