"""The rules of reminders as the authors' file has them now."""

from functools import lru_cache
from pathlib import Path

from training.content.rules.reminders import REMINDERS, ReminderBook, parse_reminders
from training.content.rules.source import QUIZ_BYTES, decode


def reminder_book(root: Path) -> ReminderBook:
    """The rules under `root`; a file with errors reminds nobody, and `content check` says why."""
    try:
        with (root / REMINDERS).open("rb") as source:
            return _understood(source.read(QUIZ_BYTES + 1))
    except OSError:
        return ReminderBook()


@lru_cache(maxsize=4)
def _understood(found: bytes) -> ReminderBook:
    text = decode(REMINDERS, found)
    parsed = parse_reminders(REMINDERS, text) if isinstance(text, str) else None
    return parsed.value if parsed and parsed.holds and parsed.value else ReminderBook()
