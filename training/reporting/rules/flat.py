"""A report as flat rows with plain names: the same in JSON, CSV and XLSX."""

from collections.abc import Iterable
from typing import Any

from training.reporting.rules.figures import Figure
from training.reporting.rules.measures import Cell

# `n` and `coverage` are never told exactly: the columns stay for those who read them by place.
HEAD = (
    "measure", "module", "dimension", "stage", "shown", "n", "of", "least", "most", "value", "low",
    "high", "coverage", "left",
)  # fmt: skip


def flat(cell: Cell, figure: Figure) -> tuple[Any, ...]:
    """One figure as a row under HEAD; what may not be seen is None."""
    return (
        cell.measure.value, cell.slug, cell.dimension, cell.stage, *flat_figure(figure),
    )  # fmt: skip


def flat_figure(figure: Figure) -> tuple[Any, ...]:
    """The part of a row that is the figure itself."""
    return (
        figure.shown.value, None, (figure.of or None) if figure.is_seen else None, figure.least,
        figure.most, figure.value, figure.low, figure.high, None,
        figure.left if figure.is_seen else None,
    )  # fmt: skip


def flat_rows(cells: Iterable[tuple[Cell, Figure]]) -> list[tuple[Any, ...]]:
    """All figures of a report."""
    return [flat(cell, figure) for cell, figure in cells]
