"""Letters of the past in bulk: the demo city, or a takeover from another system."""

from collections.abc import Iterable, Sequence
from typing import Any

from training.kernel import bulk
from training.reminders.tables.sent import (
    ReminderDigest,
    ReminderSent,
    ReminderSwitch,
    ReminderWish,
)

HISTORY = {
    "digest": ReminderDigest, "sent": ReminderSent, "switch": ReminderSwitch, "wish": ReminderWish,
}  # fmt: skip


def keep_history(kind: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Append many facts of the past at once; answers how many."""
    return bulk.keep(HISTORY[kind].__table__, columns, rows)
