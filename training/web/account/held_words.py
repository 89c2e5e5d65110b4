"""How each section of one's own data is called, and what its stored words mean."""

from flask_babel import lazy_gettext as _

from training.people.rules.kinds import (
    IdentifierKind,
    JobFamily,
    PostingKind,
    StandingKind,
    Status,
)
from training.voice.queries.held import CLOSED, OPENED, REVIEWED
from training.web.account import held_observing_words
from training.web.account.held import Column
from training.web.account.words import ENDED_SHORT, EVENTS, PERMISSIONS, ROLES

STATUSES: dict[str, object] = {
    Status.PNS: "PNS",
    Status.PPPK: "PPPK",
    Status.PPPK_PART_TIME: _("PPPK (part-time)"),
    Status.NON_ASN: _("Not a civil servant"),
    Status.OUTSOURCED: _("Outsourced"),
}
NUMBERS: dict[str, object] = {
    IdentifierKind.NIP: "NIP",
    IdentifierKind.NI_PPPK: "NI PPPK",
    IdentifierKind.CONTRACT: _("Contract number"),
}
POINTS: dict[str, object] = {OPENED: _("opened"), CLOSED: _("closed"), REVIEWED: _("judged")}
POSTS: dict[str, object] = {
    PostingKind.DEFINITIVE: _("Definitive post"),
    PostingKind.ACTING: "Plt.",
    PostingKind.DAILY_ACTING: "Plh.",
}
FAMILIES: dict[str, object] = {
    JobFamily.FRONT_LINE: _("Direct service"),
    JobFamily.PLANNER: _("Planner"),
    JobFamily.DECISION_MAKER: _("Decision maker"),
    JobFamily.SUPPORT: _("Support"),
}
STANDINGS: dict[str, object] = {
    StandingKind.ACTIVE: _("On duty"),
    StandingKind.UNPAID_LEAVE: _("Leave without pay"),
    StandingKind.STUDY: _("Study assignment"),
    StandingKind.LONG_SICK_LEAVE: _("Long sick leave"),
    StandingKind.MATERNITY_LEAVE: _("Maternity leave"),
    StandingKind.PRE_RETIREMENT: _("Preparing for retirement"),
    StandingKind.SUSPENDED: _("Suspended"),
}
SINCE, UNTIL = Column("from", _("Valid from")), Column("until", _("Valid until"))

COLUMNS: dict[str, tuple[Column, ...]] = held_observing_words.COLUMNS | {
    "identity": (
        Column("name", _("Name")), Column("email", _("E-mail address")),
        Column("status", _("Employment"), STATUSES),
        Column("added_at", _("Known to Resap since")),
    ),
    "numbers": (
        Column("kind", _("Kind of number"), NUMBERS), Column("number", _("Number")), SINCE, UNTIL,
    ),
    "posts": (
        Column("post", _("Post")), Column("unit", _("Unit")), Column("unit_code", _("Unit code")),
        Column("kind", _("Kind of post"), POSTS), Column("job_family", _("Job family"), FAMILIES),
        SINCE, UNTIL,
    ),
    "standings": (Column("kind", _("Legal standing"), STANDINGS), SINCE, UNTIL),
    "roles": (Column("role", _("Role"), ROLES), Column("unit", _("Unit")), SINCE, UNTIL),
    "security": (
        Column("password_set_at", _("Password set")),
        Column("second_factor_since", _("Two-step sign-in since")),
    ),
    "sign_ins": (
        Column("at", _("Signed in")), Column("device", _("Device")),
        Column("shared", _("Shared device")), Column("last_used", _("Last used")),
        Column("ended_at", _("Ended")), Column("ended_why", _("Why it ended"), ENDED_SHORT),
    ),
    "tokens": (
        Column("name", _("Name of the key")), Column("scopes", _("May"), PERMISSIONS),
        Column("made_at", _("Made")), Column("expires_at", _("Expires")),
        Column("used_at", _("Last used")), Column("revoked_at", _("Revoked")),
    ),
    "reading": (
        Column("module", _("Module")), Column("lesson", _("Lesson")),
        Column("edition", _("Edition")), Column("at", _("Read at")),
    ),
    "reading_time": (Column("module", _("Module")), Column("seconds", _("Seconds of reading"))),
    "attempts": (
        Column("module", _("Module")), Column("number", _("Attempt")),
        Column("started_at", _("Begun")), Column("submitted_at", _("Handed in")),
        Column("score", _("Score (0–1)")), Column("passed", _("Passed")),
        Column("on_paper", _("On paper")),
    ),
    "exceptions": (
        Column("module", _("Module")), Column("time_factor", _("Time (factor)")),
        Column("extra_attempts", _("Extra attempts")), Column("open_from", _("Opens for you")),
        Column("open_until", _("Closes for you")), Column("reason", _("Reason")),
        Column("made_by", _("Made by")), Column("made_at", _("Made")),
        Column("expires_at", _("Expires")), Column("ended_at", _("Ended")),
    ),
    "answers": (
        Column("module", _("Module")), Column("number", _("Attempt")),
        Column("question", _("Question")), Column("answer", _("Answer")),
        Column("withheld", _("Withheld by the quiz for now")),
        Column("certainty", _("How sure (1–3)")), Column("at", _("Saved at")),
    ),
    "looks": (
        Column("at", _("When")), Column("who", _("Who")), Column("role", _("Role"), ROLES),
        Column("what", _("What was done"), EVENTS),
    ),
    "service_points": (
        Column("at", _("When")), Column("what", _("What was done"), POINTS),
        Column("place", _("Place")),
    ),
    "own_deeds": (Column("at", _("When")), Column("what", _("What was done"), EVENTS)),
}  # fmt: skip

TITLES: dict[str, tuple[object, object]] = held_observing_words.TITLES | {
    "identity": (_("Who you are"), _("From the staff administration.")),
    "numbers": (
        _("Your numbers"),
        _("They are used to recognise you, never shown to others in reports."),
    ),
    "posts": (_("Your posts"), _("Results count for the unit that you served in at that time.")),
    "standings": (
        _("Times that do not count"),
        _("During leave or study you are left out of the figures."),
    ),
    "roles": (_("Your roles"), _("What you may do beyond learning.")),
    "security": (
        _("Your account"),
        _("The password itself is not stored and cannot be read by anybody."),
    ),
    "sign_ins": (_("Your sign-ins"), _("The newest fifty; the files hold a thousand.")),
    "tokens": (_("Keys of other systems"), _("Systems that may act in your name.")),
    "reading": (_("Lessons that you read"), _("You said so yourself at the end of each lesson.")),
    "reading_time": (
        _("Reading time"),
        _("Time in which a lesson was on your screen. It is never a score."),
    ),
    "attempts": (_("Your quizzes"), _("Each attempt stays as it was; nothing is overwritten.")),
    "exceptions": (
        _("Exceptions for your quizzes"),
        _("More time, more attempts or other dates, made by the staff administration."),
    ),
    "answers": (_("Your answers"), _("As they stand now.")),
    "looks": (
        _("Who looked at your data"),
        _("Every look at your record, every change and every download."),
    ),
    "service_points": (
        _("Service points that you opened or closed, and bursts that you judged"),
        _("Voices of visitors are kept without any link to an employee."),
    ),
    "own_deeds": (
        _("What you did that was noted"),
        _("The audit trail cannot be changed by anybody."),
    ),
}
