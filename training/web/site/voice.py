"""What a visitor taps at a service point: no sign-in, no cookie, no name; help before anything."""

from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from training.content.queries.voices import voice_forms
from training.content.rules.voices import Tier, VoiceForm
from training.kernel.access import public
from training.kernel.errors import Invalid
from training.kernel.settings import ROOT
from training.voice.actions.giving import Letter, Visit, give, hand_over
from training.voice.queries.points import Point, the_point
from training.voice.rules.answers import LONGEST_TEXT, checked_text, said
from training.voice.rules.points import PointIsClosed, read_code
from training.web.help_lines import help_lines
from training.web.present import local
from training.web.refusals import say, sentence
from training.web.session import arrived, ask_nobody
from training.web.site.voice_token import checked, fresh

bp = Blueprint("voice", __name__, url_prefix="/suara")
TIERS = "anak, remaja, dewasa"
say(
    PointIsClosed=lazy_gettext("This place takes no answers any more."),
    NothingSaid=lazy_gettext("Choose at least one answer, or simply close this page."),
    AnswerIsNotOffered=lazy_gettext("One of the answers could not be read. Please choose again."),
    TextIsTooLong=lazy_gettext("Your words are too long. At most 500 characters can be sent."),
    TooManyVoices=lazy_gettext("Very many are answering just now. Please try again in a while."),
    VisitIsOver=lazy_gettext("This page was open for a long time. Open it anew, then answer."),
)


def register(app: Flask) -> None:
    """Refusals under /suara have pages of their own, and every one of them shows the help lines."""
    pages = app.extensions.get("resap_presenters", {})
    app.extensions["resap_presenters"] = {"/suara/": present, **pages}


def present(status: int, error: Exception) -> Response:
    """Whatever went wrong, in plain words, with the help lines."""
    if status >= 500:
        ask_nobody()
    code = (request.view_args or {}).get("code", "")
    again = url_for(".start", code=code) if status in {400, 429} and code else ""
    body = render_template(
        "site/voice/refused.html", status=status, sentence=sentence(error), again=again,
        lines=help_lines(),
    )  # fmt: skip
    return make_response(body, status)


def _open(code: str) -> Point:
    """The point of a poster. NoResultFound if there is none, PointIsClosed if it is over."""
    point = the_point(read_code(code[:40]))
    if point.closed_at:
        raise PointIsClosed
    return point


@bp.get("/<code>")
@public(object="voice-point")
def start(code: str) -> str:
    """Who is speaking? Three ages, three buttons."""
    return _shown("start", point=_open(code), tiers=list(voice_forms(ROOT)))


@bp.get(f"/<code>/<any({TIERS}):tier>")
@public(object="voice-point")
def ask(code: str, tier: str) -> str:
    point = _open(code)
    return _asked(point, voice_forms(ROOT)[Tier(tier)], fresh(point.code, at=arrived()))


@bp.post(f"/<code>/<any({TIERS}):tier>")
@public(object="voice-point")
def answer(code: str, tier: str) -> Any:
    """Keep the answers; words that sound like harm are answered at once, on this very page.

    The signed token of the form stands in for the one against forged posts, which needs a cookie.
    """
    point, at = _open(code), arrived()
    token = checked(request.form.get("token", ""), point.code, at=at)
    form = voice_forms(ROOT)[Tier(tier)]
    try:
        text = checked_text(request.form.get("kata", ""), form)
        visit = Visit(point, form.tier, token, said(form, request.form), text)
        heard = give(visit, at=at, local=local(at))
    except Invalid as refused:
        return _asked(point, form, token, refused=sentence(refused)), 422
    if not heard.needs_help:
        return redirect(url_for(".thanks", code=point.code), 303)
    if not heard.again:
        hand_over(point, _letter(visit), at=at)
    handed = bool(current_app.config["RESAP"].safeguarding)
    return _shown("help", point=point, tier=form.tier, handed=handed)


@bp.get("/<code>/terima-kasih")
@public(object="voice-point")
def thanks(code: str) -> str:
    return _shown("thanks", point=_open(code))


def _asked(point: Point, form: VoiceForm, token: str, *, refused: str = "") -> str:
    words = request.form.get("kata", "").replace("\x00", "")[:LONGEST_TEXT]
    return _shown(
        f"form_{form.tier.value}", point=point, form=form, token=token, refused=refused,
        given=request.form, most=LONGEST_TEXT, words=words,
    )  # fmt: skip


def _shown(page: str, **more: Any) -> str:
    return render_template(f"site/voice/{page}.html", lines=help_lines(), Tier=Tier, **more)


def _letter(visit: Visit) -> Letter | None:
    """The words for the safeguarding contact; None where the city has named nobody."""
    chosen = current_app.config["RESAP"]
    if not chosen.safeguarding:
        return None
    body = render_template(
        "email/safeguarding.txt", visit=visit, at=arrived(), lines=help_lines(), city=chosen.city,
    )  # fmt: skip
    return Letter(chosen.safeguarding, _("Somebody may need help: words from a visitor"), body)
