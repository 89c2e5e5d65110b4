"""What was agreed with the task force and is mine to do: until when, and how it goes."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import NoResultFound
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from training.kernel.access import allow
from training.kernel.errors import DomainError
from training.oversight.actions.following import tell
from training.oversight.queries.cases import Case, case_done_by, cases_done_by
from training.oversight.rules.records import MOST_WORDS
from training.people.rules.access import Permission
from training.web import casework_words as words
from training.web.forms import Form, trimmed
from training.web.forms import later as __
from training.web.refusals import sentence
from training.web.session import acting, arrived, today

bp = Blueprint("acts", __name__, url_prefix="/saya/tindak-lanjut")


class TellForm(Form):
    """How it goes."""

    kabar = TextAreaField(
        __("How does it go?"), [DataRequired(__("Write how it goes")), Length(max=MOST_WORDS)],
        filters=[trimmed], description=__("What was done or what stands in the way. No names."),
    )  # fmt: skip


@bp.get("")
@allow(Permission.SEE_OWN)
def home() -> str:
    cases = cases_done_by(acting().id, today=today())
    return render_template(
        "employee/acts.html", words=words, open=[each for each in cases if not each.is_closed],
        closed=[each for each in cases if each.is_closed],
    )  # fmt: skip


@bp.get("/<uuid:finding_id>")
@allow(Permission.SEE_OWN, object="own-act")
def show(finding_id: UUID) -> str:
    return _page(_mine(finding_id), TellForm(formdata=None))


@bp.post("/<uuid:finding_id>")
@allow(Permission.SEE_OWN, object="own-act")
def keep(finding_id: UUID) -> Any:
    """Tell how it goes."""
    found, form = _mine(finding_id), TellForm()
    if form.validate():
        try:
            tell(finding_id, form.kabar.data or "", by=acting().id, at=arrived(), today=today())
            flash(_("Kept. The head of your unit and the task force see it."), "success")
            return redirect(url_for(".show", finding_id=finding_id), 303)
        except DomainError as refused:
            form.kabar.errors = [sentence(refused)]
    return make_response(_page(found, form), 422)


def _mine(finding_id: UUID) -> Case:
    found = case_done_by(finding_id, acting().id, today=today())
    if found is None:
        raise NoResultFound
    return found


def _page(case: Case, form: TellForm) -> str:
    return render_template("employee/act.html", case=case, form=form, words=words)
