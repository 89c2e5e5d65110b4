"""Why a quiz cannot be started, in a sentence with a date, a name or a number; and what is due."""

from collections.abc import Callable, Mapping, Sequence

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from training.content.queries import module_of
from training.content.rules.gates import Purpose
from training.learning.queries import Doors, Where, doors
from training.quiz.queries import Edition, editions
from training.quiz.rules.attempts import Past
from training.quiz.rules.permits import MayStart, Permit
from training.web.employee.words import FAMILIES, ROLES
from training.web.present import date_time
from training.web.session import acting, arrived, today

PURPOSES: Mapping[Purpose, object] = {
    Purpose.BASELINE: lazy_gettext("Before learning"),
    Purpose.POST: lazy_gettext("Quiz"),
    Purpose.PROBE_30: lazy_gettext("After 30 days"),
    Purpose.PROBE_90: lazy_gettext("After 90 days"),
    Purpose.PROBE_180: lazy_gettext("After 180 days"),
}
OFFERS: Mapping[Purpose, object] = {
    Purpose.BASELINE: lazy_gettext(
        "Before you begin: a short quiz that shows what you know already. It is not a condition "
        "and never counts against you."
    ),
    Purpose.PROBE_30: lazy_gettext("A month has gone by. What has stayed? Your pass stays yours."),
    Purpose.PROBE_90: lazy_gettext(
        "Three months have gone by. What has stayed? Your pass stays yours."
    ),
    Purpose.PROBE_180: lazy_gettext(
        "Half a year has gone by. What has stayed? Your pass stays yours."
    ),
}


def doors_of(edition: Edition, past: Sequence[Past]) -> Doors:
    """What the person of this request may start of a module's quiz."""
    return doors(acting(), edition, past, at=arrived(), where=here())


def here() -> Where:
    """The day and the address of this request."""
    return Where(today(), request.remote_addr or "")


def why_not(permit: Permit) -> str:
    """The reason of a permit that is not OK, as a sentence; empty where the page has its own."""
    say = SENTENCES.get(permit.reason)
    return say(permit) if say else ""


def told(permit: Permit) -> str:
    """The same above the page, after a button that came too late or too early was pressed."""
    if permit.reason is MayStart.TOO_EARLY:
        when = date_time(permit.not_before)
        return _("This quiz cannot be taken again before %(when)s.", when=when)
    return why_not(permit)


def _titles(slugs: tuple[str, ...]) -> str:
    known = {each.slug: module_of(each.release_id).title for each in editions()}
    return ", ".join(known.get(slug, slug) for slug in slugs)


def _named(names: tuple[str, ...], words: Mapping[str, object]) -> str:
    return ", ".join(str(words.get(name, name)) for name in names)


SENTENCES: Mapping[MayStart, Callable[[Permit], str]] = {
    MayStart.TOO_EARLY: lambda it: _(
        "You can take the quiz again from %(when)s, with other questions. Until then it helps to "
        "read the lessons once more.",
        when=date_time(it.not_before),
    ),
    MayStart.NOT_OPEN_YET: lambda it: _(
        "This quiz opens on %(when)s.", when=date_time(it.not_before)
    ),
    MayStart.CLOSED: lambda it: _(
        "This quiz closed on %(when)s. If you could not take part, ask the staff administration.",
        when=date_time(it.closed_at),
    ),
    MayStart.MODULE_FIRST: lambda it: _(
        "Please complete this first: %(modules)s.", modules=_titles(it.names)
    ),
    MayStart.LIMIT_REACHED: lambda it: _(
        "You have used all attempts (%(limit)s). If you need another one, ask the staff "
        "administration.",
        limit=it.limit,
    ),
    MayStart.NOT_FOR_ROLE: lambda it: _(
        "This quiz is for people with this role: %(names)s.", names=_named(it.names, ROLES)
    ),
    MayStart.NOT_FOR_JOB: lambda it: _(
        "This quiz is for posts in: %(names)s.", names=_named(it.names, FAMILIES)
    ),
    MayStart.NOT_FOR_UNIT: lambda it: _(
        "This quiz is for people who serve in: %(names)s.", names=", ".join(it.names)
    ),
    MayStart.NOT_IN_ROOM: lambda _it: _(
        "This quiz can only be taken in the room that was set up for it, on its computers."
    ),
    MayStart.SUSPENDED: lambda it: it.note or _("This quiz cannot be started at the moment."),
    MayStart.NO_SUCH_PURPOSE: lambda _it: _("This quiz is not offered for that."),
    MayStart.READING_BEGUN: lambda _it: _(
        "The quiz before learning is over as soon as the first lesson has been read."
    ),
    MayStart.NOT_PASSED_YET: lambda _it: _("This comes some time after you have passed the quiz."),
    MayStart.NOT_DUE_YET: lambda it: _("This is due from %(when)s.", when=date_time(it.not_before)),
    MayStart.NO_LONGER_DUE: lambda it: _(
        "This was due until %(when)s. It is no longer needed.", when=date_time(it.closed_at)
    ),
    MayStart.ALREADY_DONE: lambda _it: _("You have done this already. Thank you."),
}
