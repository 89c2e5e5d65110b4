"""What is counted about a unit, and over which people."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from training.reporting.rules.disclosure import Safe, heads_safe, mean_safe


class Basis(StrEnum):
    """By the unit people serve in now, or by the one they served in when it happened."""

    NOW = "now"
    THEN = "then"


class Measure(StrEnum):
    """What a sum is about. The first two count the roster, which is no secret."""

    ROSTER = "roster"
    ASSIGNED = "assigned"
    ACTIVE = "active"
    STARTED = "started"
    COMPLETED = "completed"
    KNOWLEDGE = "knowledge"
    JUDGEMENT = "judgement"
    FIRST_SCORE = "first-score"
    LATEST_SCORE = "latest-score"


HEADS = frozenset({Measure.ROSTER, Measure.ASSIGNED})
MEANS = frozenset({Measure.KNOWLEDGE, Measure.JUDGEMENT, Measure.FIRST_SCORE, Measure.LATEST_SCORE})
OVERALL = (
    Measure.ACTIVE, Measure.STARTED, Measure.COMPLETED, Measure.KNOWLEDGE, Measure.JUDGEMENT,
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One figure of a unit: a measure over everything, one module, one dimension or one stage."""

    measure: Measure
    slug: str = ""
    dimension: str = ""
    stage: str = ""

    @property
    def whole(self) -> "Cell":
        """The same measure over everything."""
        return Cell(self.measure)

    @property
    def people(self) -> "Cell":
        """The count of the people whom the figure could be about."""
        if self.measure is Measure.ACTIVE:
            return Cell(Measure.ROSTER)
        return Cell(Measure.ASSIGNED, self.slug)

    def safe(self, k: int) -> Safe:
        """What makes a set of people large and mixed enough for this figure.

        A share is told in a step, which says nothing of (nearly) none or all: size is enough.
        """
        return mean_safe(k) if self.measure in MEANS else heads_safe(k)


def in_order(cells: Iterable[Cell]) -> list[Cell]:
    """As a report lists them: over everything, then modules, dimensions and stages."""
    places = {measure: place for place, measure in enumerate(Measure)}
    return sorted(
        cells,
        key=lambda cell: (bool(cell.stage), bool(cell.dimension), cell.slug != "", cell.slug,
                          cell.dimension, cell.stage, places[cell.measure]),
    )  # fmt: skip
