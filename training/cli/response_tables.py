"""First attempts from a CSV file: names of items, perhaps their maximum marks, then marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from training.cli.number_tables import Line, Problem, TableRefused, number, read, shown
from training.quiz.rules.statistics.answers import MOST_ITEMS, MOST_MARKS, Marks
from training.quiz.rules.statistics.fixed import NANO

MAX = re.compile(r"#max(?![a-z])[\s:=]*(?P<first>.*)", re.I)
NAME_SIGNS = 200
ONLY_NUMBERS = "bukan angka; kosongkan sel bila tidak dijawab."


@dataclass(frozen=True, slots=True)
class Responses:
    """Marks of people × items, NaN where nothing was answered, and what each item's best is.

    `given` tells whether the file said so itself; otherwise it is the highest mark found, at
    least 1.
    """

    items: tuple[str, ...]
    marks: Marks
    maxima: tuple[float, ...]
    given: bool


@dataclass(frozen=True, slots=True)
class Best:
    """The cells of the row of maxima, the line they stand on, and the column of the first."""

    line: int
    column: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand: names of items, columns of labels before them, maxima, people."""

    items: tuple[str, ...]
    labels: int
    best: Best | None
    body: list[Line]


def responses(path: Path, *, empty_as_zero: bool = False) -> Responses:
    """What a file of responses holds. Raises TableRefused with every reason why it cannot be."""
    layout = _layout(read(path))
    _refuse(path, list(_wrong_names(layout)))
    maxima, problems = _maxima(layout.best, len(layout.items))
    _refuse(path, problems)
    marks, problems = _marks(layout, 0.0 if empty_as_zero else np.nan)
    _refuse(path, problems)
    highest = np.fmax.reduce(marks, axis=0, initial=1.0)
    best = highest if maxima is None else np.array(maxima)
    _refuse(path, list(_outside(layout, marks, best)))
    return Responses(layout.items, marks, tuple(best.tolist()), maxima is not None)


def _refuse(path: Path, problems: list[Problem]) -> None:
    if problems:
        raise TableRefused(path, problems)


def _layout(lines: list[Line]) -> Layout:
    """The first column holds labels when its head is empty or begins with "#".

    So it does when the row of maxima is named in a cell of its own, "#max", and yet has no more
    cells than the head; with one more cell, only that row is named. "#max 4" is both in one.
    """
    head, body, best = lines[0], lines[1:], None
    labels = int(not head.cells[0] or head.cells[0].startswith("#"))
    named = MAX.fullmatch(body[0].cells[0]) if body else None
    if named:
        first, body = body[0], body[1:]
        labels = labels or int(not named["first"] and len(first.cells) == len(head.cells))
        best = Best(first.number, 2, _without_tail(first)[1:])
        if named["first"] and not labels:
            best = Best(first.number, 1, (named["first"], *best.cells))
    return Layout(_without_tail(head)[labels:], labels, best, body)


def _without_tail(line: Line) -> tuple[str, ...]:
    cells = list(line.cells)
    while len(cells) > 1 and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _wrong_names(layout: Layout) -> Iterator[Problem]:
    if not layout.items:
        yield Problem(1, 0, "Baris pertama harus memuat nama butir.")
    if len(layout.items) > MOST_ITEMS:
        yield Problem(1, MOST_ITEMS + 1, f"Lebih dari {MOST_ITEMS} butir.")
    seen: set[str] = set()
    for column, name in enumerate(layout.items[: MOST_ITEMS + 1], layout.labels + 1):
        if not name:
            yield Problem(1, column, "Nama butir kosong.")
        elif name in seen:
            said = f"Nama butir {shown(name)} ganda; baris pertama harus memuat nama butir."
            yield Problem(1, column, said)
        elif len(name) > NAME_SIGNS or not name.isprintable():
            yield Problem(1, column, f"Nama butir {shown(name)} terlalu panjang atau tidak lazim.")
        seen.add(name)


def _maxima(best: Best | None, width: int) -> tuple[tuple[float, ...] | None, list[Problem]]:
    if best is None:
        return None, []
    if len(best.cells) != width:
        said = f"Baris #max memuat {len(best.cells)} nilai untuk {width} butir."
        return None, [Problem(best.line, 0, said)]
    found, problems = [], []
    for column, cell in enumerate(best.cells, best.column):
        value = number(cell)
        if value is None or not 0 <= value <= MOST_MARKS:
            said = f"Nilai tertinggi {shown(cell)} harus angka dari 0 sampai {MOST_MARKS}."
            problems.append(Problem(best.line, column, said))
        else:
            found.append(value)
    return tuple(found), problems


def _marks(layout: Layout, empty: float) -> tuple[Marks, list[Problem]]:
    width, labels = len(layout.items), layout.labels
    found = np.full((len(layout.body), width), np.nan)
    known: dict[str, float | None] = {"": empty}
    problems: list[Problem] = []
    for row, line in enumerate(layout.body):
        wrong = _wrong_width(line, width, labels)
        if wrong:
            problems.append(wrong)
            continue
        for place, cell in enumerate(line.cells[labels : labels + width]):
            if cell not in known:
                known[cell] = number(cell)
            value = known[cell]
            if value is None:
                said = f"{shown(cell)} {ONLY_NUMBERS}"
                problems.append(Problem(line.number, place + labels + 1, said))
            else:
                found[row, place] = value
    if not layout.body:
        problems.append(Problem(0, 0, "Tidak ada satu pun baris pengerjaan."))
    return found, problems


def _wrong_width(line: Line, width: int, labels: int) -> Problem | None:
    if len(line.cells) < width + labels:
        said = f"Baris ini hanya memuat {max(0, len(line.cells) - labels)} dari {width} nilai."
        return Problem(line.number, len(line.cells), said)
    if len(line.cells) > width + labels and len(_without_tail(line)) > width + labels:
        return Problem(
            line.number, width + labels + 1, f"Baris ini memuat lebih dari {width} nilai."
        )
    return None


def _outside(layout: Layout, marks: Marks, best: Marks) -> Iterator[Problem]:
    """Marks above the maximum, or further below nothing than twice the maximum."""
    with np.errstate(invalid="ignore"):
        held, most = np.rint(marks * NANO), np.rint(best * NANO)
        wrong = np.argwhere((held > most) | (held < -2 * most) | (best > MOST_MARKS))
    for row, place in wrong.tolist():
        said = f"Nilai {marks[row, place]:g} di luar -{2 * best[place]:g} sampai {best[place]:g}."
        if best[place] > MOST_MARKS:
            said = f"Nilai tertinggi suatu butir paling banyak {MOST_MARKS}."
        yield Problem(layout.body[row].number, place + layout.labels + 1, said)
