"""Serious conduct against a child: one mentor reports it, a second one verifies it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from training.kernel.access import allow
from training.observation.actions.findings import report, verify
from training.observation.queries.findings import Finding, one_to_verify
from training.observation.queries.visits import Assigned
from training.observation.rules.findings import FindingState
from training.observation.rules.sheets import MOST_NOTE, CorrectionNeedsReason
from training.people.rules.access import Permission
from training.web.forms import Form, choices, trimmed
from training.web.forms import later as _
from training.web.observer import observing_words as words
from training.web.observer.visits import visit_of
from training.web.refusals import sentence
from training.web.session import acting, arrived, today

bp = Blueprint("observer_contrary", __name__, url_prefix="/pengamatan")
YES, NO = "ya", "tidak"


class ReportForm(Form):
    """Which conduct of the instrument's short list, and what happened."""

    laku = RadioField(
        _("What did you see?"), [InputRequired(_("Choose one of the conducts of the list."))]
    )
    uraian = TextAreaField(
        _("What happened, in a few sentences"), [Length(max=MOST_NOTE)], filters=[trimmed],
        description=_("Without names and without anything by which a child could be known."),
    )  # fmt: skip


class VerdictForm(Form):
    """What the second mentor found."""

    hasil = RadioField(
        _("Was it so?"), [InputRequired(_("Choose an answer"))],
        choices=choices((YES, _("Yes, it is verified")), (NO, _("No, it could not be verified"))),
    )  # fmt: skip
    dasar = TextAreaField(
        _("How did you find out?"), [InputRequired(_("Say in a sentence why.")),
                                     Length(max=MOST_NOTE)],
        filters=[trimmed], description=_("For example: whom you asked, by their post."),
    )  # fmt: skip


@bp.get("/<uuid:visit_id>/temuan")
@allow(Permission.OBSERVE, object="visit")
def ask(visit_id: UUID) -> str:
    found = visit_of(visit_id)
    return _report_page(found, _form(found))


@bp.post("/<uuid:visit_id>/temuan")
@allow(Permission.OBSERVE, object="visit")
def tell(visit_id: UUID) -> Any:
    """Report it; a second mentor of another department is chosen by lot."""
    found = visit_of(visit_id)
    form = _form(found)
    if not form.validate():
        return make_response(_report_page(found, form), 422)
    person, said = acting().id, form.uraian.data or ""
    report(visit_id, form.laku.data, said, by=person, at=arrived(), today=today())
    flash(gettext("Reported. A second mentor of another department looks into it now."), "success")
    return redirect(url_for("observer_visits.visit", visit_id=visit_id), 303)


@bp.get("/temuan/<uuid:finding_id>")
@allow(Permission.OBSERVE, object="finding")
def show(finding_id: UUID) -> str:
    return _verdict_page(one_to_verify(finding_id, acting().id), VerdictForm(formdata=None))


@bp.post("/temuan/<uuid:finding_id>")
@allow(Permission.OBSERVE, object="finding")
def settle(finding_id: UUID) -> Any:
    """Say whether it was so."""
    finding, form = one_to_verify(finding_id, acting().id), VerdictForm()
    if not form.validate():
        return make_response(_verdict_page(finding, form), 422)
    try:
        verify(
            finding_id, verified=form.hasil.data == YES, words=form.dasar.data or "",
            by=acting().id, at=arrived(),
        )  # fmt: skip
    except CorrectionNeedsReason as refused:
        form.dasar.errors = [sentence(refused)]
        return make_response(_verdict_page(finding, form), 422)
    flash(gettext("Your answer is kept. The task force sees it."), "success")
    return redirect(url_for("observer_visits.home"), 303)


def _form(found: Assigned) -> ReportForm:
    form = ReportForm()
    form.laku.choices = choices(*((each.key, each.sentence) for each in found.instrument.contrary))
    return form


def _report_page(found: Assigned, form: ReportForm) -> str:
    return render_template("observer/report.html", visit=found, form=form)


def _verdict_page(finding: Finding, form: VerdictForm) -> str:
    return render_template(
        "observer/verdict.html", finding=finding, form=form, words=words,
        waiting=finding.state is FindingState.WAITING,
    )  # fmt: skip
