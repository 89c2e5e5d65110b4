"""Draws as everybody sees them: the hash before, the seed after, and how the visits went."""

from flask import Blueprint, render_template, url_for

from training.kernel.access import allow, signed_in
from training.observation.queries import draws
from training.observation.queries.figures import figures
from training.observation.rules.severity import Severity
from training.people.rules.access import Permission
from training.web.observer import observing_words as words
from training.web.present import long_date, number
from training.web.session import acting, arrived, today

bp = Blueprint("observer_draws", __name__, url_prefix="/pengamatan")


@bp.get("/undian")
@signed_in()
def home() -> str:
    found = draws.draws(today=today())
    rows = [
        [
            {"text": each.label, "href": url_for(".show", label=each.label)},
            words.PURPOSES[each.purpose],
            f"{long_date(each.first)} – {long_date(each.last)}",
            f"{number(each.done)} / {number(each.drawn)}",
        ]
        for each in found
    ]
    return render_template("observer/draws.html", rows=rows)


@bp.get("/undian/<label>")
@signed_in(object="draw")
def show(label: str) -> str:
    found = draws.draw_of(label, today=today())
    verdict = draws.verify(label, today=today()) if found.seed else None
    return render_template("observer/draw.html", draw=found, verdict=verdict, words=words)


@bp.get("/mutu")
@allow(Permission.SEE_OBSERVING)
def quality() -> str:
    """The figures of quality; of severities only one's own, and how many are notable."""
    found = figures(arrived())
    own: Severity | None = next(
        (each for each in found.severities if each.rater == acting().id), None
    )
    return render_template(
        "observer/quality.html", found=found, own=own,
        notable=sum(each.flagged for each in found.severities),
    )  # fmt: skip
