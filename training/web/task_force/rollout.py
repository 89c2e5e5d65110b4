"""The task force rolls out in steps whose order the lot decides, and sees whether it shows."""

from datetime import date
from typing import Any

from flask import (
    Blueprint,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    url_for,
)
from flask_babel import gettext
from wtforms import DateField
from wtforms.validators import DataRequired, InputRequired

from training.internalization.actions.cycles import When
from training.internalization.actions.rollout import seal
from training.internalization.queries.cycles import newest_closed
from training.internalization.queries.rollout import rollout
from training.internalization.rules.rollout import Wedge
from training.kernel.access import allow
from training.kernel.errors import DomainError
from training.people.rules.access import Permission
from training.reporting.queries.wedge import compared, offices, steps_of
from training.web.forms import Form, WholeNumber
from training.web.forms import later as _
from training.web.refusals import say, sentence
from training.web.session import acting, arrived, today

bp = Blueprint("task_force_rollout", __name__, url_prefix="/gugus-tugas/peluncuran")
LEVEL = 3

say(
    RolloutDoesNotFit=_(
        "A roll-out has 4 to 6 steps, 4 to 26 weeks apart, and begins within 400 days."
    ),
    TooFewUnitsToRollOut=_("There are fewer units than steps."),
    RolloutIsUnderWay=_("The roll-out is sealed already; its order is never drawn again."),
)


class RolloutForm(Form):
    """A roll-out: steps, first day, distance."""

    langkah = WholeNumber(_("Steps"), [InputRequired(_("Enter a number"))], default=4)
    dari = DateField(_("Day of the first step"), [DataRequired(_("Give the day"))])
    pekan = WholeNumber(
        _("Weeks between two steps"), [InputRequired(_("Enter a number"))], default=13
    )


@bp.get("")
@allow(Permission.RUN_CYCLES)
def show() -> str:
    return _page(RolloutForm(formdata=None))


@bp.post("")
@allow(Permission.RUN_CYCLES)
def make() -> Any:
    """Seal the roll-out."""
    form = RolloutForm()
    if not form.validate():
        return make_response(_page(form), 422)
    wedge = Wedge(form.langkah.data or 0, form.dari.data or date.min, form.pekan.data or 0)
    try:
        seal(wedge, offices(today()), when=When(arrived(), today(), acting().id))
    except DomainError as refused:
        form.langkah.errors = [sentence(refused)]
        return make_response(_page(form), 422)
    flash(gettext("Sealed. The hash is public now, the order from tomorrow on."), "success")
    return redirect(url_for(".show"), 303)


def _page(form: RolloutForm) -> str:
    chosen = current_app.config["RESAP"]
    sealed = rollout(today=today(), zone=chosen.timezone)
    cycle = newest_closed(today=today())
    found = None
    if sealed and sealed.steps and cycle:
        found = compared(sealed, cycle, level=LEVEL, k=chosen.k)
    return render_template(
        "task_force/rollout.html", form=form, sealed=sealed, cycle=cycle, found=found,
        steps=steps_of(sealed) if sealed else (), level=LEVEL, today=today(),
    )  # fmt: skip
