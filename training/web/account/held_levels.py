"""What the ledger of evidence holds about a person, and the level that follows from it."""

from functools import partial

from flask_babel import lazy_gettext as _

from training.web.account.held import Column, Row, Whose
from training.web.level_words import KINDS, LEVELS

CALLED = {str(int(level)): words[0] for level, words in LEVELS.items()}
COLUMNS: dict[str, tuple[Column, ...]] = {
    "level": (
        Column("level", _("Level"), CALLED), Column("at", _("Counted")),
        Column("changes_at", _("Changes by itself")), Column("rule", _("Version of the rule")),
    ),
    "evidence": (
        Column("at", _("When")), Column("kind", _("Evidence"), KINDS),
        Column("topic", _("About")), Column("met", _("Speaks for it")),
        Column("score", _("Amount")), Column("size", _("Of")), Column("void", _("Not counted")),
        Column("version", _("Version")), Column("recorded_at", _("Recorded")),
    ),
}  # fmt: skip
TITLES: dict[str, tuple[object, object]] = {
    "level": (_("Your level"), _("Only you and your mentor see it; your unit sees sums.")),
    "evidence": (
        _("Your ledger of evidence"),
        _("What your level is counted from. Every line comes from a fact above."),
    ),
}
KEYS = tuple(TITLES)


def rows(section: str, whose: Whose) -> tuple[Row, ...]:
    """The rows of one section, in the order of its columns."""
    keys = [column.key for column in COLUMNS[section]]
    return tuple(dict(zip(keys, row, strict=True)) for row in whose.learnt[section])


GATHER = {key: partial(rows, key) for key in KEYS}
