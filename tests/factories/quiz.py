"""Attempts and answers made by the real actions."""

from datetime import datetime
from uuid import UUID

from tests.factories import content, people
from tests.factories.kinds import right_answer, wrong_answer
from training.people.tables.employees import Employee
from training.quiz.actions import Submitted, save_answer, start, submit
from training.quiz.queries import Sitting, attempt
from training.quiz.rules.showing import questions_of

__all__ = ["answered", "right_answer", "started", "submitted", "wrong_answer"]


def started(person: Employee, slug: str = content.SLUG, *, at: datetime) -> Sitting:
    made = start(people.acting(person), slug, at=at)
    return attempt(made.attempt_id, of=person.id)


def answered(sitting: Sitting, *, of: UUID, at: datetime, right: int | None = None) -> None:
    """Answer every question, the first `right` of them rightly (all when None)."""
    asked = questions_of(sitting.quiz, sitting.drawn)
    for place, question in enumerate(asked):
        good = right is None or place < right
        value = right_answer(question) if good else wrong_answer(question)
        save_answer(sitting.past.id, question.key, value, 0, of=of, at=at)


def submitted(
    person: Employee, slug: str = content.SLUG, *, at: datetime, right: int | None = None
) -> Submitted:
    """A whole attempt: started, answered and submitted at one instant."""
    sitting = started(person, slug, at=at)
    answered(sitting, of=person.id, at=at, right=right)
    return submit(sitting.past.id, of=person.id, at=at)
