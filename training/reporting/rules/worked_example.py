"""One invented unit with few and with more people, told by the very rules that tell real ones."""

from dataclasses import dataclass
from uuid import UUID

from training.internalization.rules.summing import Share
from training.reporting.rules.conduct import LevelFigure, level_figure
from training.reporting.rules.disclosure import Sums, Tree, choose, heads_safe
from training.reporting.rules.steps import width

ABOVE, UNIT, BESIDE = UUID(int=1), UUID(int=2), UUID(int=3)
EVIDENCED, ESTIMATE, LOW, HIGH = 0.3, 0.4, 0.2, 0.6


@dataclass(frozen=True, slots=True)
class Shown:
    """What is told of a unit of `people`: its own figure, or that of the `merged` whole.

    `behind` people are behind the figure that is told, which moves in steps of `step`.
    """

    people: int
    merged: bool
    behind: int
    step: float
    figure: LevelFigure


def sizes(k: int) -> tuple[int, int, int]:
    """One person too few, just enough, and three times as many: 9, 10 and 30 where k is 10."""
    return k - 1, k, 3 * k


def example(people: int, *, k: int) -> Shown:
    """A unit of a kecamatan, beside a larger one, of whose people two fifths are at a level."""
    tree = Tree((ABOVE, UNIT, BESIDE), {ABOVE: None, UNIT: ABOVE, BESIDE: ABOVE})
    own = {ABOVE: Sums(of=k + 2), UNIT: Sums(of=people), BESIDE: Sums(of=4 * k)}
    found = choose(tree, own, heads_safe(k))
    teller = found.owner[UNIT] or ABOVE
    behind = found.sums[teller].of
    share = Share(behind, EVIDENCED, ESTIMATE, LOW, HIGH, 0.5)
    told = level_figure(share, k=k)
    return Shown(people, teller != UNIT, behind, width(behind, k=k), told)
