"""How the sections about observing are called in one's own data."""

from flask_babel import lazy_gettext as _

from training.observation.rules.findings import FindingState
from training.web.account.held import Column

STATES: dict[str, object] = {
    FindingState.WAITING: _("waits for a second mentor"),
    FindingState.VERIFIED: _("verified"),
    FindingState.NOT_VERIFIED: _("not verified"),
    FindingState.CLOSED: _("closed"),
}
SHEET = (
    Column("at", _("Observed")), Column("instrument", _("Instrument")), Column("unit", _("Unit")),
    Column("announced", _("Announced")), Column("marks", _("Marks")), Column("note", _("Note")),
    Column("signed_at", _("Signed")),
)  # fmt: skip
COLUMNS: dict[str, tuple[Column, ...]] = {
    "observed": SHEET,
    "observing": SHEET,
    "contrary": (
        Column("at", _("Reported")), Column("conduct", _("Conduct")),
        Column("state", _("State"), STATES), Column("verified_at", _("Looked into")),
        Column("reason", _("Why it was closed")),
    ),
}  # fmt: skip
TITLES: dict[str, tuple[object, object]] = {
    "observed": (
        _("Observations of your work"),
        _("By mentors of other departments, chosen by lot. One alone never decides anything."),
    ),
    "contrary": (
        _("Serious conduct that was reported"),
        _("Shown once a second mentor has looked into it."),
    ),
    "observing": (_("Observations that you signed"), _("As a mentor of other departments.")),
}
