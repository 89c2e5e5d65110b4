"""One's own page: the hub, the password, the second step, and the devices that are signed in."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from training.kernel.access import signed_in
from training.kernel.clock import now
from training.people.actions import accounts as changes
from training.people.actions import second_factor, sessions
from training.people.queries import accounts
from training.people.queries.accounts import Safeguards
from training.people.queries.sessions import open_sessions
from training.people.rules.sessions import EndedWhy
from training.people.rules.totp import RoleNeedsSecondFactor
from training.web import session
from training.web.account import letters
from training.web.account.blueprint import bp
from training.web.account.current_password import (
    insist_it_may_be_tried,
    proves_the_password,
)
from training.web.account.forms import ChangePasswordForm, CurrentPasswordForm
from training.web.account.passwords import accept_password

Answer = Response | str | tuple[str, int]


@bp.get("/saya")
@signed_in()
def me() -> str:
    return render_template("account/me.html", person=session.acting())


@bp.get("/saya/keamanan")
@signed_in()
def security() -> str:
    return _page(ChangePasswordForm())


def _page(form: ChangePasswordForm) -> str:
    person = session.acting()
    return render_template(
        "account/security.html", form=form, kept=accounts.safeguards(person.id),
        sessions=open_sessions(person.id, at=now()), current=person.session_id,
        tokens=accounts.api_tokens(person.id), compulsory=person.needs_second_factor,
        user=next(iter(accounts.numbers(person.id)), ""),
    )  # fmt: skip


@bp.post("/saya/keamanan/kata-sandi")
@signed_in()
def change_password() -> Answer:
    form, person = ChangePasswordForm(), session.acting()
    if not form.validate_on_submit():
        return _page(form), 422
    with session.only_reading():
        kept, numbers = accounts.safeguards(person.id), accounts.numbers(person.id)
        insist_it_may_be_tried(person.id)
    if not proves_the_password(form, kept, person.id):
        return _page(form), 422
    if not accept_password(form, kept.name, numbers):
        return _page(form), 422
    changes.keep_password(person.id, changes.fresh_hash(str(form.kata_sandi_baru.data)), at=now())
    session.renew()
    _tell(kept)
    flash(_("Your password is changed. Other devices were signed out."), "success")
    return redirect(url_for("account.security"), 303)


def _tell(kept: Safeguards) -> None:
    if kept.email:
        subject = _("Your Resap password was changed")
        letters.send_notice(
            "password_changed", to=kept.email, name=kept.name, subject=subject, at=now()
        )


@bp.post("/saya/keamanan/sesi/<uuid:session_id>/akhiri")
@signed_in(object="own-session")
def end_session(session_id: UUID) -> Response:
    person = session.acting()
    if session_id == person.session_id:
        session.close()
        return redirect(url_for("account.sign_in"), 303)
    if not sessions.end(session_id, of=person.id, at=now(), why=EndedWhy.ENDED_BY_PERSON):
        raise NoResultFound
    flash(_("That device is signed out."), "success")
    return redirect(url_for("account.security"), 303)


@bp.post("/saya/keamanan/sesi/akhiri-semua")
@signed_in()
def end_all_sessions() -> Response:
    """All end, this one too: a stolen copy of its cookie dies, and this browser gets a new one."""
    me = session.acting().id
    sessions.end_all(me, by=me, at=now(), why=EndedWhy.ENDED_BY_PERSON)
    session.renew()
    flash(_("All other devices are signed out."), "success")
    return redirect(url_for("account.security"), 303)


@bp.get("/saya/keamanan/dua-langkah")
@signed_in()
def second_factor_removal() -> str:
    return _removal_page(CurrentPasswordForm())


def _removal_page(form: CurrentPasswordForm) -> str:
    return render_template("account/remove_second_factor.html", form=form)


@bp.post("/saya/keamanan/dua-langkah")
@signed_in()
def remove_second_factor() -> Answer:
    form, person = CurrentPasswordForm(), session.acting()
    if person.needs_second_factor:
        raise RoleNeedsSecondFactor
    if not form.validate_on_submit():
        return _removal_page(form), 422
    with session.only_reading():
        kept = accounts.safeguards(person.id)
        insist_it_may_be_tried(person.id)
    if not proves_the_password(form, kept, person.id):
        return _removal_page(form), 422
    second_factor.remove(person.id, by=person.id, at=now())
    session.renew()
    flash(_("Two-step sign-in is removed."), "success")
    return redirect(url_for("account.security"), 303)
