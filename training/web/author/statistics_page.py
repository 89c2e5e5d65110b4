"""How the figures of items stand on a page: with n and interval, and never about a few people."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from training.quiz.rules.statistics.reasons import Flag, Flagged
from training.quiz.rules.statistics.told import (
    Contrast,
    DifTold,
    FormTold,
    ItemTold,
    MonthTold,
    OptionTold,
    Span,
)
from training.web.author.statistics_words import NAMES, sentence
from training.web.present import month, number, percent

LEAST = 30
PERCENT = " %"
CONTRASTS: dict[Contrast, object] = {
    Contrast.KELURAHAN: _("Kelurahan staff against all others"),
    Contrast.FRONT_LINE: _("Front-line staff against all others"),
    Contrast.SEX: _("Women against men (by the employee number)"),
}
CLASSES: dict[str, object] = {
    "A": _("A: no difference worth mentioning"),
    "B": _("B: some difference"),
    "C": _("C: large difference"),
}


def is_judged(told: ItemTold | None, k: int) -> bool:
    """Whether so many have answered that figures may be shown and judged."""
    return told is not None and told.n >= max(LEAST, k)


def too_few(told: ItemTold | None, k: int) -> str:
    """What stands in place of figures."""
    n = told.n if told else 0
    return gettext("not enough yet: %(n)s of %(least)s", n=number(n), least=max(LEAST, k))


def points(value: float | None, span: Span | None = None) -> dict[str, str] | str:
    """A percentage from 0 to 100 as a cell, with its interval under it."""
    if value is None:
        return "–"
    return {"text": percent(value / 100), "note": between(span, unit=PERCENT)}


def between(span: Span | None, *, unit: str = "", scale: float = 1.0, places: int = 0) -> str:
    """An interval as 55–69, or nothing; a dash beside a minus would be read as another number."""
    if span is None:
        return ""
    low, high = (number(scale * each, places) for each in span)
    if span[0] < 0:
        return gettext("%(low)s to %(high)s", low=low, high=high) + unit
    return f"{low}–{high}{unit}"


def names(told: ItemTold) -> str:
    """What there is to look at, in short."""
    found = dict.fromkeys(str(NAMES[each.flag]) for each in told.flags)
    return ", ".join(found) or gettext("nothing")


def reasons(told: ItemTold, k: int) -> list[tuple[str, str]]:
    """Every reason to look at an item: its name and the author's sentence."""
    return [(_named(each), sentence(_hidden(each, k))) for each in told.flags]


def _named(found: Flagged) -> str:
    contrast = found.data.get("contrast")
    name = str(NAMES[found.flag])
    return f"{name}: {CONTRASTS[Contrast(contrast)]}" if contrast else name


def _hidden(found: Flagged, k: int) -> Flagged:
    """A count of a few people is not told."""
    n = found.data.get("n")
    if found.flag is not Flag.DISTRACTOR_UNCHOSEN or isinstance(n, str) or n is None or n >= k:
        return found
    return Flagged(found.flag, {**found.data, "n": gettext("fewer than %(k)s", k=k)})


def chosen(option: OptionTold, n: int, k: int) -> dict[str, str]:
    """How many chose an option; of fewer than k only that they are few."""
    if option.n < k:
        at_most = gettext("at most %(share)s", share=percent(k / n))
        return {"text": at_most, "note": gettext("fewer than %(k)s people", k=k)}
    span = between(option.span, unit=PERCENT, scale=100)
    return {"text": percent(option.share), "note": span}


def correlation(option: OptionTold, k: int) -> str:
    """How choosing it goes with the other questions; not told of a few people."""
    return number(option.correlation, 2) if option.n >= k else "–"


def third_heads(option: OptionTold) -> list[str]:
    """The thirds by their scores on the other questions, with how many people each holds."""
    low, middle, high = (number(size) for size in option.sizes)
    return [
        gettext("Lowest third (n = %(n)s)", n=low),
        gettext("Middle third (n = %(n)s)", n=middle),
        gettext("Highest third (n = %(n)s)", n=high),
    ]


def third_cells(option: OptionTold, k: int) -> list[str]:
    """The share of each third that chose an option; of a few people only that they are few."""
    return [_of_third(n, size, k) for n, size in zip(option.thirds, option.sizes, strict=True)]


def _of_third(n: int, size: int, k: int) -> str:
    if size < k:
        return "–"
    return percent(n / size) if n >= k else gettext("at most %(share)s", share=percent(k / size))


def third_bars(option: OptionTold, k: int) -> list[float | None]:
    """The same shares, 0 to 100, as the drawing takes them; what is not told is not drawn."""
    return [
        100 * n / size if size >= k and n >= k else None
        for n, size in zip(option.thirds, option.sizes, strict=True)
    ]


def form_rows(form: FormTold) -> list[dict[str, Any]]:
    """The figures of the quiz as a whole."""
    best = number(form.maxmark) if form.maxmark else "–"
    rows: list[tuple[str, str, str]] = [
        (gettext("First attempts counted"), number(form.n), ""),
        (gettext("Mean"), gettext("%(mark)s of %(best)s", mark=number(form.mean, 1), best=best),
         between(form.mean_span, places=1)),
        (gettext("Standard deviation"), number(form.sd, 1), ""),
        (gettext("Reliability (alpha)"), number(form.alpha, 2), between(form.alpha_span, places=2)),
        (gettext("Standard error of measurement"), number(form.sem, 1), ""),
    ]  # fmt: skip
    return [
        {"key": key, "value": f"{value} ({more})" if more else value} for key, value, more in rows
    ]


def item_rows(told: ItemTold) -> list[dict[str, Any]]:
    """The figures of one version."""

    def shown(value: float | None, span: Span | None = None) -> str:
        if value is None:
            return "–"
        more = between(span, unit=PERCENT)
        return f"{percent(value / 100)} ({more})" if more else percent(value / 100)

    return [
        {"key": gettext("First attempts counted"), "value": number(told.n)},
        {"key": gettext("Facility"), "value": shown(told.facility, told.facility_span)},
        {"key": gettext("By guessing alone"), "value": shown(told.guess)},
        {"key": gettext("Discrimination"),
         "value": shown(told.discrimination, told.discrimination_span)},
        {"key": gettext("Discriminative efficiency"), "value": shown(told.efficiency)},
        {"key": gettext("Weight: intended and effective"),
         "value": f"{shown(told.intended_weight)} · {shown(told.effective_weight)}"},
        {"key": gettext("Asked in so many attempts"),
         "value": percent(told.exposure) if told.exposure is not None else "–"},
    ]  # fmt: skip


def dots(months: Sequence[MonthTold], k: int) -> list[dict[str, Any]]:
    """The months as the drawing takes them; one with fewer than k people is a gap."""
    return [
        {
            "value": each.facility if each.n >= k else None,
            "low": max(0.0, each.span[0]) if each.span else None,
            "high": each.span[1] if each.span else None,
            "label": _month(each),
            "text": percent(each.facility / 100) if each.facility is not None else "–",
        }
        for each in months
    ]


def month_rows(months: Sequence[MonthTold], k: int) -> list[list[Any]]:
    """The same months as a table."""
    few = gettext("fewer than %(k)s", k=k)
    return [
        [_month(each), number(each.n) if each.n >= k else few,
         points(each.facility, each.span) if each.n >= k else "–",
         percent(each.exposure) if each.n >= k else "–"]
        for each in months
    ]  # fmt: skip


def _month(told: MonthTold) -> str:
    return month(date.fromisoformat(f"{told.month}-01"))


def dif_rows(found: Sequence[DifTold], k: int) -> list[list[Any]]:
    """Each pair of groups, with its class where both are large enough."""

    def people(n: int) -> str:
        return number(n) if n >= k else gettext("fewer than %(k)s", k=k)

    return [
        [str(CONTRASTS[each.contrast]), people(each.focal), people(each.reference),
         number(each.delta, 2) if each.delta is not None else "–",
         str(CLASSES[each.category]) if each.category else gettext("not enough in both groups")]
        for each in found
    ]  # fmt: skip
