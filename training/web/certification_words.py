"""What states, paths and refusals of certification are called in front of people."""

from flask_babel import lazy_gettext as _

from training.certification.queries.certificates import Validity
from training.certification.rules.audiences import DueFrom, Puzzle
from training.certification.rules.bulk import MOST_EXCUSED, LeftOut
from training.certification.rules.evidence import Lack
from training.certification.rules.states import State
from training.people.rules.kinds import Role
from training.web.refusals import say

STATES: dict[State, tuple[object, str]] = {
    State.NOT_ASSIGNED: (_("not required"), "neutral"),
    State.ASSIGNED: (_("required"), "neutral"),
    State.IN_PROGRESS: (_("in progress"), "neutral"),
    State.OVERDUE: (_("overdue"), "bad"),
    State.CERTIFIED: (_("certified"), "good"),
    State.WINDOW_OPEN: (_("may be renewed"), "waiting"),
    State.EXPIRED: (_("expired"), "bad"),
    State.EXCUSED: (_("excused"), "neutral"),
    State.RECOGNISED: (_("recognised"), "good"),
    State.REVOKED: (_("revoked"), "bad"),
}
DAYS: dict[State, object] = {
    State.ASSIGNED: _("due"),
    State.IN_PROGRESS: _("due"),
    State.OVERDUE: _("was due"),
    State.CERTIFIED: _("holds until before"),
    State.RECOGNISED: _("holds until before"),
    State.WINDOW_OPEN: _("holds until before"),
    State.EXPIRED: _("ended"),
    State.EXCUSED: _("excused until"),
}
VALIDITY: dict[Validity, tuple[object, str]] = {
    Validity.VALID: (_("valid"), "good"),
    Validity.EXPIRED: (_("expired"), "bad"),
    Validity.REVOKED: (_("revoked"), "bad"),
}
DUE_FROM: dict[DueFrom, object] = {
    DueFrom.ASSIGNMENT: _("the day on which it is first asked"),
    DueFrom.ENTRY: _("the first day of service"),
    DueFrom.POSTING: _("the first day of the post"),
    DueFrom.RELEASE: _("the newest material release"),
}
PUZZLES: dict[Puzzle, object] = {
    Puzzle.NO_POST: _("holds only an acting post; add the definitive one"),
    Puzzle.SEVERAL_POSTS: _("holds several definitive posts; end all but one"),
    Puzzle.UNKNOWN_UNIT: _("the rule names a unit that is no more; end it and make another"),
    Puzzle.UNKNOWN_MODULE: _("the rule names a module that was never published"),
    Puzzle.NOTHING_RELEASED: _("no module of the programme was published yet"),
}
LEFT_OUT: dict[LeftOut, object] = {
    LeftOut.NOTHING_ASKED: _("nothing is asked of them"),
    LeftOut.HOLDS: _("hold a valid certificate"),
    LeftOut.EXCUSED: _("are excused already"),
    LeftOut.NOT_HERE: _("no longer serve in your units"),
    LeftOut.ONESELF: _("yourself: another HR person must decide"),
}
LACKS: dict[Lack, object] = {
    Lack.MODULE: _("complete the module"),
    Lack.AGAIN: _("pass the quiz of the module again"),
    Lack.SCORE: _("reach the least score of the module"),
    Lack.CASES: _("practise cases"),
    Lack.PLANS: _("have plans corroborated"),
}
ROLES: dict[Role, object] = {
    Role.EMPLOYEE: _("Employee"),
    Role.UNIT_HEAD: _("Head of unit"),
    Role.MENTOR: _("Mentor"),
    Role.HR: _("Staff administration"),
    Role.TASK_FORCE: _("Task force"),
    Role.AUTHOR: _("Author"),
    Role.ADMIN: _("Administrator"),
    Role.AUDITOR: _("Auditor"),
}
KINDS: dict[str, object] = {"earned": _("earned"), "recognised": _("recognised")}
PATHS: dict[str, object] = {"first": _("first path"), "renewal": _("renewal")}

say(
    ExcuseIsTooLong=_("An excuse needs one of the reasons and ends within the programme's grace."),
    JpNeedsItsDecree=_("Give the hours (1–400) and the decree that grants them."),
    AudienceIsEverybody=_("Name at least one condition, so that nobody is meant by accident."),
    RevocationIsDecided=_("This revocation was decided already."),
    RevocationWaits=_("A revocation of this certificate waits already, or was confirmed."),
    SecondPersonIsNeeded=_("Another HR person must decide: not who asked, and not the holder."),
    NumberIsNoGap=_("Only a number that was skipped can be explained."),
    NobodyIsChosen=_(
        "Tick at least one person, or choose everybody; at most %(n)s at once.", n=MOST_EXCUSED
    ),
    NobodyIsExcused=_("There is nobody left whom this excuse would fit. Nothing was changed."),
    BulkIsOver=_("This was done already. The page shows how it stands."),
    OwnCertification=_("Nobody decides about their own certification. Ask another HR person."),
    RecognitionIsTooOld=_("The document leaves no day of validity, or its day has not come."),
)
