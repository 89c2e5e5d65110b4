"""What levels, needs and streams are called, and what somebody can do next; for all audiences."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from training.internalization.rules.evidence import Kind, Stream
from training.internalization.rules.levels import Level
from training.internalization.rules.needs import Need

LEVELS: Mapping[Level, tuple[object, object]] = {
    Level.UNPROVEN: (
        _("Not shown yet"),
        _("There is no current evidence yet. That is a beginning, not a verdict."),
    ),
    Level.RECEIVING: (_("Receiving"), _("You have opened the lessons and tried a first quiz.")),
    Level.RESPONDING: (
        _("Responding"),
        _("You know what children need from you, and you have made a plan of your own for it."),
    ),
    Level.VALUING: (
        _("Valuing"),
        _("You still know it after months, judge cases well, and others saw you keep a plan."),
    ),
    Level.ORGANISING: (
        _("Organising"),
        _("Observers and your work products show it, also when nobody announced a visit."),
    ),
    Level.LIVING: (
        _("Living"),
        _("It has been so for nine months and more, in different kinds of work."),
    ),
}
NEEDS: Mapping[Need, object] = {
    Need.READ: _("a module read to its end, with time for it"),
    Need.FIRST_SITTING: _("a first quiz of that module"),
    Need.KNOWS: _("quizzes with questions that were new to you, a week apart, answered surely"),
    Need.PLANS: _("an if–then plan for your own work"),
    Need.RETAINS: _("cases remembered after sixty days or more"),
    Need.JUDGES: _("service cases judged well, a month apart"),
    Need.ENACTS: _("a plan that you kept, and that something or somebody confirms"),
    Need.WEIGHS: _("cases in which a child's interest meets another, weighed well"),
    Need.OBSERVED: _("visits in which your conduct was met, of the last four"),
    Need.OBSERVERS: _("observers who saw it"),
    Need.UNANNOUNCED: _("a visit that was not announced"),
    Need.WORKS: _("work products that meet the rubric, of the last four"),
    Need.WORKS_EARLY: _("one of them from planning or deciding"),
    Need.HELD: _("days on the fourth level without a break"),
    Need.OBSERVED_UNANNOUNCED: _("unannounced visits met, of the last three"),
    Need.WORKS_WIDELY: _("work products of several kinds, of the last four"),
    Need.NOTHING_CONTRARY: _("no open verified finding to the contrary"),
}
NEXT: Mapping[Need, object] = {
    Need.READ: _("Read a module at your own pace to its end."),
    Need.FIRST_SITTING: _("Try the quiz of a module that you have read."),
    Need.KNOWS: _("Take a quiz again a week later or more: it asks questions that are new to you."),
    Need.PLANS: _("Write an if–then plan for your own counter, desk or meeting."),
    Need.RETAINS: _("Answer the cases of the week as they come; what lasts shows after months."),
    Need.JUDGES: _("Take a quiz with service cases again after a month."),
    Need.ENACTS: _("Keep your plan, then attach an artefact or ask a colleague who saw it."),
    Need.WEIGHS: _("Judge the cases in which time, money or an order stands against the child."),
    Need.OBSERVED: _("Nothing to apply for: visits are drawn by lot. Keep on as you do."),
    Need.OBSERVERS: _("Nothing to apply for: observers are drawn by lot."),
    Need.UNANNOUNCED: _("Nothing to apply for: a third of all visits is not announced."),
    Need.WORKS: _("Have your plans, procedures or notes put on your unit's register."),
    Need.WORKS_EARLY: _("Have a plan or a decision of yours put on your unit's register."),
    Need.HELD: _("Only time does this: keep on as you do."),
    Need.OBSERVED_UNANNOUNCED: _("Nothing to apply for: visits are drawn by lot."),
    Need.WORKS_WIDELY: _("Have work of different kinds put on your unit's register."),
    Need.NOTHING_CONTRARY: _("Talk with your mentor about the finding; it can be closed."),
}
PLACES: Mapping[Need, str] = {
    Need.READ: "employee.home", Need.FIRST_SITTING: "employee.home", Need.KNOWS: "employee.home",
    Need.JUDGES: "employee.home", Need.WEIGHS: "employee.home",
}  # fmt: skip
"""Where somebody can do something about a need at once."""
KINDS: Mapping[Kind, object] = {
    Kind.READ: _("Module read"), Kind.SITTING: _("Quiz: new questions"),
    Kind.RECALL: _("Case remembered"), Kind.SERVICE_CASES: _("Service cases judged"),
    Kind.VALUE_CONFLICTS: _("Value conflicts weighed"), Kind.PLAN: _("If–then plan"),
    Kind.ENACTMENT: _("Plan kept, confirmed"), Kind.OBSERVED: _("Visit of an observer"),
    Kind.CONTRARY: _("Finding to the contrary"), Kind.PRODUCT: _("Work product"),
}  # fmt: skip
STREAMS: Mapping[Stream, object] = {
    Stream.KNOWLEDGE: _("Knowledge"), Stream.RETENTION: _("Retention"),
    Stream.JUDGEMENT: _("Judgement of service cases"),
    Stream.VALUES: _("Judgement of value conflicts"),
    Stream.COMMITMENT: _("Commitment"), Stream.OBSERVATION: _("Observation"),
    Stream.WORK: _("Work products"),
}  # fmt: skip
