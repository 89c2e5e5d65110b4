"""Keeping the read models true: after each fact, after each change of people, and from scratch."""

from training.reporting.actions.closing import settle
from training.reporting.actions.following import (
    COUNT_ITEMS,
    FIT_ITEMS,
    TALLY,
    note_correction,
    note_late_result,
    note_people_changed,
    note_progress,
    note_release,
    note_result,
)
from training.reporting.actions.tallying import handlers, rebuild, rebuild_beside_others

__all__ = [
    "COUNT_ITEMS",
    "FIT_ITEMS",
    "TALLY",
    "handlers",
    "note_correction",
    "note_late_result",
    "note_people_changed",
    "note_progress",
    "note_release",
    "note_result",
    "rebuild",
    "rebuild_beside_others",
    "settle",
]
