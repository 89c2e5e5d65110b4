"""One published figure, or one list of them, beside ours."""

import csv
import json
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from training.kernel.settings import ROOT

FOLDER = ROOT / "tests" / "validity"


@dataclass(frozen=True, slots=True)
class Row:
    """What was expected and obtained, and how far apart they may be; of a list the worst pair."""

    what: str
    count: int
    expected: float
    obtained: float
    tolerance: float

    @property
    def holds(self) -> bool:
        if np.isnan(self.expected):
            return bool(np.isnan(self.obtained))
        return bool(abs(self.obtained - self.expected) <= self.tolerance)


def row(
    what: str, expected: ArrayLike, obtained: ArrayLike, tolerance: float, *, relative: bool = False
) -> Row:
    """Compare a number or a list; None stands for what is not defined, on both sides alike."""
    ours, theirs = (np.asarray(each, dtype=float).ravel() for each in (obtained, expected))
    if ours.shape != theirs.shape:
        return Row(what, len(theirs), float(len(theirs)), np.nan, tolerance)
    allowed = tolerance * np.abs(theirs) if relative else np.full(len(theirs), tolerance)
    beyond = np.abs(ours - theirs) - allowed
    beyond[np.isnan(theirs) & np.isnan(ours)] = -np.inf
    beyond[np.isnan(theirs) ^ np.isnan(ours)] = np.inf
    at = int(beyond.argmax())
    return Row(what, len(theirs), float(theirs[at]), float(ours[at]), float(allowed[at]))


def published(name: str) -> Any:
    """The file of a set's published results."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def table(name: str) -> list[dict[str, str]]:
    """The rows of a set's data."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))
