"""Keeping the read models true: after each fact, after each change of people, and from scratch."""

from training.reporting.actions.closing import settle
from training.reporting.actions.following import (
    note_people_changed,
    note_progress,
    note_release,
)  # fmt: skip
from training.reporting.actions.tallying import handlers, rebuild, rebuild_beside_others

__all__ = [
    "handlers",
    "note_people_changed",
    "note_progress",
    "note_release",
    "rebuild",
    "rebuild_beside_others",
    "settle",
]
