"""Opening the next case: chosen by the rules, pinned to its release, at most twice a week."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import NoResultFound

from training.content.queries import quiz_of
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.rules.access import Actor
from training.practice.queries.cases import Standing, standing
from training.practice.rules.agenda import NothingIsDue, State
from training.practice.rules.breaks import PracticeIsPaused
from training.practice.rules.choosing import Choice, shown_order
from training.practice.tables.cases import PracticeCase


def open_case(person: Actor, *, at: datetime, zone: str) -> UUID:
    """Put the next case before a person, or answer the one that is open already.

    Refuses with PracticeIsPaused and NothingIsDue. A second, simultaneous opening meets the unique
    place in the week and joins the first.
    """
    now = standing(person.id, at=at, zone=zone)
    if now.agenda.choice:
        made = _insert(_row(person, now, now.agenda.choice, at=at))
        if made:
            return made
        now = standing(person.id, at=at, zone=zone)
    if now.agenda.open_case:
        return now.agenda.open_case.id
    raise PracticeIsPaused if now.agenda.state is State.PAUSED else NothingIsDue


def _row(person: Actor, now: Standing, chosen: Choice, *, at: datetime) -> dict[str, Any]:
    week, card = now.agenda.week, chosen.card
    place = len(now.record.in_week(week)) + 1
    release, seed = now.releases[card.slug], f"{person.id} {week} {place}"
    return {
        "id": uuid7(at), "employee_id": person.id, "unit_id": person.unit_id, "week": week,
        "place": place, "kind": chosen.kind.value, "mark": chosen.mark, "slug": card.slug,
        "card": card.key, "indicator": card.indicator, "objective": card.objective,
        "question": chosen.question, "release_id": release,
        "options": list(_order(release, chosen.question, seed)), "seed": seed,
        "unseen": chosen.unseen, "asked_at": chosen.asked_at, "learnt_at": chosen.learnt_at,
        "learnt": int(chosen.learnt), "predicted": chosen.predicted, "shown_at": at,
    }  # fmt: skip


def _order(release: UUID, key: str, seed: str) -> tuple[str, ...]:
    quiz = quiz_of(release)
    found = next((each for each in quiz.questions if each.key == key), None) if quiz else None
    if found is None:
        raise NoResultFound
    return shown_order(found, seed)


def _insert(row: dict[str, Any]) -> UUID | None:
    dialect = sqlite if db.engine.dialect.name == "sqlite" else postgresql
    made = dialect.insert(PracticeCase).values(row).on_conflict_do_nothing()
    return db.session.execute(made.returning(PracticeCase.id)).scalar_one_or_none()
