"""What casework holds about a person: what they lead, signed, said, and are to do."""

from collections.abc import Callable, Mapping
from functools import partial

from flask_babel import lazy_gettext as _

from training.web.account.held import Column, Row, Whose
from training.web.casework_words import KINDS, STEPS

UNIT = Column("unit", _("Unit"))
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "casework_led": (
        Column("day", _("Day")),
        Column("kind", _("What"), {key.value: words for key, words in KINDS.items()}),
        Column("title", _("What is it about")), UNIT,
    ),
    "casework_signed": (
        Column("signed_at", _("When")), Column("title", _("What is it about")), UNIT,
        Column("correction", _("Correction")),
    ),
    "casework_said": (
        Column("at", _("When")),
        Column("kind", _("What"), {key.value: words for key, words in STEPS.items()}),
        Column("words", _("What you wrote")), UNIT,
    ),
    "casework_doing": (
        Column("named_at", _("When you were named")), Column("act", _("What was agreed")),
        Column("due", _("Until when")), UNIT,
    ),
}  # fmt: skip
TITLES: Mapping[str, tuple[object, object]] = {
    "casework_led": (_("What you lead for the task force"), _("Planned by the task force.")),
    "casework_signed": (_("Records that you signed"), _("Each stays on record.")),
    "casework_said": (
        _("What you said about findings"),
        _("As the head of a unit, for the task force, or about what is yours to do."),
    ),
    "casework_doing": (
        _("Agreed acts that are yours to do"),
        _("Whoever led the visit, the head of the unit or the task force named you."),
    ),
}
KEYS = tuple(TITLES)


def _rows(key: str, whose: Whose) -> tuple[Row, ...]:
    names = [each.key for each in COLUMNS[key]]
    return tuple({name: getattr(row, name) for name in names} for row in whose.learnt[key])


GATHER: dict[str, Callable[[Whose], tuple[Row, ...]]] = {key: partial(_rows, key) for key in KEYS}
