"""Many invented people at once, with what they read and submitted, for tests of sums."""

from datetime import datetime, timedelta
from itertools import cycle, islice

from sqlalchemy import insert

from tests.factories import content, people
from training.content.queries import quiz_of
from training.content.rules.quizzes import Kind
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.learning.tables import LessonRead
from training.people.tables.employees import Employee, Posting
from training.people.tables.units import Unit
from training.quiz.queries import edition_of
from training.quiz.tables import Attempt, Submission

SCORES = (0.4, 0.6, 0.8, 0.7, 0.5)


def crowd(unit: Unit, size: int) -> list[dict]:
    """People with a definitive post in a unit."""
    at = people.BORN
    staff = [
        {"id": uuid7(at), "name": f"Rekaan {unit.code} {n}", "name_key": f"rekaan {unit.code} {n}",
         "email": None, "status": "pns", "added_at": at}
        for n in range(size)
    ]  # fmt: skip
    posts = [
        {"id": uuid7(at), "employee_id": each["id"], "unit_id": unit.id, "kind": "definitif",
         "title": "Staf", "job_family": "pelayanan-langsung", "valid_from": people.LONG_AGO}
        for each in staff
    ]  # fmt: skip
    if staff:
        db.session.execute(insert(Employee), staff)
        db.session.execute(insert(Posting), posts)
    return staff


def learnt(
    staff: list[dict], unit: Unit, *, at: datetime, slug: str = content.SLUG, scores=SCORES,
    reads: bool = True,
) -> None:  # fmt: skip
    """Each person reads all lessons and hands in one attempt with the scores in turn."""
    if not staff:
        return
    now = edition_of(slug)
    if reads:
        db.session.execute(insert(LessonRead), [
            {"id": uuid7(at), "employee_id": each["id"], "unit_id": unit.id, "slug": slug,
             "edition": now.edition, "lesson": lesson, "release_id": now.release_id, "at": at}
            for each in staff for lesson in content.LESSONS
        ])  # fmt: skip
    sittings = [uuid7(at) for _ in staff]
    db.session.execute(insert(Attempt), [
        {"id": sitting, "employee_id": each["id"], "unit_id": unit.id, "slug": slug,
         "release_id": now.release_id, "edition": now.edition, "number": 1, "seed": "x",
         "questions": [], "started_at": at}
        for sitting, each in zip(sittings, staff, strict=True)
    ])  # fmt: skip
    db.session.execute(insert(Submission), [
        {"attempt_id": sitting, "at": at + timedelta(minutes=9), "score": score,
         "passed": score >= 0.6, "marks": marks(now.release_id, score), "key": None}
        for sitting, score in zip(sittings, islice(cycle(scores), len(staff)), strict=True)
    ])  # fmt: skip


def marks(release_id, score: float) -> dict[str, float]:
    """Three questions and two situations, each worth the score."""
    asked = quiz_of(release_id).questions
    known = [each.key for each in asked if each.kind is not Kind.SJT_RATING][:3]
    rated = [each.key for each in asked if each.kind is Kind.SJT_RATING][:2]
    return dict.fromkeys((*known, *rated), score)
