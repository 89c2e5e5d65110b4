"""Erasing somebody who has left: one administrator asks, another carries it out."""

from typing import Any
from uuid import UUID

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from training.kernel.access import allow
from training.kernel.errors import DomainError
from training.people.queries.administration import Card
from training.people.rules.access import Permission
from training.privacy.actions import erasing
from training.privacy.queries.erasures import allowed, is_erased, requests, waits
from training.privacy.queries.erasures import request as request_of
from training.privacy.rules.erasing import LEAST_REASON, MOST_REASON
from training.web.account.admin import another, scope
from training.web.account.blueprint import bp
from training.web.account.privacy_words import GROUNDS
from training.web.forms import Form, trimmed
from training.web.forms import later as _
from training.web.refusals import sentence
from training.web.session import acting, arrived, today

SAID = _("Give the reason in ten to three hundred signs.")
CARRY_OUT, DECLINE = "laksanakan", "tolak"


class ErasureForm(Form):
    """Why a person is to be erased."""

    alasan = TextAreaField(
        _("Reason"), [DataRequired(SAID), Length(LEAST_REASON, MOST_REASON, message=SAID)],
        filters=[trimmed],
    )  # fmt: skip


@bp.get("/admin/penghapusan")
@allow(Permission.ADMINISTER)
def erasures() -> str:
    found = requests(scope(), today=today())
    return render_template(
        "account/admin_erasures.html", found=found, grounds=GROUNDS, me=acting().id
    )


@bp.post("/admin/penghapusan/<uuid:request_id>")
@allow(Permission.ADMINISTER, object="erasure")
def decide_erasure(request_id: UUID) -> Any:
    found = request_of(request_id, scope(), today=today())
    confirmed = request.form.get("putusan") == CARRY_OUT
    erasing.decide(found, confirmed=confirmed, by=acting().id, at=arrived(), zone=_zone())
    said = gettext("The data are erased.") if confirmed else gettext("The request is declined.")
    flash(said, "success")
    return redirect(url_for(".erasures"), 303)


@bp.get("/admin/pegawai/<uuid:person_id>/penghapusan")
@allow(Permission.ADMINISTER, object="person")
def ask_erasure(person_id: UUID) -> str:
    return _page(another(person_id), ErasureForm())


@bp.post("/admin/pegawai/<uuid:person_id>/penghapusan")
@allow(Permission.ADMINISTER, object="person")
def keep_erasure(person_id: UUID) -> Any:
    card, form = another(person_id), ErasureForm()
    if not form.validate():
        return _page(card, form), 422
    erasing.ask(card.id, form.alasan.data or "", by=acting().id, at=arrived(), zone=_zone())
    flash(gettext("The request is kept. A second administrator decides."), "success")
    return redirect(url_for(".erasures"), 303)


def _page(card: Card, form: ErasureForm) -> str:
    ground, why_not = None, ""
    try:
        ground = allowed(card.id, today=today())
    except DomainError as refused:
        why_not = sentence(refused)
    return render_template(
        "account/admin_erasure.html", card=card, form=form, why_not=why_not,
        ground=GROUNDS[ground] if ground else "", erased=is_erased(card.id),
        waits=waits(card.id) is not None,
    )  # fmt: skip


def _zone() -> str:
    return current_app.config["RESAP"].timezone
