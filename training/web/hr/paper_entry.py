"""Typing a sheet: each of two clerks blind to the other, then differences, then the attempt."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import (
    Blueprint,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext, lazy_gettext
from sqlalchemy.exc import NoResultFound
from wtforms import DateField, StringField, TimeField
from wtforms.validators import DataRequired

from training.content.queries import module_of
from training.kernel.access import allow
from training.learning.queries import candidate
from training.people.queries import employees
from training.people.queries.sessions import actor
from training.people.rules.access import Permission
from training.quiz.actions.papers import choose_sides, take, type_in
from training.quiz.queries.papers import Sheet, sheet_of
from training.quiz.rules.papers import (
    ENTRIES,
    CodeIsMistyped,
    Entry,
    PaperIsNotAgreed,
    Side,
    SittingTimeIsWrong,
    State,
    read_code,
    shown_code,
)
from training.quiz.rules.permits import QuizMayNotStart
from training.reporting.actions import note_result
from training.web.forms import Form, trimmed
from training.web.forms import later as _
from training.web.hr.paper_lines import apart, lines, read_answers
from training.web.hr.paper_words import STATES, why_not
from training.web.hr.papers import person_with
from training.web.refusals import say
from training.web.session import acting, arrived, today

bp = Blueprint("hr_paper_entry", __name__, url_prefix="/kepegawaian/kertas")
say(
    CodeIsMistyped=lazy_gettext("A sign of this code is wrong. Read it from the sheet."),
    SameClerkTwice=lazy_gettext("You have typed this sheet. Somebody else makes the second entry."),
    OwnSheet=lazy_gettext("This is your own sheet. Somebody else types and settles it."),
    PaperIsTyped=lazy_gettext("This sheet has been typed twice already."),
    PaperIsDone=lazy_gettext("This sheet has its result already. A code is entered only once."),
    PaperIsNotAgreed=lazy_gettext("Choose for every difference what stands on the sheet."),
    SittingTimeIsWrong=lazy_gettext("Give a time between the printing of the sheet and now."),
)


class EntryForm(Form):
    """Who sat and when; the questions beside it come from the sheet."""

    nip = StringField(_("NIP on the sheet"), filters=[trimmed])
    tanggal = DateField(_("Day on the sheet"), [DataRequired(_("Give the day on the sheet"))])
    jam = TimeField(
        _("Time on the sheet"), [DataRequired(_("Give the time on the sheet"))],
        format=["%H:%M", "%H.%M"],
    )  # fmt: skip

    def sat_at(self) -> datetime:
        """The instant that was written, in the city's zone."""
        zone = ZoneInfo(current_app.config["RESAP"].timezone)
        return datetime.combine(self.tanggal.data, self.jam.data, zone)  # type: ignore[arg-type]  (validated: both are given)


def _scope() -> tuple[str, ...]:
    return acting().scope(Permission.IMPORT_PEOPLE)


def _sheet(code: str) -> Sheet:
    """The sheet of an address; what cannot be a code names none."""
    try:
        return sheet_of(read_code(code), scope=_scope())
    except CodeIsMistyped:
        raise NoResultFound from None


@bp.get("/<code>")
@allow(Permission.IMPORT_PEOPLE, object="paper")
def show(code: str) -> str:
    return _page(_sheet(code), EntryForm())


@bp.post("/<code>")
@allow(Permission.IMPORT_PEOPLE, object="paper")
def enter(code: str) -> Any:
    """Keep an entry; the second one, if it is like the first, makes the attempt."""
    sheet, form = _sheet(code), EntryForm()
    answers, errors = read_answers(sheet, request.form)
    person = _person(sheet, form) if form.validate() else None
    if person is None or errors:
        return make_response(_page(sheet, form, answers, errors), 422)
    try:
        type_in(sheet, Entry(acting().id, person, form.sat_at(), answers), at=arrived())
    except SittingTimeIsWrong:
        form.jam.errors = [gettext("Give a time between the printing of the sheet and now.")]
        return make_response(_page(sheet, form, answers), 422)
    flash(gettext("Your entry is kept."), "success")
    return _onward(code)


@bp.post("/<code>/beda")
@allow(Permission.IMPORT_PEOPLE, object="paper")
def settle(code: str) -> Any:
    """The third look: what stands on the sheet where two entries differ."""
    sheet = _sheet(code)
    known = {side.value: side for side in Side}
    said = {key: request.form.get(f"beda-{key}", "") for key in sheet.apart}
    sides = {key: known[text] for key, text in said.items() if text in known}
    try:
        choose_sides(sheet, sides, by=acting().id, at=arrived())
    except PaperIsNotAgreed:
        return make_response(_page(sheet, EntryForm(formdata=None), sides=sides, left=True), 422)
    return _onward(code)


@bp.post("/<code>/jadikan")
@allow(Permission.IMPORT_PEOPLE, object="paper")
def make(code: str) -> Any:
    """Try again to make the attempt of a sheet that was typed twice."""
    sheet = _sheet(code)
    _attempt(sheet)
    return redirect(url_for(".show", code=code), 303)


def _onward(code: str) -> Any:
    sheet = _sheet(code)
    if sheet.state is State.AGREED:
        _attempt(sheet)
    return redirect(url_for(".show", code=code), 303)


def _attempt(sheet: Sheet) -> None:
    """Make the attempt, or say why the rules of the quiz do not allow it; the entries stay."""
    if sheet.state is State.DONE or len(sheet.entries) < ENTRIES:
        raise PaperIsNotAgreed
    found = sheet.agreed
    day = found.sat_at.astimezone(ZoneInfo(current_app.config["RESAP"].timezone)).date()
    person = actor(found.person, today=day)
    who = candidate(person, sheet.now, today=day, address="")
    try:
        take(sheet, person, who=who, by=acting().id, at=arrived())
    except QuizMayNotStart as refused:
        flash(why_not(refused.permit), "warning")
        return
    note_result(person.id, sheet.now.slug, at=arrived())
    flash(gettext("The sheet has become a result, marked as any other."), "success")


def _person(sheet: Sheet, form: EntryForm) -> UUID | None:
    """Whose sheet it is: printed on it, or the NIP that was written."""
    if sheet.employee_id:
        return employees.person(sheet.employee_id, _scope(), today=today()).id
    found = person_with(form.nip.data or "", _scope())
    if found is None:
        form.nip.errors = [gettext("Nobody in your units has this NIP.")]
    return found.id if found else None


def _page(
    sheet: Sheet, form: EntryForm, answers: Any = None, errors: Any = None, **settling: Any
) -> str:
    label, look = STATES[sheet.state]
    typed = any(each.clerk == acting().id for each in sheet.entries)
    asked = lines(sheet, answers or {}, errors or {})
    return render_template(
        "hr/paper.html",
        sheet=sheet,
        code=shown_code(sheet.code),
        module=module_of(sheet.now.release_id),
        form=form,
        lines=asked if sheet.state in {State.PRINTED, State.ONCE} and not typed else (),
        apart=apart(sheet) if sheet.state is State.DIFFERS else (),
        typed=typed,
        label=label,
        look=look,
        State=State,
        Side=Side,
        **{"sides": {}, "left": False, **settling},
    )
