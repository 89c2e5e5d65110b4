"""Quizzes in and out for authors: a foreign file as a draft to copy, our quiz as a foreign file."""

from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.file import FileField
from sqlalchemy.exc import NoResultFound
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  (newer than its stubs)
from wtforms.validators import Optional, Regexp

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.content.queries.giving import of_draft, of_release
from training.content.rules.exchange.frame import FILE_BYTES, Format
from training.content.rules.exchange.intake import FORMS, take
from training.content.rules.exchange.summary import together
from training.content.rules.source import SLUG
from training.kernel.access import allow
from training.kernel.clock import now
from training.people.rules.access import Permission
from training.web.author.views import draft_of
from training.web.author.words import FORMATS
from training.web.forms import Form, later, trimmed
from training.web.session import acting

bp = Blueprint("author_exchange", __name__, url_prefix="/penulis")
DRAFT = "naskah"


class ImportForm(Form):
    berkas = FileField(
        later("Quiz file"), description=later("At most 6 MB. Nothing of it is kept here.")
    )
    bentuk = SelectField(
        later("Format"),
        choices=[SelectChoice(form.value, label) for form, label in FORMATS.items()],
    )
    modul = StringField(
        later("Module (optional)"),
        description=later("For example m3-berbicara-melayani: its code begins every key."),
        filters=[trimmed],
        validators=[Optional(), Regexp(f"^{SLUG.pattern}$", message=later("No such name"))],
    )


@bp.get("/impor")
@allow(Permission.WRITE_CONTENT)
def home() -> str:
    return render_template("author/import.html", form=ImportForm(), taken=None)


@bp.post("/impor")
@allow(Permission.WRITE_CONTENT)
def bring() -> Any:
    """Read the file and show what became of it; nothing is stored."""
    form = ImportForm()
    upload = form.berkas.data
    good = form.validate_on_submit()
    if not upload:
        form.berkas.errors = [_("Choose a file")]
    if not good or not upload:
        return make_response(render_template("author/import.html", form=form, taken=None), 422)
    data = upload.stream.read(FILE_BYTES + 1)
    taken = take(Format(form.bentuk.data), data, module=form.modul.data or "")
    page = render_template(
        "author/import.html", form=form, taken=taken, losses=together(taken.losses)
    )
    return make_response(page, 200 if taken.holds else 422)


@bp.post("/impor/naskah")
@allow(Permission.WRITE_CONTENT)
def take_draft() -> Response:
    """The draft that the page shows, as a file: it comes from the page and goes back at once."""
    text = request.form.get("naskah", "").replace("\r\n", "\n")
    return _file(text.encode("utf-8"), "kuis.yaml", FORMS[Format.YAML].media_type)


@bp.get("/<slug>/ekspor/<form>")
@allow(Permission.WRITE_CONTENT, object="quiz-file", writes=True)
def export(slug: str, form: str) -> Response:
    """The newest release's quiz (or the draft's) as a file of another system, key included."""
    if form not in FORMATS:
        raise NoResultFound
    is_draft = request.args.get("dari") == DRAFT
    whole = of_draft(draft_of(slug)) if is_draft else of_release(slug)
    chosen = FORMS[Format(form)]
    written = chosen.write(whole.given)
    detail = {"format": f"{form} ({DRAFT})" if is_draft else form}
    note(Happening(EventKind.EXPORTED, now(), acting().id, "quiz", slug, detail))
    return _file(written.data, f"{slug}.{chosen.ending}", chosen.media_type)


@bp.get("/<slug>/ekspor")
@allow(Permission.WRITE_CONTENT, object="quiz-file")
def formats(slug: str) -> str:
    """The formats, each with what it cannot carry of this quiz."""
    is_draft = request.args.get("dari") == DRAFT
    whole = of_draft(draft_of(slug)) if is_draft else of_release(slug)
    told = [
        (form, label, together(FORMS[form].write(whole.given).losses))
        for form, label in FORMATS.items()
    ]
    return render_template(
        "author/export.html",
        slug=slug,
        title=whole.module.title,
        formats=told,
        draft=DRAFT if is_draft else None,
    )


def _file(data: bytes, name: str, media_type: str) -> Response:
    answer = Response(data, mimetype=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
