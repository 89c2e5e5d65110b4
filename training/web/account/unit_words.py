"""What marks of doubt and changes of units are called in front of people."""

from flask_babel import lazy_gettext as _

from training.people.rules.kinds import ChangeKind
from training.web.refusals import say

# The marks of the list of units: how sure it is that the unit is called and placed so.
DOUBTS: dict[str, dict[str, object]] = {
    "V*": {"text": _("Confirmed in part"), "tag": "info"},
    "R": {"text": _("From memory, to be confirmed"), "tag": "waiting"},
    "?": {"text": _("Doubtful"), "tag": "waiting"},
}
LINEAGE: dict[str, object] = {
    ChangeKind.RENAMED: _("renamed"), ChangeKind.MERGED: _("merged"), ChangeKind.SPLIT: _("split"),
}  # fmt: skip

say(
    DayLiesAhead=_("This change is dated after today. Write it down when the day has come."),
    TreeIsTooDeep=_("The codes down to this unit are too long together. Choose a shorter one."),
    CodeIsTaken=_("Another unit already has this code."),
    CodeIsOdd=_("The new unit needs a name and a code of letters, digits, dots and hyphens."),
    UnitHasEnded=_("This unit has already ended, or has not begun by that day."),
    UnitIsAncestor=_("A unit cannot be merged with a unit above or below it."),
)
