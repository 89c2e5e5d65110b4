"""What states, reasons and posts are called on the employee's pages."""

import math

from flask_babel import lazy_gettext as _

from training.learning.rules.completion import Progress
from training.learning.rules.steps import StepKind

STATES = {
    Progress.NOT_STARTED: (_("Not started"), "neutral"),
    Progress.STARTED: (_("In progress"), "waiting"),
    Progress.COMPLETE: (_("Complete"), "good"),
}
STEPS = {
    StepKind.READ: _("Continue"),
    StepKind.GO_ON_WITH_QUIZ: _("Continue the quiz"),
    StepKind.START_QUIZ: _("To the quiz"),
    StepKind.WAIT: _("See the module"),
}
FAMILIES = {
    "pelayanan-langsung": _("direct service"),
    "perencana": _("planning"),
    "pengambil-keputusan": _("decision making"),
    "pendukung": _("support"),
}
DIMENSIONS = {"speak": _("Speaking"), "serve": _("Serving"), "decide": _("Deciding")}
STAGES = {"planning": _("Planning"), "decision": _("Decision"), "service": _("Service")}


def whole_percent(share: float | None) -> str:
    """A score as a whole percentage, never rounded up: 74,8 % must not look like a pass at 75 %."""
    return "–" if share is None else f"{math.floor(share * 100 + 1e-6)} %"
