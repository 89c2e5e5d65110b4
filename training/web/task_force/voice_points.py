"""Service points: heads of units and the task force open them, print their posters, close them."""

from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from training.kernel.access import allow
from training.kernel.clock import now
from training.people.rules.access import Permission
from training.voice.actions.points import close_point, open_point
from training.voice.queries.points import Point, point_of, points, units_in, voices_by_unit
from training.voice.rules.bursts import CURRENT
from training.voice.rules.points import LONGEST_NAME, read_code, shown_code
from training.web.download import download
from training.web.forms import Form, choices, later, trimmed
from training.web.present import long_date
from training.web.refusals import say
from training.web.session import acting, today
from training.web.task_force.poster import address_of, poster
from training.web.task_force.voice_words import how_many

bp = Blueprint("voice_points", __name__, url_prefix="/gugus-tugas/suara")
say(
    TooManyPoints=lazy_gettext("This unit has very many service points already. Close some first."),
    PointNeedsAName=lazy_gettext("Write a name of 3 to 120 characters."),
)
Scope = tuple[str, ...]


class PointForm(Form):
    """Of which unit, and what visitors call the place."""

    unit = SelectField(later("Unit"), validate_choice=True)
    nama = StringField(
        later("What visitors call the place"), filters=[trimmed],
        validators=[InputRequired(later("Write a name")),
                    Length(3, LONGEST_NAME, later("Write a name of 3 to 120 characters."))],
        description=later("For example Loket 2 or Poli Anak. It stands on the poster."),
    )  # fmt: skip


@bp.get("")
@allow(Permission.MANAGE_VOICE_POINTS)
def home() -> str:
    return _page(PointForm())


@bp.post("")
@allow(Permission.MANAGE_VOICE_POINTS)
def open_one() -> Any:
    form = PointForm()
    units = {each.code: each.id for each in units_in(_scope(), today=today())}
    form.unit.choices = _units()
    if not form.validate():
        return _page(form), 422
    code = open_point(units[form.unit.data], form.nama.data or "", by=acting().id, at=now())
    flash(
        _("The service point is open. Print its poster and hang it low enough for children."),
        "success",
    )
    return redirect(url_for(".point", code=code), 303)


@bp.get("/titik/<code>")
@allow(Permission.MANAGE_VOICE_POINTS, object="voice-point")
def point(code: str) -> str:
    found = _point(code)
    return render_template(
        "task_force/voice_point.html", point=found, address=address_of(found),
        shown=shown_code(found.code),
    )  # fmt: skip


@bp.get("/titik/<code>/poster.pdf")
@allow(Permission.MANAGE_VOICE_POINTS, object="voice-point")
def print_poster(code: str) -> Response:
    found = _point(code)
    return download(poster(found, at=found.opened_at), f"poster-suara-{found.code.lower()}.pdf")


@bp.post("/titik/<code>/tutup")
@allow(Permission.MANAGE_VOICE_POINTS, object="voice-point")
def close(code: str) -> Any:
    close_point(_point(code), by=acting().id, at=now())
    flash(_("The service point is closed. Please take its poster down."), "success")
    return redirect(url_for(".point", code=code), 303)


def _scope() -> Scope:
    return acting().scope(Permission.MANAGE_VOICE_POINTS)


def _point(code: str) -> Point:
    return point_of(read_code(code[:40]), scope=_scope())


def _units() -> list[Any]:
    return choices(*((each.code, each.name) for each in units_in(_scope(), today=today())))


def _page(form: PointForm) -> str:
    form.unit.choices = _units()
    found = points(_scope())
    counts = voices_by_unit(_scope(), since=today() - CURRENT)
    return render_template(
        "task_force/voice_points.html", form=form, rows=[_row(each, counts) for each in found],
        may_review=acting().may(Permission.REVIEW_VOICES), k=_k(),
    )  # fmt: skip


def _k() -> int:
    return current_app.config["RESAP"].k


def _row(each: Point, counts: dict[Any, int]) -> list[Any]:
    state = {"text": _("Open"), "tag": "good"}
    if each.closed_at:
        state = {"text": _("Closed on %(day)s", day=long_date(each.closed_at)), "tag": "neutral"}
    return [
        {"text": each.name, "href": url_for(".point", code=each.code)}, each.unit_name,
        how_many(counts.get(each.unit_id, 0), k=_k()), state,
    ]  # fmt: skip
