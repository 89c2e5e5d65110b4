"""Commands for backups: make one while the service runs, bring one back while it does not."""

import sys
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click
from flask import current_app
from flask.cli import AppGroup
from flask_migrate import upgrade

from training.cli import locks, stores
from training.cli.archives import Damaged, Manifest, opened, pack
from training.cli.progress import bar
from training.cli.reading import reading
from training.kernel.clock import now
from training.kernel.db import db
from training.kernel.readiness import at_head, newest_migration
from training.kernel.settings import Settings
from training.kernel.signing import KEY_FILE, KEYS

group = AppGroup("backup", help="Membuat dan memulihkan cadangan.")
# What lies beside the database and belongs to it, by its name in a backup.
BESIDE = {
    "secret-key": Path("secret-key"),
    "demo-accounts.json": Path("demo-accounts.json"),
    "certificate-key": Path(KEYS) / KEY_FILE,
}
FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@group.command("create")
@FILE
def create(file: Path) -> None:
    """Buat cadangan ke FILE; layanan boleh terus berjalan."""
    chosen: Settings = current_app.config["RESAP"]
    if file.exists():
        _refuse(f"{file} sudah ada. Pilih nama lain.")
    with reading():
        if not at_head().ok:
            _refuse("Skema basis data belum mutakhir. Jalankan: flask --app app db upgrade")
    with bar("Membuat cadangan") as tell:
        try:
            made = _create(chosen, file, now())
        except stores.StoreFailed as error:
            _refuse(str(error))
        tell(1, 1)
    click.echo(f"Cadangan {file}: {made.size:,} bita basis data.".replace(",", "."))


def _create(chosen: Settings, file: Path, at: datetime) -> Manifest:
    with stores.workroom(file.resolve().parent) as room:
        stores.dump(chosen, room)
        for name, place in BESIDE.items():
            if (chosen.data / place).exists():
                stores.copy(chosen.data / place, room / name)
        return pack(room, file, migration=newest_migration(), at=at)


@group.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Jangan bertanya.")
def restore(file: Path, yes: bool) -> None:
    """Pulihkan FILE; basis data yang diganti disimpan di sebelahnya."""
    chosen: Settings = current_app.config["RESAP"]
    if not locks.hold(chosen.data):
        _refuse("Resap sedang berjalan dengan map data ini. Hentikan dahulu.")
    try:
        kept = _restored(chosen, file, yes=yes)
    finally:
        locks.let_go()
    click.echo(f"Dipulihkan dari {file}. Yang diganti disimpan di {kept}.")


def _restored(chosen: Settings, file: Path, *, yes: bool) -> Path:
    with stores.workroom(chosen.data) as room:
        try:
            manifest = opened(file, room)
            stores.examine(chosen, room, manifest)
        except (Damaged, stores.StoreFailed) as error:
            _refuse(str(error))
        if not yes:
            click.confirm(_question(chosen, manifest), abort=True)
        kept = _replace(chosen, room, now())
    upgrade()
    return kept


def _question(chosen: Settings, manifest: Manifest) -> str:
    place = chosen.data if chosen.on_sqlite else "basis data PostgreSQL"
    return f"Cadangan dari {manifest.made_at} akan menggantikan isi {place}. Lanjutkan?"


def _replace(chosen: Settings, room: Path, at: datetime) -> Path:
    db.session.remove()
    db.engine.dispose()
    stamp = stores.unused(chosen, f"{at:%Y%m%d-%H%M%S}")
    with bar("Memulihkan") as tell:
        try:
            kept = stores.load(chosen, room, stamp)
        except stores.StoreFailed as error:
            _refuse(str(error))
        tell(1, 1)
    for name, place in BESIDE.items():
        if (room / name).exists():
            (chosen.data / place).parent.mkdir(mode=0o700, exist_ok=True)
            stores.swap(room / name, chosen.data / place, stamp)
    return kept


def _refuse(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(1)
