"""What objections and erasures are called, and the sentences of their refusals."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from training.privacy.rules.erasing import Ground
from training.privacy.rules.objections import Category, Outcome, State
from training.web.refusals import say

CATEGORIES: Mapping[Any, object] = {
    Category.USE: _("What my data are used for"),
    Category.CORRECT: _("Something that is wrong about me"),
    Category.RESTRICT: _("Use it less, or not for the time being"),
    Category.AUTOMATED: _("A result that a computation gave me"),
    Category.ERASE: _("That my data are erased when I leave"),
    Category.OTHER: _("Something else"),
}
STATES: Mapping[Any, object] = {
    State.WAITING: _("waits for an answer"),
    State.GRANTED: _("granted"),
    State.DECLINED: _("declined"),
}
TAGS: Mapping[Any, str] = {
    State.WAITING: "waiting", State.GRANTED: "good", State.DECLINED: "neutral",
}  # fmt: skip
OUTCOMES: Mapping[Any, object] = {
    Outcome.GRANTED: _("Grant it"), Outcome.DECLINED: _("Decline it"),
}  # fmt: skip
GROUNDS: Mapping[Any, object] = {
    Ground.OVER: _("the time for which data are kept is over"),
    Ground.OBJECTION: _("an objection was granted"),
}

say(
    ObjectionIsUnclear=_("Say in ten to two thousand signs what you mean."),
    ObjectionIsAnswered=_("This objection was answered already."),
    NobodyAnswersTheirOwn=_("You cannot answer your own objection. Ask another administrator."),
    PersonStillServes=_("This person still holds a post, so their name is needed."),
    RetentionIsNotOver=_(
        "The time for which data are kept is not over, and no objection to it was granted."
    ),
    ErasureWaits=_("An erasure of this person waits already for a second administrator."),
    PersonIsErased=_("The data of this person are erased."),
    ErasureIsDecided=_("This request was decided already."),
    SecondAdministratorIsNeeded=_(
        "Two administrators are needed, and neither may be the person concerned."
    ),
    ErasureNeedsReason=_("Give the reason in ten to three hundred signs."),
)
