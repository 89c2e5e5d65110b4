"""How far raters agree, from a file, as JSON or as lines."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import numpy as np

from training.cli.number_tables import Line, Problem, TableRefused, number, read, shown
from training.quiz.rules.statistics.agreement import (
    Level,
    Ratings,
    cohen,
    complete,
    fleiss,
    krippendorff,
)
from training.quiz.rules.statistics.intraclass import intraclass

RATERS, CATEGORIES = 100, 10_000
NAMES = {"cohen": "κ Cohen", "fleiss": "κ Fleiss", "krippendorff": "α Krippendorff"}


def from_file(path: Path, *, level: str, as_json: bool) -> None:
    """Print the agreement of the raters in a file."""
    answer = told(ratings(path, Level(level)), Level(level))
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, allow_nan=False))
        return
    click.echo(f"{answer['subjects']} subjek, {answer['raters']} penilai, skala {level}")
    for key, name in NAMES.items():
        click.echo(f"{name:<16}{_number(answer[key])}")
    for key, value in (answer["icc"] or {}).items():
        click.echo(f"{key.upper():<16}{_number(value)}")


def told(found: Ratings, level: Level) -> dict[str, Any]:
    """What contracts.md promises of `measure agreement`; correlations need numbers."""
    correlations = None if level is Level.NOMINAL else intraclass(found)
    return {
        "level": level.value, "subjects": len(found), "raters": found.shape[1],
        "complete": len(complete(found)), "cohen": cohen(found), "fleiss": fleiss(found),
        "krippendorff": krippendorff(found, level),
        "icc": asdict(correlations) if correlations else None,
    }  # fmt: skip


def ratings(path: Path, level: Level) -> Ratings:
    """Subjects × raters; categories (nominal only) are numbered in order of their appearance."""
    lines = read(path)
    width = max(len(line.cells) for line in lines)
    if width > RATERS:
        raise TableRefused(path, [Problem(0, RATERS + 1, f"Lebih dari {RATERS} penilai.")])
    body = lines[int(_is_head(lines, level)) :]
    if not body:
        raise TableRefused(path, [Problem(0, 0, "Tidak ada satu pun baris penilaian.")])
    found, problems = _values(body, width, level)
    if level is Level.RATIO and np.nanmin(found, initial=0.0) < 0:
        problems.append(Problem(0, 0, "Skala rasio tidak mengenal nilai di bawah nol."))
    if len(np.unique(found)) > CATEGORIES:
        problems.append(Problem(0, 0, "Lebih dari 10.000 nilai yang berbeda."))
    if problems:
        raise TableRefused(path, problems)
    return found


def _values(body: Sequence[Line], width: int, level: Level) -> tuple[Ratings, list[Problem]]:
    found = np.full((len(body), width), np.nan)
    names: dict[float | str, float] = {}
    problems: list[Problem] = []
    for row, line in enumerate(body):
        for place, cell in enumerate(line.cells):
            value = number(cell)
            if level is Level.NOMINAL and cell:
                value = names.setdefault(cell if value is None else value, len(names))
            if value is not None:
                found[row, place] = value
            elif cell:
                said = f"{shown(cell)} bukan angka; kosongkan sel bila tidak dinilai."
                problems.append(Problem(line.number, place + 1, said))
    return found, problems


def _is_head(lines: Sequence[Line], level: Level) -> bool:
    """Whether the first line names the raters: none of its cells is a number.

    Where values may be names too, none of its cells may occur below it either.
    """
    first = {cell for cell in lines[0].cells if cell}
    if any(number(cell) is not None for cell in first):
        return False
    below = {cell for line in lines[1:] for cell in line.cells}
    return level is not Level.NOMINAL or not below & first


def _number(value: float | None) -> str:
    return "tidak terdefinisi" if value is None else f"{value:.4f}".replace(".", ",")
