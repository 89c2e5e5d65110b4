"""How a sign of a shared key is put into words: about a unit's answers, never about a person."""

from flask_babel import gettext as _

from training.quiz.rules.shared_keys import Alarm, Sign
from training.reporting.rules.disclosure import NARROW
from training.web.present import long_date, number, percent


def sentence(alarm: Alarm) -> str:
    """What was seen, with its figures, for authors; who reads it decides what it means."""
    return {Sign.JUMP: _jump, Sign.IDENTICAL: _identical}[alarm.sign](alarm)


def line(alarm: Alarm) -> str:
    """The same without figures: beside a unit's report, which may not show those of so few."""
    if alarm.sign is Sign.JUMP:
        return _(
            "from %(day)s on answers are far better and far quicker than in the month before",
            day=long_date(alarm.since),
        )
    return _("those who err choose the same wrong answers far more often than is usual elsewhere")


def _share(value: float) -> str:
    """A share in words; near either end a band, in which nobody's own result can be read."""
    if value > 1 - NARROW:
        return f"≥ {percent(1 - NARROW)}"
    return f"≤ {percent(NARROW)}" if value < NARROW else percent(value)


def _jump(alarm: Alarm) -> str:
    return _(
        "From %(day)s on first attempts earn %(after)s of the marks, in the thirty days before "
        "%(before)s; an answer took %(slow)s seconds then and takes %(quick)s now (at least "
        "%(n)s people on either side).",
        day=long_date(alarm.since), before=_share(alarm.before), after=_share(alarm.after),
        slow=number(alarm.seconds_before), quick=number(alarm.seconds_after),
        n=number(alarm.least),
    )  # fmt: skip


def _identical(alarm: Alarm) -> str:
    return _(
        "Of two people who err on the same question, %(after)s choose the same wrong answer; by "
        "what is usual elsewhere it would be %(before)s (%(items)s questions).",
        before=_share(alarm.before), after=_share(alarm.after), items=number(alarm.items),
    )  # fmt: skip
