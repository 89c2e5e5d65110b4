"""What states, reasons and posts are called on the employee's pages."""

import math

from flask_babel import lazy_gettext as _

from training.content.rules.gates import Purpose
from training.learning.rules.completion import Progress
from training.learning.rules.steps import StepKind
from training.quiz.rules.attempts import Past

STATES = {
    Progress.NOT_STARTED: (_("Not started"), "neutral"),
    Progress.STARTED: (_("In progress"), "waiting"),
    Progress.COMPLETE: (_("Complete"), "good"),
}
RESULTS = {
    "void": (_("Does not count"), "neutral"),
    "pending": (_("Being marked"), "waiting"),
    "passed": (_("Passed"), "good"),
    "done": (_("Finished"), "info"),
    "failed": (_("Not passed"), "waiting"),
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
ROLES = {
    "employee": _("Employee"),
    "unit_head": _("Unit head"),
    "mentor": _("Mentor"),
    "hr": _("Staff administration"),
    "task_force": _("Task force"),
    "author": _("Author"),
    "admin": _("Administrator"),
    "auditor": _("Auditor"),
}


def result_of(past: Past) -> str:
    """How a closed attempt ended, as a key of RESULTS; a baseline or a probe is never failed."""
    if past.void or past.pending:
        return "void" if past.void else "pending"
    if past.passed:
        return "passed"
    return "failed" if past.purpose is Purpose.POST else "done"


def whole_percent(share: float | None) -> str:
    """A score as a whole percentage, never rounded up: 74,8 % must not look like a pass at 75 %."""
    return "–" if share is None else f"{math.floor(share * 100 + 1e-6)} %"
