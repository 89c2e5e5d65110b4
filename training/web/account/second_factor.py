"""The second step of signing in: the code, and the page that sets it up."""

import segno
from flask import g, redirect, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.kernel.access import signed_in
from training.kernel.clock import now
from training.people.actions import second_factor as steps
from training.people.queries import accounts
from training.people.queries.accounts import Safeguards
from training.people.rules import totp
from training.people.rules.access import Actor
from training.people.rules.limits import Limit
from training.web import session
from training.web.account.blueprint import bp
from training.web.account.counting import key_of, secret
from training.web.account.current_password import (
    insist_it_may_be_tried,
    proves_the_password,
)
from training.web.account.forms import CodeAndPasswordForm, CodeForm
from training.web.account.way import keeping, onward, wanted

Answer = Response | str | tuple[str, int]


@bp.get("/masuk/dua-langkah")
@signed_in(any_factor=True)
def second_factor() -> Answer:
    person = session.acting()
    if person.second_factor:
        return onward()
    if not accounts.safeguards(person.id).has_second_factor:
        return redirect(keeping("account.set_up_second_factor"), 303)
    return _code_page(CodeForm())


@bp.post("/masuk/dua-langkah")
@signed_in(any_factor=True)
def give_code() -> Answer:
    form, person = CodeForm(), session.acting()
    if not form.validate_on_submit():
        return _code_page(form), 422
    counter = key_of(Limit.CODE, str(person.id))
    if not steps.accepts(person.id, str(form.kode.data), counter=counter, at=now()):
        return _wrong(form)
    session.complete()
    return onward()


def _code_page(form: CodeForm) -> str:
    return render_template("account/second_factor.html", form=form, lanjut=wanted())


def _wrong(form: CodeForm) -> Answer:
    g.keep_anyway = True
    form.kode.errors = [_("The code is not right or was already used")]
    return _code_page(form), 422


@bp.get("/masuk/dua-langkah/pasang")
@signed_in(any_factor=True)
def set_up_second_factor() -> Answer:
    person = session.acting()
    kept = accounts.safeguards(person.id)
    if kept.has_second_factor:
        return onward() if person.second_factor else redirect(keeping("account.second_factor"), 303)
    return _set_up_page(_set_up_form(person), person, kept)


def _set_up_form(person: Actor) -> CodeForm:
    """Who must set it up has just given the password; anybody else is asked for it again."""
    return CodeForm() if person.needs_second_factor else CodeAndPasswordForm()


@bp.post("/masuk/dua-langkah/pasang")
@signed_in(any_factor=True)
def set_up_second_factor_now() -> Answer:
    person = session.acting()
    form = _set_up_form(person)
    with session.only_reading():
        kept = accounts.safeguards(person.id)
        insist_it_may_be_tried(person.id)
    if not form.validate_on_submit() or not _is_allowed(form, kept, person):
        return _set_up_page(form, person, kept), 422
    if not steps.set_up(person.id, _proposed(person, kept), str(form.kode.data), at=now()):
        form.kode.errors = [_("The code does not fit. Check the clock of your phone.")]
        return _set_up_page(form, person, kept), 422
    session.complete()
    return onward()


def _is_allowed(form: CodeForm, kept: Safeguards, person: Actor) -> bool:
    asked = isinstance(form, CodeAndPasswordForm)
    return not asked or proves_the_password(form, kept, person.id)


def _proposed(person: Actor, kept: Safeguards) -> str:
    return totp.proposed_secret(f"{person.session_id}:{kept.totp_last_step}", key=secret())


def _set_up_page(form: CodeForm, person: Actor, kept: Safeguards) -> str:
    offered = _proposed(person, kept)
    address = totp.address(offered, name=kept.email or person.name)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=3, light="#ffffff")
    return render_template(
        "account/set_up_second_factor.html", form=form, picture=picture, lanjut=wanted(),
        secret=totp.in_groups(offered), compulsory=person.needs_second_factor,
    )  # fmt: skip
