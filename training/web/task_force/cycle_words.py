"""What the states of a cycle and the quality of its observing are called, and its refusals."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from training.internalization.rules.cycles import State
from training.web.present import number
from training.web.refusals import say

STATES: Mapping[State, tuple[object, str]] = {
    State.RUNNING: (_("running"), "info"),
    State.OVER: (_("over, not closed yet"), "waiting"),
    State.CLOSED: (_("closed"), "good"),
}
PLACES = 2

say(
    CycleLabelDoesNotFit=_(
        "A cycle is called by its year and a word of small letters or digits, such as 2027-1."
    ),
    CycleDatesDoNotFit=_(
        "A cycle lasts from 28 to 400 days and does not overlap with another one."
    ),
    CycleLabelIsTaken=_("Another cycle has this label already."),
    CycleIsNotOver=_("This cycle is not over yet: it can be closed after its last day."),
    CycleIsClosed=_("This cycle is closed; what it says never changes."),
    AnotherCycleIsOpen=_("Close the cycle that is open first."),
    AuditIsDrawn=_("The audit of this cycle has been drawn already."),
    EverybodyIsAssessed=_("Everybody shows something by themselves: there is nobody to audit."),
    CountsDoNotAddUp=_("The counts of a unit do not add up. Please tell the administrator."),
    UnitCountedTwice=_("A unit was counted twice. Please tell the administrator."),
    NobodyToEstimate=_("No unit has anybody on its roster: there is nothing to estimate."),
    RatersGuess=_("On the visits rated by two, observers agree no more than by chance."),
)

NEXT: Mapping[str, object] = {
    "EverybodyIsAssessed": _("This cycle needs no audit. Close it when it is over."),
    "NobodyToObserve": _(
        "Check the posts of these people with HR: no sheet of observation fits them as they are."
    ),
    "NobodyMayObserve": _(
        "Ask the administrator to make people of at least two departments mentors, because nobody "
        "observes their own. Then draw again."
    ),
}
"""What helps after a refusal of the audit, where its sentence does not say so itself."""


def next_after(name: str) -> str:
    """What to do after a refusal, by its name; empty where there is nothing more to say."""
    return str(NEXT.get(name, ""))


def quality_told(quality: Mapping[str, Any]) -> dict[str, str]:
    """The quality of observing in a closed cycle, in words."""
    return {
        "sheets": number(quality.get("sheets")),
        "alpha": _spread(quality, "alpha", 1),
        "gap": _spread(quality, "gap", 100),
        "sensitivity": _of(quality.get("sensitivity")),
        "specificity": _of(quality.get("specificity")),
    }


def _spread(quality: Mapping[str, Any], name: str, scale: int) -> str:
    value = quality.get(name)
    if value is None:
        return gettext("not known yet")
    low, high = quality.get(f"{name}_low"), quality.get(f"{name}_high")
    places = PLACES if scale == 1 else 0
    said = _number(value * scale, places)
    if low is None or high is None:
        return said
    return gettext(
        "%(value)s (90 %%: %(low)s to %(high)s)", value=said,
        low=_number(low * scale, places), high=_number(high * scale, places),
    )  # fmt: skip


def _number(value: float, places: int) -> str:
    """Without the minus of a number that is rounded to nothing."""
    return number(round(value, places) + 0.0, places)


def _of(pair: Any) -> str:
    """Right of all, or that none were rated by two."""
    if not pair or not pair[1]:
        return gettext("not known yet")
    return gettext("%(have)s of %(of)s", have=number(pair[0]), of=number(pair[1]))
