"""The page where the first administrator comes in with the operator's one-time code."""

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from training.kernel.access import public
from training.kernel.clock import now
from training.people.actions import first_admin
from training.people.actions.accounts import fresh_hash
from training.people.queries.census import any_account
from training.people.rules.links import LinkCannotBeUsed
from training.web import session
from training.web.account.blueprint import bp
from training.web.account.forms import FirstForm
from training.web.account.passwords import accept_password

Answer = Response | str | tuple[str, int]


@bp.get("/masuk/awal")
@public()
def first() -> Answer:
    if any_account():
        return redirect(url_for("account.sign_in"), 303)
    return _page(FirstForm())


@bp.post("/masuk/awal")
@public()
def open_house() -> Answer:
    form = FirstForm()
    with session.only_reading():
        if any_account():
            return redirect(url_for("account.sign_in"), 303)
    name, email = str(form.nama.data), str(form.email.data)
    if not form.validate_on_submit() or not accept_password(form, name, (email.split("@")[0],)):
        return _page(form), 422
    newcomer = first_admin.Newcomer(
        name, email, fresh_hash(str(form.kata_sandi_baru.data)), current_app.config["RESAP"].city
    )
    try:
        first_admin.open_house(str(form.kode.data), newcomer, today=session.today(), at=now())
    except LinkCannotBeUsed:
        form.kode.errors = [_("The code is not right or its day is over")]
        return _page(form), 422
    flash(_("The first account is ready. Sign in with it now."), "success")
    return redirect(url_for("account.sign_in"), 303)


def _page(form: FirstForm) -> str:
    return render_template("account/first.html", form=form)
