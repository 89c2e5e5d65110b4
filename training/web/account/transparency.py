"""What is held and why, who sees what, how it is reckoned, and how to object: for all employees."""

from collections.abc import Mapping
from functools import lru_cache

from flask import current_app, render_template
from flask_babel import gettext
from sqlalchemy.exc import NoResultFound

from training.content.rules.render import render_page
from training.kernel.access import signed_in
from training.kernel.settings import ROOT
from training.privacy.rules.declaration import Certainty, Holding, declaration
from training.reporting.rules.steps import Band, Reading
from training.reporting.rules.worked_example import Shown, example, sizes
from training.voice.queries.waves import consulted
from training.web.account.blueprint import bp
from training.web.present import number, percent

PAPER = ROOT / "docs" / "dpia.md"
SUMMARY, CONTACT = "Ringkasan", "Kontak"
MARKS: Mapping[Certainty, str] = {
    Certainty.READ: "terbaca di kutipan sumber",
    Certainty.REPORTED: "dari pengetahuan umum; perlu diperiksa Bagian Hukum",
    Certainty.OPEN: "bertentangan atau lemah; perlu diperiksa Bagian Hukum",
}


@bp.get("/keterbukaan")
@signed_in()
def transparency() -> str:
    k = current_app.config["RESAP"].k
    told = declaration()
    return render_template(
        "account/transparency.html", k=k, holdings=told.holdings, bases=told.bases, marks=MARKS,
        bases_of=bases_of, shown=[example(people, k=k) for people in sizes(k)], floor=floor,
        about=about, step=step, consulted=consulted(), summary=section(SUMMARY),
        contact=section(CONTACT),
    )  # fmt: skip


@bp.get("/keterbukaan/dampak")
@signed_in()
def impact() -> str:
    """The city's own assessment of the impact, as it lies in the papers."""
    paper = _paper()
    if not paper:
        raise NoResultFound
    return render_template("account/impact.html", paper=paper)


def bases_of(holding: Holding) -> str:
    """The legal bases of a kind of data, each with the mark of how surely it was read."""
    told = declaration().bases
    return "; ".join(f"{told[key].words} [{told[key].certainty}]" for key in holding.basis)


def section(title: str) -> str:
    """One section of the assessment as HTML; empty where the paper has none."""
    parts = _text().split("\n## ")
    found = (each for each in parts if each.startswith(f"{title}\n"))
    return render_page(next(found, "").removeprefix(f"{title}\n"))


def floor(shown: Shown) -> str:
    """What is evidenced, as it is told on the pages of units."""
    found: Band = shown.figure.evidenced
    if found.low <= 0:
        return gettext("at most %(share)s", share=percent(found.high))
    return gettext("at least %(share)s", share=percent(found.low))


def about(shown: Shown) -> str:
    """The estimate and its interval, as they are told on the pages of units."""
    found: Reading = shown.figure.estimate
    return f"{percent(found.value)} ({number(found.low * 100)}–{percent(found.high)})"


def step(shown: Shown) -> str:
    """By which steps the figure moves."""
    return percent(shown.step)


@lru_cache(maxsize=1)
def _text() -> str:
    return PAPER.read_text(encoding="utf-8") if PAPER.exists() else ""


@lru_cache(maxsize=1)
def _paper() -> str:
    """The assessment without its title, which the page has of its own."""
    return render_page(_text().partition("\n")[2])
