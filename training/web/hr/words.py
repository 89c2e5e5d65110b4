"""What states, posts and kinds are called on the staff administration's pages."""

import math

from flask_babel import lazy_gettext as _

from training.learning.rules.completion import Progress, Reason
from training.people.rules.kinds import IdentifierKind, JobFamily, PostingKind, StandingKind, Status
from training.reporting.queries.people import ModuleState

STATES = {
    Progress.NOT_STARTED: (_("Not started"), "neutral"),
    Progress.STARTED: (_("In progress"), "waiting"),
    Progress.COMPLETE: (_("Complete"), "good"),
}
MODULE_STATES = {
    ModuleState.NOT_STARTED: _("Not started"),
    ModuleState.STARTED: _("In progress"),
    ModuleState.COMPLETE: _("Complete"),
}
REASONS = {
    Reason.LESSONS_MISSING: _("lessons are still unread"),
    Reason.QUIZ_NOT_TRIED: _("the quiz has not been tried"),
    Reason.QUIZ_NOT_SUBMITTED: _("the quiz was begun and not handed in"),
    Reason.QUIZ_NOT_PASSED: _("the quiz has not been passed"),
    Reason.EDITION_IS_NEW: _("the module has a new edition"),
}
FAMILIES = {
    JobFamily.FRONT_LINE: _("Direct service"),
    JobFamily.PLANNER: _("Planner"),
    JobFamily.DECISION_MAKER: _("Decision maker"),
    JobFamily.SUPPORT: _("Support"),
}
STATUSES = {
    Status.PNS: _("PNS"),
    Status.PPPK: _("PPPK"),
    Status.PPPK_PART_TIME: _("PPPK part-time"),
    Status.NON_ASN: _("Non-ASN"),
    Status.OUTSOURCED: _("Outsourced"),
}
POSTINGS = {
    PostingKind.DEFINITIVE: _("definitive"),
    PostingKind.ACTING: _("acting (Plt)"),
    PostingKind.DAILY_ACTING: _("acting by day (Plh)"),
}
STANDINGS = {
    StandingKind.ACTIVE: _("Active"),
    StandingKind.UNPAID_LEAVE: _("Unpaid leave"),
    StandingKind.STUDY: _("Study assignment"),
    StandingKind.LONG_SICK_LEAVE: _("Long sick leave"),
    StandingKind.MATERNITY_LEAVE: _("Maternity leave"),
    StandingKind.PRE_RETIREMENT: _("Preparation for retirement"),
    StandingKind.SUSPENDED: _("Suspended for a time"),
}
NUMBERS = {
    IdentifierKind.NIP: _("NIP"),
    IdentifierKind.NI_PPPK: _("NI PPPK"),
    IdentifierKind.CONTRACT: _("Contract number"),
}


def whole_percent(share: float | None) -> str:
    """A score as a whole percentage, never rounded up: 74,8 % must not look like a pass at 75 %."""
    return "–" if share is None else f"{math.floor(share * 100 + 1e-6)}\u00a0%"
