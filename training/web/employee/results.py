"""My own results: by module, and by where and when conduct shows; reading told as time."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import render_template

from training.content.queries import quiz_of
from training.content.rules.review import Piece
from training.kernel.access import allow
from training.learning.queries import Mine, all_mine, seconds_read
from training.learning.rules.completion import Progress
from training.learning.rules.results import Judged, Part, shares
from training.people.rules.access import Permission
from training.quiz.queries.reviewing import look_back
from training.quiz.rules.attempts import Past, best, first, latest
from training.web.conduct_words import DIMENSIONS, STAGES
from training.web.employee.blueprint import bp
from training.web.employee.words import STATES, whole_percent
from training.web.session import acting, arrived

Pick = Callable[[Sequence[Past], int], Past | None]
PICKS: Mapping[str, Pick] = {"first": first, "latest": latest, "best": best}


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
        waiting={each.edition.slug: _waits(each) for each in modules},
        states=STATES,
        whole_percent=whole_percent,
    )


def _touched(mine: Mine) -> bool:
    return mine.completion.state is not Progress.NOT_STARTED or bool(mine.past)


def _waits(mine: Mine) -> dict[str, bool]:
    """Whether people still mark a text of the attempt whose score is shown."""
    picked = {name: pick(mine.past, mine.edition.edition) for name, pick in PICKS.items()}
    return {name: past is not None and past.pending for name, past in picked.items()}


def _by_part(
    modules: Sequence[Mine], part: Part, values: Mapping[Any, object]
) -> dict[str, dict[str, Any]]:
    """First, latest and best attempts of the current editions, side by side, never pooled."""
    names = tuple(values)
    found = {pick: shares(_judged(modules, by), part, names) for pick, by in PICKS.items()}
    return {name: {pick: each[name] for pick, each in found.items()} for name in names}


def _judged(modules: Sequence[Mine], pick: Pick) -> list[Judged]:
    """The marks of the picked attempts, where their quizzes show the marks of questions now.

    An attempt of which people still mark a text says nothing yet: the text would count as nothing.
    """
    picked = (pick(each.past, each.edition.edition) for each in modules)
    me, at = acting().id, arrived()
    return [
        Judged(_questions(past.release_id), past.marks)
        for past in picked
        if past and not past.pending and look_back(past, of=me, at=at).has(Piece.MARKS)
    ]


def _questions(release_id: UUID) -> Mapping[str, Any]:
    quiz = quiz_of(release_id)
    return {question.key: question for question in quiz.questions} if quiz else {}
