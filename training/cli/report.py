"""Reports for operators: one unit's figures, rebuilding what is derived, proving that it holds."""

import json
from dataclasses import asdict
from typing import Any
from uuid import UUID

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import NoResultFound

from training.certification.actions.standings import take_standings_aside
from training.certification.queries.keeping import differences as standing_differences
from training.certification.queries.standings import When
from training.cli import cycle_reports
from training.cli.memory import look_seldom_for_circles
from training.cli.on_demand import on_demand
from training.cli.progress import bar
from training.cli.unit_report_sheet import unit_report_pdf
from training.kernel.clock import now
from training.kernel.db import db, writing
from training.kernel.settings import Settings
from training.practice.actions.history import rebuild_memories_aside
from training.practice.queries.replaying import differences
from training.reporting.actions import rebuild_beside_others
from training.reporting.queries import UnitReport, unit_report
from training.reporting.queries.checking import Difference, Tell
from training.reporting.queries.checking import check as check_all
from training.reporting.rules.flat import HEAD, flat_rows
from training.reporting.rules.measures import Basis
from training.reporting.rules.sheets import sheet_bytes

EVERYWHERE = ("/",)
count_items_anew = on_demand("training.reporting.actions.item_statistics", "count_all_aside")
check_items = on_demand("training.reporting.queries.checking_items", "check_items")


@click.group("report")
def group() -> None:
    """Laporan unit dan rekap di baliknya."""


group.add_command(cycle_reports.cycle)
group.add_command(cycle_reports.verify)
group.add_command(cycle_reports.sign_closed)


@group.command("unit")
@click.argument("code")
@click.option("--format", "form", type=click.Choice(["json", "csv", "xlsx", "pdf"]), default="json",
              help="Bentuk laporan.")  # fmt: skip
@click.option("--basis", type=click.Choice([each.value for each in Basis]), default="now",
              help="Menurut unit sekarang (now), atau menurut unit pada waktu itu.")  # fmt: skip
@click.option("--output", type=click.File("wb"), default="-", help="Berkas sebagai ganti layar.")
@with_appcontext
def unit(code: str, form: str, basis: str, output: Any) -> None:
    """Tulis angka unit CODE; yang tidak boleh terlihat tidak ada di dalamnya."""
    writing.set(False)
    try:
        report = unit_report(code, scope=EVERYWHERE, k=_settings().k, basis=Basis(basis))
    except NoResultFound:
        raise click.ClickException(f"Unit {code} tidak ada.") from None
    if form == "json":
        output.write(_as_json(report))
    elif form == "pdf":
        output.write(unit_report_pdf(report, city=_settings().city, at=now()))
    else:
        output.write(sheet_bytes(form, report.unit.code, HEAD, _rows(report)))


def _as_json(report: UnitReport) -> bytes:
    body = {
        "unit": report.unit.code, "name": report.unit.name, "basis": report.basis.value,
        "as_of": report.as_of.isoformat() if report.as_of else None, "k": report.k,
        "roster": report.unit.roster, "merged_into": report.unit.merged_into,
        "figures": [dict(zip(HEAD, row, strict=True)) for row in _rows(report)],
    }  # fmt: skip
    return (json.dumps(body, ensure_ascii=False, indent=2) + "\n").encode()


def _rows(report: UnitReport) -> list[tuple[Any, ...]]:
    return flat_rows((each.cell, each.figure) for each in report.cells)


@group.command("rebuild")
@with_appcontext
def rebuild() -> None:
    """Susun ulang semua rekap dari fakta; layanan boleh terus berjalan."""
    look_seldom_for_circles()
    writing.set(True)
    with bar("Menyusun ulang") as drawn:
        rebuild_beside_others(_kept(drawn), at=now(), zone=_settings().timezone, k=_settings().k)
    db.session.commit()
    with bar("Menghitung butir soal") as drawn:
        count_items_anew(drawn, at=now(), zone=_settings().timezone)
    db.session.commit()
    with bar("Memutar ulang latihan") as drawn:
        rebuild_memories_aside(_kept(drawn))
    db.session.commit()
    with bar("Mencatat kedudukan sertifikat") as drawn:
        take_standings_aside(When(now(), _settings().timezone), _kept(drawn))
    db.session.commit()
    click.echo("Selesai disusun ulang.")


def _kept(drawn: Tell) -> Tell:
    """Each batch stands by itself, so that nobody waits for all of them."""

    def tell(done: int, of: int) -> None:
        db.session.commit()
        drawn(done, of)

    return tell


@group.command("check")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
@with_appcontext
def check(as_json: bool) -> None:
    """Buktikan bahwa rekap sama dengan hitungan ulang dari fakta; keluar 1 bila tidak."""
    writing.set(False)
    with bar("Memeriksa") as drawn:
        found = list(check_all(drawn, zone=_settings().timezone, k=_settings().k))
    with bar("Memeriksa butir soal") as drawn:
        found += check_items(drawn, zone=_settings().timezone)
    found += (_memory(*each) for each in differences())
    found += (_standing(*each) for each in standing_differences(_settings().timezone))
    if as_json:
        told = {"holds": not found, "differences": [asdict(each) for each in found]}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for each in found:
            click.echo(f"{each.table} {each.key}: {each.stored} ≠ {each.facts}", err=True)
        click.echo(f"{len(found)} perbedaan." if found else "Sama dengan fakta.")
    if found:
        raise SystemExit(1)


def _memory(person: UUID, slug: str, card: str) -> Difference:
    """A card in somebody's memory that is not the replay of its reviews."""
    return Difference("practice_memory", f"{person} {slug} {card}", "tersimpan", "ulasan")


def _standing(key: str, kept: str | None, facts: str | None) -> Difference:
    """Where somebody stands with a programme, as it was taken down."""
    return Difference("certification_standing", key, kept, facts)


def _settings() -> Settings:
    return current_app.config["RESAP"]
