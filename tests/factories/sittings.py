"""Many first attempts with answers at once, written past the actions, for tests of statistics."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from tests.factories import content
from training.content.queries import quiz_of
from training.content.rules.quizzes import Question
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.tables.units import Unit
from training.quiz.queries import edition_of
from training.quiz.rules.marking import mark, score
from training.quiz.tables import Answer, Attempt, Submission

Answering = Callable[[Question, Random], Any]


def sat(
    staff: Sequence[dict], unit: Unit, *, at: datetime, answers: Answering,
    slug: str = content.SLUG, seconds: float = 40.0, void: bool = False,
    chance: Random | None = None, purpose: str = "post", number: int = 1,
) -> None:  # fmt: skip
    """Each person's first attempt asks every option question; one minute after the other."""
    now, drawn = edition_of(slug), chance or Random(1)
    asked = [each for each in quiz_of(now.release_id).questions if not each.judged]
    rows: dict[type, list[dict]] = {Attempt: [], Answer: [], Submission: []}
    for place, person in enumerate(staff):
        start = at + timedelta(minutes=place)
        sitting = uuid7(start)
        values = {each.key: answers(each, drawn) for each in asked}
        end = start + timedelta(seconds=seconds * len(asked))
        rows[Attempt].append({
            "id": sitting, "employee_id": person["id"], "unit_id": unit.id, "slug": slug,
            "release_id": now.release_id, "edition": now.edition, "number": number, "seed": "x",
            "questions": [{"key": each.key, "options": []} for each in asked], "started_at": start,
            "purpose": purpose,
        })  # fmt: skip
        rows[Answer] += [
            {"attempt_id": sitting, "question": key, "revision": 1, "value": value,
             "at": start + timedelta(seconds=seconds * number)}
            for number, (key, value) in enumerate(values.items(), 1)
        ]  # fmt: skip
        marks = [mark(each, values[each.key]) for each in asked]
        rows[Submission].append({
            "attempt_id": sitting, "at": end, "score": score(marks), "passed": True,
            "marks": {each.question: each.points for each in marks}, "key": None, "void": void,
        })  # fmt: skip
    for table, some in rows.items():
        if some:
            db.session.execute(insert(table), some)


def knowing(share: float) -> Answering:
    """People who know the right answer with this chance, and else choose any."""

    def answer(question: Question, chance: Random) -> Any:
        right = [each.key for each in question.options if each.correct]
        keys = [each.key for each in question.options]
        chosen = right if chance.random() < share else [chance.choice(keys)]
        return chosen if question.kind.value == "multiple" else chosen[0]

    return answer
