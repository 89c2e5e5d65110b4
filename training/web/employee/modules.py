"""One module: what it brings, its lessons, why it is not complete yet, its quiz and its sources."""

from typing import Any

from flask import make_response, redirect, render_template, url_for

from training.content.queries import quiz_of
from training.kernel.access import allow
from training.kernel.clock import now
from training.learning.queries import Mine, mine
from training.people.rules.access import Permission
from training.quiz.actions import start
from training.quiz.rules.attempts import RetakeIsTooEarly, may_start, of_edition
from training.web.employee.blueprint import bp
from training.web.employee.reading import help_lines, sources
from training.web.employee.words import STATES, whole_percent
from training.web.session import acting


@bp.get("/belajar/modul/<slug>")
@allow(Permission.LEARN, object="module")
def module(slug: str) -> str:
    return _overview(mine(acting().id, slug))


@bp.post("/belajar/modul/<slug>/kuis")
@allow(Permission.LEARN, object="module")
def start_quiz(slug: str) -> Any:
    person = acting()
    try:
        made = start(person, slug, at=now())
    except RetakeIsTooEarly as refused:
        page = _overview(mine(person.id, slug), refused=refused)
        return make_response(page, 409)
    return redirect(url_for("employee.attempt", attempt_id=made.attempt_id), 303)


def _overview(shown: Mine, *, refused: RetakeIsTooEarly | None = None) -> str:
    quiz = quiz_of(shown.edition.release_id)
    edition = shown.edition.edition
    return render_template(
        "employee/module.html",
        slug=shown.edition.slug,
        module=shown.module,
        edition=shown.edition,
        done=shown.completion,
        read=shown.read,
        quiz=quiz,
        permit=may_start(quiz, shown.past, edition=edition, at=now()),
        attempts=of_edition(shown.past, edition),
        earlier=[each for each in shown.past if each.edition < edition and each.submitted_at],
        refused=refused,
        sources=sources(shown.module.references),
        contacts=help_lines(shown.module),
        states=STATES,
        whole_percent=whole_percent,
    )
