"""The command that fills an empty house with the demo city."""

import json
import sys

import click
from flask import current_app
from flask.cli import AppGroup

from training.cli.demo.city import SomebodyIsHere, Wish, load
from training.cli.progress import bar
from training.kernel.clock import now
from training.kernel.db import db
from training.kernel.settings import Settings

FEWEST = 20
group = AppGroup("demo", help="Kota contoh untuk mencoba dan mengukur.")


def fill(chosen: Settings, wish: Wish, *, shown: bool = True) -> dict[str, int]:
    """Load the city and keep it; nothing is kept when it is interrupted."""
    with bar(f"Memuat kota contoh ({wish.employees} pegawai)", shown=shown) as tell:
        counts = load(
            wish, at=now(), zone=chosen.timezone, folder=chosen.data, tell=tell, k=chosen.k
        )
        db.session.commit()
    return counts


@group.command("load")
@click.option("--employees", type=click.IntRange(FEWEST, 1_000_000), required=True,
              help="Banyaknya pegawai.")  # fmt: skip
@click.option("--seed", type=int, required=True, help="Benih: benih yang sama, kota yang sama.")
@click.option("--months", type=click.IntRange(1, 60), default=12, show_default=True,
              help="Berapa bulan kegiatan ke belakang.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def load_(employees: int, seed: int, months: int, as_json: bool) -> None:
    """Isi basis data yang kosong dengan kota contoh; semuanya atau tidak sama sekali."""
    chosen: Settings = current_app.config["RESAP"]
    try:
        counts = fill(chosen, Wish(employees, seed, months), shown=not as_json)
    except SomebodyIsHere:
        db.session.rollback()
        click.echo("Sudah ada pegawai di basis data ini. Muat ke basis data kosong.", err=True)
        sys.exit(1)
    if as_json:
        click.echo(json.dumps(counts))
        return
    click.echo(", ".join(f"{count} {name}" for name, count in counts.items()))
    click.echo(f"Akun demo: {chosen.data / 'demo-accounts.json'}")
