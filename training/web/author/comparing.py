"""Two releases side by side, by meaning: what an author changed, and what it asks of people."""

from flask import Blueprint, abort, render_template, request

from training.content.queries import module_of, quiz_of, release_numbered, releases
from training.content.rules.changes import summary_of_changes, weight_of
from training.content.rules.model import Module
from training.content.rules.quizzes import Quiz
from training.kernel.access import allow
from training.people.rules.access import Permission
from training.web.author.views import draft_of
from training.web.author.words import CHANGES, WEIGHTS

bp = Blueprint("author_compare", __name__, url_prefix="/penulis")
DRAFT = "draf"


def _side(slug: str, wanted: str) -> tuple[Module | None, Quiz | None]:
    if wanted == DRAFT:
        draft = draft_of(slug)
        return draft.module, draft.quiz
    if not wanted.isdecimal() or len(wanted) > 6:
        abort(404)
    release = release_numbered(slug, int(wanted))
    return module_of(release.id), quiz_of(release.id)


@bp.get("/<slug>/banding")
@allow(Permission.WRITE_CONTENT, object="module")
def compare(slug: str) -> str:
    known = releases(slug)
    newest = str(known[0].number) if known else DRAFT
    before, after = request.args.get("dari", newest), request.args.get("ke", DRAFT)
    (old, old_quiz), (new, new_quiz) = _side(slug, before), _side(slug, after)
    lines = summary_of_changes(old, old_quiz, new, new_quiz) if new else ()
    return render_template(
        "author/compare.html", slug=slug, before=before, after=after, draft=DRAFT, lines=lines,
        numbers=[str(each.number) for each in known], readable=new is not None, words=CHANGES,
        weight=WEIGHTS[weight_of(lines)] if lines else None,
    )  # fmt: skip
