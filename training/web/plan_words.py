"""What plans, their faults, times, answers and refusals are called in front of people."""

from flask_babel import lazy_gettext as _

from training.commitments.rules.plans import Did, Happened, Reason, Turn
from training.commitments.rules.witnesses import Removed, Saw, Seen
from training.commitments.rules.wording import Fault
from training.content.rules.model import Stage
from training.web.refusals import say

FAULTS: dict[Fault, object] = {
    Fault.IF_SHORT: _(
        "Name the situation a little more fully: who is there, and what happens? For example: “a "
        "child cries at my counter”."
    ),
    Fault.IF_LONG: _("Keep to one situation in one short sentence of at most 25 words."),
    Fault.IF_ANYTIME: _(
        "A plan needs a moment that you recognise. Which situation do you meet most, and where?"
    ),
    Fault.IF_NO_EVENT: _("Name something that happens at your work, so that you notice it."),
    Fault.THEN_SHORT: _("Name the act a little more fully, so that another person could see it."),
    Fault.THEN_LONG: _("One small act in at most 30 words is easier to remember."),
    Fault.THEN_NOT_MINE: _("Begin with “saya”: a plan is about what you yourself will do."),
    Fault.THEN_ONLY_NOT: _(
        "You say what you will not do. What will you do instead? For example: “saya duduk di "
        "sampingnya dan menunggu”."
    ),
    Fault.THEN_VAGUE: _(
        "This is a good intention. Which act would others see tomorrow? For example: “saya "
        "menyapa anaknya lebih dulu”."
    ),
    Fault.THEN_NO_ACT: _("Name an act with a verb: what do your hands, eyes or voice do?"),
    Fault.THEN_MANY: _("That is several acts. Choose the one to begin with tomorrow."),
    Fault.EXAMPLE: _("This is only our example. Please use your own words."),
    Fault.CHILD_DATA: _(
        "Leave out names and numbers. A plan is about a situation, never about one child."
    ),
}
STAGES: dict[str, object] = {
    Stage.PLANNING: _("When planning"),
    Stage.DECISION: _("When deciding"),
    Stage.SERVICE: _("When serving"),
}
TURNS: dict[Turn, tuple[object, str]] = {
    Turn.LATER: (_("later"), "neutral"),
    Turn.DUE: (_("now"), "waiting"),
    Turn.DONE: (_("told"), "good"),
    Turn.MISSED: (_("its time is over"), "neutral"),
}
HAPPENED: dict[str, object] = {
    Happened.NONE: _("No, it did not come up"),
    Happened.ONCE: _("Yes, once"),
    Happened.SEVERAL: _("Yes, several times"),
}
DID: dict[str, object] = {
    Did.YES: _("Yes, I did what I had planned"),
    Did.PARTLY: _("Partly"),
    Did.NO: _("Not yet"),
}
REASONS: dict[str, object] = {
    Reason.HABIT: _("It has become a habit"),
    Reason.REPLACED: _("I want another plan in its place"),
    Reason.NO_LONGER_FITS: _("It no longer fits my work"),
    Reason.MISTAKE: _("I made it by mistake"),
    Reason.RESUMED: _("Gone on with"),
}
SEEN: dict[str, object] = {
    Seen.YES: _("Yes, I saw it myself"),
    Seen.NO: _("No, I did not see it"),
    Seen.UNKNOWN: _("I do not know"),
    Seen.DECLINED: _("I would rather not answer"),
}
SAW: dict[str, object] = {
    Saw.YES: _("the act was seen in it"),
    Saw.NO: _("the act was not seen in it"),
    Saw.UNCLEAR: _("it stayed unclear"),
}
REMOVED: dict[str, object] = {
    Removed.OWNER: _("taken back by you"),
    Removed.CHILD_DATA: _("deleted, because a child could be recognised"),
    Removed.REVIEWED: _("deleted after it was reviewed"),
    Removed.EXPIRED: _("deleted, because it had waited for 60 days"),
    Removed.NEEDLESS: _("deleted, because the act was corroborated already"),
}
REHEARSAL: dict[int, tuple[object, object, object]] = {
    1: (
        _("See the situation before you"),
        _("Where are you? Who is there? By which sign will you know that it is now?"),
        _("The sign that tells me: it is now"),
    ),
    2: (
        _("Say it in your own words"),
        _("Say the plan half aloud, twice, as if you told a colleague. Then write it down."),
        _("In my own words: when …, I …"),
    ),
    3: (
        _("Think of what could get in the way"),
        _("A long queue, a tired day, a superior in a hurry: what will you do then?"),
        _("If something gets in the way, then I …"),
    ),
}

say(
    TooManyPlans=_("You have three open plans. End one of them before you make another."),
    PlanHasEnded=_("This plan has been ended. You can go on with it first."),
    PlanIsOpen=_("This plan is open already."),
    PlanIsUnderWay=_(
        "You have already told how this plan went, so its words stay. End it and make a new one."
    ),
    CheckInIsNotDue=_("It is too early or too late to tell of this week."),
    AnswersDoNotFit=_("Choose one of the answers."),
    RehearsalIsEmpty=_("Write a few words for yourself."),
    WordsAreNoPlan=_("These words do not make an if–then plan yet."),
    NothingToCorroborate=_(
        "Only an act that you told of as done can be corroborated, and once is enough."
    ),
    WitnessIsUnknown=_("Nobody who serves now has this NIP or e-mail address. Check it again."),
    WitnessIsYourself=_("You cannot be your own witness. Name a colleague who saw it."),
    WitnessIsInLine=_(
        "This person is your superior or your subordinate. Name somebody who is free to answer, "
        "such as a colleague at another desk."
    ),
    WitnessIsReciprocal=_(
        "You two have vouched for each other within half a year. Name somebody else this time."
    ),
    TooManyWitnesses=_("Two people at most are asked about one plan."),
    WitnessHasAnswered=_("You have answered already. An answer is final."),
    FileIsTooLarge=_("The file is larger than 2 MB. Make it smaller or send one page of it."),
    FileIsEmpty=_("Choose a file that is not empty."),
    FileIsOfAnotherKind=_(
        "The content of this file is not PDF, JPEG, PNG, DOCX, XLSX or plain text."
    ),
    FileIsDamaged=_("The file cannot be read to its end. Save it anew and try again."),
    FileHoldsMore=_(
        "There is something else in the file: a program, another file, or a password. Save it as a "
        "plain document."
    ),
    FileNamesAChild=_(
        "The file seems to hold a NIK, a telephone number or the name of a child. Take it out and "
        "send the file again. Nothing of it was kept."
    ),
    FileIsKnown=_("This very file was handed in before. Choose another trace of the act."),
    FileIsGone=_("The file is no longer there. It can be handed in again."),
    ChildIsNotExcluded=_("Confirm that no child can be recognised before you send the file."),
)
