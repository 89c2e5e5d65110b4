"""Commands about keeping no longer than declared: look first, then let it be done."""

import json
from collections.abc import Iterable
from dataclasses import asdict

import click
from flask.cli import AppGroup

from training.cli.reading import reading
from training.kernel.clock import now
from training.kernel.db import db, writing
from training.privacy.actions.retaining import Cleaned, look
from training.privacy.actions.retaining import run as clean
from training.privacy.queries.outliving import ran_before

group = AppGroup("retention", help="Menghapus data yang melewati masa simpannya.")


@group.command("run")
@click.option("--dry-run", is_flag=True, help="Hitung saja; tidak ada yang dihapus.")
@click.option("--yes", is_flag=True, help="Setujui penghapusan pertama; setelahnya setiap malam.")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def run(dry_run: bool, yes: bool, as_json: bool) -> None:
    """Hapus atau kosongkan yang melewati masa simpan (training/privacy/rules/declaration.yaml).

    Rekap, bukti, putaran, sertifikat, dan jejak audit tetap sama. Yang pertama meminta --yes.
    """
    with reading():
        first = not ran_before()
        found = look(at=now())
    if not dry_run and first and not yes:
        _tell(found, as_json, dry_run=True)
        raise click.ClickException(
            "Belum pernah dijalankan. Periksa tabel di atas, lalu ulangi dengan --yes."
        )
    if not dry_run:
        writing.set(True)
        found = clean(at=now(), keep=db.session.commit)
    _tell(found, as_json, dry_run=dry_run)


def _tell(found: Iterable[Cleaned], as_json: bool, *, dry_run: bool) -> None:
    rows = list(found)
    if as_json:
        told = {"dry_run": dry_run, "sorts": [asdict(each) for each in rows]}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"{'jenis':<22}{'masa simpan':>12}{'baris':>10}  tindakan")
    for each in rows:
        deed = "hapus" if each.deleted else "kosongkan kata-katanya"
        click.echo(f"{each.term:<22}{each.days:>7} hari{each.count:>10}  {deed}")
    total = sum(each.count for each in rows)
    click.echo(f"{total} baris {'akan' if dry_run else 'sudah'} dibersihkan.")
