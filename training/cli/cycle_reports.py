"""Closed cycles for operators: their reports, and whether the snapshot is whole and signed."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import NoResultFound

from training.cli.on_demand import on_demand
from training.internalization.actions.signing import sign
from training.internalization.queries.cycles import CycleShown, cycle_of
from training.internalization.queries.snapshots import flaws_of
from training.internalization.rules.cycles import State
from training.internalization.rules.snapshots import CycleIsNotClosed, Flaw
from training.kernel.clock import local_date, now
from training.kernel.db import db, writing
from training.kernel.settings import Settings
from training.kernel.signing import KEYS, Signer, signer
from training.people.queries.units import EVERYWHERE
from training.reporting.queries.city_cycle_reports import city_cycle_report
from training.reporting.queries.cycle_reports import Asked, unit_cycle_report
from training.reporting.rules.report_sheets import report_csv, report_xlsx

counted_anew = on_demand("training.internalization.actions.freezing", "counted_anew")
closer = on_demand("training.internalization.actions.closing", "Closer")
FLAWS = {
    Flaw.DIGEST: "sidik jari tidak sama dengan hitungan atas yang tersimpan",
    Flaw.SEED: "benih tidak sama dengan sidik jari yang diumumkan",
    Flaw.UNSIGNED: "belum ditandatangani (jalankan report sign-cycle)",
    Flaw.SIGNATURE: "tanda tangan tidak cocok",
    Flaw.FOREIGN_KEY: "ditandatangani dengan kunci lain, bukan kunci kota ini",
    Flaw.RECOUNT: "hitungan ulang dari buku bukti memberi sidik jari lain",
}


@click.command("cycle")
@click.argument("label")
@click.option("--unit", "code", default="", help="Kode unit; tanpa ini laporan seluruh kota.")
@click.option("--format", "form", type=click.Choice(["json", "csv", "xlsx", "pdf"]),
              default="json", help="Bentuk laporan.")  # fmt: skip
@click.option("--output", type=click.File("wb"), default="-", help="Berkas sebagai ganti layar.")
@with_appcontext
def cycle(label: str, code: str, form: str, output: Any) -> None:
    """Tulis laporan putaran LABEL yang sudah ditutup: kota, atau satu unit."""
    writing.set(False)
    chosen = _settings()
    asked = Asked(_closed(label).label, EVERYWHERE, chosen.k, chosen.city, _today())
    try:
        report = unit_cycle_report(code, asked) if code else city_cycle_report(asked)
    except NoResultFound:
        raise click.ClickException(f"Unit {code} tidak ada.") from None
    if form == "json":
        output.write((json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode())
    else:
        output.write(_forms()[form](report))


def _forms() -> Mapping[str, Callable[[Any], bytes]]:
    """The forms of a report as files; the factory puts the typesetter of the pages into the app."""
    return {"csv": report_csv, "xlsx": report_xlsx, "pdf": current_app.extensions["resap_prints"]}


@click.command("verify-cycle")
@click.argument("label")
@click.option("--recount", is_flag=True,
              help="Hitung ulang juga dari buku bukti; tidak ada yang disimpan.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
@with_appcontext
def verify(label: str, *, recount: bool, as_json: bool) -> None:
    """Buktikan bahwa rekaman putaran LABEL utuh dan ditandatangani kota; keluar 1 bila tidak.

    Dengan --recount, bukti yang baru dicatat setelah penutupan membuat hasilnya berbeda: itu alasan
    untuk koreksi, bukan tanda bahwa rekaman rusak.
    """
    writing.set(False)
    cycle = _closed(label)
    found = [*flaws_of(cycle, _key().kid)]
    if recount and _recounted(cycle) != cycle.digest:
        found.append(Flaw.RECOUNT)
    if as_json:
        told = {"holds": not found, "cycle": label, "digest": cycle.digest, "flaws": found}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for each in found:
            click.echo(f"{label}: {FLAWS[each]}", err=True)
        click.echo(f"{len(found)} kekeliruan." if found else f"Utuh: {cycle.digest}")
    if found:
        raise SystemExit(1)


@click.command("sign-cycle")
@click.argument("label")
@with_appcontext
def sign_closed(label: str) -> None:
    """Tanda tangani rekaman putaran LABEL yang ditutup sebelum ada tanda tangan."""
    writing.set(True)
    _closed(label)
    fresh = sign(label, _key(), at=now())
    db.session.commit()
    click.echo("Ditandatangani." if fresh else "Sudah ditandatangani.")


def _closed(label: str) -> CycleShown:
    try:
        cycle = cycle_of(label, today=_today())
    except NoResultFound:
        raise click.ClickException(f"Putaran {label} tidak ada.") from None
    if cycle.state is not State.CLOSED:
        raise click.ClickException(f"Putaran {label} belum ditutup.") from CycleIsNotClosed()
    return cycle


def _today() -> date:
    return local_date(now(), _settings().timezone)


def _recounted(cycle: CycleShown) -> str:
    chosen = _settings()
    return counted_anew(cycle, closer(None, now(), chosen.timezone, chosen.k)).digest


def _key() -> Signer:
    return signer(_settings().data / KEYS)


def _settings() -> Settings:
    return current_app.config["RESAP"]
