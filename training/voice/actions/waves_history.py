"""Waves of the past in bulk: the demo city, or a takeover from another system."""

from collections.abc import Iterable, Sequence
from typing import Any

from training.kernel import bulk
from training.voice.tables.waves import (
    Wave,
    WaveAnswer,
    WaveClosing,
    WaveConsultation,
    WaveOpening,
    WaveParticipation,
)

HISTORY = {
    "wave": Wave, "consultation": WaveConsultation, "opening": WaveOpening,
    "closing": WaveClosing, "participation": WaveParticipation, "answer": WaveAnswer,
}  # fmt: skip


def keep_waves(kind: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Append many facts of the past at once; columns by the names of the table."""
    return bulk.keep(HISTORY[kind].__table__, columns, rows)  # type: ignore[arg-type]  (the table of a model)
