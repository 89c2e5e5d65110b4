"""Objecting to how one is dealt with, and the administrator's list of objections with answers."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from training.kernel.access import allow
from training.people.rules.access import Permission
from training.privacy.actions import objecting
from training.privacy.queries.objections import Told, one, own, within_scope
from training.privacy.rules.objections import LEAST_WORDS, MOST_WORDS, Category, Outcome, State
from training.web.account.admin import scope
from training.web.account.blueprint import bp
from training.web.account.privacy_words import CATEGORIES, OUTCOMES, STATES, TAGS
from training.web.forms import Form, choices, trimmed
from training.web.forms import later as _
from training.web.session import acting, arrived, today

SPAN = Length(LEAST_WORDS, MOST_WORDS, message=_("Say in ten to two thousand signs what you mean."))


class ObjectionForm(Form):
    """What somebody objects to."""

    perihal = RadioField(
        _("What is it about?"),
        [InputRequired(_("Choose one"))],
        choices=choices(*CATEGORIES.items()),
    )
    kata = TextAreaField(
        _("What do you want to be different, and why?"),
        [DataRequired(_("Say in ten to two thousand signs what you mean.")), SPAN],
        filters=[trimmed],
    )


class AnswerForm(Form):
    """What is answered to it."""

    putusan = RadioField(
        _("Decision"), [InputRequired(_("Choose one"))], choices=choices(*OUTCOMES.items())
    )
    jawaban = TextAreaField(
        _("Your answer to the person"),
        [DataRequired(_("Say in ten to two thousand signs what you mean.")), SPAN],
        filters=[trimmed],
    )


@bp.get("/saya/keberatan")
@allow(Permission.SEE_OWN)
def objections() -> str:
    return _own_page(ObjectionForm())


@bp.post("/saya/keberatan")
@allow(Permission.SEE_OWN)
def object_now() -> Any:
    form = ObjectionForm()
    if not form.validate():
        return _own_page(form), 422
    category = Category(form.perihal.data)
    objecting.object_to(category, form.kata.data or "", by=acting().id, at=arrived())
    flash(gettext("Your objection is kept. An administrator answers it here."), "success")
    return redirect(url_for(".objections"), 303)


def _own_page(form: ObjectionForm) -> str:
    return render_template(
        "account/objections.html", form=form, found=own(acting().id), categories=CATEGORIES,
        states=STATES, tags=TAGS,
    )  # fmt: skip


@bp.get("/admin/keberatan")
@allow(Permission.ADMINISTER)
def admin_objections() -> str:
    return render_template(
        "account/admin_objections.html", found=within_scope(scope(), today=today()),
        categories=CATEGORIES, states=STATES, tags=TAGS,
    )  # fmt: skip


@bp.get("/admin/keberatan/<uuid:objection_id>")
@allow(Permission.ADMINISTER, object="objection")
def admin_objection(objection_id: UUID) -> str:
    return _answer_page(one(objection_id, scope(), today=today()), AnswerForm())


@bp.post("/admin/keberatan/<uuid:objection_id>")
@allow(Permission.ADMINISTER, object="objection")
def answer_objection(objection_id: UUID) -> Any:
    found, form = one(objection_id, scope(), today=today()), AnswerForm()
    if not form.validate():
        return _answer_page(found, form), 422
    outcome = Outcome(form.putusan.data)
    objecting.answer(found, outcome, form.jawaban.data or "", by=acting().id, at=arrived())
    flash(gettext("The answer is kept. The person reads it under their objections."), "success")
    return redirect(url_for(".admin_objections"), 303)


def _answer_page(found: Told, form: AnswerForm) -> str:
    return render_template(
        "account/admin_objection.html", found=found, form=form, categories=CATEGORIES,
        states=STATES, tags=TAGS, waits=found.state is State.WAITING,
        is_mine=found.person == acting().id, may_erase=_leads_to_erasing(found),
    )  # fmt: skip


def _leads_to_erasing(found: Told) -> bool:
    return found.category is Category.ERASE and found.state is State.GRANTED
