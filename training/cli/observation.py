"""The command that does a draw again, so that nobody has to believe that it was honest."""

import json
import sys

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.exc import NoResultFound

from training.kernel.clock import local_date, now
from training.observation.queries.draws import verify

group = AppGroup("observation", help="Pengamatan: memeriksa undian kunjungan.")


@group.command("verify")
@click.argument("label")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def verify_(label: str, as_json: bool) -> None:
    """Undi ulang LABEL dari benih dan daftar calon yang disimpan, lalu bandingkan.

    Benih sendiri baru ditunjukkan setelah masa undian berakhir, di /pengamatan/undian.
    """
    today = local_date(now(), current_app.config["RESAP"].timezone)
    try:
        found = verify(label, today=today)
    except NoResultFound:
        click.echo(f"Tidak ada undian {label}.", err=True)
        sys.exit(1)
    told = {
        "label": found.label, "equal": found.holds, "seed": found.seed_fits,
        "candidates": found.pool_fits, "plan": found.plan_fits, "visits": found.visits,
        "revealed": found.revealed,
    }  # fmt: skip
    if as_json:
        click.echo(json.dumps(told))
    else:
        click.echo(f"benih cocok dengan jejaknya     {_said(found.seed_fits)}")
        click.echo(f"daftar calon cocok              {_said(found.pool_fits)}")
        click.echo(f"undian ulang sama ({found.visits} orang)  {_said(found.plan_fits)}")
    sys.exit(0 if found.holds else 1)


def _said(holds: bool) -> str:
    return "ya" if holds else "TIDAK"
