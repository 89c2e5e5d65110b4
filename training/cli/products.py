"""Commands about the draws of work products: list them, repeat one, tell how far raters agree."""

import json
import sys
from dataclasses import asdict
from datetime import date, datetime

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.exc import NoResultFound

from training.cli.on_demand import on_demand
from training.kernel.clock import local_date
from training.kernel.db import writing
from training.observation.queries import products_rounds

group = AppGroup("products", help="Undian produk kerja.")
agreement = on_demand("training.observation.queries.products_quality", "agreement")
PARTS = {
    "seed_fits": "benih cocok dengan sidik jarinya",
    "pool_fits": "daftar yang diundi sama dengan daftar saat itu",
    "sample_fits": "produk terundi sama dengan hasil hitung ulang",
    "raters_fit": "penilai sama dengan hasil hitung ulang",
}


def _day(instant: datetime) -> date:
    return local_date(instant, current_app.config["RESAP"].timezone)


@group.command("rounds")
def rounds() -> None:
    """Sebut semua undian: sidik jari, dan benihnya bila sudah ditutup."""
    writing.set(False)
    for each in products_rounds.rounds():
        line = f"{each.label}  {each.commitment}  {each.seed or '(benih belum dibuka)'}"
        click.echo(f"{line}  {each.products} produk, {each.ratings}/{each.wanted} penilaian")


@group.command("verify")
@click.argument("label")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def verify(label: str, as_json: bool) -> None:
    """Ulangi undian LABEL (misalnya 2026-4) dan bandingkan dengan yang tersimpan."""
    writing.set(False)
    try:
        found = products_rounds.verify(label, day_of=_day)
    except NoResultFound:
        raise click.ClickException(f"Undian {label} tidak ada.") from None
    if as_json:
        click.echo(json.dumps(asdict(found) | {"holds": found.holds}))
    else:
        click.echo(f"{label}: {found.drawn} dari {found.pool} produk")
        for key, words in PARTS.items():
            click.echo(f"  {'ya   ' if getattr(found, key) else 'TIDAK'} {words}")
    sys.exit(0 if found.holds else 1)


@group.command("agreement")
@click.argument("label", required=False)
def how_far(label: str | None) -> None:
    """Hitung α Krippendorff atas penilaian ganda (satu undian, atau semuanya)."""
    writing.set(False)
    found = agreement(label)
    alpha = "tidak terdefinisi" if found.alpha is None else f"{found.alpha:.3f}".replace(".", ",")
    click.echo(f"α {alpha} atas {found.products} produk, {found.judgements} butir")
