"""The register of work products: its unit keeps it, and learns from what was drawn from it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy import Row
from werkzeug.wrappers import Response as AnyResponse

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.access import allow
from training.observation.actions.products import (
    Desk,
    name_keeper,
    register,
    remark,
    withdraw,
)
from training.observation.queries.products import (
    entries,
    file_of,
    keepers,
    members,
    register_of,
    registers,
    whole,
)
from training.observation.queries.products_rounds import rounds
from training.observation.rules.products import LineIsUnusable, ReasonIsMissing
from training.people.rules.access import Permission
from training.web.conduct_words import STAGES
from training.web.refusals import sentence
from training.web.session import acting, arrived, today
from training.web.task_force.product_words import KINDS
from training.web.task_force.register_form import LineForm

bp = Blueprint("products_register", __name__)
NO_ONE = UUID(int=0)
MOST_SHOWN = 8


@bp.get("/daftar-produk")
@allow(Permission.SEE_OWN)
def home() -> str:
    person = acting()
    mine = registers(person.id, person.scope(Permission.KEEP_REGISTER))
    return render_template("task_force/registers.html", registers=mine)


def the_register(code: str) -> Row:
    """The register of this page, if the person keeps it; else it is not there."""
    person = acting()
    return register_of(code, person.id, person.scope(Permission.KEEP_REGISTER))


def desk_at(unit: Row) -> Desk:
    """Where and by whom this request writes."""
    return Desk(unit.id, unit.path, acting().id, arrived(), today())


def noted(kind: EventKind, what: UUID | str, unit: Row) -> None:
    """Note a change of the register without its words."""
    detail = {"unit": unit.code}
    note(Happening(kind, arrived(), acting().id, "product", str(what), detail))


@bp.get("/unit/<code>/daftar-produk")
@allow(Permission.SEE_OWN, object="register")
def show(code: str) -> str:
    unit = the_register(code)
    named = keepers(unit.id) if unit.headed else ()
    there = members(unit.path, today()) if unit.headed else {}
    free = {key: name for key, name in there.items() if key not in {one.id for one in named}}
    return render_template(
        "task_force/register.html", unit=unit, entries=entries(unit.id), keepers=named, free=free,
        rounds=rounds()[:MOST_SHOWN], kinds=KINDS, stages=STAGES,
    )  # fmt: skip


@bp.get("/unit/<code>/daftar-produk/tambah")
@allow(Permission.SEE_OWN, object="register")
def add(code: str) -> str:
    return _form_page(the_register(code), LineForm())


@bp.post("/unit/<code>/daftar-produk/tambah")
@allow(Permission.SEE_OWN, object="register")
def add_line(code: str) -> Any:
    unit, form = the_register(code), LineForm()
    form.offer(members(unit.path, today()))
    if not form.understand():
        return _form_page(unit, form), 422
    try:
        made = register(form.line(), key=form.kunci.data or "", desk=desk_at(unit), file=form.paper)
    except LineIsUnusable as refused:
        form.blame(refused.faults)
        return _form_page(unit, form), 422
    noted(EventKind.PRODUCT_REGISTERED, made, unit)
    flash(_("The product stands in the register."), "success")
    return redirect(url_for(".show", code=unit.code), 303)


def _form_page(unit: Row, form: LineForm) -> str:
    form.offer(members(unit.path, today()))
    return render_template("task_force/register_add.html", unit=unit, form=form)


@bp.get("/unit/<code>/daftar-produk/<uuid:product_id>")
@allow(Permission.SEE_OWN, object="product-line")
def line(code: str, product_id: UUID) -> str:
    return _line_page(the_register(code), product_id)


def _line_page(unit: Row, product_id: UUID, refused: str = "") -> str:
    found = whole(product_id, unit.id)
    return render_template(
        "task_force/register_line.html", unit=unit, found=found, entry=found.entry, kinds=KINDS,
        stages=STAGES, refused=refused,
    )  # fmt: skip


@bp.get("/unit/<code>/daftar-produk/<uuid:product_id>/berkas")
@allow(Permission.SEE_OWN, object="product-line")
def paper(code: str, product_id: UUID) -> Response:
    unit = the_register(code)
    whole(product_id, unit.id)
    answer = Response(file_of(product_id, unit.id), content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'attachment; filename="produk.pdf"'
    return answer


@bp.post("/unit/<code>/daftar-produk/<uuid:product_id>/tarik")
@allow(Permission.SEE_OWN, object="product-line")
def take_out(code: str, product_id: UUID) -> Any:
    unit = the_register(code)
    whole(product_id, unit.id)
    try:
        withdraw(product_id, request.form.get("alasan", ""), desk=desk_at(unit))
    except ReasonIsMissing as refused:
        return _line_page(unit, product_id, sentence(refused)), 422
    noted(EventKind.PRODUCT_WITHDRAWN, product_id, unit)
    flash(_("The line is withdrawn; it stays readable with its reason."))
    return redirect(url_for(".line", code=unit.code, product_id=product_id), 303)


@bp.post("/unit/<code>/daftar-produk/<uuid:product_id>/catatan")
@allow(Permission.SEE_OWN, object="product-line")
def say_later(code: str, product_id: UUID) -> Any:
    unit = the_register(code)
    whole(product_id, unit.id)
    try:
        remark(product_id, request.form.get("alasan", ""), desk=desk_at(unit))
    except ReasonIsMissing as refused:
        return _line_page(unit, product_id, sentence(refused)), 422
    noted(EventKind.PRODUCT_REMARKED, product_id, unit)
    flash(_("The remark is kept."))
    return redirect(url_for(".line", code=unit.code, product_id=product_id), 303)


@bp.post("/unit/<code>/daftar-produk/petugas")
@allow(Permission.KEEP_REGISTER, object="unit")
def name_one(code: str) -> AnyResponse:
    """Only the head names keepers: the scope is asked without those who were named."""
    unit = register_of(code, NO_ONE, acting().scope(Permission.KEEP_REGISTER))
    keeps, person = request.form.get("tindakan") != "akhiri", _named()
    name_keeper(person, keeps=keeps, desk=desk_at(unit))
    kind = EventKind.KEEPER_NAMED if keeps else EventKind.KEEPER_ENDED
    detail = {"unit": unit.code}
    note(Happening(kind, arrived(), acting().id, "person", str(person), detail))
    flash(_("The keepers of this register are changed."))
    return redirect(url_for(".show", code=unit.code), 303)


def _named() -> UUID:
    try:
        return UUID(request.form.get("pegawai", ""))
    except ValueError:
        return NO_ONE
