"""In what order things stand in the rows of a story's map, so that few of its lines cross.

Sweeps up and down, as Sugiyama, Tagawa & Toda (1981) make them, put each thing near the mean place
of its neighbours; several beginnings are tried, because a sweep never leaves a tie.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations, product
from statistics import fmean

SWEEPS = 10
Via = tuple[str, str, int]
Place = str | Via


def untangled(
    rows: Sequence[Sequence[Place]], links: Sequence[tuple[Place, Place]]
) -> list[list[Place]]:
    """The order within the rows that crosses the fewest lines, of those that sweeps lead to."""
    found: list[list[list[Place]]] = []
    for steps in product((1, -1), repeat=2):
        tried = [list(row[:: steps[number % 2]]) for number, row in enumerate(rows)]
        for turn in range(SWEEPS):
            _sweep(tried, links, down=turn % 2 == 0)
            if turn >= SWEEPS - 2:
                found.append([list(row) for row in tried])
    return min(found, key=lambda each: _crossings(each, links))


def _crossings(rows: Sequence[Sequence[Place]], links: Iterable[tuple[Place, Place]]) -> int:
    """How many pairs of lines between one row and the next cross."""
    at = {
        place: (number, spot) for number, row in enumerate(rows) for spot, place in enumerate(row)
    }
    between: dict[int, list[tuple[int, int]]] = {}
    for above, below in links:
        between.setdefault(at[above][0], []).append((at[above][1], at[below][1]))
    return sum(
        (one[0] - other[0]) * (one[1] - other[1]) < 0
        for each in between.values()
        for one, other in combinations(each, 2)
    )


def _sweep(rows: list[list[Place]], links: Iterable[tuple[Place, Place]], *, down: bool) -> None:
    """Put every place near the mean of its neighbours in the layer before (or after) it."""
    near: dict[Place, list[Place]] = {}
    for above, below in links:
        one, other = (below, above) if down else (above, below)
        near.setdefault(one, []).append(other)
    for row in rows if down else reversed(rows):
        at = {place: (n + 0.5) / len(each) for each in rows for n, place in enumerate(each)}
        row.sort(key=lambda place: fmean([at[other] for other in near.get(place, [place])]))
