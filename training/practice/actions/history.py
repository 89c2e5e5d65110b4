"""Facts of the past in bulk, and the memories of all cards from the facts alone."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from training.kernel import bulk
from training.kernel.db import db, looked_aside, only_reading
from training.people.queries.rosters import batches
from training.practice.queries.replaying import newest_between, replayed
from training.practice.tables.cases import PracticeCase, PracticeMemory, PracticeReview
from training.practice.tables.words import PracticeBreak, PracticePrompt

Tell = Callable[[int, int], None]
Span = tuple[UUID, UUID]
Row = tuple[Any, ...]
SIZE = 250
"""People at a time: somebody's answer waits only while their memories are written."""
HISTORY = {
    "case": PracticeCase, "review": PracticeReview, "memory": PracticeMemory,
    "break": PracticeBreak, "prompt": PracticePrompt,
}  # fmt: skip
MEMORY = (
    "employee_id", "slug", "card", "stability", "difficulty", "last_at", "due_at", "reviews",
)  # fmt: skip


def keep_history(kind: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Append many facts of the past at once (the demo city, a takeover from another system)."""
    return bulk.keep(HISTORY[kind].__table__, columns, rows)


def rebuild_memories() -> int:
    """Replay every card's reviews and keep what they leave; answers how many cards there are.

    In the caller's transaction, as a whole.
    """
    return sum(_put(span, _replayed(span)) for span in batches(size=SIZE))


def rebuild_memories_aside(tell: Tell) -> None:
    """The same beside the service: nothing may be pending, and `tell` commits every part."""
    with only_reading():
        spans = batches(size=SIZE)
    for done, span in enumerate(spans, 1):
        look, hold = partial(_replayed, span), partial(_hold, span)
        _put(span, looked_aside(partial(newest_between, *span), look, hold=hold))
        tell(done, len(spans))


def _hold(span: Span) -> None:
    """Who answers a case holds it: PostgreSQL waits here for answers that are being kept."""
    theirs = PracticeCase.employee_id.between(*span)
    db.session.execute(select(PracticeCase.id).where(theirs).with_for_update())


def _replayed(span: Span) -> list[Row]:
    return [
        (*owned, each.stability, each.difficulty, each.last_at, each.due_at, each.reviews)
        for owned, each in replayed(*span)
    ]


def _put(span: Span, rows: list[Row]) -> int:
    db.session.execute(delete(PracticeMemory).where(PracticeMemory.employee_id.between(*span)))
    return keep_history("memory", MEMORY, rows)
