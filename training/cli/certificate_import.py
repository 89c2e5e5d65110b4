"""Bringing certificates from elsewhere as an operator: two persons of HR stand behind it."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import NoResultFound

from training.certification.actions.recognising import bring, decide_batch, new_claims
from training.certification.queries.recognising import judged
from training.certification.queries.standings import When
from training.certification.rules.recognising import (
    WANTED,
    Fault,
    Judged,
    NothingToRecognise,
    OtherApproverIsNeeded,
    TooManyDocuments,
    cells,
)
from training.kernel.clock import local_date, now
from training.kernel.db import db, writing
from training.people.queries.employees import find
from training.people.queries.sessions import actor
from training.people.rules import import_words
from training.people.rules.access import Actor, Permission
from training.people.rules.imports.intake import take
from training.people.rules.imports.limits import FILE_BYTES
from training.people.rules.imports.problems import FileRefused
from training.people.rules.imports.report import entries

SENTENCES = {
    Fault.NUMBER_MISSING: "NIP kosong.",
    Fault.NUMBER_NUMERIC: "NIP menjadi angka dan kehilangan digit; format kolom sebagai Teks.",
    Fault.PERSON_UNKNOWN: "Tidak ada pegawai dalam lingkup pembawa dengan nomor ini.",
    Fault.PROGRAMME_UNKNOWN: "Tidak ada program dengan nama ini.",
    Fault.DOCUMENT_MISSING: "Nama dan nomor dokumen kosong.",
    Fault.ISSUER_MISSING: "Penerbit dokumen kosong.",
    Fault.TEXT_LONG: "Teks lebih dari 160 karakter.",
    Fault.FORMULA: "Teks diawali seperti rumus lembar kerja.",
    Fault.DAY_ODD: "Tanggal kosong atau tidak terbaca; tulis seperti 12/06/2025.",
    Fault.DAY_AHEAD: "Tanggal belum tiba.",
    Fault.TOO_OLD: "Dokumen terlalu lama; tidak ada hari berlaku yang tersisa.",
    Fault.TWICE: "Dokumen yang sama ada pada baris sebelumnya.",
}


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", "by", required=True, help="NIP petugas BKPSDM yang membawa berkas.")
@click.option("--approved-by", help="NIP petugas lain yang menyetujui; tanpa ini hanya menunggu.")
@click.option("--dry-run", is_flag=True, help="Tunjukkan setiap baris tanpa menyimpan.")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
@with_appcontext
def import_documents(
    file: Path, by: str, approved_by: str | None, dry_run: bool, as_json: bool
) -> None:
    """Impor sertifikat dari luar (CSV atau XLSX): semua atau tidak sama sekali; boleh diulang.

    Kolom: NIP, Program, Dokumen, Penerbit, Tanggal. Yang membawa dan yang menyetujui dua orang.
    """
    writing.set(not dry_run)
    when = When(now(), current_app.config["RESAP"].timezone)
    first = _officer(by, when, "--by")
    second = _officer(approved_by, when, "--approved-by") if approved_by else None
    if second is not None and second.id == first.id:
        raise click.BadParameter("harus orang lain daripada --by.", param_hint="--approved-by")
    found = judged(_rows(file), first.scope(Permission.CERTIFY), when)
    faulty, outcome = any(each.faults for each in found) or not found, "refused"
    if not faulty:
        outcome = "checked" if dry_run else _kept(found, file.name, first, second, when)
    _tell(found, outcome, as_json)
    if faulty:
        sys.exit(1)


def _officer(number: str, when: When, option: str) -> Actor:
    """A person who may certify somewhere, by NIP."""
    known = find(number)
    try:
        who = actor(known, today=local_date(when.at, when.zone)) if known else None
    except NoResultFound:
        who = None
    if who is None or not who.scope(Permission.CERTIFY):
        raise click.BadParameter("bukan petugas BKPSDM yang dikenal.", param_hint=option)
    return who


def _rows(file: Path) -> Any:
    with file.open("rb") as opened:
        data = opened.read(FILE_BYTES + 1)
    try:
        return cells(take(data, WANTED).rows)
    except FileRefused as refused:
        told = (import_words.sentence(each) for each in entries(refused.problems, ()))
        raise click.ClickException(" ".join(told)) from None
    except TooManyDocuments:
        raise click.ClickException("Paling banyak 1.000 baris.") from None


def _kept(
    found: Sequence[Judged], name: str, first: Actor, second: Actor | None, when: When
) -> str:  # fmt: skip
    """Bring the table and, with a second person, recognise it; one transaction."""
    try:
        new_claims(found)
    except NothingToRecognise:
        return "unchanged"
    made = bring(found, name=name, by=first.id, at=when.at)
    if second is not None:
        try:
            scope = second.scope(Permission.CERTIFY)
            decide_batch(made, approve=True, by=second.id, scope=scope, when=when)
        except (OtherApproverIsNeeded, NoResultFound):
            db.session.rollback()
            raise click.BadParameter(
                "tidak boleh memutuskan berkas ini: tercantum di dalamnya, membawanya, atau "
                "pegawainya di luar lingkupnya.", param_hint="--approved-by",
            ) from None  # fmt: skip
    db.session.commit()
    return "recognised" if second is not None else "waiting"


def _tell(found: Sequence[Judged], outcome: str, as_json: bool) -> None:
    if as_json:
        rows = [
            {"line": each.cells.line, "known": each.known, "faults": [f.value for f in each.faults],
             "sentences": [SENTENCES[f] for f in each.faults]}
            for each in found
        ]  # fmt: skip
        click.echo(json.dumps({"outcome": outcome, "rows": rows}, ensure_ascii=False))
        return
    for each in found:
        for fault in each.faults:
            click.echo(f"Baris {each.cells.line}: {SENTENCES[fault]}", err=True)
    new = sum(not each.known and not each.faults for each in found)
    click.echo(f"{len(found)} baris: {new} baru, {sum(e.known for e in found)} sudah tercatat.")
    click.echo({
        "refused": "Ada masalah atau tidak ada baris; tidak ada yang disimpan.",
        "checked": "Ini baru percobaan; tidak ada yang disimpan.",
        "unchanged": "Semua sudah tercatat.",
        "waiting": "Menunggu persetujuan orang kedua di /kepegawaian/sertifikasi/pengakuan.",
        "recognised": "Diakui.",
    }[outcome])  # fmt: skip
