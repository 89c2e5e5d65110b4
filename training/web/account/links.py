"""Forgotten passwords and invitations: a link by letter, and the page behind the link."""

from collections.abc import Sequence

from flask import Response as FlaskResponse
from flask import flash, g, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.kernel.access import public
from training.kernel.clock import now
from training.people.actions import failures, links, resets
from training.people.actions.accounts import fresh_hash
from training.people.queries import accounts
from training.people.queries.accounts import OpenLink
from training.people.rules.limits import Limit, wait
from training.people.rules.links import LinkCannotBeUsed, Purpose
from training.people.rules.signing import normal_name
from training.web import session
from training.web.account.blueprint import bp
from training.web.account.counting import address_key, key_of
from training.web.account.forms import NameForm, NewPasswordForm
from training.web.account.passwords import accept_password

Answer = Response | str | tuple[str, int]
OPENS = (Purpose.INVITATION, Purpose.RESET)


@bp.get("/masuk/lupa")
@public()
def forgot() -> Answer:
    return render_template("account/forgot.html", form=NameForm())


@bp.post("/masuk/lupa")
@public()
def send_reset() -> Answer:
    """The same answer in the same time whoever was named, known or not, written to or not."""
    form = NameForm()
    if not form.validate_on_submit():
        return render_template("account/forgot.html", form=form), 422
    at, name = now(), str(form.nama.data)
    counter = key_of(Limit.LETTER, normal_name(name).casefold())
    from_here = address_key("letter")
    failures.insist_all({from_here: Limit.ADDRESS}, at=at)
    tally = accounts.tallies((counter,)).get(counter)
    if not wait(Limit.LETTER, tally, at=at):
        failures.count({counter: Limit.LETTER, from_here: Limit.ADDRESS}, at=at)
        resets.ask(accounts.candidate(name).person, at=at)
    return redirect(url_for("account.reset_sent"), 303)


@bp.get("/masuk/lupa/terkirim")
@public()
def reset_sent() -> str:
    return render_template("account/reset_sent.html")


@bp.get("/masuk/tautan/<token>")
@public(object="one-time-link")
def link(token: str) -> FlaskResponse:
    return _quiet(_link_page(NewPasswordForm(), _opened(token)))


@bp.post("/masuk/tautan/<token>")
@public(object="one-time-link")
def use_link(token: str) -> FlaskResponse | Answer:
    form = NewPasswordForm()
    with session.only_reading():
        opened = _opened(token)
    new_hash = None
    if form.validate_on_submit() and accept_password(form, opened.name, opened.numbers):
        new_hash = fresh_hash(str(form.kata_sandi_baru.data))
    if new_hash is None or opened.person is None:
        return _quiet(_link_page(form, opened), 422)
    links.set_password(token, opened.person, new_hash, at=now())
    flash(_("Your password is set. Sign in with it now."), "success")
    return redirect(url_for("account.sign_in"), 303)


def _opened(token: str) -> OpenLink:
    return accounts.open_link(token, at=now(), purposes=OPENS)


def _link_page(form: NewPasswordForm, opened: OpenLink) -> str:
    return render_template(
        "account/link.html", form=form, name=opened.name, user=_first(opened.numbers),
        invited=opened.purpose is Purpose.INVITATION, action=request.path,
    )  # fmt: skip


def _first(numbers: Sequence[str]) -> str:
    return numbers[0] if numbers else ""


def _quiet(page: str, status: int = 200) -> FlaskResponse:
    """The address of this page is a secret: no other page may learn it."""
    answer = make_response(page, status)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@bp.errorhandler(LinkCannotBeUsed)
def dead_link(_error: LinkCannotBeUsed) -> FlaskResponse:
    g.keep_anyway = False
    return _quiet(render_template("account/dead_link.html"), 409)
