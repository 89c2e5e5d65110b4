"""One case: asked without its key; after the answer what was right, and why."""

from typing import Any
from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import lazy_gettext

from training.content.queries import indicators_of, module_of
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.practice.actions.answering import answer_case
from training.practice.queries.cases import Case, standing
from training.practice.queries.cases import case as case_of
from training.practice.rules.judging import AnswerIsMissing, CaseHasLapsed
from training.practice.rules.weeks import has_lapsed
from training.quiz.rules.answers import AnswerDoesNotFit
from training.quiz.rules.showing import OpenQuestion, feedback, open_questions
from training.web.employee.blueprint import bp
from training.web.employee.feedback import Around, Told, told_one
from training.web.employee.practice import zone
from training.web.employee.reading import help_lines
from training.web.employee.sheets import Card
from training.web.kinds import SHEETS
from training.web.refusals import say, sentence
from training.web.session import acting, arrived

say(
    CaseHasLapsed=lazy_gettext(
        "The week of this case is over, so it was put aside. It says nothing about you."
    ),
    AnswerIsMissing=lazy_gettext("Please answer the whole case before you send it."),
)


@bp.get("/latihan/kasus/<uuid:case_id>")
@allow(Permission.LEARN, object="case")
def practice_case(case_id: UUID) -> Any:
    found = case_of(case_id, of=acting().id)
    if found.answered:
        return _told_page(found)
    if has_lapsed(found.week, found.shown_at, at=arrived(), zone=zone()):
        flash(sentence(CaseHasLapsed()), "info")
        return redirect(url_for("employee.practice"), 303)
    return _asked_page(found)


@bp.post("/latihan/kasus/<uuid:case_id>")
@allow(Permission.LEARN, object="case")
def answer_practice(case_id: UUID) -> Any:
    """Keep the answer once; sent again, or too late to be the first, it changes nothing."""
    person, at = acting(), arrived()
    found = case_of(case_id, of=person.id)
    shown = _open(found)
    raw = SHEETS[shown.kind].read(request.form, shown)
    try:
        answer_case(case_id, raw, of=person.id, at=at, zone=zone())
    except (AnswerIsMissing, AnswerDoesNotFit) as refused:
        page = _asked_page(found, value=_showable(raw), error=sentence(refused))
        return make_response(page, 422)
    return redirect(url_for("employee.practice_case", case_id=case_id), 303)


def _open(found: Case) -> OpenQuestion:
    return open_questions(found.quiz, found.drawn, {})[0]


def _showable(raw: Any) -> Any:
    """What was sent, as far as a form can show it again."""
    if isinstance(raw, dict):
        return {key: each for key, each in raw.items() if isinstance(each, int | str)}
    return raw if isinstance(raw, str | list) else None


def _asked_page(found: Case, *, value: Any = None, error: str = "") -> str:
    module = module_of(found.release_id)
    return render_template(
        "employee/practice_case.html",
        case=found,
        card=Card(0, _open(found), value, 0, "", answered=False, error=error),
        contacts=help_lines(module),
    )


def _told_page(found: Case) -> str:
    now = standing(acting().id, at=arrived(), zone=zone())
    memory = now.memories.get((found.slug, found.card))
    module = module_of(found.release_id)
    return render_template(
        "employee/practice_told.html",
        case=found,
        result=found.result,
        each=_told(found),
        module=module,
        again_at=memory.due_at if memory else None,
        agenda=now.agenda,
        contacts=help_lines(module),
    )


def _told(found: Case) -> Told:
    """The case in the shape in which the result of a quiz tells its questions."""
    value = found.answered.value if found.answered else None
    marks = {found.question_key: found.result.points if found.result else 0.0}
    (whole,) = feedback(found.quiz, found.drawn, {found.question_key: value}, marks)
    around = Around(
        found.quiz, module_of(found.release_id), indicators_of(found.release_id), {}, {}
    )
    return told_one(0, whole, around)
