"""What the states of sheets, and the reasons against an attempt, are called."""

from flask_babel import gettext, lazy_gettext

from training.quiz.rules.papers import State
from training.quiz.rules.permits import MayStart, Permit
from training.web.present import date_time

STATES = {
    State.PRINTED: (lazy_gettext("printed"), "neutral"),
    State.ONCE: (lazy_gettext("typed once"), "waiting"),
    State.DIFFERS: (lazy_gettext("two entries differ"), "waiting"),
    State.AGREED: (lazy_gettext("typed twice, not yet a result"), "waiting"),
    State.DONE: (lazy_gettext("has its result"), "good"),
}
REASONS = {
    MayStart.OPEN_ATTEMPT: lazy_gettext(
        "this person has an open quiz that must be handed in first"
    ),
    MayStart.LIMIT_REACHED: lazy_gettext("this person has used all attempts"),
    MayStart.NOT_FOR_ROLE: lazy_gettext("this quiz is not meant for this person"),
    MayStart.NOT_FOR_JOB: lazy_gettext("this quiz is not meant for this person"),
    MayStart.NOT_FOR_UNIT: lazy_gettext("this quiz is not meant for this person"),
    MayStart.MODULE_FIRST: lazy_gettext("another module comes first for this person"),
    MayStart.NOT_IN_ROOM: lazy_gettext("this quiz may only be taken on a device in its room"),
    MayStart.SUSPENDED: lazy_gettext("this quiz is suspended"),
}


def why_not(permit: Permit) -> str:
    """One sentence: why a sheet cannot become an attempt."""
    if permit.reason is MayStart.TOO_EARLY and permit.not_before:
        why = gettext(
            "the next attempt was allowed from %(when)s", when=date_time(permit.not_before)
        )
    elif permit.reason is MayStart.NOT_OPEN_YET and permit.not_before:
        why = gettext("the quiz opened on %(when)s", when=date_time(permit.not_before))
    elif permit.reason is MayStart.CLOSED and permit.closed_at:
        why = gettext("the quiz closed on %(when)s", when=date_time(permit.closed_at))
    else:
        why = str(REASONS.get(permit.reason, gettext("the rules of the quiz do not allow it")))
    return gettext("This sheet cannot become a result: %(why)s.", why=why)
