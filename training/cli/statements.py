"""xAPI statements for operators: into a file, to the store, once more, and how far that is."""

import json
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

import click
from flask import current_app
from flask.cli import AppGroup

from training.cli.reading import reading
from training.kernel.clock import now
from training.kernel.db import db
from training.kernel.settings import Settings
from training.reporting.actions.statements import ask_to_send, ask_to_send_all, forget_sent
from training.reporting.queries.statements import Wanted, ledger, pages, unsent
from training.reporting.rules.statements import Iris, statements

DAY = click.DateTime(formats=["%Y-%m-%d"])
group = AppGroup("statements", help="Pernyataan xAPI: ekspor ke berkas dan kirim ke LRS.")


@group.command("export")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--since", type=DAY, help="Mulai hari ini (waktu kota).")
@click.option("--until", type=DAY, help="Sebelum hari ini (waktu kota).")
def export(file: str, since: datetime | None, until: datetime | None) -> None:
    """Tulis pernyataan ke FILE, satu JSON per baris; `-` berarti ke layar."""
    wanted = Wanted(since=_in_city(since), until=_in_city(until))
    with reading():
        if file == "-":
            _write(_lines(wanted), sys.stdout)
            return
        path = Path(file)
        draft = path.with_name(f"{path.name}.part")
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w",
                           encoding="utf-8") as out:  # fmt: skip
                count = _write(_lines(wanted), out)
            os.replace(draft, path)
        except OSError as fault:
            raise click.ClickException(f"{file}: tidak dapat ditulis ({fault.strerror}).") from None
    click.echo(f"{count} pernyataan ditulis ke {file}.")


def _lines(wanted: Wanted) -> Iterator[str]:
    iris = Iris(_settings().xapi_base, _settings().public_url)
    for page in pages(wanted):
        for fact in page:
            for each in statements(fact, iris):
                yield json.dumps(each, ensure_ascii=False, separators=(",", ":"))


def _write(lines: Iterator[str], out: TextIO) -> int:
    count = 0
    for line in lines:
        out.write(f"{line}\n")
        count += 1
    return count


@group.command("send")
@click.option("--all", "everything", is_flag=True,
              help="Periksa semua fakta, bukan hanya yang baru.")  # fmt: skip
def send(everything: bool) -> None:
    """Minta pekerja mengirim sekarang apa yang belum diterima LRS.

    Pekerja memeriksa fakta baru setiap lima menit, dan semua fakta sekali setiap hari.
    """
    _insist_on_store()
    (ask_to_send_all if everything else ask_to_send)(at=now())
    db.session.commit()
    click.echo("Diminta. Pekerja mengirimnya; lihat `flask statements status`.")


@group.command("resend")
@click.option("--since", type=DAY, help="Hanya yang dikirim mulai hari ini (waktu kota).")
def resend(since: datetime | None) -> None:
    """Kirim ulang semuanya; nomornya tetap, jadi LRS tidak mencatat dua kali."""
    _insist_on_store()
    count = forget_sent(since=_in_city(since))
    ask_to_send(at=now())
    db.session.commit()
    click.echo(f"{count} fakta akan dikirim lagi.")


@group.command("status")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def status(as_json: bool) -> None:
    """Sebutkan berapa fakta yang sudah dan belum diterima LRS."""
    with reading():
        sent, refused = ledger()
        told = {"on": bool(_settings().lrs_url), "sent": sent, "unsent": unsent(),
                "refused_statements": refused}  # fmt: skip
    if as_json:
        click.echo(json.dumps(told))
        return
    click.echo("LRS diatur." if told["on"] else "LRS tidak diatur (RESAP_LRS_URL kosong).")
    click.echo(f"{sent} fakta sudah dikirim, {told['unsent']} belum, "
               f"{refused} pernyataan ditolak LRS.")  # fmt: skip


def _insist_on_store() -> None:
    if not _settings().lrs_url:
        raise click.ClickException("LRS tidak diatur: isi RESAP_LRS_URL, _KEY, dan _SECRET.")


def _in_city(day: datetime | None) -> datetime | None:
    """Midnight of a day in the city's zone."""
    return day.replace(tzinfo=ZoneInfo(_settings().timezone)) if day else None


def _settings() -> Settings:
    return current_app.config["RESAP"]
