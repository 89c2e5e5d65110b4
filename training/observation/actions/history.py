"""Observations of the past in bulk: the demo city, or a takeover from another system."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from training.kernel import bulk
from training.kernel.db import db
from training.observation.tables.sheets import (
    ContraryClosing,
    ContraryFinding,
    ContraryVerdict,
    VisitSheet,
)
from training.observation.tables.visits import (
    InstrumentVersion,
    Visit,
    VisitDraw,
    VisitHindrance,
)

HISTORY = {
    "instrument": InstrumentVersion, "draw": VisitDraw, "visit": Visit,
    "hindrance": VisitHindrance, "sheet": VisitSheet, "finding": ContraryFinding,
    "verdict": ContraryVerdict, "closing": ContraryClosing,
}  # fmt: skip


def unknown_instruments(rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """Of rows of instruments (their digest first) those that are not kept yet."""
    kept = set(db.session.scalars(select(InstrumentVersion.digest)))
    return [row for row in rows if row[0] not in kept]


def keep_history(kind: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Append many facts of the past at once."""
    return bulk.keep(HISTORY[kind].__table__, columns, rows)
