"""Quizzes on paper: print sheets, find a sheet by its code, and what is not finished yet."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from sqlalchemy.exc import NoResultFound
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, NumberRange

from training.content.queries import module_of
from training.kernel.access import allow
from training.people.queries import employees
from training.people.rules.access import Permission
from training.quiz.actions.papers import Order, print_papers
from training.quiz.queries.papers import Sheet, batch, sheet_of, top_unit, unfinished
from training.quiz.rules.papers import (
    MOST_SHEETS,
    CodeIsMistyped,
    QuizIsNotForPaper,
    read_code,
    shown_code,
)
from training.quiz.rules.showing import open_questions
from training.reporting.queries.modules import current
from training.web.forms import Form, WholeNumber, choices, trimmed
from training.web.forms import later as _
from training.web.hr.paper_words import STATES
from training.web.refusals import say
from training.web.session import acting, arrived, today

bp = Blueprint("hr_papers", __name__, url_prefix="/kepegawaian/kertas")
say(QuizIsNotForPaper=lazy_gettext("This quiz must ask a branching story, which paper cannot."))


class PrintForm(Form):
    """Which quiz, for whom, and how many sheets for a room."""

    modul = SelectField(_("Which quiz"), validate_choice=True)
    nip = StringField(
        _("NIP"), filters=[trimmed],
        description=_("Leave it empty for sheets on which people write their own NIP."),
    )  # fmt: skip
    lembar = WholeNumber(
        _("Sheets"),
        [InputRequired(_("Enter a number")), NumberRange(1, MOST_SHEETS)],
        default=1,
        description=_("Every sheet has its own code and may have other questions. At most 40."),
    )


class CodeForm(Form):
    """The code that stands on every page of a sheet."""

    kode = StringField(_("Code of the sheet"), filters=[trimmed])


@bp.get("")
@allow(Permission.IMPORT_PEOPLE)
def home() -> str:
    return _page(PrintForm(nip=request.args.get("nip", "")[:30]), CodeForm())


@bp.post("")
@allow(Permission.IMPORT_PEOPLE)
def print_sheets() -> Any:
    form = PrintForm()
    form.modul.choices = _quizzes()
    if not form.validate():
        return _page(form, CodeForm(formdata=None)), 422
    scope = acting().scope(Permission.IMPORT_PEOPLE)
    owner = person_with(form.nip.data or "", scope) if form.nip.data else None
    if form.nip.data and owner is None:
        form.nip.errors = [gettext("Nobody in your units has this NIP.")]
        return _page(form, CodeForm(formdata=None)), 422
    unit = owner.unit_id if owner else top_unit(scope)
    count = 1 if owner else form.lembar.data or 1
    order = Order(form.modul.data, unit, owner.id if owner else None, count)
    try:
        made = print_papers(order, by=acting().id, at=arrived())
    except QuizIsNotForPaper:
        form.modul.errors = [gettext("This quiz must ask a branching story, which paper cannot.")]
        return _page(form, CodeForm(formdata=None)), 422
    return redirect(url_for(".sheets", batch_id=made), 303)


@bp.post("/kode")
@allow(Permission.IMPORT_PEOPLE)
def find() -> Any:
    """From the code on a sheet to the page where it is typed in."""
    form, scope = CodeForm(), acting().scope(Permission.IMPORT_PEOPLE)
    if form.validate():
        try:
            found = sheet_of(read_code(form.kode.data or ""), scope=scope)
            return redirect(url_for("hr_paper_entry.show", code=found.code), 303)
        except CodeIsMistyped:
            form.kode.errors = [gettext("A sign of this code is wrong. Read it from the sheet.")]
        except NoResultFound:
            form.kode.errors = [gettext("No sheet in your units has this code.")]
    return _page(PrintForm(formdata=None), form), 422


@bp.get("/cetak/<uuid:batch_id>")
@allow(Permission.IMPORT_PEOPLE, object="paper-batch")
def sheets(batch_id: UUID) -> str:
    """The sheets as they are printed: questions, never the key."""
    found = batch(batch_id, scope=acting().scope(Permission.IMPORT_PEOPLE))
    return render_template(
        "hr/paper_sheets.html",
        sheets=[(each, open_questions(each.quiz, each.drawn, {})) for each in found],
        module=module_of(found[0].now.release_id),
        release=found[0].now,
        stories=found[0].quiz.draw.scenarios,
        shown_code=shown_code,
    )


def person_with(number: str, scope: tuple[str, ...]) -> Any:
    """The person of the scope with a number, or None."""
    found = employees.find(number) if number else None
    return employees.one_or_none(found, scope, today=today()) if found else None


def _quizzes() -> list[Any]:
    return choices(*((each.slug, each.label) for each in current() if each.has_quiz))


def _page(form: PrintForm, code: CodeForm) -> str:
    form.modul.choices = _quizzes()
    found = unfinished(scope=acting().scope(Permission.IMPORT_PEOPLE))
    titles = {each.slug: each.label for each in current()}
    return render_template(
        "hr/papers.html", form=form, code=code, rows=[_row(each, titles) for each in found],
    )  # fmt: skip


def _row(sheet: Sheet, titles: dict[str, str]) -> list[Any]:
    href = url_for("hr_paper_entry.show", code=sheet.code)
    label, look = STATES[sheet.state]
    return [
        {"text": shown_code(sheet.code), "href": href},
        titles.get(sheet.now.slug, sheet.now.slug),
        sheet.person or gettext("a room"),
        {"text": gettext("Print again"), "href": url_for(".sheets", batch_id=sheet.batch_id)},
        {"text": label, "tag": look},
    ]
