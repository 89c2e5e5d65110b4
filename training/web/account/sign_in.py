"""Signing in with a name and a password, and signing out."""

from flask import current_app, flash, g, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.kernel.access import public, signed_in
from training.kernel.clock import now
from training.people.actions import signing_in
from training.people.actions.accounts import fresh_hash
from training.people.queries import accounts
from training.people.queries.accounts import Candidate
from training.people.queries.sessions import actor
from training.people.rules.limits import Limit
from training.people.rules.sessions import EndedWhy
from training.people.rules.signing import is_outdated, normal_name, verifies
from training.web import session
from training.web.account.blueprint import bp
from training.web.account.counting import address_key, key_of
from training.web.account.forms import SignInForm
from training.web.account.way import keeping, onward, wanted
from training.web.account.words import ENDED

Answer = Response | str | tuple[str, int]


@bp.get("/masuk")
@public()
def sign_in() -> Answer:
    if session.visitor():
        return onward()
    if session.half_way():
        return redirect(keeping("account.second_factor"), 303)
    return _page(SignInForm(), why=session.why_ended())


@bp.post("/masuk")
@public()
def sign_in_now() -> Answer:
    form = SignInForm()
    if not form.validate_on_submit():
        return _page(form), 422
    name = str(form.nama.data)
    tried, found = _look_up(name)
    right = verifies(found.password_hash, str(form.kata_sandi.data)) and not found.closed
    if not right or found.person is None:
        return _refused(form, tried)
    outdated = is_outdated(found.password_hash or "")
    new_hash = fresh_hash(str(form.kata_sandi.data)) if outdated else None
    signing_in.admit(tried, new_hash=new_hash, at=now())
    return _let_in(found, shared_device=not form.perangkat_pribadi.data)


def _page(form: SignInForm, why: EndedWhy | None = None) -> str:
    return render_template(
        "account/sign_in.html", form=form, why=ENDED.get(why) if why else None, lanjut=wanted()
    )


def _look_up(name: str) -> tuple[signing_in.Try, Candidate]:
    """Who this may be. It is only read here: while the password is verified no lock is held."""
    name_key = key_of(Limit.NAME, normal_name(name).casefold())
    with session.only_reading():
        signing_in.insist_it_may_be_tried(name_key, address_key(), at=now())
        found = accounts.candidate(name)
    return signing_in.Try(name_key, address_key(), found.person), found


def _refused(form: SignInForm, tried: signing_in.Try) -> Answer:
    """One sentence for every failure: it tells neither that a name exists nor that it does not."""
    signing_in.refuse(tried, at=now())
    g.keep_anyway = True
    form.form_errors.append(_("The name or the password is not right"))
    return _page(form), 422


def _let_in(found: Candidate, *, shared_device: bool) -> Response:
    assert found.person is not None  # noqa: S101  (an accepted try has its person)
    person = actor(found.person, today=session.today())
    if not code_is_asked() or not (person.needs_second_factor or found.has_second_factor):
        session.open_for(person, shared_device=shared_device, second_factor=not code_is_asked())
        return onward()
    session.open_half_for(person, shared_device=shared_device)
    return redirect(keeping("account.second_factor"), 303)


def code_is_asked() -> bool:
    """The demo asks for no second step unless it was told to."""
    chosen = current_app.config["RESAP"]
    return chosen.demo_totp or not chosen.demo


@bp.get("/keluar")
@signed_in(any_factor=True)
def leave() -> str:
    return render_template("account/sign_out.html")


@bp.post("/keluar")
@signed_in(any_factor=True)
def sign_out() -> Response:
    session.close()
    flash(_("You are signed out."), "success")
    answer = redirect(url_for("account.sign_in"), 303)
    answer.headers["Clear-Site-Data"] = '"storage"'  # copies and unsent answers; cookies stay
    return answer
