"""A scenario as its author sees it: a map of all ways, the same as a table, and a way to try it."""

from flask import Blueprint, render_template, request
from sqlalchemy.exc import NoResultFound

from training.content.queries import current_release, module_of, quiz_of
from training.content.queries.drafts import read
from training.content.rules.details import Choice, Scenario
from training.content.rules.quizzes import Question
from training.content.rules.stories import NotOnOffer, Walk, best_moments, walk
from training.kernel.access import allow
from training.kernel.settings import ROOT
from training.people.rules.access import Permission
from training.quiz.queries import checked_key
from training.web.author.storymap import drawn
from training.web.session import today

bp = Blueprint("author_stories", __name__, url_prefix="/penulis")
STEP = "."


@bp.get("/<slug>/skenario/<key>")
@allow(Permission.WRITE_CONTENT, object="story")
def story(slug: str, key: str) -> str:
    title, question, scenario = _found(slug, key)
    best = frozenset(
        (each.node.key, choice.key)
        for each in best_moments(scenario)
        for choice in each.offered
        if choice.worth == each.best
    )
    return render_template(
        "author/story.html", slug=slug, title=title, question=question, nodes=scenario.nodes,
        map=drawn(scenario, best, _named), worth=_worth, gone=_tried(scenario), step=STEP,
    )  # fmt: skip


def _found(slug: str, key: str) -> tuple[str, Question, Scenario]:
    """The story of the draft or, when there is no such draft, of what is published."""
    draft = read(ROOT, today=today()).of(slug)
    module, quiz = (draft.module, draft.quiz) if draft else (None, None)
    if draft is None:
        release = current_release(checked_key(slug))
        module, quiz = module_of(release.id), quiz_of(release.id)
    for question in quiz.questions if quiz else ():
        if question.key == key and isinstance(question.detail, Scenario):
            return module.title if module else slug, question, question.detail
    raise NoResultFound


def _named(choice: Choice) -> str:
    return f"{choice.key} {_worth(choice)}"


def _worth(choice: Choice) -> str:
    return f"{choice.worth:g}".replace(".", ",")


def _tried(scenario: Scenario) -> Walk:
    """The way that the address tells; one that does not exist begins anew."""
    path = [key for key in request.args.get("jalan", "").split(STEP) if key]
    try:
        return walk(scenario, path[: len(scenario.nodes)])
    except NotOnOffer:
        return walk(scenario, ())
