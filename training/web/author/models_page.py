"""How models of ability stand on a page: a place on one scale, how sure, and which to read."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from training.quiz.rules.statistics.models_told import (
    Estimate,
    ItemModel,
    ModelsTold,
    NotFitted,
    WhyLeftOut,
)
from training.web.author.statistics_page import LEAST, between
from training.web.present import number

FARTHEST = 5.0
"""How far the drawings reach, in logits from the middle."""
REFUSED: dict[NotFitted, object] = {
    NotFitted.TOO_FEW_PEOPLE: _("fewer than 30 first attempts"),
    NotFitted.TOO_FEW_ITEMS: _("fewer than three questions that can be used"),
    NotFitted.UNSTABLE: _("the answers do not settle it: some question fits no curve yet"),
}
LEFT_OUT: dict[WhyLeftOut, object] = {
    WhyLeftOut.TOO_FEW: _("fewer than 30 answers"),
    WhyLeftOut.PARTIAL: _("marks in part, and these models know only right and wrong"),
    WhyLeftOut.ALL_ALIKE: _("answered alike by all"),
}


def is_shown(model: ItemModel | None, k: int) -> bool:
    """Whether so many answers stand behind it that it may be shown."""
    return model is not None and model.n >= max(LEAST, k)


def figure(found: Estimate | None) -> dict[str, str] | str:
    """A figure as a cell, with its interval and standard error under it."""
    if found is None:
        return "–"
    note = gettext("%(span)s, SE %(se)s", span=_span(found), se=number(found.se, 2))
    return {"text": number(found.value, 2), "note": note}


def _span(found: Estimate) -> str:
    return between(found.span, places=2)


def item_rows(model: ItemModel) -> list[dict[str, Any]]:
    """The figures of one version."""
    rows = (
        (gettext("Difficulty (Rasch)"), model.rasch),
        (gettext("Difficulty (2PL)"), model.difficulty),
        (gettext("Slope (2PL)"), model.slope),
    )
    shown = [(key, found) for key, found in rows if found is not None]
    return [
        {"key": key, "value": gettext(
            "%(value)s (%(span)s, SE %(se)s)", value=number(found.value, 2), span=_span(found),
            se=number(found.se, 2),
        )}
        for key, found in shown
    ]  # fmt: skip


def place(found: Estimate) -> Mapping[str, float]:
    """A difficulty and its interval where the drawing has them: 0 very easy, 100 very hard."""
    low, high = found.span
    return {name: _drawn(value) for name, value in
            (("low", low), ("value", found.value), ("high", high))}  # fmt: skip


def _drawn(logits: float) -> float:
    return min(100.0, max(0.0, 50 + logits * 50 / FARTHEST))


def fit_rows(told: ModelsTold) -> list[list[Any]]:
    """Both models: log-likelihood, parameters and the two criteria, or why there is none."""
    rows: list[list[Any]] = []
    for name, fit, refused in (
        ("Rasch", told.rasch, told.rasch_refused), ("2PL", told.two, told.two_refused),
    ):  # fmt: skip
        if fit is not None:
            rows.append([name, number(fit.loglik, 1), number(fit.parameters), number(fit.aic, 1),
                         number(fit.bic, 1)])  # fmt: skip
        elif refused is not None:
            note = gettext("not fitted: %(why)s", why=REFUSED[refused])
            rows.append([{"text": name, "note": note}, "–", "–", "–", "–"])
    return rows


def better(told: ModelsTold) -> str:
    """Which model to read, in a sentence."""
    sentences = {
        "rasch": gettext(
            "The Rasch model is enough: different slopes are not worth their extra figures (lower "
            "BIC). Read its difficulties."
        ),
        "2pl": gettext(
            "The 2PL model fits better (lower BIC): the questions differ in how sharply they tell "
            "people apart. Read its difficulties and slopes."
        ),
    }
    return sentences.get(told.better or "", "")


def left_out(told: ModelsTold) -> list[tuple[str, str]]:
    """Every question version that is in no model: its name and why."""
    return [(label.split("@")[0], str(LEFT_OUT[why])) for label, why in told.left_out.items()]


def why(reason: WhyLeftOut) -> str:
    """Why one version is in no model."""
    return str(LEFT_OUT[reason])
