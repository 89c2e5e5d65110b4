"""One module: what it brings, its lessons, why it is not complete yet, its quiz and its sources."""

from collections.abc import Iterable
from typing import Any

from flask import make_response, redirect, render_template, request, url_for

from training.content.queries import quiz_of
from training.content.rules.gates import Purpose
from training.kernel.access import allow
from training.learning.actions import begin
from training.learning.queries import Mine, mine
from training.people.rules.access import Permission
from training.quiz.rules.attempts import Past, counted, of_edition
from training.quiz.rules.permits import Permit, QuizMayNotStart
from training.reporting.actions import settle
from training.web.employee.blueprint import bp
from training.web.employee.doors import OFFERS, PURPOSES, doors_of, here, told, why_not
from training.web.employee.reading import help_lines, sources
from training.web.employee.words import RESULTS, STATES, result_of, whole_percent
from training.web.present import date_time
from training.web.session import acting, arrived


@bp.get("/belajar/modul/<slug>")
@allow(Permission.LEARN, object="module")
def module(slug: str) -> str:
    return _overview(_mine(slug))


def _mine(slug: str) -> Mine:
    """The module as the person is in it, after the server closed what is over its time."""
    person, at = acting(), arrived()
    shown = mine(person.id, slug)
    late = any(e.submitted_at is None and e.deadline and e.deadline < at for e in shown.past)
    return mine(person.id, slug) if late and settle(person.id, slug, at=at) else shown


@bp.post("/belajar/modul/<slug>/kuis")
@allow(Permission.LEARN, object="module")
def start_quiz(slug: str) -> Any:
    person, at = acting(), arrived()
    settle(person.id, slug, at=at)
    try:
        made = begin(person, slug, at=at, where=here(), purpose=_purpose())
    except QuizMayNotStart as refused:
        page = _overview(mine(person.id, slug), refused=refused.permit)
        return make_response(page, 409)
    return redirect(url_for("employee.attempt", attempt_id=made.attempt_id), 303)


def _purpose() -> Purpose:
    """What the pressed button is for; anything unknown is the quiz itself."""
    known = {each.value: each for each in Purpose}
    return known.get(request.form.get("tujuan", ""), Purpose.POST)


def _overview(shown: Mine, *, refused: Permit | None = None) -> str:
    quiz = quiz_of(shown.edition.release_id)
    edition = shown.edition.edition
    found = doors_of(shown.edition, shown.past)
    return render_template(
        "employee/module.html",
        slug=shown.edition.slug,
        module=shown.module,
        edition=shown.edition,
        done=shown.completion,
        read=shown.read,
        quiz=quiz,
        permit=found.permit,
        offers=[(each, OFFERS[each.purpose]) for each in found.offers],
        why=why_not(found.permit),
        tried=bool(counted(shown.past, edition)),
        attempts=_lines(of_edition(shown.past, edition)),
        earlier=_lines(each for each in shown.past if each.edition < edition),
        refused=told(refused) if refused else "",
        purposes=PURPOSES,
        sources=sources(shown.module.references),
        contacts=help_lines(shown.module),
        states=STATES,
        whole_percent=whole_percent,
    )


def _lines(past: Iterable[Past]) -> list[list[Any]]:
    """Closed attempts as the rows of a table: when, for what, the score, how it ended."""
    return [_line(each) for each in past if each.submitted_at]


def _line(past: Past) -> list[Any]:
    words, look = RESULTS[result_of(past)]
    when = {
        "text": date_time(past.submitted_at),
        "href": url_for("employee.result", attempt_id=past.id),
        "note": PURPOSES[past.purpose] if past.purpose is not Purpose.POST else None,
    }
    score = "–" if past.void else whole_percent(past.score)
    return [when, score, {"text": words, "tag": look}]
