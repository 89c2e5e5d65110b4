"""Facts of the past in bulk, and the memories of all cards from the facts alone."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete

from training.kernel import bulk
from training.kernel.db import db
from training.practice.queries.replaying import replayed
from training.practice.tables.cases import PracticeCase, PracticeMemory, PracticeReview
from training.practice.tables.words import PracticeBreak, PracticePrompt

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
    """Replay every card's reviews and keep what they leave; answers how many cards there are."""
    db.session.execute(delete(PracticeMemory))
    rows = [
        (*owned, each.stability, each.difficulty, each.last_at, each.due_at, each.reviews)
        for owned, each in replayed()
    ]
    return keep_history("memory", MEMORY, rows)
