"""What kinds, states and refusals of casework are called in front of people."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from training.content.queries.kla import behaviours, kla_indicators
from training.kernel.settings import ROOT
from training.oversight.queries.agenda import Entry
from training.oversight.queries.cases import Case, Step
from training.oversight.queries.records import Signed
from training.oversight.rules.entries import EntryKind, EntryState
from training.oversight.rules.following import CaseState, StepKind
from training.oversight.rules.records import Weight
from training.web.conduct_words import STAGES
from training.web.present import clock_time, date_time, long_date
from training.web.refusals import say

KINDS: dict[EntryKind, object] = {
    EntryKind.MENTORING: _("Accompanying visit"),
    EntryKind.SUPERVISION: _("Supervising visit"),
    EntryKind.EVALUATION: _("Periodic evaluation"),
    EntryKind.MEETING: _("Meeting"),
    EntryKind.TALKS: _("Series of talks"),
    EntryKind.AWARD_WAVE: _("Wave after the KLA award"),
}
ENTRIES: dict[EntryState, tuple[object, str]] = {
    EntryState.COMING: (_("to come"), "neutral"),
    EntryState.DUE: (_("due now"), "waiting"),
    EntryState.OVERDUE: (_("past its day"), "bad"),
    EntryState.HELD: (_("held"), "good"),
    EntryState.CANCELLED: (_("cancelled"), "neutral"),
}
CASES: dict[CaseState, tuple[object, str]] = {
    CaseState.UNANSWERED: (_("waits for an answer"), "waiting"),
    CaseState.UNDER_WAY: (_("under way"), "info"),
    CaseState.TO_CHECK: (_("waits to be checked"), "waiting"),
    CaseState.ESCALATED: (_("escalated"), "bad"),
    CaseState.CLOSED: (_("closed"), "good"),
}
WEIGHTS: dict[Weight, object] = {
    Weight.TIDY: _("Can be tidied up along the way"),
    Weight.MEND: _("Needs to be mended"),
    Weight.NOW: _("Needs to be mended at once"),
}
STEPS: dict[StepKind, object] = {
    StepKind.ANSWER: _("The head of the unit answered"),
    StepKind.DONE: _("The head of the unit proposed it as done"),
    StepKind.GOES_ON: _("The task force checked: it goes on"),
    StepKind.ESCALATED: _("The task force escalated it"),
    StepKind.CLOSED: _("The task force checked and closed it"),
    StepKind.REMARK: _("Correction beside it"),
    StepKind.TOLD: _("Whoever does it told how it goes"),
}

say(
    PlanIsIncomplete=_("Say what it is about and why."),
    PlanDayDoesNotFit=_("Choose today or a day of the next two years."),
    LeaderIsUnknown=_("Choose a mentor or somebody of the task force."),
    SeriesDoesNotFit=_("Only talks come as a series: two to twelve, one to twelve weeks apart."),
    SeriesIsOver=_("This series is closed already: each talk was held or cancelled."),
    AwardWaveIsPlanned=_(
        "The wave after the KLA award is planned in this cycle already. "
        "Move it, or cancel it first."
    ),
    EntryIsHeld=_("It was held and signed; the plan cannot be changed any more."),
    EntryIsCancelled=_("It was cancelled. Make a new plan instead."),
    RecordIsIncomplete=_("Say where it was, who was there by their posts, and what was seen."),
    RecordTimesAreWrong=_("It lasts five minutes to ten hours and is over when it is signed."),
    RecordIsSigned=_("It is signed already. Add a correction beside it instead."),
    RecordIsNotSigned=_("Sign the record first."),
    WordsAreTooFew=_("Write a short sentence, of ten letters at least."),
    FindingIsIncomplete=_(
        "A finding says what was found, what was agreed and which post does it, each in a sentence."
    ),
    DueDayDoesNotFit=_("Choose a day after it was agreed, within a year."),
    FaceIsNotExcluded=_("Confirm that no child and no face is in it before you send it."),
    DoerIsUnknown=_(
        "Nobody who serves in this unit is called so. Check the name, or give the NIP."
    ),
    SeveralAreCalledSo=_("More than one person fits. Give the NIP or the full name."),
    TooManyPhotos=_("A record has six photographs at most."),
    PhotoIsOfAnotherKind=_("Only photographs are taken here: PNG or JPEG."),
    PhotoIsGone=_("This photograph was taken out."),
    CaseIsClosed=_("This finding is closed. What comes up anew is a new finding."),
    AddresseeIsMissing=_("Say to whom it is escalated."),
    NewDayIsMissing=_("Say what is to be done now, by which post and until when."),
)


def behaviour(key: str) -> str:
    """What a behaviour is called; one that is no longer in the file keeps its key."""
    return next((each.sentence for each in behaviours(ROOT) if each.key == key), key)


def kla(number: int) -> str:
    """A KLA indicator by its number and short name."""
    named = {each.number: each.name for each in kla_indicators(ROOT)}
    return f"{number}. {named[number]}" if number in named else str(number)


def facts(entry: Entry) -> list[dict[str, object]]:
    """What is known of an entry, as lines of a list."""
    told: list[tuple[object, object]] = [
        (_("What"), KINDS[entry.kind]),
        (_("Unit"), entry.unit_name),
        (_("Day"), long_date(entry.day)),
        (_("Who leads"), entry.leader),
        (_("Why"), entry.why),
        (_("Behaviours"), " ".join(behaviour(each) for each in entry.behaviours)),
        (_("KLA indicators"), "; ".join(kla(each) for each in entry.kla)),
        (_("Cycle of measuring"), entry.cycle),
        (_("Moved because"), entry.moved),
    ]
    return [{"key": key, "value": value} for key, value in told if value]


def record(signed: Signed) -> dict[str, object]:
    """A signed record in words."""
    held = gettext(
        "Held from %(from)s to %(to)s.", to=clock_time(signed.ended_at),
        **{"from": date_time(signed.started_at)},
    )  # fmt: skip
    told = gettext("Signed on %(when)s.", when=date_time(signed.signed_at))
    return {
        "held": held, "signed": told, "reason": signed.reason, "place": signed.place,
        "present": signed.present, "seen": signed.seen,
    }  # fmt: skip


def story(case: Case) -> dict[str, object]:
    """A finding with what was agreed and what followed, in words."""
    label, kind = CASES[case.state]
    agreed = case.agreed
    told: list[tuple[object, object]] = [
        (_("How heavy"), WEIGHTS[case.weight]),
        (_("Stage"), STAGES[case.stage]),
        (_("Behaviour"), behaviour(case.behaviour) if case.behaviour else ""),
        (_("KLA indicator"), kla(case.kla) if case.kla else ""),
        (_("What was agreed"), agreed.act),
        (_("Which post does it"), agreed.owner),
        (_("Who does it"), agreed.doer or gettext("not named yet; the head of the unit answers")),
        (_("Until when"), long_date(agreed.due)),
        (_("Agreed before"), "; ".join(f"{a.act} ({long_date(a.due)})" for a in case.acts[:-1])),
    ]
    return {
        "what": case.what, "label": label, "kind": kind, "late": case.is_overdue,
        "facts": [{"key": key, "value": value} for key, value in told if value],
        "steps": [_step(each) for each in case.steps],
    }  # fmt: skip


def _step(step: Step) -> dict[str, object]:
    to = " " + gettext("To: %(whom)s.", whom=step.to) if step.to else ""
    return {"title": STEPS[step.kind], "when": date_time(step.at), "words": step.words + to}
