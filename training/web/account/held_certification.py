"""What certification holds about a person: what is asked, every period, every excuse."""

from collections.abc import Callable, Mapping
from functools import partial

from flask_babel import lazy_gettext as _

from training.web.account.held import Column, Row, Whose
from training.web.certification_words import KINDS, PATHS

PROGRAMME = Column("programme", _("Programme"))
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "certification_duties": (
        PROGRAMME, Column("since", _("From")), Column("due", _("Due")),
        Column("ended", _("Until")),
    ),
    "certification_periods": (
        PROGRAMME, Column("kind", _("How"), KINDS), Column("path", _("Path"), PATHS),
        Column("since", _("From")), Column("until", _("Until before")),
        Column("completed_at", _("Completed on")), Column("number", _("Number")),
        Column("revoked_at", _("Revoked on")), Column("document", _("Document")),
    ),
    "certification_excuses": (
        PROGRAMME, Column("reason", _("Reason")), Column("note", _("Note")),
        Column("since", _("From")), Column("until", _("Until")),
        Column("taken_back_at", _("Taken back on")),
    ),
}  # fmt: skip
TITLES: Mapping[str, tuple[object, object]] = {
    "certification_duties": (
        _("Certificates that you must hold"), _("They follow from the rules of BKPSDM."),
    ),
    "certification_periods": (
        _("Your periods of certification"), _("Each stays on record; nothing is overwritten."),
    ),
    "certification_excuses": (
        _("Excuses from certification"), _("Until such a day nothing was asked of you."),
    ),
}  # fmt: skip
ORDER = tuple(TITLES)


def _rows(key: str, whose: Whose) -> tuple[Row, ...]:
    names = [each.key for each in COLUMNS[key]]
    return tuple({name: getattr(row, name) for name in names} for row in whose.learnt[key])


GATHER: dict[str, Callable[[Whose], tuple[Row, ...]]] = {key: partial(_rows, key) for key in ORDER}
