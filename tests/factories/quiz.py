"""Attempts and answers made by the real actions."""

from datetime import datetime
from uuid import UUID

from tests.factories import content, people
from training.content.rules.quizzes import Kind, Question
from training.people.tables.employees import Employee
from training.quiz.actions import Submitted, save_answer, start, submit
from training.quiz.queries import Sitting, attempt
from training.quiz.rules.answers import Value
from training.quiz.rules.kinds import KINDS
from training.quiz.rules.showing import questions_of


def started(person: Employee, slug: str = content.SLUG, *, at: datetime) -> Sitting:
    made = start(people.acting(person), slug, at=at)
    return attempt(made.attempt_id, of=person.id)


def right_answer(question: Question) -> Value:
    """The best answer that can be given."""
    return KINDS[question.kind].best(question)


def wrong_answer(question: Question) -> Value:
    if question.kind is Kind.SJT_RATING:
        return {option.key: 1 if (option.expert or 1) > 2.5 else 4 for option in question.options}
    if question.kind is Kind.SJT_BEST_WORST:
        best = right_answer(question)
        return {"best": best["worst"], "worst": best["best"]}
    if question.kind is Kind.SJT_RANK:
        last = len(question.options) + 1
        return {key: last - place for key, place in right_answer(question).items()}
    wrong = [option.key for option in question.options if not option.correct]
    return wrong[:1] if question.kind is Kind.MULTIPLE else wrong[0]


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
