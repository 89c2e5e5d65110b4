"""The marks of first attempts at one quiz, by version of each question."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from training.content.queries import quiz_of, releases
from training.content.rules.quizzes import Question
from training.kernel.db import db
from training.quiz.queries import checked_key
from training.quiz.tables import Attempt, Submission


@dataclass(frozen=True, slots=True)
class Versions:
    """Each release's questions by key, as labels of versions, and what each version asks.

    A version begins with the release in which a question last changed in any way: `key@3`.
    """

    labels: Mapping[UUID, Mapping[str, str]]
    questions: Mapping[str, Question]


def versions(slug: str) -> Versions:
    """Every version of every question of a module's quiz. NoResultFound if there is no release."""
    labels: dict[UUID, dict[str, str]] = {}
    questions: dict[str, Question] = {}
    now: dict[str, str] = {}
    known = sorted(releases(checked_key(slug)), key=lambda each: each.number)
    if not known:
        raise NoResultFound
    for release in known:
        quiz = quiz_of(release.id)
        for question in quiz.questions if quiz else ():
            if questions.get(now.get(question.key, "")) != question:
                now[question.key] = f"{question.key}@{release.number}"
                questions[now[question.key]] = question
        labels[release.id] = dict(now)
    return Versions(labels, questions)


def first_marks(slug: str, known: Versions) -> Iterator[dict[str, float]]:
    """One person's marks (0 to 1) after another: of the first attempt, by version, if submitted."""
    found = (
        select(Attempt.release_id, Submission.marks)
        .join(Submission, Submission.attempt_id == Attempt.id)
        .where(Attempt.slug == checked_key(slug), Attempt.number == 1)
        .order_by(Attempt.id)
    )
    for release, marks in db.session.execute(found).yield_per(1000):
        labels = known.labels.get(release, {})
        yield {labels[key]: mark for key, mark in marks.items() if key in labels}
