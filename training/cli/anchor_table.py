"""Every published set beside ours, as a table or as JSON."""

import json
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

import click

from training.cli.anchors import areas, lsat6, moodle, shares
from training.cli.anchors.rows import FOLDER, Row
from training.cli.progress import bar

NOT_INSTALLED = "Dilewati: pustaka yang diuji belum terpasang."


def _memory() -> list[Row]:
    """Practice brings its library; without it there is nothing to hold to the published figures."""
    return import_module("training.cli.anchors.memory").rows()


SETS: Mapping[str, Callable[[], list[Row]]] = {
    "01 LSAT6": lsat6.rows, "03 Moodle, butir": moodle.slots, "04 Moodle, kuis 00": moodle.quiz,
    "05 Susu, Fay–Herriot": areas.milk, "06 Krippendorff": shares.agreement,
    "08 Selang proporsi": shares.intervals, "11 FSRS-6": _memory,
    "13 Tumor tikus": areas.tumours, "14 Sapi (cbpp)": areas.cattle,
    "14 Bahan warna": areas.dyestuff, "17 Perubahan andal": shares.change,
}  # fmt: skip


def show(*, as_json: bool, sets: Mapping[str, Callable[[], list[Row]]] = SETS) -> None:
    """Print every set; exit 1 if any figure lies beyond its tolerance."""
    if not FOLDER.is_dir():
        raise click.ClickException(f"Berkas acuan tidak ada: {FOLDER.name}.")
    found: dict[str, list[Row] | None] = {}
    with bar("Menghitung", shown=not as_json) as tell:
        for done, (name, rows) in enumerate(sets.items(), start=1):
            found[name] = _rows(rows)
            tell(done, len(sets))
    if as_json:
        click.echo(json.dumps(told(found), ensure_ascii=False, allow_nan=False))
    else:
        for name, rows in found.items():
            _print(name, rows)
    if not all(each.holds for rows in found.values() for each in rows or ()):
        raise click.exceptions.Exit(1)


def _rows(rows: Callable[[], list[Row]]) -> list[Row] | None:
    try:
        return rows()
    except ModuleNotFoundError as error:
        if error.name != "fsrs":
            raise
        return None


def told(found: Mapping[str, Sequence[Row] | None]) -> dict[str, Any]:
    """Each set's figures; null for a set that could not be tried."""
    return {"sets": [{"set": name, "figures": rows and [_told(each) for each in rows]}
                     for name, rows in found.items()]}  # fmt: skip


def _told(each: Row) -> dict[str, Any]:
    return {
        "figure": each.what, "count": each.count, "expected": _json(each.expected),
        "obtained": _json(each.obtained), "tolerance": each.tolerance, "holds": each.holds,
    }  # fmt: skip


def _json(value: float) -> float | None:
    return None if value != value else value


def _print(name: str, rows: Sequence[Row] | None) -> None:
    click.secho(name, bold=True)
    if rows is None:
        click.echo(f"  {NOT_INSTALLED}")
    for each in rows or ():
        what = each.what if each.count == 1 else f"{each.what} ({each.count})"
        click.echo(
            f"  {what:<34}{each.expected:>15.6f}{each.obtained:>15.6f}"
            f"  ±{each.tolerance:<10.2g}{'cocok' if each.holds else 'TIDAK COCOK'}"
        )
