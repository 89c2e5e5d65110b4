"""A closed cycle is corrected by a new snapshot: one person asks, another decides."""

from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from training.internalization.actions.correcting import ask_correction, decide_correction
from training.internalization.actions.cycles import When
from training.internalization.queries.cycles import cycle_of
from training.internalization.queries.snapshots import Correction, corrections_of
from training.internalization.rules.snapshots import LONGEST_REASON, CorrectionIsDecided
from training.kernel.access import allow
from training.kernel.errors import DomainError
from training.people.rules.access import Permission
from training.web.forms import Form, trimmed
from training.web.forms import later as _
from training.web.refusals import say, sentence
from training.web.session import acting, arrived, today
from training.web.task_force.cycle_work import CLOSING

bp = Blueprint("cycle_corrections", __name__, url_prefix="/gugus-tugas/putaran")
say(
    CycleIsNotClosed=_("This cycle is not closed yet: there is nothing to correct or to sign."),
    CorrectionWaits=_("A correction of this cycle waits already."),
    CycleIsCorrected=_("This snapshot was corrected already; correct the newest one."),
    CycleReasonIsMissing=_("Say in at least twenty signs what was wrong and how it was found."),
    CorrectionNeedsAnother=_("Who asked for a correction does not decide on it."),
    CorrectionIsDecided=_("No correction waits for a decision."),
)


class CorrectionForm(Form):
    """Why a closed cycle should be counted again."""

    alasan = TextAreaField(
        _("What was wrong, and how was it found?"),
        [DataRequired(_("Say why the cycle should be counted again")), Length(max=LONGEST_REASON)],
        filters=[trimmed],
        description=_("This stands on every report of the new snapshot. Name no person."),
    )


@bp.get("/<label>/koreksi")
@allow(Permission.RUN_CYCLES, object="closed-cycle")
def show(label: str) -> str:
    return _page(label, CorrectionForm(), "")


@bp.post("/<label>/koreksi")
@allow(Permission.RUN_CYCLES, object="closed-cycle")
def ask(label: str) -> Any:
    form = CorrectionForm()
    if not form.validate():
        return make_response(_page(label, form, ""), 422)
    try:
        ask_correction(label, form.alasan.data or "", by=acting().id, when=_when())
    except DomainError as refused:
        form.alasan.errors = [sentence(refused)]
        return make_response(_page(label, form, ""), 422)
    flash(gettext("The correction waits for a second person."), "success")
    return redirect(url_for(".show", label=label), 303)


@bp.post("/<label>/koreksi/putusan")
@allow(Permission.RUN_CYCLES, object="closed-cycle")
def decide(label: str) -> Any:
    """Agree or not; where they agree, the worker counts the new snapshot."""
    waiting = _waiting(label)
    agreed = request.form.get("setuju") == "ya"
    try:
        if waiting is None:
            raise CorrectionIsDecided
        fresh = decide_correction(waiting.id, agreed=agreed, by=acting().id, when=_when())
    except DomainError as refused:
        return make_response(_page(label, CorrectionForm(), sentence(refused)), 409)
    if fresh is None:
        flash(gettext("The correction is refused; nothing has changed."), "success")
        return redirect(url_for(".show", label=label), 303)
    return redirect(url_for("cycle_work.show", label=fresh, work=CLOSING), 303)


def _waiting(label: str) -> Correction | None:
    found = corrections_of(cycle_of(label, today=today()).id)
    return next((each for each in found if each.agreed is None), None)


def _page(label: str, form: CorrectionForm, refused: str) -> str:
    cycle = cycle_of(label, today=today())
    known = corrections_of(cycle.id)
    waiting = next((each for each in known if each.agreed is None), None)
    return render_template(
        "task_force/cycle_correction.html", cycle=cycle, form=form, refused=refused, known=known,
        waiting=waiting, mine=waiting is not None and waiting.by == acting().id,
        may_ask=all(each.agreed is False for each in known),
    )  # fmt: skip


def _when() -> When:
    return When(arrived(), today(), acting().id)
