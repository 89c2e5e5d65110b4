"""How long answers take: the journal of one attempt, and what is usual for a question."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from training.kernel.db import db
from training.quiz.queries.exposure import newest_attempts
from training.quiz.rules.answers import Value
from training.quiz.rules.effort import Noted, medians
from training.quiz.tables import Answer, Attempt

ATTEMPTS = 200
KEPT_FOR = timedelta(minutes=10)

_usual: dict[UUID, tuple[datetime, Mapping[str, float]]] = {}


def journal(attempt_id: UUID) -> tuple[dict[str, Value], tuple[Noted, ...]]:
    """The answers of an attempt as they stand, and when each of all its answers arrived."""
    found = select(Answer.question, Answer.value, Answer.at, Answer.spent_ms).where(
        Answer.attempt_id == attempt_id
    )
    values: dict[str, Value] = {}
    noted = []
    for question, value, at, spent_ms in db.session.execute(found.order_by(Answer.revision)):
        values[question] = value
        noted.append(Noted(question, at, spent_ms))
    return values, tuple(noted)


def usual_times(release_id: UUID, slug: str, *, at: datetime) -> Mapping[str, float]:
    """The median seconds of a release's questions by its newest attempts, where enough are known.

    A process asks anew every ten minutes: thresholds move slowly, and handing in is to be quick.
    """
    known = _usual.get(release_id)
    if known and timedelta(0) <= at - known[0] < KEPT_FOR:
        return known[1]
    newest = newest_attempts(slug)[-ATTEMPTS:]
    told = (
        select(Answer.question, Answer.spent_ms)
        .join(Attempt, Attempt.id == Answer.attempt_id)
        .where(Attempt.id.in_(newest), Attempt.release_id == release_id)
        .where(Answer.revision == 1, Answer.spent_ms.is_not(None))
    )
    found = medians((key, (spent or 0) / 1000) for key, spent in db.session.execute(told))
    _usual[release_id] = at, found
    return found
