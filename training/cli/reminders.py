"""Reminders for operators: send what is due now, or only look what would be sent."""

import json
from datetime import datetime
from typing import Any
from uuid import uuid4

import click
from flask import current_app
from flask.cli import AppGroup

from training.cli.progress import bar
from training.cli.reading import reading
from training.kernel.clock import now
from training.kernel.db import writing
from training.kernel.jobs import Running
from training.kernel.settings import ROOT, Settings
from training.reminders.actions.sending import REMIND, told
from training.reminders.queries.asking import House
from training.reminders.queries.planning import planned

group = AppGroup("reminders", help="Pengingat: mengirim yang sudah waktunya.")


def house_of(settings: Settings) -> House:
    """How the city runs its reminders; only letters need days in words."""
    return House(settings.timezone, settings.data, ROOT, settings.k)


@group.command("send")
@click.option("--dry-run", is_flag=True, help="Hanya hitung; tidak ada yang dikirim.")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def send(dry_run: bool, as_json: bool) -> None:
    """Kirim pengingat yang sudah waktunya; yang sudah terkirim tidak terkirim lagi.

    Pada malam hari, akhir pekan, dan hari libur tidak ada yang dikirim. --dry-run menghitung
    untuk saat berikutnya yang diperbolehkan.
    """
    at = now()
    with bar("Mengirim", shown=not as_json) as tell:
        done = _look(at, tell) if dry_run else _send(at, tell)
    if as_json:
        click.echo(json.dumps(done))
        return
    verb = "akan dikirim" if dry_run else "diminta dikirim"
    click.echo(
        f"{done['letters']} surat {verb}, {done['reminders']} pengingat; "
        f"{done['unreached']} tanpa alamat surel."
    )


def _look(at: datetime, tell: Any) -> dict[str, Any]:
    house = house_of(current_app.config["RESAP"])
    then = house.next_instant(at)
    with reading():
        return told(planned(house, at=then, tell=tell), then)


def _send(at: datetime, tell: Any) -> dict[str, Any]:
    """What the worker does every morning, here and now."""
    writing.set(True)
    handlers = current_app.extensions["resap_handlers"]
    return handlers[REMIND](Running(uuid4(), {}, at, tell))
