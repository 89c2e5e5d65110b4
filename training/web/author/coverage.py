"""The coverage matrix: every conduct against the streams in which it is taught, asked and seen."""

from flask import Blueprint, render_template, request, url_for
from flask_babel import lazy_gettext as _
from sqlalchemy.exc import NoResultFound
from werkzeug.wrappers import Response
from wtforms import BooleanField, SelectField

from training.content.queries.coverage import items
from training.content.queries.drafts import Draft, Drafts, read
from training.content.queries.kla import behaviours
from training.content.rules.coverage import Coverage, Item, Row, Stream, Wanted, coverage
from training.content.rules.model import Dimension, Stage
from training.kernel.access import allow
from training.kernel.settings import ROOT
from training.people.rules.access import Permission
from training.practice.rules.cards import cards_of
from training.reporting.rules.sheets import csv_bytes
from training.web.author.words import HEADS, STREAMS
from training.web.conduct_words import DIMENSIONS, STAGES
from training.web.download import download
from training.web.forms import Form, choices, later
from training.web.session import today

bp = Blueprint("author_coverage", __name__, url_prefix="/penulis/cakupan")


class FilterForm(Form):
    """Which conducts are shown."""

    dimensi = SelectField(
        later("Dimension"),
        choices=choices(("", _("All")), more=((d.value, DIMENSIONS[d]) for d in Dimension)),
        default="",
    )
    tahap = SelectField(
        later("Stage"),
        choices=choices(("", _("All")), more=((s.value, STAGES[s]) for s in Stage)),
        default="",
    )
    kosong = BooleanField(later("Only conducts with an empty place"))


@bp.get("")
@allow(Permission.WRITE_CONTENT)
def home() -> str:
    """All indicators with their counts."""
    form = _asked()
    whole, wanted = _matrix(read(ROOT, today=today())), _wanted(form)
    return render_template(
        "author/coverage.html", whole=whole, rows=whole.only(wanted), form=form, wanted=wanted,
        streams=HEADS, dimensions=DIMENSIONS, stages=STAGES, address=_address(wanted),
    )  # fmt: skip


@bp.get("/berkas.csv")
@allow(Permission.WRITE_CONTENT)
def table() -> Response:
    """The rows of the page as a file."""
    rows = _matrix(read(ROOT, today=today())).only(_wanted(_asked()))
    head = [
        _("Indicator"),
        _("Sentence"),
        _("Dimension"),
        _("Stage"),
        *STREAMS.values(),
        _("Empty"),
    ]
    return download(csv_bytes(list(map(str, head)), map(_line, rows)), "cakupan.csv")


@bp.get("/laku/<indicator>")
@allow(Permission.WRITE_CONTENT, object="indicator")
def conduct(indicator: str) -> str:
    """Everything that is about one indicator, with the way to where it is written."""
    drafts = read(ROOT, today=today())
    found = next((r for r in _matrix(drafts).rows if r.indicator.key == indicator), None)
    if found is None:
        raise NoResultFound
    return render_template(
        "author/coverage_conduct.html", row=found, streams=STREAMS, dimensions=DIMENSIONS,
        stages=STAGES, way=_way,
    )  # fmt: skip


def _asked() -> FilterForm:
    return FilterForm(request.args, meta={"csrf": False})


def _matrix(drafts: Drafts) -> Coverage:
    practised = (item for draft in drafts.drafts for item in _cards(draft))
    return coverage(behaviours(ROOT), (*items(ROOT, drafts), *practised))


def _cards(draft: Draft) -> list[Item]:
    texts = {each.key: each.text for each in draft.quiz.objectives} if draft.quiz else {}
    return [
        Item(Stream.PRACTICE, card.indicator, draft.slug, card.key,
             texts.get(card.key) or ", ".join(card.variants))
        for card in cards_of(draft.quiz)
    ]  # fmt: skip


def _wanted(form: FilterForm) -> Wanted:
    """A value that is none of ours leaves the filter open."""
    dimension, stage = form.dimensi.data, form.tahap.data
    return Wanted(
        Dimension(dimension) if dimension in {each.value for each in Dimension} else None,
        Stage(stage) if stage in {each.value for each in Stage} else None,
        bool(form.kosong.data),
    )


def _address(wanted: Wanted) -> dict[str, str]:
    """The filter as the address tells it."""
    told = {
        "dimensi": wanted.dimension.value if wanted.dimension else "",
        "tahap": wanted.stage.value if wanted.stage else "",
        "kosong": "y" if wanted.only_empty else "",
    }
    return {name: value for name, value in told.items() if value}


def _line(row: Row) -> list[str | int]:
    one = row.indicator
    return [
        one.key, one.sentence, str(DIMENSIONS[one.dimension]), str(STAGES[one.stage]),
        *(row.count(stream) for stream in Stream),
        ", ".join(str(STREAMS[stream]) for stream in row.empty),
    ]  # fmt: skip


def _way(item: Item) -> str | None:
    """The page of a thing that has one; forms are only files."""
    if item.stream is Stream.LESSONS:
        return url_for("author.module", slug=item.home)
    if item.stream in {Stream.KNOWLEDGE, Stream.SITUATIONS}:
        return url_for("author.questions", slug=item.home, _anchor=item.key)
    if item.stream is Stream.PRACTICE:
        return url_for("author.questions", slug=item.home)
    if item.home.endswith(".yaml"):
        return None
    return url_for("author.module", slug=item.home)
