"""What is mine to learn, why, how far I am, and what is next."""

from flask import render_template, url_for

from training.content.queries import quiz_of
from training.kernel.access import allow
from training.learning.queries import Mine, all_mine, post_of
from training.learning.rules.completion import Progress
from training.learning.rules.steps import Step, StepKind, foremost, step
from training.people.rules.access import Permission
from training.quiz.rules.starting import may_start
from training.web.employee.blueprint import bp
from training.web.employee.doors import doors_of
from training.web.employee.waiting import waiting
from training.web.employee.words import FAMILIES, STATES, STEPS
from training.web.session import acting, arrived, today


@bp.get("/belajar")
@allow(Permission.LEARN)
def home() -> str:
    person = acting()
    post = post_of(person.id, today=today())
    modules = all_mine(person.id, post)
    mine = [each for each in modules if each.assigned]
    return render_template(
        "employee/home.html",
        mine=mine,
        others=[each for each in modules if not each.assigned],
        complete=sum(each.completion.state is Progress.COMPLETE for each in mine),
        post=post,
        family=FAMILIES.get(post.job_family, post.job_family) if post else "",
        next=_next(mine),
        waiting=waiting(person.id, [each.edition for each in modules]),
        states=STATES,
    )


def _next(mine: list[Mine]) -> dict[str, object] | None:
    """The one thing to do now, with its words and its way."""
    steps = ((step_in(each), each.completion.state) for each in mine)
    found = foremost((each, state) for each, state in steps if each)
    if found is None:
        return None
    module = next(each.module for each in mine if each.edition.slug == found.slug)
    titles = {lesson.id: lesson.title for lesson in module.lessons}
    return {
        "module": module,
        "lesson": titles.get(found.lesson or ""),
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
