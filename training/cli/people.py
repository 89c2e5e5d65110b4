"""Commands that bring staff and units from a file."""

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.exc import IntegrityError, NoResultFound

from training.certification.actions.assigning import ask_to_assign
from training.cli.import_report import Outcome, tell_as_json, tell_as_table
from training.cli.progress import Tell, bar
from training.kernel.clock import local_date, now
from training.kernel.db import db
from training.people.actions.imports import (
    Importer,
    ImportRefused,
    apply_people,
    apply_units,
    plan_people,
    plan_units,
)
from training.people.queries.units import EVERYWHERE, by_code
from training.people.rules.imports.columns import PEOPLE, UNITS
from training.people.rules.imports.intake import Taken, Wanted, take
from training.people.rules.imports.limits import FILE_BYTES
from training.people.rules.imports.model import Terms
from training.people.rules.imports.problems import FileRefused
from training.reporting.actions import note_people_changed

Plan = TypeVar("Plan")
people = AppGroup("people", help="Pegawai: impor dari CSV atau XLSX.")
units = AppGroup("units", help="Unit kerja: impor dari CSV atau XLSX.")
FILE = click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
)
DRY = click.option("--dry-run", is_flag=True, help="Tunjukkan setiap perubahan tanpa menyimpan.")
AS_OF = click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD",
    help="Tanggal keadaan berkas (bawaan: hari ini).",
)  # fmt: skip
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")


@people.command("import")
@FILE
@DRY
@AS_OF
@click.option("--full", is_flag=True, help="Daftar lengkap: yang tidak tercantum diakhiri.")
@click.option(
    "--unit", "unit_code", metavar="KODE", help="Dengan --full: lengkap untuk unit ini saja."
)
@click.option("--confirm-leavers", is_flag=True, help="Benar bahwa lebih dari 5 % berhenti.")
@AS_JSON
def import_people(
    file: Path, dry_run: bool, as_of: datetime | None, as_json: bool, **asked: Any
) -> None:
    """Impor pegawai: semua atau tidak sama sekali; boleh diulang."""
    by = _importer()
    terms = Terms(_day(as_of, by), EVERYWHERE, _full(**asked), asked["confirm_leavers"])
    with bar("Mengimpor pegawai", shown=not as_json) as tell:
        taken = _taken(file, PEOPLE, as_json, tell)
        plan = plan_people(taken, terms, today=by.today)
        tell(60, 100)
        applied = not dry_run and not plan.refused
        if applied:
            plan = _kept(lambda: apply_people(taken, terms, by=by))
        tell(100, 100)
    _close(
        Outcome(taken, terms.day, plan.counts, plan.problems, plan.changes, applied),
        dry_run,
        as_json,
    )


@units.command("import")
@FILE
@DRY
@AS_OF
@AS_JSON
def import_units(file: Path, dry_run: bool, as_of: datetime | None, as_json: bool) -> None:
    """Impor unit kerja: semua atau tidak sama sekali; unit yang tidak tercantum tetap ada."""
    by = _importer()
    day = _day(as_of, by)
    with bar("Mengimpor unit", shown=not as_json) as tell:
        taken = _taken(file, UNITS, as_json, tell)
        plan = plan_units(taken, day=day, today=by.today)
        tell(60, 100)
        applied = not dry_run and not plan.refused
        if applied:
            plan = _kept(lambda: apply_units(taken, day=day, by=by))
        tell(100, 100)
    _close(Outcome(taken, day, plan.counts, plan.problems, plan.changes, applied), dry_run, as_json)


def _importer() -> Importer:
    at = now()
    return Importer(None, at, local_date(at, current_app.config["RESAP"].timezone))


def _day(as_of: datetime | None, by: Importer) -> date:
    return as_of.date() if as_of else by.today


def _full(*, full: bool, unit_code: str | None, **_: object) -> str:
    """The path of which the file is the complete list, "" when it does not claim to be one."""
    if not full:
        return ""
    if not unit_code:
        return EVERYWHERE[0]
    try:
        return by_code(unit_code, EVERYWHERE).path
    except NoResultFound:
        raise click.BadParameter(f"unit {unit_code} tidak tercatat.", param_hint="--unit") from None


def _taken(file: Path, wanted: Wanted, as_json: bool, tell: Tell) -> Taken:
    with file.open("rb") as opened:
        data = opened.read(FILE_BYTES + 1)
    try:
        taken = take(data, wanted)
    except FileRefused as refused:
        _close(Outcome(None, None, None, refused.problems, (), False), True, as_json)
        raise
    tell(30, 100)
    return taken


def _kept(work: Callable[[], Plan]) -> Plan:
    """Do the work in one transaction; a plan that became refused meanwhile is shown as such."""
    db.session.rollback()
    try:
        done = work()
        note_people_changed(at=now())
        ask_to_assign(at=now())
        db.session.commit()
    except (ImportRefused, IntegrityError):
        db.session.rollback()
        raise click.ClickException("Catatan berubah sementara berkas dibaca. Ulangi.") from None
    return done


def _close(outcome: Outcome, dry_run: bool, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(tell_as_json(outcome), ensure_ascii=False, default=str))
    else:
        for line in tell_as_table(outcome, dry_run=dry_run):
            click.echo(line)
    db.session.rollback()
    if outcome.refused:
        sys.exit(1)
