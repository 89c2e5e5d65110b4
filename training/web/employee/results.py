"""My own results: by module, and by where and when conduct shows; reading told as time."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import render_template

from training.content.queries import quiz_of
from training.kernel.access import allow
from training.learning.queries import Mine, all_mine, seconds_read
from training.learning.rules.completion import Progress
from training.learning.rules.results import Judged, Part, shares
from training.people.rules.access import Permission
from training.quiz.rules.attempts import Past, best, first
from training.web.employee.blueprint import bp
from training.web.employee.words import DIMENSIONS, STAGES, STATES, whole_percent
from training.web.session import acting

Pick = Callable[[Sequence[Past], int], Past | None]


@bp.get("/capaian")
@allow(Permission.SEE_OWN)
def results() -> str:
    person = acting()
    modules = [each for each in all_mine(person.id, None) if _touched(each)]
    seconds = seconds_read(person.id)
    return render_template(
        "employee/results.html",
        modules=modules,
        minutes={slug: round(spent / 60) for slug, spent in seconds.items()},
        parts=[
            (Part.DIMENSION, DIMENSIONS, _by_part(modules, Part.DIMENSION, DIMENSIONS)),
            (Part.STAGE, STAGES, _by_part(modules, Part.STAGE, STAGES)),
        ],
        states=STATES,
        whole_percent=whole_percent,
    )


def _touched(mine: Mine) -> bool:
    return mine.completion.state is not Progress.NOT_STARTED or bool(mine.past)


def _by_part(
    modules: Sequence[Mine], part: Part, values: Mapping[str, object]
) -> dict[str, dict[str, Any]]:
    """First and best attempts of the current editions, side by side."""
    names = tuple(values)
    firsts = shares(_judged(modules, first), part, names)
    bests = shares(_judged(modules, best), part, names)
    return {name: {"first": firsts[name], "best": bests[name]} for name in names}


def _judged(modules: Sequence[Mine], pick: Pick) -> list[Judged]:
    picked = (pick(each.past, each.edition.edition) for each in modules)
    return [Judged(_questions(past.release_id), past.marks) for past in picked if past]


def _questions(release_id: UUID) -> Mapping[str, Any]:
    quiz = quiz_of(release_id)
    return {question.key: question for question in quiz.questions} if quiz else {}
