"""How figures of internalization are put into words, and what is missing for a label."""

from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from training.internalization.rules.estimate.labels import Missing
from training.internalization.rules.falsifiers import Claim, State
from training.reporting.queries.conduct import Change
from training.reporting.rules.conduct import Counted
from training.reporting.rules.explaining import Fact
from training.reporting.rules.steps import Band, Reading
from training.web.present import number, percent

DIALS: Mapping[str, object] = {
    "knows": _("Know and weigh"), "lasts": _("Lasting"), "does": _("Practised"),
    "felt": _("Felt by children"),
}  # fmt: skip
FACETS: Mapping[str, object] = {
    "speak": _("Speaking"), "serve": _("Serving"), "decide": _("Deciding"),
    "planning": _("Planning"), "decision": _("Decision"), "service": _("Service"),
}  # fmt: skip
PLANS: Mapping[str, tuple[object, object]] = {
    "kept": (
        _("Carried out"),
        _("told so by those who planned it; a plan whose situation never came counts as not"),
    ),
    "corroborated": (_("Corroborated by others"), _("by a second person or by a file")),
}
DIAL_NOTES: Mapping[str, object] = {
    "knows": _("quizzes with new questions and service cases"),
    "lasts": _("cases remembered after sixty days and more"),
    "does": _("visits of observers from other departments"),
    "felt": _("good answers of children at the service points"),
}
MISSING: Mapping[Missing, tuple[object, object]] = {
    Missing.AUDIT: (
        _("The audit is not finished."),
        _("At least 80 % of those whom the lot picked have to be visited."),
    ),
    Missing.STREAMS: (
        _("There are fewer than three kinds of evidence."),
        _("Practice cases, plans, visits and voices of children add further kinds."),
    ),
    Missing.BEYOND_SELF_REPORT: (
        _("Nobody outside the unit has seen the conduct yet."),
        _("Visits of observers, rated work products or voices of children are needed."),
    ),
    Missing.AGREEMENT: (
        _("Observers do not agree enough."),
        _("Observers practise together on the same cases before the next cycle."),
    ),
    Missing.VOICE: (
        _("The voice of children is missing or lies clearly below that of other units."),
        _("Place the poster at the service point, and talk with staff about what children say."),
    ),
    Missing.WORK_IN_PLANNING: (
        _("No plan or decision has been rated yet."),
        _("Put plans, budget lines and decisions on the unit's register."),
    ),
    Missing.CERTAINTY: (
        _("The interval is still too wide for any level."),
        _("More people who take part, and a finished audit, make it narrower."),
    ),
    Missing.SECOND_CYCLE: (
        _("A level is only given after two cycles in a row."),
        _("The next closed cycle shows whether it lasts."),
    ),
}
STATES: Mapping[State, tuple[object, str]] = {
    State.HOLDS: (_("holds"), "good"),
    State.FAILS: (_("does not hold"), "bad"),
    State.OPEN: (_("cannot be judged yet"), "neutral"),
}
CLAIMS: Mapping[Claim, tuple[object, object, object]] = {
    Claim.F1: (
        _("The estimate foretells what the audit finds."),
        _("At most 15 % of the audited units may lie outside the interval of the cycle before."),
        _("If it does not hold, the intervals are too narrow: read them with more doubt."),
    ),
    Claim.F2: (
        _("Where more people have reached level 4, children feel it."),
        _("The lower limit of the correlation must lie above 0, with at least 25 units."),
        _("If it does not hold, pages no longer say “internalized”."),
    ),
    Claim.F3: (
        _("The levels are a ladder: who stands higher also fulfils what lies below."),
        _("The coefficient of reproducibility must be at least 0.90."),
        _("If it does not hold, read the levels as a profile of strengths and not as steps."),
    ),
    Claim.F4: (
        _("The level shows conduct, not only knowledge."),
        _("The level must go with observed conduct more closely than with quiz results."),
        _("If it does not hold, the level is a knowledge test in disguise."),
    ),
    Claim.F5: (
        _("What people will remember is foreseen well."),
        _("The error over groups of predictions may be at most 0.10."),
        _("If it does not hold, the forecast of memory is not shown."),
    ),
    Claim.F7: (
        _("Observers agree, and people do not only behave while they are watched."),
        _("α must be at least 0.667, and the gap at most 15 points."),
        _("If it does not hold, observation is suspended and counts for no level."),
    ),
    Claim.F8: (
        _("No question in use is unfair to a group."),
        _("No question may be of DIF class C."),
        _("If it does not hold, the question is withdrawn and the quiz counted anew."),
    ),
}

HOW: Mapping[Claim, object] = {
    Claim.F1: _(
        "In every audited unit: whether what the audit found lies where the cycle before led to"
        " expect it, among people who show nothing by themselves (90 % predictive interval). "
        "Judged from 10 audited units on."
    ),
    Claim.F2: _(
        "By unit, the correlation of the share at level 4 and above with the share of good "
        "answers of children, and its lower 90 % limit (Fisher). Judged after two cycles."
    ),
    Claim.F3: _(
        "Over all people who fulfil something: how rarely a level does not follow from how many"
        " they fulfil (Guttman). Judged from 30 people on."
    ),
    Claim.F4: _(
        "The correlation of people's levels with what observers saw of them, beside the one "
        "with their quiz results. Judged from 30 people on, 10 of them at level 4 or above."
    ),
    Claim.F5: _(
        "In groups of predictions alike: the distance between how many were foreseen to "
        "remember and how many did (root mean square). Judged from 200 answers on."
    ),
    Claim.F7: _(
        "Krippendorff's α over the visits that two rated, and what was seen in announced visits"
        " less what was seen in unannounced ones, both of the newest closed cycle."
    ),
    Claim.F8: _(
        "Of the questions in use that enough people answered: how many favour one of two groups"
        " of equal ability so much that they are of class C (Mantel–Haenszel)."
    ),
}
FACTS: Mapping[Claim, tuple[Fact, ...]] = {
    Claim.F1: (Fact.AUDIT, Fact.CYCLE),
    Claim.F2: (Fact.VOICES, Fact.CONDUCT),
    Claim.F3: (Fact.CONDUCT,),
    Claim.F4: (Fact.VISITS, Fact.CONDUCT),
    Claim.F5: (),
    Claim.F7: (Fact.VISITS,),
    Claim.F8: (Fact.QUESTIONS,),
}
"""Where something can be done about a claim, or where what is behind it lies."""


def band(found: Band | None) -> str:
    """A share that is told as a step."""
    if found is None:
        return gettext("not enough data yet")
    if found.low <= 0:
        return gettext("at most %(share)s", share=percent(found.high))
    if found.high >= 1:
        return gettext("at least %(share)s", share=percent(found.low))
    return f"{number(found.low * 100)}–{percent(found.high)}"


def floor(found: Band) -> str:
    """What is evidenced: a floor, so that only the lower end counts."""
    if found.low <= 0:
        return gettext("at most %(share)s", share=percent(found.high))
    return gettext("at least %(share)s", share=percent(found.low))


def about(found: Reading | None) -> str:
    """The middle of an estimate; the ends of the scale are given as a band."""
    if found is None:
        return gettext("not enough data yet")
    if found.value <= 0:
        return gettext("at most %(share)s", share=percent(found.edge))
    if found.value >= 1:
        return gettext("at least %(share)s", share=percent(1 - found.edge))
    return gettext("about %(share)s", share=percent(found.value))


def spread(found: Reading) -> str:
    """The 90 % interval in words."""
    return gettext("between %(low)s and %(high)s", low=percent(found.low), high=percent(found.high))


def people(found: Counted) -> str:
    """How many are behind a dial."""
    return gettext("n ≥ %(n)s", n=number(found.n)) if found.n else ""


def change(found: Change | None) -> str:
    """Whether a level has changed since the cycle before."""
    if found is None:
        return ""
    if not found.changed:
        return gettext("no certain change")
    return gettext("risen") if found.low + found.high > 0 else gettext("fallen")
