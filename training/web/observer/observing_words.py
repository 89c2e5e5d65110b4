"""What visits, marks and findings are called, and how refusals of observing are said."""

from flask_babel import lazy_gettext as _

from training.observation.rules.drawing import Purpose
from training.observation.rules.findings import FindingState
from training.observation.rules.occasions import Mark
from training.observation.rules.sheets import Hindrance
from training.observation.rules.visits import VisitState
from training.web.refusals import say

MARKS: dict[Mark, object] = {
    Mark.MET: _("Yes, fully"),
    Mark.PARTLY: _("In part"),
    Mark.NOT: _("No"),
    Mark.NOT_SEEN: _("Could not be observed"),
}
STATES: dict[VisitState, tuple[object, str]] = {
    VisitState.COMING: (_("to come"), "neutral"),
    VisitState.DUE: (_("due now"), "info"),
    VisitState.LATE: (_("days are over, may still be sent"), "waiting"),
    VisitState.MISSED: (_("not made"), "bad"),
    VisitState.HINDERED: (_("could not be made"), "neutral"),
    VisitState.SIGNED: (_("signed"), "good"),
}
HINDRANCES: dict[Hindrance, object] = {
    Hindrance.PERSON_ABSENT: _("The person was absent on all of these days"),
    Hindrance.UNIT_CLOSED: _("The unit or its service was closed"),
    Hindrance.OBSERVER_ILL: _("I was ill or prevented"),
}
FINDINGS: dict[FindingState, tuple[object, str]] = {
    FindingState.WAITING: (_("waits for a second mentor"), "waiting"),
    FindingState.VERIFIED: (_("verified"), "bad"),
    FindingState.NOT_VERIFIED: (_("not verified"), "neutral"),
    FindingState.CLOSED: (_("closed"), "good"),
}
PURPOSES: dict[Purpose, object] = {
    Purpose.VISIT: _("Visits"),
    Purpose.AUDIT: _("Audit by lot"),
}

say(
    NobodyMayObserve=_("One of the units has no mentor of another department."),
    NobodyToObserve=_("There is nobody to observe in these units."),
    PeriodDoesNotFit=_("Choose a period from today on that has a working day."),
    LabelDoesNotFit=_(
        "Use 3 to 60 small letters, digits and hyphens; “audit-” is for the audits of cycles."
    ),
    LabelIsTaken=_("Another draw has this label. Draws are never replaced."),
    SheetIsIncomplete=_("Give one of the four marks to every line."),
    SheetTimesAreWrong=_("An observation lasts 5 minutes to 8 hours and is over when you sign."),
    VisitIsNotDue=_("An observation is made inside the days that were drawn for it."),
    SheetCameTooLate=_("This sheet came more than 14 days after the days of the visit."),
    SheetIsSigned=_("This sheet is signed and never changes. You can add a correction."),
    SheetIsNotSigned=_("There is no signed sheet to correct yet."),
    CorrectionNeedsReason=_("Say in a sentence why."),
    VisitIsHindered=_("This visit is settled already."),
    FindingIsReported=_("A serious conduct was reported for this visit already."),
    FindingIsUnknown=_("Choose one of the conducts of the list."),
    FindingNeedsVerifier=_(
        "There is no second mentor of another department who could verify it. Call the task force."
    ),
    FindingIsVerified=_("This report has been looked into already."),
    FindingIsClosed=_("This finding is closed already."),
)
