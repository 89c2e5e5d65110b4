"""Marking a free text: what one person found is kept, and once people agree the result follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, select

from training.content.queries import quiz_of
from training.kernel.db import db
from training.people.rules.access import Actor
from training.quiz.queries import answers
from training.quiz.queries.marking import markings, rubric_of, the_waiting
from training.quiz.queries.results import MARKS, newest_rescore
from training.quiz.rules.marking import passed, score_of, waits
from training.quiz.rules.rubric import checked, settled
from training.quiz.tables import Attempt, Marking, Rescore, Submission


@dataclass(frozen=True, slots=True)
class Result:
    """Whose result is now complete."""

    person: UUID
    slug: str


def mark_text(
    marker: Actor, attempt_id: UUID, question: str, levels: Mapping[str, int], comment: str,
    *, at: datetime,
) -> Result | None:  # fmt: skip
    """Keep what a person found; answers whose result that completes, if it does.

    NoResultFound for a text that is not theirs to mark; RubricIsIncomplete for missing steps. The
    attempt is held, so that of two people who finish at once the second sees the first.
    """
    db.session.execute(select(Attempt.id).where(Attempt.id == attempt_id).with_for_update())
    found = the_waiting(marker, attempt_id, question)
    row = {
        "attempt_id": attempt_id, "question": question, "marker_id": marker.id,
        "levels": checked(rubric_of(found.question), levels), "comment": comment, "at": at,
    }  # fmt: skip
    db.session.execute(insert(Marking).values(row))
    return _completed(attempt_id, at)


def _completed(attempt_id: UUID, at: datetime) -> Result | None:
    """Append the result if every free text of the attempt is settled now."""
    held = (
        select(
            Attempt.employee_id, Attempt.slug, Attempt.release_id, MARKS,
            func.coalesce(Rescore.number, 0),
        )
        .join(Submission, Submission.attempt_id == Attempt.id)
        .outerjoin(Rescore, newest_rescore())
        .where(Attempt.id == attempt_id)
    )  # fmt: skip
    person, slug, release_id, marks, number = db.session.execute(held).one()
    worths = _worths(attempt_id, release_id, marks)
    quiz = quiz_of(release_id)
    if quiz is None or None in worths.values():
        return None
    whole = {**marks, **worths}
    reached = score_of(whole)
    row = {
        "attempt_id": attempt_id, "number": number + 1, "at": at, "score": reached,
        "passed": passed(reached, quiz.pass_mark), "pending": False, "marks": whole,
        "cause": "marking",
    }  # fmt: skip
    db.session.execute(insert(Rescore).values(row))
    return Result(person, slug)


def _worths(
    attempt_id: UUID, release_id: UUID, marks: Mapping[str, float]
) -> dict[str, float | None]:
    """What every free text that was handed in is worth; None for one that still waits."""
    quiz, given, found = quiz_of(release_id), answers(attempt_id), markings([attempt_id])
    texts = [
        each
        for each in (quiz.questions if quiz else ())
        if each.key in marks and each.key in given and waits(each, given[each.key].value)
    ]
    return {
        each.key: settled(
            rubric_of(each), [one.levels for one in found.get((attempt_id, each.key), [])]
        )
        for each in texts
    }
