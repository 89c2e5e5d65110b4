"""What practice holds about a person: cases, answers, pauses, and sentences written for a unit."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from training.practice.rules.breaks import Reason
from training.practice.rules.record import CaseKind
from training.web.account.held import Column, Row, Whose

KINDS: dict[str, object] = {
    CaseKind.PRACTICE.value: _("practice"),
    CaseKind.PROBE.value: _("memory probe"),
}
REASONS: dict[str, object] = {
    Reason.LEAVE.value: _("Leave"),
    Reason.DUTY.value: _("Official travel"),
    Reason.COURSE.value: _("A training course"),
    Reason.BUSY.value: _("The busiest time at work"),
    Reason.OTHER.value: _("Something else"),
}
MODULE, QUESTION = Column("module", _("Module")), Column("question", _("Question"))
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "practice": (
        MODULE, Column("kind", _("Kind of case"), KINDS),
        Column("mark", _("Days after the module (probe)")),
        Column("shown_at", _("Shown at")), Column("answered_at", _("Answered at")),
        Column("seconds", _("Seconds")), Column("recalled", _("Recalled")),
        Column("void", _("Too fast to count")),
        Column("predicted", _("Predicted recall (0–1)")),
    ),
    "practice_answers": (
        MODULE, QUESTION, Column("answer", _("Answer")), Column("at", _("Answered at")),
    ),
    "practice_pauses": (
        Column("at", _("When")), Column("until", _("Paused until")),
        Column("reason", _("Reason"), REASONS),
    ),
    "practice_prompts": (
        Column("at", _("When")), Column("week", _("Week")), Column("unit", _("Unit")),
        Column("text", _("Sentence")),
    ),
}  # fmt: skip
TITLES: Mapping[str, tuple[object, object]] = {
    "practice": (
        _("Your practice"),
        _(
            "Each case that you opened, with the recall that was predicted just before. "
            "Only you and the sums of the city see it."
        ),
    ),
    "practice_answers": (_("Your answers in practice"), _("As you sent them.")),
    "practice_pauses": (_("Your pauses"), _("You decided them yourself.")),
    "practice_prompts": (
        _("Sentences that you wrote for a unit"),
        _("They stand on the practice page of its staff for a week."),
    ),
}
ORDER = tuple(TITLES)


def cases(whose: Whose) -> tuple[Row, ...]:
    return tuple(
        {
            "module": whose.title(each.slug), "kind": each.kind, "mark": each.mark,
            "shown_at": each.shown_at, "answered_at": each.answered_at,
            "seconds": None if each.spent_ms is None else each.spent_ms / 1000,
            "recalled": each.recalled, "void": each.void, "predicted": each.predicted,
        }
        for each in whose.learnt["cases"]
    )  # fmt: skip


def answers(whose: Whose) -> tuple[Row, ...]:
    """Each answer as it was sent; only for the files."""
    return tuple(
        {"module": each.slug, "question": each.question, "answer": each.answer,
         "at": each.answered_at}
        for each in whose.learnt["cases"]
        if each.answered_at
    )  # fmt: skip


def pauses(whose: Whose) -> tuple[Row, ...]:
    return tuple(
        {"at": each.at, "until": each.until, "reason": each.reason}
        for each in whose.learnt["breaks"]
    )


def prompts(whose: Whose) -> tuple[Row, ...]:
    return tuple(
        {"at": each.at, "week": each.week, "unit": each.name, "text": each.text}
        for each in whose.learnt["prompts"]
    )


GATHER = {
    "practice": cases, "practice_answers": answers, "practice_pauses": pauses,
    "practice_prompts": prompts,
}  # fmt: skip
