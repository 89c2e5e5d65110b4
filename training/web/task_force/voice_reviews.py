"""The task force looks at bursts of voices, and reads the words where many have written."""

from datetime import date
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.exc import NoResultFound
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from training.kernel.access import allow
from training.kernel.clock import now
from training.people.rules.access import Permission
from training.voice.actions.reviewing import LONGEST_REASON, review
from training.voice.queries.bursts import Burst, Looked, looked_at, waiting
from training.voice.queries.points import point_of
from training.voice.queries.texts import texts_of, units_with_texts
from training.voice.rules.points import read_code
from training.web.forms import Form, choices, later, trimmed
from training.web.help_lines import help_lines
from training.web.present import long_date, number
from training.web.refusals import say
from training.web.session import acting
from training.web.task_force.voice_words import TIERS, WHYS

bp = Blueprint("voice_reviews", __name__, url_prefix="/gugus-tugas/suara/periksa")
COUNT, LEAVE_OUT = "hitung", "sisihkan"
say(
    NothingWaits=lazy_gettext("Somebody has looked at this burst already."),
    RulingNeedsReason=lazy_gettext("Say why, in 3 to 400 characters."),
)


class ReviewForm(Form):
    """Does the burst count, and why."""

    putusan = RadioField(
        later("Do these voices count?"), validators=[InputRequired(later("Choose one"))],
        choices=choices((COUNT, later("They count: it was a crowd, such as a school class")),
                        (LEAVE_OUT, later("They are left out: visitors did not tap these"))),
    )  # fmt: skip
    alasan = TextAreaField(
        later("Why"), filters=[trimmed],
        validators=[InputRequired(later("Say why, in 3 to 400 characters.")),
                    Length(3, LONGEST_REASON, later("Say why, in 3 to 400 characters."))],
        description=later("What you found out at the place. Write no names."),
    )  # fmt: skip


@bp.get("")
@allow(Permission.REVIEW_VOICES)
def home() -> str:
    scope = _scope()
    return render_template(
        "task_force/voices.html",
        bursts=[_burst_row(each) for each in waiting(scope)],
        looked=[_looked_row(each) for each in looked_at(scope)],
        texts=[_texts_row(each) for each in units_with_texts(scope, k=_k())], k=_k(),
    )  # fmt: skip


@bp.get("/unit/<code>")
@allow(Permission.REVIEW_VOICES, object="voice-texts")
def texts(code: str) -> str:
    found = texts_of(code, _scope(), k=_k())
    return render_template(
        "task_force/voice_texts.html", found=found, k=_k(), lines=help_lines(),
        tiers={tier.value: words for tier, words in TIERS.items()},
    )  # fmt: skip


@bp.get("/lonjakan/<code>/<day>")
@allow(Permission.REVIEW_VOICES, object="voice-burst")
def burst(code: str, day: str) -> str:
    return _page(_burst(code, day), ReviewForm(formdata=None))


@bp.post("/lonjakan/<code>/<day>")
@allow(Permission.REVIEW_VOICES, object="voice-burst")
def judge(code: str, day: str) -> Any:
    found, form = _burst(code, day), ReviewForm()
    if not form.validate():
        return _page(found, form), 422
    point = point_of(found.point_code, scope=_scope())
    review(
        point, found.day, counted=form.putusan.data == COUNT, reason=form.alasan.data or "",
        by=acting().id, at=now(),
    )  # fmt: skip
    flash(_("Thank you for looking. What you decided is noted."), "success")
    return redirect(url_for(".home"), 303)


def _scope() -> tuple[str, ...]:
    return acting().scope(Permission.REVIEW_VOICES)


def _k() -> int:
    return current_app.config["RESAP"].k


def _burst(code: str, day: str) -> Burst:
    """The burst of a point on a day that still waits, else NoResultFound."""
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise NoResultFound from None
    found = waiting(_scope(), point=read_code(code[:40]), day=on)
    if not found:
        raise NoResultFound
    return found[0]


def _page(found: Burst, form: ReviewForm) -> str:
    signs = [str(WHYS[why]) for why in found.whys]
    return render_template("task_force/voice_burst.html", burst=found, form=form, signs=signs)


def _burst_row(each: Burst) -> list[Any]:
    href = url_for(".burst", code=each.point_code, day=each.day.isoformat())
    signs = ", ".join(str(WHYS[why]) for why in each.whys)
    return [
        {"text": each.point_name, "href": href, "note": each.unit_name}, long_date(each.day),
        number(each.voices), signs,
    ]  # fmt: skip


def _looked_row(each: Looked) -> list[Any]:
    said = {"text": _("Counted"), "tag": "good"}
    if not each.counted:
        said = {"text": _("Left out"), "tag": "neutral"}
    return [each.point_name, long_date(each.day), number(each.voices), said, each.reason]


def _texts_row(each: Any) -> list[Any]:
    return [{"text": each.name, "href": url_for(".texts", code=each.code)}, number(each.n)]
