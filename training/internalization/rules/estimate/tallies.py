"""The counts of a city as columns, one way of counting those whom the audit missed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from training.internalization.rules.estimate.counts import Gold, UnitCounts

Real: TypeAlias = NDArray[np.floating[Any]]
Whole: TypeAlias = NDArray[np.integer[Any]]


class Way(StrEnum):
    """How those are counted whom the audit drew and could not see."""

    SEEN = "seen"
    AGAINST = "against"
    FOR = "for"


@dataclass(frozen=True, slots=True)
class Tally:
    """Columns of units: positives and people of both phases, people never seen, group number."""

    positives: Real
    assessed: Real
    audit_positives: Real
    audited: Real
    unseen: Whole
    group: Whole
    groups: int
    gold: Gold | None

    def __len__(self) -> int:
        return len(self.group)


def tally(units: Sequence[UnitCounts], gold: Gold | None, way: Way) -> Tally:
    """The columns of units under one way of counting those whom the audit missed."""
    names = sorted({each.group for each in units})
    missing = np.array([each.missing for each in units])
    column = {
        name: np.array([getattr(each, name) for each in units])
        for name in ("positives", "assessed", "audit_positives", "audited", "unassessed")
    }
    counted = missing * (way is not Way.SEEN)
    audited = column["audited"] + counted
    return Tally(
        column["positives"] * 1.0, column["assessed"] * 1.0,
        column["audit_positives"] + missing * (way is Way.FOR) * 1.0, audited * 1.0,
        column["unassessed"] - audited,
        np.array([names.index(each.group) for each in units]), len(names), gold,
    )  # fmt: skip
