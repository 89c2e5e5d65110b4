"""What reminders hold about a person: what went out, and how they wanted it."""

from flask_babel import lazy_gettext as _

from training.content.queries.reminders import reminder_book
from training.kernel.settings import ROOT
from training.reminders.rules.anchors import Way
from training.web.account.held import Column, Row, Whose

WAYS: dict[str, object] = {
    Way.USUAL.value: _("As they come, at most one letter a day"),
    Way.WEEKLY.value: _("Once a week"),
    Way.OFF.value: _("Not at all"),
}
COLUMNS: dict[str, tuple[Column, ...]] = {
    "reminders": (
        Column("day", _("Day")), Column("what", _("Reminded of")),
        Column("to_head", _("To the head of your unit")),
    ),
    "reminder_wishes": (Column("at", _("When")), Column("way", _("Your choice"), WAYS)),
}  # fmt: skip
TITLES: dict[str, tuple[object, object]] = {
    "reminders": (_("Reminders that went out"), _("By e-mail, about what was waiting for you.")),
    "reminder_wishes": (_("How you wanted to be reminded"), _("You decided it yourself.")),
}
KEYS = tuple(TITLES)


def sent(whose: Whose) -> tuple[Row, ...]:
    titles = {each.kind.value: each.title for each in reminder_book(ROOT).rules}
    return tuple(
        {"day": each.day, "what": titles.get(each.kind, each.kind), "to_head": each.to_head}
        for each in whose.learnt["reminders"]
    )


def wishes(whose: Whose) -> tuple[Row, ...]:
    return tuple({"at": each.at, "way": each.way} for each in whose.learnt["reminder_wishes"])


GATHER = {"reminders": sent, "reminder_wishes": wishes}
