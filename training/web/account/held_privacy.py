"""What a person objected to, with what was answered."""

from flask_babel import lazy_gettext as _

from training.privacy.rules.objections import state
from training.web.account.held import Column, Row, Whose
from training.web.account.privacy_words import CATEGORIES, STATES

COLUMNS: dict[str, tuple[Column, ...]] = {
    "objections": (
        Column("at", _("When")), Column("category", _("What is it about?"), CATEGORIES),
        Column("words", _("Your words")), Column("state", _("State"), STATES),
        Column("answer", _("Answer")), Column("answered_at", _("Answered on")),
    ),
}  # fmt: skip
TITLES: dict[str, tuple[object, object]] = {
    "objections": (_("Your objections"), _("With the answers of administrators.")),
}
KEYS = tuple(TITLES)


def objected(whose: Whose) -> tuple[Row, ...]:
    return tuple(
        {"at": each.at, "category": each.category, "words": each.words,
         "state": state(each.outcome).value, "answer": each.answer,
         "answered_at": each.answered_at}
        for each in whose.learnt["objections"]
    )  # fmt: skip


GATHER = {"objections": objected}
