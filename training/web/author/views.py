"""Drafts as they lie in the folders: what is wrong with them, how they will look, publishing."""

from datetime import date

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response

from training.certification.actions.assigning import ask_to_assign
from training.content.actions import publish
from training.content.queries import current_releases, newest_release, releases
from training.content.queries.drafts import Draft, read
from training.content.rules.codes import Severity
from training.content.rules.model import Lesson, Module, Reference
from training.content.rules.naming import code_order
from training.content.rules.render import cited, fill_contacts, link_lessons
from training.kernel.access import allow
from training.kernel.clock import now
from training.kernel.settings import ROOT
from training.people.rules.access import Permission
from training.reporting.actions import note_release
from training.web.author.reviewing import moment_names, review_rows
from training.web.author.words import KINDS, WEIGHTS
from training.web.forms import Form
from training.web.present import long_date
from training.web.refusals import say
from training.web.session import acting, today

bp = Blueprint("author", __name__, url_prefix="/penulis")
say(
    DraftHasProblems=lazy_gettext("This draft still has problems. Mend them before you publish."),
    ChangeIsUnderstated=lazy_gettext(
        "The change is heavier than the version note says. Raise `version.change` in the module."
    ),
    KeyComesBack=lazy_gettext(
        "A key of an earlier question is used for another one. Give the new question a new key."
    ),
    NothingChanged=lazy_gettext("This draft is already published as it is."),
)


def draft_of(slug: str) -> Draft:
    """The draft of a module; one that does not exist is not found."""
    found = read(ROOT, today=today()).of(slug)
    if found is None:
        raise NoResultFound
    return found


def module_of_draft(slug: str) -> tuple[Draft, Module]:
    """A draft that could be understood, and its module."""
    draft = draft_of(slug)
    if draft.module is None:
        raise NoResultFound
    return draft, draft.module


@bp.get("")
@allow(Permission.WRITE_CONTENT)
def home() -> str:
    drafts = read(ROOT, today=today())
    released = {each.slug: each for each in current_releases()}
    elsewhere = [p for p in drafts.problems if not any(p in d.problems for d in drafts.drafts)]
    return render_template(
        "author/home.html", drafts=sorted(drafts.drafts, key=lambda each: code_order(each.slug)),
        released=released, elsewhere=elsewhere,
        errors=Severity.ERROR,
    )  # fmt: skip


@bp.get("/<slug>")
@allow(Permission.WRITE_CONTENT, object="module")
def module(slug: str) -> str:
    draft, newest = draft_of(slug), newest_release(slug)
    return render_template(
        "author/module.html", draft=draft, newest=newest, releases=releases(slug), form=Form(),
        differs=newest is None or newest.digest != draft.digest, errors=Severity.ERROR,
        weights=WEIGHTS,
    )  # fmt: skip


@bp.post("/<slug>/terbitkan")
@allow(Permission.PUBLISH_CONTENT, object="module")
def publish_draft(slug: str) -> Response:
    made = publish(draft_of(slug), by=acting().id, at=now())
    note_release(at=now())
    ask_to_assign(at=now())
    flash(_("Release %(number)s is published.", number=made.number), "success")
    return redirect(url_for(".module", slug=slug), 303)


@bp.get("/<slug>/pratinjau/<lesson>")
@allow(Permission.WRITE_CONTENT, object="lesson")
def preview(slug: str, lesson: str) -> str:
    _draft, shown = module_of_draft(slug)
    page = _lesson(shown, lesson)
    named = cited(page.html)
    return render_template(
        "author/preview.html", module=shown, lesson=page, html=_as_read(page, shown, slug),
        slug=slug, sources=[_source(each) for each in shown.references if each.key in named],
    )  # fmt: skip


def _as_read(lesson: Lesson, module: Module, slug: str) -> str:
    """The lesson with the city's contacts, and with links and figures that lead into the draft."""
    numbers = dict(current_app.config["RESAP"].contacts)
    ways = {each.id: url_for(".preview", slug=slug, lesson=each.id) for each in module.lessons}
    html = link_lessons(fill_contacts(lesson.html, numbers), ways)
    return html.replace('src="/aset/', f'src="/penulis/{slug}/gambar/')


def _source(reference: Reference) -> dict[str, object]:
    return {
        "key": reference.key, "law": reference.law, "article": reference.article,
        "says": reference.says, "doubt": reference.needs_signature,
        "checked": _("Checked on %(day)s: %(who)s", day=_day(reference), who=reference.checked_by),
    }  # fmt: skip


def _day(reference: Reference) -> str:
    """The day of the last check; a draft may still hold a day that no calendar has."""
    try:
        return long_date(date.fromisoformat(reference.checked_on))
    except ValueError:
        return reference.checked_on


def _lesson(module: Module, key: str) -> Lesson:
    found = next((each for each in module.lessons if each.id == key), None)
    if found is None:
        raise NoResultFound
    return found


@bp.get("/<slug>/gambar/<digest>.svg")
@allow(Permission.WRITE_CONTENT, object="figure")
def figure(slug: str, digest: str) -> Response:
    """A figure of a draft, which no release holds yet."""
    draft, _ = module_of_draft(slug)
    found = next(
        (f for f in draft.figures if len(digest) > 9 and f.digest.startswith(digest)), None
    )
    if found is None:
        raise NoResultFound
    response = Response(found.data, mimetype=found.media_type)
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response


@bp.get("/<slug>/kuis")
@allow(Permission.WRITE_CONTENT, object="module")
def questions(slug: str) -> str:
    """Every question with its key and rationales: for authors only."""
    draft, shown = module_of_draft(slug)
    asked = draft.quiz.questions if draft.quiz else ()
    objectives = draft.quiz.objectives if draft.quiz else ()
    return render_template(
        "author/questions.html", module=shown, slug=slug, questions=asked, quiz=draft.quiz,
        kinds=KINDS, review=review_rows(draft.quiz), moments=moment_names(draft.quiz),
        objectives={each.key: each.text for each in objectives},
    )  # fmt: skip
