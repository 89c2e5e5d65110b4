"""Exceptions for one person's quizzes: who has which, making one, ending one."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from training.kernel.access import allow
from training.people.queries import employees
from training.people.rules.access import Permission
from training.quiz import actions as quiz
from training.quiz.queries.allowances import Exemption, exemptions
from training.quiz.rules.exceptions import ExceptionIsUnusable
from training.reporting.queries.modules import current
from training.web.hr.exception_form import ExceptionForm, fault_in
from training.web.refusals import say
from training.web.session import acting, arrived, today

say(
    ExceptionIsUnusable=lazy_gettext("This exception cannot be made as it is."),
    ExceptionForOneself=lazy_gettext(
        "Nobody makes an exception for their own quizzes. Ask another HR person."
    ),
)
bp = Blueprint("hr_exceptions", __name__, url_prefix="/kepegawaian/pegawai")


@bp.get("/<uuid:employee_id>/pengecualian")
@allow(Permission.MAKE_EXCEPTIONS, object="employee")
def show(employee_id: UUID) -> str:
    return _page(_person(employee_id), ExceptionForm())


@bp.post("/<uuid:employee_id>/pengecualian")
@allow(Permission.MAKE_EXCEPTIONS, object="employee")
def make(employee_id: UUID) -> Any:
    person, form = _person(employee_id), ExceptionForm()
    form.offer(current())
    if not form.validate():
        return _page(person, form), 422
    try:
        quiz.allow(employee_id, form.wanted(), by=acting().id, at=arrived())
    except ExceptionIsUnusable as refused:
        fault_in(form, refused.fault)
        return _page(person, form), 422
    flash(_("The exception is made. It holds from the next page that the person opens."))
    return _back(employee_id)


@bp.post("/<uuid:employee_id>/pengecualian/akhiri")
@allow(Permission.MAKE_EXCEPTIONS, object="employee")
def end(employee_id: UUID) -> Response:
    _person(employee_id)
    ended = quiz.end_allowance(_named(), of=employee_id, by=acting().id, at=arrived())
    flash(_("The exception is ended.") if ended else _("That exception is over already."))
    return _back(employee_id)


def _named() -> UUID:
    """The exception of the pressed button; nonsense names none."""
    try:
        return UUID(request.form.get("pengecualian", ""))
    except ValueError:
        return UUID(int=0)


def _person(employee_id: UUID) -> Any:
    scope = acting().scope(Permission.MAKE_EXCEPTIONS)
    return employees.person(employee_id, scope, today=today())


def _back(employee_id: UUID) -> Response:
    return redirect(url_for("hr_exceptions.show", employee_id=employee_id), 303)


def _page(person: Any, form: ExceptionForm) -> str:
    modules = current()
    form.offer(modules)
    every, at = exemptions(person.id), arrived()
    live = [each for each in every if each.is_in_force(at=at)]
    titles = {each.slug: each.label for each in modules}
    return render_template(
        "hr/exceptions.html",
        person=person,
        form=form,
        live=live,
        over=[each for each in every if each not in live],
        title=lambda each: _title(each, titles),
    )


def _title(each: Exemption, titles: dict[str, str]) -> str:
    return titles.get(each.slug, each.slug) if each.slug else _("All modules")
