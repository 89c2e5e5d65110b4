"""Certificates from elsewhere in a table: a look at every row, then a second HR person decides."""

import csv
import io
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.utils import secure_filename
from werkzeug.wrappers import Response

from training.certification.actions.recognising import bring, decide_batch, new_claims
from training.certification.queries.programmes import programmes
from training.certification.queries.recognising import (
    batch,
    judged,
    reviewed,
    waiting_batches,
)
from training.certification.queries.standings import When
from training.certification.rules.recognising import (
    HEADS,
    WANTED,
    DocumentsAreFaulty,
    Judged,
    NothingToRecognise,
    TooManyDocuments,
    as_table,
    cells,
)
from training.kernel.access import allow
from training.kernel.errors import DomainError
from training.people.rules import import_words
from training.people.rules.access import Permission
from training.people.rules.imports.intake import take
from training.people.rules.imports.limits import FILE_BYTES
from training.people.rules.imports.problems import FileRefused
from training.people.rules.imports.report import entries
from training.web.download import download
from training.web.hr.recognition_words import FAULTS
from training.web.refusals import sentence
from training.web.session import acting, arrived

bp = Blueprint("hr_recognitions", __name__, url_prefix="/kepegawaian/sertifikasi/pengakuan")


def scope() -> tuple[str, ...]:
    return acting().scope(Permission.CERTIFY)


def when() -> When:
    return When(arrived(), current_app.config["RESAP"].timezone)


@bp.get("")
@allow(Permission.CERTIFY)
def home() -> str:
    return _home()


def _home(refused: Sequence[str] = (), **more: Any) -> str:
    """The page; `found` are the rows of a table, `text` is the table where it may be sent."""
    shown = {"found": (), "text": "", "name": "", **more}
    return render_template(
        "hr/recognitions.html", refused=refused, faults=FAULTS, heads=HEADS,
        known=programmes(), waiting=waiting_batches(scope(), when()), **shown,
    )  # fmt: skip


@bp.get("/contoh.csv")
@allow(Permission.CERTIFY)
def template() -> Response:
    """An empty table with our heads, as Indonesian Excel opens it."""
    sheet = io.StringIO()
    csv.writer(sheet, delimiter=";").writerow(HEADS)
    return download(f"\ufeff{sheet.getvalue()}", "contoh-sertifikat-luar.csv")


@bp.post("")
@allow(Permission.CERTIFY)
def look() -> Any:
    """Show what the table would add, or send it to a second person where the button says so."""
    data, name = _file()
    if not data:
        return _home([_("Choose a file")]), 422
    try:
        rows = cells(take(data, WANTED).rows)
    except FileRefused as refused:
        return _home([_told(each) for each in entries(refused.problems, ())]), 422
    except TooManyDocuments as refused:
        return _home([sentence(refused)]), 422
    found = judged(rows, scope(), when())
    problem = _problem(found)
    if problem is not None:
        return _home([sentence(problem)], found=found), 422
    if not request.form.get("kirim"):
        return _home(found=found, text=as_table(rows), name=name)
    bring(found, name=name, by=acting().id, at=arrived())
    flash(_("The table waits for a second HR person. Nothing is recognised yet."), "success")
    return redirect(url_for(".home"), 303)


def _file() -> tuple[bytes, str]:
    """The file, or the table as it was shown before, with its name."""
    upload = request.files.get("berkas")
    if upload and upload.filename:
        named = secure_filename(upload.filename)[-80:] or "daftar"
        return upload.stream.read(FILE_BYTES + 1), named
    name = secure_filename(request.form.get("nama", ""))[-80:] or "daftar"
    return request.form.get("isi", "").encode(), name


def _told(entry: Any) -> str:
    """A file's problem in one line, with the column that it is about."""
    said = import_words.sentence(entry)
    return f"{entry.column}: {said}" if entry.column else said


def _problem(found: Sequence[Judged]) -> DomainError | None:
    try:
        new_claims(found)
    except (DocumentsAreFaulty, NothingToRecognise) as refused:
        return refused
    return None


@bp.get("/<uuid:batch_id>")
@allow(Permission.CERTIFY, object="recognition-batch")
def show(batch_id: UUID) -> str:
    found = batch(batch_id, scope(), when())
    return render_template(
        "hr/recognition_batch.html", batch=found, faults=FAULTS, known=programmes(),
        found=reviewed(found.claims, scope(), when()), me=acting().id,
        named={each.person for each in found.claims},
    )  # fmt: skip


@bp.post("/<uuid:batch_id>")
@allow(Permission.CERTIFY, object="recognition-batch")
def decide(batch_id: UUID) -> Response:
    """The second person approves the whole table or declines it."""
    approve = request.form.get("putusan") == "akui"
    try:
        count = decide_batch(batch_id, approve=approve, by=acting().id, scope=scope(), when=when())
    except (DocumentsAreFaulty, NothingToRecognise) as refused:
        flash(sentence(refused), "error")
        return redirect(url_for(".show", batch_id=batch_id), 303)
    said = _("%(n)s documents are recognised.", n=count) if approve else _("The table is declined.")
    flash(said, "success")
    return redirect(url_for(".home"), 303)
