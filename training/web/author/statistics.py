"""Statistics of a quiz's questions, for authors only: they would tell others what is asked."""

from flask import Blueprint, current_app, render_template, request

from training.content.rules.gates import Purpose
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.reporting.queries.item_figures import item_figures, quiz_figures
from training.web import alarms
from training.web.author import models_page
from training.web.author import statistics_page as page

bp = Blueprint("author_statistics", __name__, url_prefix="/penulis")
WHEN = {"sesudah": Purpose.POST, "sebelum": Purpose.BASELINE}
"""Whose first attempts: after learning, or before it."""


@bp.get("/<slug>/statistik")
@allow(Permission.WRITE_CONTENT, object="module")
def home(slug: str) -> str:
    """The quiz as a whole, signs of a shared key, and every question with what to look at."""
    k = current_app.config["RESAP"].k
    found = quiz_figures(slug, k=k, purpose=_purpose())
    return render_template(
        "author/statistics.html", slug=slug, found=found, page=page, k=k, alarms=alarms,
        models=models_page, when=WHEN,
    )  # fmt: skip


def _purpose() -> Purpose:
    """What is not said, or not known, is after learning."""
    return WHEN.get(request.args.get("saat", ""), Purpose.POST)


@bp.get("/<slug>/statistik/<question>")
@allow(Permission.WRITE_CONTENT, object="item")
def item(slug: str, question: str) -> str:
    """One question: every version with its figures, options, months and groups."""
    k = current_app.config["RESAP"].k
    found = item_figures(slug, question, purpose=_purpose())
    return render_template(
        "author/statistics_item.html", slug=slug, found=found, page=page, k=k, models=models_page,
        when=WHEN,
    )  # fmt: skip
