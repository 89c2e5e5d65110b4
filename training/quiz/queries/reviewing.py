"""What a person may see of their own attempt now, with the later closing day that they may have."""

from datetime import datetime
from uuid import UUID

from training.content.queries import quiz_of
from training.quiz.queries import Sitting
from training.quiz.queries.allowances import leeway_of
from training.quiz.rules.attempts import Past
from training.quiz.rules.leeway import NONE
from training.quiz.rules.review import Look, closing, look


def look_at(sitting: Sitting, *, of: UUID, at: datetime) -> Look:
    """What the person may see of an attempt at an instant, by its own release."""
    return look_back(sitting.past, of=of, at=at)


def look_back(past: Past, *, of: UUID, at: datetime) -> Look:
    """The same, by the facts of the attempt."""
    return _look(past, past.submitted_at, of, at)


def look_ahead(past: Past, *, of: UUID, at: datetime) -> Look:
    """What the person would see of an open attempt if it were handed in now."""
    return _look(past, past.submitted_at or at, of, at)


def _look(past: Past, submitted_at: datetime | None, of: UUID, at: datetime) -> Look:
    quiz = quiz_of(past.release_id)
    if quiz is None:
        raise LookupError(past.release_id)
    dated = quiz.review.withholds and closing(quiz.rules) is not None
    given = leeway_of(of, past.slug, at=at) if dated else NONE
    return look(quiz, submitted_at, at=at, given=given)
