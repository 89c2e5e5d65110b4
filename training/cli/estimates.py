"""The unit estimate of a file, as JSON or as a table."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from training.cli.estimate_files import gold, read, units
from training.internalization.rules.estimate.city import Figure, estimate

FIGURES = ("evidenced", "estimate", "low", "high", "p_at_least_60")
DIGITS = 6


def from_file(path: Path, *, as_json: bool) -> None:
    """Print the estimate of every unit; JSON when asked for or when no person is looking."""
    answer = told(path)
    if as_json or not sys.stdout.isatty():
        click.echo(json.dumps(answer, ensure_ascii=False, allow_nan=False))
        return
    click.echo(f"{'Unit':<32}{'Terbukti':>9}{'Perkiraan':>11}{'Selang 90 %':>16}{'P(≥ 60 %)':>11}")
    for each in answer["units"]:
        click.echo(_line(each["unit"], each))
    click.echo(_line("Kota", answer["city"]))


def told(path: Path) -> dict[str, Any]:
    """What contracts.md promises of `measure estimate`; a unit without people has nulls."""
    found = read(path)
    result = estimate(units(found), gold(found), seed=found.seed)
    return {
        "units": [{"unit": each.unit, **_figure(result.figures.get(each.unit))}
                  for each in found.units],
        "city": _figure(result.city),
    }  # fmt: skip


def _figure(figure: Figure | None) -> dict[str, float | None]:
    if figure is None:
        return dict.fromkeys(FIGURES)
    return {name: round(getattr(figure, name), DIGITS) for name in FIGURES}


def _line(name: str, each: dict[str, Any]) -> str:
    if each["estimate"] is None:
        return f"{name[:31]:<32}{'tidak berpegawai':>36}"
    between = f"{_percent(each['low'])} – {_percent(each['high'])}"
    return (
        f"{name[:31]:<32}{_percent(each['evidenced']):>9}{_percent(each['estimate']):>11}"
        f"{between:>16}{_percent(each['p_at_least_60']):>11}"
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
