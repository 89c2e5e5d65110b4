"""Commands about evidence: taking it into the ledger, proving that ledger and levels hold."""

import json
from dataclasses import asdict
from itertools import islice

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from training.cli.memory import look_seldom_for_circles
from training.cli.progress import bar
from training.internalization.actions.ledger import take_everything_aside
from training.internalization.queries.checking import check as find_flaws
from training.kernel.clock import now
from training.kernel.db import db, writing

group = AppGroup("evidence", help="Buku bukti dan tingkat internalisasi.")
SHOWN = 20
WORDS = {"missing": "belum tercatat", "different": "berbeda", "unfounded": "tanpa dasar"}


@group.command("take")
@with_appcontext
def take() -> None:
    """Catat bukti baru ke dalam buku bukti, lalu hitung ulang tingkat setiap orang."""
    look_seldom_for_circles()
    writing.set(True)
    zone = current_app.config["RESAP"].timezone
    with bar("Mencatat bukti") as drawn:

        def kept(done: int, of: int) -> None:
            db.session.commit()  # each batch stands by itself, so that nobody waits for all of them
            drawn(done, of)

        count = take_everything_aside(kept, at=now(), zone=zone)
    db.session.commit()
    click.echo(f"{count} bukti baru dicatat.")


@group.command("check")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
@with_appcontext
def check(as_json: bool) -> None:
    """Buktikan bahwa buku bukti sama dengan faktanya, dan tingkat sama dengan hitungan ulang.

    Keluar 1 bila ada yang berbeda. Bukti yang baru saja datang dicatat oleh pekerja dalam beberapa
    detik; jalankan `evidence take` lebih dahulu bila pekerja tidak berjalan.
    """
    writing.set(False)
    with bar("Memeriksa bukti") as drawn:
        flaws = list(find_flaws(drawn))
    if as_json:
        told = {"holds": not flaws, "flaws": [asdict(each) for each in flaws]}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for each in islice(flaws, SHOWN):
            click.echo(f"{each.table} {each.key}: {WORDS[each.what]}", err=True)
        click.echo(f"{len(flaws)} perbedaan." if flaws else "Sama dengan fakta.")
    if flaws:
        raise SystemExit(1)
