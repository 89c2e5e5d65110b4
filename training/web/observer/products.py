"""Rating work products blind: what waits, one product without names, by the rubric of its stage."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.content.rules.rubrics import Rubric
from training.kernel.access import allow
from training.observation.actions.products_rating import rate
from training.observation.queries.products_rating import rated, to_rate, waiting
from training.observation.rules.products import ProductKind
from training.observation.rules.rubrics import MOST_SIGNS, RatingIsIncomplete
from training.people.rules.access import Permission
from training.web.conduct_words import STAGES
from training.web.refusals import say
from training.web.session import acting, arrived, today

bp = Blueprint("observer_products", __name__, url_prefix="/pengamatan/produk")
say(
    RatingIsIncomplete=lazy_gettext("Choose one step for every criterion."),
    AlreadyRated=lazy_gettext("You have rated this product already."),
)
KINDS = {
    ProductKind.RENJA_LINE: lazy_gettext("Line of the work plan (Renja)"),
    ProductKind.RKA_LINE: lazy_gettext("Line of the budget (RKA)"),
    ProductKind.SOP: lazy_gettext("Procedure (SOP)"),
    ProductKind.DECISION: lazy_gettext("Decision or memo"),
    ProductKind.SERVICE_LOG: lazy_gettext("Log of a service"),
    ProductKind.MINUTES: lazy_gettext("Minutes of a meeting"),
}


@bp.get("")
@allow(Permission.RATE_PRODUCTS)
def home() -> str:
    person = acting().id
    return render_template(
        "observer/products.html", waiting=waiting(person), rated=rated(person), kinds=KINDS
    )


@bp.get("/<uuid:product_id>")
@allow(Permission.RATE_PRODUCTS, object="drawn-product")
def product(product_id: UUID) -> str:
    return _page(product_id)


def _page(product_id: UUID, *, refused: bool = False) -> str:
    return render_template(
        "observer/product.html", found=to_rate(acting().id, product_id), refused=refused,
        given=request.form, most=MOST_SIGNS, kinds=KINDS, stages=STAGES,
    )  # fmt: skip


@bp.post("/<uuid:product_id>")
@allow(Permission.RATE_PRODUCTS, object="drawn-product")
def keep(product_id: UUID) -> Any:
    """Keep what was found, then the next product, or the overview."""
    person = acting().id
    levels = _levels(to_rate(person, product_id).rubric)
    comment = request.form.get("comment", "").replace("\x00", "").strip()[:MOST_SIGNS]
    try:
        rate(product_id, levels, comment, rater=person, at=arrived(), today=today())
    except RatingIsIncomplete:
        return make_response(_page(product_id, refused=True), 422)
    note(Happening(EventKind.PRODUCT_RATED, arrived(), person, "product", str(product_id)))
    flash(_("Your rating is kept. Thank you for reading with care."), "success")
    left = waiting(person)
    door = url_for(".product", product_id=left[0].id) if left else url_for(".home")
    return redirect(door, 303)


def _levels(rubric: Rubric) -> dict[str, int]:
    """The steps that the form names; anything else is left out, for the rules to refuse."""
    given = {key: request.form.get(f"level-{key}", "") for key in rubric.keys}
    return {key: int(text) for key, text in given.items() if text in {"0", "1", "2", "3"}}
