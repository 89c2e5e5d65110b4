"""The memories that the reviews themselves leave: what the kept ones have to be equal to."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import func, select

from training.kernel.db import db
from training.practice.queries.records import memories, memory
from training.practice.rules.memory import Grade, Memory, replay
from training.practice.tables.cases import PracticeCase, PracticeMemory, PracticeReview

Owned = tuple[UUID, str, str]
"""A card in somebody's memory: whose, of which module, which."""
NOBODY, EVERYBODY = UUID(int=0), UUID(int=(1 << 128) - 1)


def newest_between(first: UUID, last: UUID) -> tuple[int, datetime | None]:
    """What an answered case of these people changes: how many reviews there are, and the last."""
    mine = PracticeReview.employee_id.between(first, last)
    found = select(func.count(), func.max(PracticeReview.answered_at)).where(mine)
    count, last_at = db.session.execute(found).one()
    return count, last_at


def replayed(first: UUID = NOBODY, last: UUID = EVERYBODY) -> Iterator[tuple[Owned, Memory]]:
    """Every memory of a range of people (of all, if none is named) from the facts alone.

    The facts are how the module was finished, then each review.
    """
    found = (
        select(
            PracticeCase.employee_id, PracticeCase.slug, PracticeCase.card,
            PracticeCase.learnt_at, PracticeCase.learnt, PracticeReview.answered_at,
            PracticeReview.grade,
        )
        .join(PracticeReview, PracticeReview.case_id == PracticeCase.id)
        .where(PracticeReview.void.is_(False), PracticeCase.employee_id.between(first, last))
        .order_by(
            PracticeCase.employee_id, PracticeCase.slug, PracticeCase.card,
            PracticeReview.answered_at, PracticeReview.id,
        )
    )  # fmt: skip
    rows = db.session.execute(found.execution_options(yield_per=5000))
    for owned, group in groupby(rows, key=lambda row: (row.employee_id, row.slug, row.card)):
        reviews = list(group)
        begun = (reviews[0].learnt_at, Grade(reviews[0].learnt))
        later = ((row.answered_at, Grade(row.grade)) for row in reviews)
        known = replay((begun, *later))
        if known:
            yield owned, known


def differences() -> list[Owned]:
    """Cards whose kept memory is not the replay of their reviews; none, if all is well."""
    kept = {
        (row.employee_id, row.slug, row.card): memory(row)
        for row in db.session.execute(memories(PracticeMemory.reviews > 0))
    }
    facts = dict(replayed())
    return sorted(key for key in kept.keys() | facts.keys() if kept.get(key) != facts.get(key))
