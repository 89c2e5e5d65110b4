"""Voices of the past in bulk: for the demo city."""

from collections.abc import Iterable, Sequence
from typing import Any

from training.kernel import bulk
from training.voice.tables.points import ServicePoint
from training.voice.tables.voices import (
    Voice,
    VoiceAnswer,
    VoiceFlag,
    VoiceReview,
    VoiceRuling,
    VoiceText,
)

HISTORY = {
    "point": ServicePoint, "voice": Voice, "answer": VoiceAnswer, "flag": VoiceFlag,
    "text": VoiceText, "review": VoiceReview, "ruling": VoiceRuling,
}  # fmt: skip


def keep_history(kind: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Append many facts of the past at once; answers how many."""
    return bulk.keep(HISTORY[kind].__table__, columns, rows)
