"""Many lines for a register from one table: first a look at every row, then all or nothing."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import Row

from training.audit.rules import EventKind
from training.kernel.access import allow
from training.kernel.errors import DomainError
from training.observation.actions.products_import import bring, planned
from training.observation.rules.products import LineIsUnusable
from training.observation.rules.products_import import (
    MOST_CHARS,
    TableIsTooLong,
    TableIsUnreadable,
    rows,
)
from training.people.rules.access import Permission
from training.web.download import download
from training.web.refusals import sentence
from training.web.task_force.product_words import FAULTS, KINDS
from training.web.task_force.register import desk_at, noted, the_register

bp = Blueprint("products_import", __name__)
EMPTY = "jenis;tanggal;judul;nomor;pembuat;teks\r\n"


@bp.get("/unit/<code>/daftar-produk/impor")
@allow(Permission.SEE_OWN, object="register")
def show(code: str) -> str:
    return _page(the_register(code), "")


@bp.get("/unit/<code>/daftar-produk/impor/contoh.csv")
@allow(Permission.SEE_OWN, object="register")
def template(code: str) -> Any:
    the_register(code)
    return download("\ufeff" + EMPTY, "daftar-produk.csv")


@bp.post("/unit/<code>/daftar-produk/impor")
@allow(Permission.SEE_OWN, object="register")
def look(code: str) -> Any:
    """Show what the table would become, or keep it where the button says so."""
    unit, text = the_register(code), _text()
    try:
        found = rows(text)
        plan = planned(found, desk=desk_at(unit))
    except (TableIsUnreadable, TableIsTooLong) as refused:
        return _page(unit, "", refused), 422
    if any(each.faults for each in plan) or not plan:
        return _page(unit, "", plan=plan), 422
    if not request.form.get("terapkan") or not request.form.get("yakin"):
        return _page(unit, text, plan=plan, asked=bool(request.form.get("terapkan")))
    try:
        count = bring(found, desk=desk_at(unit))
    except LineIsUnusable as refused:
        return _page(unit, "", refused), 422
    noted(EventKind.PRODUCT_REGISTERED, unit.code, unit)
    flash(_("%(count)s products stand in the register.", count=count), "success")
    return redirect(url_for("products_register.show", code=unit.code), 303)


def _text() -> str:
    """The table of the file, or the one that was shown before; anything but UTF-8 is unreadable."""
    upload = request.files.get("berkas")
    if upload:
        return upload.stream.read(4 * MOST_CHARS).decode("utf-8", "replace")
    return request.form.get("isi", "")


def _page(unit: Row, text: str, refused: DomainError | None = None, **more: Any) -> str:
    shown = {"plan": (), "asked": False, **more}
    return render_template(
        "task_force/register_import.html", unit=unit, text=text, faults=FAULTS, kinds=KINDS,
        refused=sentence(refused) if refused else "", **shown,
    )  # fmt: skip
