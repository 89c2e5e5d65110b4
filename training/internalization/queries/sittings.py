"""What quizzes show of people: knowledge and judgement on questions that they had not seen."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, select

from training.content.queries import quiz_of
from training.content.rules.quizzes import Question
from training.internalization.rules.evidence import Evidence, Kind
from training.kernel.db import db
from training.quiz.queries.results import MARKS, PASSED, PENDING, newest_rescore
from training.quiz.tables import Attempt, Rescore, Submission


class Shown(NamedTuple):
    """What one question shows: which kind of evidence, about which conduct."""

    kind: Kind
    indicator: str


def sittings_between(first: UUID, last: UUID) -> Iterator[Evidence]:
    """The closed attempts of every person of the range as evidence, by kind of question.

    Only questions count that the person had not been asked before; a story counts for nothing,
    because its marks do not compare with those of cases. What people still have to mark waits.
    """
    seen: set[str] = set()
    whose: tuple[UUID, str] | None = None
    for row in db.session.execute(_closed(first, last)):
        if whose != (row.employee_id, row.slug):
            whose, seen = (row.employee_id, row.slug), set()
        asked = [each["key"] for each in row.questions]
        fresh = [key for key in asked if key not in seen]
        seen.update(asked)
        if row.at is not None and not row.pending:
            yield from _told(row, fresh)


def _closed(first: UUID, last: UUID) -> Any:
    found = (
        select(
            Attempt.id, Attempt.employee_id, Attempt.unit_id, Attempt.slug, Attempt.release_id,
            Attempt.questions, Attempt.number, Attempt.purpose, Attempt.form, Attempt.seed,
            Submission.at, Submission.void, Submission.effort, MARKS.label("marks"),
            PASSED.label("passed"), PENDING.label("pending"),
        )
        .outerjoin(Submission, Submission.attempt_id == Attempt.id)
        .outerjoin(Rescore, newest_rescore())
        .where(Attempt.employee_id.between(first, last))
    )  # fmt: skip
    return found.order_by(Attempt.employee_id, Attempt.slug, Attempt.number)


def _told(row: Row[Any], fresh: list[str]) -> Iterator[Evidence]:
    shows = _shows(row.release_id)
    for kind in (Kind.SITTING, Kind.SERVICE_CASES, Kind.VALUE_CONFLICTS):
        items = [key for key in fresh if key in shows and shows[key].kind is kind]
        if items or kind is Kind.SITTING:
            yield _evidence(row, kind, items, shows)


def _evidence(row: Row[Any], kind: Kind, items: list[str], shows: Mapping[str, Shown]) -> Evidence:
    marks = row.marks
    score = round(sum(marks.get(key, 0.0) for key in items), 6)
    traced = {
        "release": str(row.release_id), "number": row.number, "purpose": row.purpose,
        "form": row.form, "seed": row.seed, "items": items, "effort": row.effort,
        "indicators": sorted({shows[key].indicator for key in items}),
    }  # fmt: skip
    return Evidence(
        kind, row.id, row.employee_id, row.unit_id, row.at, row.slug, met=bool(row.passed),
        score=score, size=len(items), void=bool(row.void), detail=traced,
    )  # fmt: skip


@lru_cache(maxsize=256)
def _shows(release_id: UUID) -> Mapping[str, Shown]:
    """What each question of a release is evidence of. Releases never change."""
    quiz = quiz_of(release_id)
    found = ((each, _kind(each)) for each in (quiz.questions if quiz else ()))
    return {each.key: Shown(kind, each.indicator) for each, kind in found if kind}


def _kind(question: Question) -> Kind | None:
    if question.rated:
        return Kind.VALUE_CONFLICTS if question.conflict else Kind.SERVICE_CASES
    return None if question.is_story else Kind.SITTING
