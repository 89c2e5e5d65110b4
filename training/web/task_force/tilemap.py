"""The kecamatan and kelurahan as tiles: each where it roughly lies, shaded by one figure.

It is no ranking: the shades are four wide bands of a figure that may be shown, and what may not be
shown, or may lie in several bands, is hatched. The same figures stand in the table beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from training.people.rules.kinds import UnitKind
from training.reporting.queries.units import UnitRow
from training.reporting.rules.figures import Figure, Shown
from training.reporting.rules.measures import Measure

BANDS, ACROSS, COLUMNS = 4, 3, 3
TILE, GAP, HEAD, MARGIN = 36, 4, 22, 14
# Column and row of each kecamatan, by the region codes of Permendagri; others follow after.
LIES = {
    "64.71.02": (0, 0), "64.71.03": (1, 0), "64.71.01": (2, 0),
    "64.71.04": (0, 1), "64.71.06": (1, 1), "64.71.05": (2, 1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tile:
    """One kelurahan: its number, its place, and its band from 1 to BANDS (0: not shown)."""

    row: UnitRow
    number: int
    x: int
    y: int
    band: int


@dataclass(frozen=True, slots=True)
class Block:
    """One kecamatan with its tiles."""

    row: UnitRow
    x: int
    y: int
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """All blocks, and how large the drawing is."""

    blocks: tuple[Block, ...]
    width: int
    height: int


def tilemap(rows: Sequence[UnitRow], measure: Measure) -> Map | None:
    """The map of one measure; None where a scope has no kecamatan with kelurahan."""
    below: dict[str, list[UnitRow]] = {}
    for row in rows:
        if row.kind == UnitKind.KELURAHAN and row.parent_code:
            below.setdefault(row.parent_code, []).append(row)
    tops = [row for row in rows if row.kind == UnitKind.KECAMATAN and below.get(row.code)]
    if not tops:
        return None
    wide = ACROSS * (TILE + GAP) + MARGIN
    most = max(-(-len(below[top.code]) // ACROSS) for top in tops)
    high = HEAD + most * (TILE + GAP) + MARGIN
    blocks, number = [], 0
    for top, (column, line) in _placed(tops):
        x, y = column * wide, line * high
        tiles = tuple(_tiles(below[top.code], number, (x, y + HEAD), measure))
        number += len(tiles)
        blocks.append(Block(top, x, y, tiles))
    lines = max(each.y for each in blocks) // high + 1
    return Map(tuple(blocks), COLUMNS * wide - MARGIN, lines * high - MARGIN)


def _placed(tops: Sequence[UnitRow]) -> Iterable[tuple[UnitRow, tuple[int, int]]]:
    """Each kecamatan with its column and line; those without a known place follow after."""
    taken = {LIES[top.region_code] for top in tops if top.region_code in LIES}
    free = (
        (column, line) for line in range(len(tops) + 2) for column in range(COLUMNS)
        if (column, line) not in taken
    )  # fmt: skip
    return [(top, LIES.get(top.region_code) or next(free)) for top in tops]


def _tiles(
    rows: Sequence[UnitRow], before: int, corner: tuple[int, int], measure: Measure
) -> Iterable[Tile]:
    left, top = corner
    for place, row in enumerate(rows):
        x, y = left + place % ACROSS * (TILE + GAP), top + place // ACROSS * (TILE + GAP)
        yield Tile(row, before + place + 1, x, y, _band(row, measure))


def _band(row: UnitRow, measure: Measure) -> int:
    """The one band in which a figure lies: by its value, or where its bound leaves no other."""
    figure = row.figures[measure]
    if row.merged_into or not figure.is_seen:
        return 0
    least, most = _between(figure)
    lowest = min(BANDS, int(least * BANDS) + 1)
    return lowest if most * BANDS <= lowest else 0


def _between(figure: Figure) -> tuple[float, float]:
    if figure.shown is Shown.AT_MOST:
        return 0, figure.high or 0
    if figure.shown is Shown.AT_LEAST:
        return figure.low or 0, 1
    return (0, 1) if figure.value is None else (figure.value, figure.value)
