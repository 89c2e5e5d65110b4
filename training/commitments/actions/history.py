"""Many facts of the past at once: what a demo city or a takeover from another system brings."""

from collections.abc import Iterable, Sequence
from typing import Any

from training.commitments.tables import (
    Artefact,
    CheckIn,
    Enactment,
    Finding,
    Plan,
    PlanEnd,
    Rehearsal,
    Removal,
    WitnessAnswer,
    WitnessAsked,
)
from training.kernel import bulk

HISTORY: dict[str, Any] = {
    each.__tablename__: each
    for each in (
        Plan, PlanEnd, Rehearsal, CheckIn, WitnessAsked, WitnessAnswer, Artefact, Finding, Removal,
        Enactment,
    )
}  # fmt: skip


def keep_history(kind: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Append facts of one table, named by its name, with values in the order of `columns`."""
    return bulk.keep(HISTORY[kind].__table__, columns, rows)
