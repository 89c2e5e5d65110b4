"""What is held of one's own if–then plans: their words, what was told, who was asked."""

from functools import partial

from flask_babel import lazy_gettext as _

from training.web.account.held import Column, Row, Whose
from training.web.plan_words import DID, HAPPENED, REASONS, REMOVED, SEEN

BY: dict[str, object] = {
    "person": _("by a colleague who saw it"),
    "artefact": _("by a trace that was looked at"),
}
COLUMNS: dict[str, tuple[Column, ...]] = {
    "plans": (
        Column("if", _("If")), Column("then", _("then")), Column("version", _("Version")),
        Column("role_specific", _("About one's own kind of work")), Column("at", _("Made")),
    ),
    "plan_ends": (
        Column("if", _("If")), Column("reason", _("Reason"), REASONS), Column("at", _("When")),
    ),
    "rehearsals": (
        Column("step", _("Step")), Column("words", _("Your words")), Column("at", _("When")),
    ),
    "check_ins": (
        Column("week", _("Week")), Column("happened", _("Did the situation come up?"), HAPPENED),
        Column("did", _("Did you do it?"), DID), Column("note", _("A note for yourself")),
        Column("at", _("When")), Column("corroborated", _("Corroborated"), BY),
    ),
    "artefacts": (
        Column("kind", _("Kind of file")), Column("size", _("Size (bytes)")),
        Column("at", _("When")), Column("deleted", _("Deleted"), REMOVED),
    ),
    "witnessed": (
        Column("asked_at", _("Asked")), Column("answer", _("Answer"), SEEN),
        Column("answered_at", _("Answered")),
    ),
}  # fmt: skip
TITLES: dict[str, tuple[object, object]] = {
    "plans": (_("Your plans"), _("Every version of every if–then plan.")),
    "plan_ends": (_("Plans that you ended"), _("With the reason that you gave.")),
    "rehearsals": (_("What you rehearsed"), _("Only you read these words.")),
    "check_ins": (_("How your plans went"), _("What you told; only you read the notes.")),
    "artefacts": (
        _("Files that you sent as a trace"),
        _("The files themselves are deleted once somebody has looked at them."),
    ),
    "witnessed": (
        _("What you were asked to witness"),
        _("Your colleagues do not read your answers."),
    ),
}
KEYS = tuple(TITLES)


def rows(section: str, whose: Whose) -> tuple[Row, ...]:
    """The rows of one section, in the order of its columns."""
    keys = [column.key for column in COLUMNS[section]]
    return tuple(dict(zip(keys, row, strict=True)) for row in whose.learnt[section])


GATHER = {key: partial(rows, key) for key in KEYS}
