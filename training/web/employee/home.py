"""What is mine to learn, why, how far I am, and what is next."""

from flask import render_template, url_for

from training.content.queries import quiz_of
from training.content.queries.paths import paths_by_job
from training.content.rules.paths import Path, Stop
from training.kernel.access import allow
from training.kernel.settings import ROOT
from training.learning.queries import Mine, Post, all_mine, post_of
from training.learning.rules.completion import Progress
from training.learning.rules.steps import Step, StepKind, foremost, step
from training.people.rules.access import Actor, Permission
from training.people.rules.kinds import Role
from training.quiz.rules.starting import may_start
from training.web.employee.blueprint import bp
from training.web.employee.doors import doors_of
from training.web.employee.waiting import waiting
from training.web.employee.words import FAMILIES, STATES, STEPS
from training.web.session import acting, arrived, today

LEADERS = frozenset({Role.UNIT_HEAD, Role.TASK_FORCE})


@bp.get("/belajar")
@allow(Permission.LEARN)
def home() -> str:
    person = acting()
    post = post_of(person.id, today=today())
    modules = all_mine(person.id, post)
    path = _path(person, post)
    mine = _along(path, [each for each in modules if each.assigned])
    return render_template(
        "employee/home.html",
        mine=mine,
        others=[each for each in modules if not each.assigned],
        complete=sum(each.completion.state is Progress.COMPLETE for each in mine),
        post=post,
        family=FAMILIES.get(post.job_family, post.job_family) if post else "",
        next=_next(mine, path),
        path=path,
        parts=_parts(path, mine),
        waiting=waiting(person.id, [each.edition for each in modules]),
        states=STATES,
    )


def _path(person: Actor, post: Post | None) -> Path | None:
    """The path by job of somebody with a post; who leads a unit or the work goes the leaders'."""
    if post is None:
        return None
    return paths_by_job(ROOT).path(post.job_family, leads=bool(person.roles & LEADERS))


def _along(path: Path | None, mine: list[Mine]) -> list[Mine]:
    """In the order of the path; what is on no path stays behind, in the order of the codes."""
    return sorted(mine, key=lambda each: path.place(each.edition.slug)) if path else mine


def _stop(path: Path | None, mine: Mine) -> Stop | None:
    return path.stop(mine.edition.slug) if path else None


def _parts(path: Path | None, mine: list[Mine]) -> list[tuple[bool, list[tuple[Mine, str]]]]:
    """What comes first and what later, each with why; whoever has no path has one part.

    Of a path only what is assigned is shown: it orders, and assigns nothing.
    """
    stops = [(each, _stop(path, each)) for each in mine]
    first = [(each, stop.why) for each, stop in stops if stop and stop.first]
    later = [(each, stop.why if stop else "") for each, stop in stops if not (stop and stop.first)]
    return [(is_first, some) for is_first, some in ((True, first), (False, later)) if some]


def _next(mine: list[Mine], path: Path | None) -> dict[str, object] | None:
    """The one thing to do now, with its words and its way, and why it comes now."""
    steps = ((step_in(each), each.completion.state) for each in mine)
    found = foremost((each, state) for each, state in steps if each)
    if found is None:
        return None
    module = next(each.module for each in mine if each.edition.slug == found.slug)
    stop = path.stop(found.slug) if path else None
    titles = {lesson.id: lesson.title for lesson in module.lessons}
    return {
        "module": module,
        "lesson": titles.get(found.lesson or ""),
        "why": stop.why if stop else "",
        "label": STEPS[found.kind],
        "href": _way(found),
        "waiting": found.not_before if found.kind is StepKind.WAIT else None,
    }


def step_in(mine: Mine) -> Step | None:
    """The next step in one module."""
    quiz = quiz_of(mine.edition.release_id)
    edition = mine.edition.edition
    has_rules = quiz is not None and bool(quiz.rules)
    permit = (
        doors_of(mine.edition, mine.past).permit
        if has_rules
        else may_start(quiz, mine.past, edition=edition, at=arrived())
    )
    return step(mine.edition.slug, mine.completion, permit)


def _way(found: Step) -> str:
    if found.attempt:
        return url_for("employee.attempt", attempt_id=found.attempt)
    if found.lesson:
        return url_for("employee.lesson", slug=found.slug, lesson=found.lesson)
    return url_for("employee.module", slug=found.slug, _anchor="kuis")
