"""What an author is told about an item, one sentence for each reason to look at it."""

from collections.abc import Callable
from decimal import Decimal

from flask_babel import format_decimal
from flask_babel import lazy_gettext as _

from training.quiz.rules.statistics.reasons import Flag, Flagged

NAMES: dict[Flag, object] = {
    Flag.TOO_FEW: _("Too few answers"),
    Flag.TOO_EASY: _("Very easy"),
    Flag.TOO_HARD: _("Very hard"),
    Flag.NEGATIVE_DISCRIMINATION: _("Discriminates the wrong way round"),
    Flag.LOW_DISCRIMINATION: _("Discriminates little"),
    Flag.DISTRACTOR_UNCHOSEN: _("Option that nobody chooses"),
    Flag.DISTRACTOR_BEATS_KEY: _("Option better than the key"),
    Flag.DRIFT: _("Facility has moved"),
    Flag.DIF_LARGE: _("Unequal for two groups"),
}
SENTENCES: dict[Flag, object] = {
    Flag.TOO_FEW: _(
        "Only %(n)s people have answered it for the first time. From %(least)s on it can be judged."
    ),
    Flag.TOO_EASY: _(
        "%(facility)s percent of the marks were reached. Nearly everybody knows this: does the "
        "question still ask something?"
    ),
    Flag.TOO_HARD: _(
        "Only %(facility)s percent of the marks were reached. Check the key, the wording and "
        "whether the module teaches it."
    ),
    Flag.NEGATIVE_DISCRIMINATION: _(
        "Those who answer the other questions well do worse here (discrimination "
        "%(discrimination)s). Check the key first, then the wording."
    ),
    Flag.LOW_DISCRIMINATION: _(
        "It hardly tells apart who answers the other questions well and who does not "
        "(discrimination %(discrimination)s). Make the question clearer or the options closer."
    ),
    Flag.DISTRACTOR_UNCHOSEN: _(
        "Option %(option)s was chosen %(n)s times: hardly anybody believes it. Write one that "
        "somebody could mean."
    ),
    Flag.DISTRACTOR_BEATS_KEY: _(
        "Those who answer the other questions well prefer option %(option)s to the key "
        "(%(correlation)s against %(key)s). Check which one is right."
    ),
    Flag.DRIFT: _(
        "It was answered with %(before)s percent of the marks at first and with %(after)s percent "
        "of late, more than chance explains. Has the answer got about, or has the law changed?"
    ),
    Flag.DIF_LARGE: _(
        "Of two people who know equally much, one group answers it rightly far less often (ETS "
        "class C, %(delta)s). Do not use it until the wording has been checked for both groups."
    ),
}


def _whole(value: float) -> str:
    return format_decimal(Decimal(round(value)))


def _tenth(value: float) -> str:
    return format_decimal(Decimal(f"{value:.1f}"), format="0.0")


def _hundredth(value: float) -> str:
    return format_decimal(Decimal(f"{value:.2f}"), format="0.00")


SHOWN: dict[str, Callable[[float], str]] = {
    "n": _whole, "least": _whole, "facility": _tenth, "discrimination": _tenth, "before": _tenth,
    "after": _tenth, "delta": _hundredth, "correlation": _hundredth, "key": _hundredth,
}  # fmt: skip


def sentence(found: Flagged) -> str:
    """The sentence about one reason, with its figures as Indonesians write them."""
    values = {
        name: value if isinstance(value, str) else SHOWN.get(name, _tenth)(value)
        for name, value in found.data.items()
    }
    return str(SENTENCES[found.flag]) % values
