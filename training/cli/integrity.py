"""One command that asks everything that can be asked about the soundness of the data."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import click
from flask import current_app
from flask.cli import with_appcontext

from training.cli.audit import walk
from training.cli.progress import bar
from training.cli.reading import reading
from training.content.queries.soundness import damaged
from training.kernel import readiness, soundness
from training.kernel.settings import Settings
from training.practice.queries.replaying import differences
from training.reporting.queries.checking import check

MOST = 20
Check = Callable[[Settings, bool], Iterable[str]]


def _schema(_chosen: Settings, _shown: bool) -> Iterator[str]:
    found = readiness.at_head()
    if not found.ok:
        yield found.note


def _chain(_: Settings, shown: bool) -> Iterator[str]:
    verdict = walk(shown=shown)
    if not verdict.holds:
        yield f"peristiwa {verdict.first_bad}"


def _reports(chosen: Settings, shown: bool) -> Iterator[str]:
    with bar("Membandingkan rekap dengan fakta", shown=shown) as tell:
        for each in check(tell, zone=chosen.timezone, k=chosen.k):
            yield f"{each.table} {each.key}"


def _memories(_chosen: Settings, _shown: bool) -> Iterator[str]:
    for person, slug, card in differences():
        yield f"practice_memory {person} {slug} {card}"


CHECKS: dict[str, tuple[str, Check]] = {
    "schema": ("Skema basis data", _schema),
    "database": ("Berkas basis data", lambda _chosen, _shown: soundness.faults()),
    "audit": ("Rantai jejak audit", _chain),
    "content": ("Terbitan dan gambar", lambda _chosen, _shown: damaged()),
    "reports": ("Rekap", _reports),
    "practice": ("Ingatan latihan", _memories),
}


@click.command("integrity")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
@with_appcontext
def command(as_json: bool) -> None:
    """Periksa keutuhan basis data, jejak audit, terbitan, dan rekap."""
    chosen: Settings = current_app.config["RESAP"]
    found = examine(chosen, shown=not as_json)
    if as_json:
        click.echo(json.dumps({"holds": not any(found.values()), "faults": found}))
    else:
        for name, faults in found.items():
            click.echo(f"{CHECKS[name][0]:<24} {'utuh' if not faults else 'RUSAK'}")
            for fault in faults:
                click.echo(f"    {fault}")
    sys.exit(1 if any(found.values()) else 0)


def examine(chosen: Settings, *, shown: bool = False) -> dict[str, list[str]]:
    """Every check by name with what it found wrong (the first few). Nothing is changed."""
    with reading():
        return {name: list(islice(ask(chosen, shown), MOST)) for name, (_, ask) in CHECKS.items()}
