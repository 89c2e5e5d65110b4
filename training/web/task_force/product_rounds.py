"""The draw of work products: announced by a fingerprint, drawn, closed; everybody can repeat it."""

import secrets
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.content.queries.drafts import read
from training.content.rules.model import Stage
from training.kernel.access import allow
from training.kernel.errors import DomainError
from training.kernel.settings import ROOT
from training.observation.actions.products_rounds import announce, close, draw
from training.observation.queries.products_rounds import Round, rounds
from training.observation.rules.sampling import (
    LabelIsUnusable,
    NothingToDraw,
    QuarterIsDrawn,
    TooFewRaters,
)
from training.people.rules.access import Permission
from training.web.refusals import sentence
from training.web.session import acting, arrived, today

bp = Blueprint("product_rounds", __name__, url_prefix="/gugus-tugas/produk")


@bp.get("")
@allow(Permission.DRAW_PRODUCTS)
def home() -> str:
    return _page()


def _page(refused: DomainError | None = None, words: str = "") -> str:
    known, day = rounds(), today()
    label = request.form.get("triwulan") or next_label(day.year, (day.month + 2) // 3, known)
    return render_template(
        "task_force/product_rounds.html", rounds=known, label=label,
        refused=sentence(refused) if refused else words,
    )  # fmt: skip


def next_label(year: int, quarter: int, known: tuple[Round, ...]) -> str:
    """The quarter that is to be announced next: this one, or the first that has no draw yet."""
    taken = {each.label for each in known}
    while f"{year}-{quarter}" in taken:
        year, quarter = (year, quarter + 1) if quarter < 4 else (year + 1, 1)
    return f"{year}-{quarter}"


@bp.post("/umumkan")
@allow(Permission.DRAW_PRODUCTS)
def tell() -> Any:
    label, rubrics = request.form.get("triwulan", "").strip(), read(ROOT, today=today()).rubrics
    if {each.value for each in Stage} - set(rubrics):
        return _page(words=_("A rubric is missing. Run the content check first.")), 422
    try:
        fingerprint = announce(
            label, secrets.token_hex(16), rubrics=rubrics, by=acting().id, at=arrived()
        )
    except (QuarterIsDrawn, LabelIsUnusable) as refused:
        return _page(refused), 422
    _note(EventKind.PRODUCTS_ANNOUNCED, label, {"sha256": fingerprint})
    flash(_("The draw is announced. Its fingerprint can be read by everybody from now on."))
    return redirect(url_for(".home"), 303)


@bp.post("/<label>/undi")
@allow(Permission.DRAW_PRODUCTS, object="product-round")
def take(label: str) -> Any:
    try:
        count = draw(label, by=acting().id, at=arrived(), today=today())
    except (TooFewRaters, NothingToDraw) as refused:
        return _page(refused), 422
    _note(EventKind.PRODUCTS_DRAWN, label, {"rows": count})
    flash(_("%(count)s products are drawn and handed to their raters.", count=count), "success")
    return redirect(url_for(".home"), 303)


@bp.post("/<label>/tutup")
@allow(Permission.DRAW_PRODUCTS, object="product-round")
def end(label: str) -> Response:
    close(label, by=acting().id, at=arrived())
    _note(EventKind.PRODUCTS_CLOSED, label, {})
    flash(_("The draw is closed. Units now read what was found, and everybody the seed."))
    return redirect(url_for(".home"), 303)


def _note(kind: EventKind, label: str, detail: dict[str, str | int | bool | None]) -> None:
    note(Happening(kind, arrived(), acting().id, "product-draw", label, detail))
