"""Tiles: each kecamatan in its own place, shaded by what may be told, hatched where nothing may."""

from training.reporting.queries.units import UnitRow
from training.reporting.rules.figures import Figure, Shown
from training.reporting.rules.measures import Measure
from training.web.task_force.tilemap import tilemap

DONE = Measure.COMPLETED


def row(code: str, kind: str, parent: str | None, figure: Figure | None = None, **more) -> UnitRow:
    seen = figure or Figure(Shown.ABOUT, of=20, value=0.5)
    return UnitRow(
        code, code, kind, "", parent, parent, 1, 20, more.get("merged"), {DONE: seen},
        more.get("region", ""),
    )  # fmt: skip


def kelurahan(code: str, parent: str, figure: Figure | None = None, **more) -> UnitRow:
    return row(code, "kelurahan", parent, figure, **more)


def bands(*figures: Figure) -> list[int]:
    rows = [row("K", "kecamatan", None)]
    rows += [kelurahan(f"L{n}", "K", figure) for n, figure in enumerate(figures)]
    found = tilemap(rows, DONE)
    assert found is not None
    return [tile.band for tile in found.blocks[0].tiles]


def full(value: float) -> Figure:
    return Figure(Shown.ABOUT, of=20, value=value)


def test_shades_are_four_wide_bands():
    assert bands(full(0), full(0.24), full(0.25), full(0.74), full(0.75), full(1)) == [
        1, 1, 2, 3, 4, 4
    ]  # fmt: skip


def test_a_bound_that_may_be_told_is_a_band_and_nothing_more_is():
    assert bands(
        Figure(Shown.AT_MOST, of=20, high=0.1), Figure(Shown.AT_LEAST, of=20, low=0.9),
        Figure(Shown.TOO_FEW, of=3), Figure(Shown.PROTECTED, of=12),
    ) == [1, 4, 0, 0]  # fmt: skip


def test_a_bound_that_leaves_several_bands_open_is_none_of_them():
    assert bands(
        Figure(Shown.AT_MOST, of=10, high=0.4), Figure(Shown.AT_MOST, of=10, high=0.25),
        Figure(Shown.AT_LEAST, of=15, low=0.67), Figure(Shown.AT_LEAST, of=15, low=0.75),
    ) == [0, 1, 0, 4]  # fmt: skip


def test_a_merged_unit_is_never_shaded():
    rows = [row("K", "kecamatan", None), kelurahan("L", "K", full(1), merged="K")]
    found = tilemap(rows, DONE)
    assert found is not None
    assert found.blocks[0].tiles[0].band == 0


def test_every_kecamatan_has_a_place_of_its_own_and_every_tile_a_number_of_its_own():
    regions = ["64.71.02", "64.71.03", "", "64.71.01", "", "64.71.05", "64.71.06", ""]
    rows = [row(f"K{n}", "kecamatan", None, region=code) for n, code in enumerate(regions)]
    rows += [kelurahan(f"L{n}", f"K{n % 8}") for n in range(40)]
    found = tilemap(rows, DONE)
    assert found is not None
    assert len({(block.x, block.y) for block in found.blocks}) == len(regions)
    tiles = [tile for block in found.blocks for tile in block.tiles]
    assert sorted(tile.number for tile in tiles) == list(range(1, 41))
    assert len({(tile.x, tile.y) for tile in tiles}) == 40
    assert max(tile.x for tile in tiles) < found.width
    assert max(tile.y for tile in tiles) < found.height


def test_a_kecamatan_without_kelurahan_is_no_block():
    assert tilemap([row("K", "kecamatan", None)], DONE) is None
