"""Whether a quiz may be started, why not, and how long one then has: rules in order, first wins."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from training.content.rules.gates import (
    PROBES,
    Abandoned,
    Conditions,
    Policy,
    Purpose,
    Rule,
    policy_of,
)  # fmt: skip
from training.content.rules.quizzes import Quiz
from training.quiz.rules.attempts import Past, Phase, counted, first_passed, of_edition, phase
from training.quiz.rules.conditions import Case, unmet
from training.quiz.rules.deadlines import deadline_of, later
from training.quiz.rules.leeway import Leeway
from training.quiz.rules.permits import UNKNOWN, Candidate, MayStart, Permit

# A probe may be taken from so much of its distance before its day until so much after.
MARGIN = 1 / 6


def may_start(
    quiz: Quiz | None,
    past: Sequence[Past],
    *,
    edition: int,
    at: datetime,
    who: Candidate = UNKNOWN,
    purpose: Purpose = Purpose.POST,
) -> Permit:
    """Whether one may start at an instant: one open attempt at a time, then the rules of the quiz.

    The first rule whose `when` holds decides; its first condition that does not hold is the reason.
    A new edition starts afresh. Reading first is advice, not a condition, unless a rule says so.
    """
    if quiz is None:
        return Permit(MayStart.NO_QUIZ, purpose=purpose)
    if purpose not in quiz.purposes:
        return Permit(MayStart.NO_SUCH_PURPOSE, purpose=purpose)
    left = _unfinished(quiz, past, edition, at)
    if left and not _may_leave(quiz, left, at):
        return Permit(MayStart.OPEN_ATTEMPT, open_attempt=left.id, purpose=left.purpose)
    case = Case(quiz, tuple(past), edition, at, who, purpose)
    found = _in_season(case) or _by_rules(case)
    return replace(found, purpose=purpose, open_attempt=left.id if left else None)


def offers(
    quiz: Quiz | None, past: Sequence[Past], *, edition: int, at: datetime, who: Candidate
) -> tuple[Permit, ...]:
    """The permits of what may be started beside the quiz: a baseline, a probe that is due."""
    others = [each for each in quiz.purposes if each is not Purpose.POST] if quiz else []
    each = (
        may_start(quiz, past, edition=edition, at=at, who=who, purpose=purpose)
        for purpose in others
    )
    return tuple(permit for permit in each if permit.is_ok)


def _unfinished(quiz: Quiz, past: Sequence[Past], edition: int, at: datetime) -> Past | None:
    """The attempt that still takes answers; one whose time is over waits only to be marked."""
    still = {Phase.IN_PROGRESS, Phase.OVERDUE, Phase.ABANDONED}
    current = (each for each in of_edition(past, edition) if each.submitted_at is None)
    return next((e for e in current if phase(e, _policy(quiz, e), at=at) in still), None)


def _may_leave(quiz: Quiz, left: Past, at: datetime) -> bool:
    policy = _policy(quiz, left)
    anew = policy.abandoned is Abandoned.ANEW
    return anew and phase(left, policy, at=at) is Phase.ABANDONED


def _policy(quiz: Quiz, past: Past) -> Policy:
    return policy_of(quiz.rules, past.purpose)


def _in_season(case: Case) -> Permit | None:
    """A baseline comes before learning, a probe some time after passing, each of them once."""
    if case.purpose is Purpose.POST:
        return None
    if case.tried:
        return Permit(MayStart.ALREADY_DONE)
    if case.purpose is Purpose.BASELINE:
        begun = case.who.has_read or bool(counted(case.past, case.edition))
        return Permit(MayStart.READING_BEGUN) if begun else None
    counts = policy_of(case.quiz.rules, Purpose.POST).counts
    won = first_passed(case.past, case.edition, counts)
    if won is None or won.submitted_at is None:
        return Permit(MayStart.NOT_PASSED_YET)
    opens, closes = probe_window(won.submitted_at, case.purpose)
    if case.at < opens:
        return Permit(MayStart.NOT_DUE_YET, not_before=opens)
    return Permit(MayStart.NO_LONGER_DUE, closed_at=closes) if case.at > closes else None


def probe_window(passed_at: datetime, purpose: Purpose) -> tuple[datetime, datetime]:
    """From when until when a probe may be taken: its day, a sixth of its distance either way."""
    days = PROBES[purpose]
    margin = timedelta(days=days * MARGIN)
    day = passed_at + timedelta(days=days)
    return day - margin, day + margin


def _by_rules(case: Case) -> Permit:
    rule = next((r for r in case.quiz.rules if unmet(r.when, case) is None), Rule())
    if not rule.may_start:
        return Permit(MayStart.SUSPENDED, note=rule.note)
    asked = _with_pause(rule.requires, case)
    missed = unmet(_widened(asked, case.who.leeway), case)
    if missed:
        return replace(missed, note=rule.note)
    factor = case.who.leeway.time_factor
    deadline = deadline_of(rule.minutes, asked.closes, case.at, case.who.leeway)
    minutes = round(rule.minutes * factor) if rule.minutes else None
    return Permit(MayStart.OK, minutes=minutes, deadline=deadline)


def _with_pause(asked: Conditions, case: Case) -> Conditions:
    """Where a rule names no pause, the quiz's own pause stands between attempts."""
    if asked.hours_between is not None or case.purpose is not Purpose.POST:
        return asked
    return replace(asked, hours_between=case.quiz.retake_after_hours)


def _widened(asked: Conditions, given: Leeway) -> Conditions:
    """The conditions as they are for a person with exceptions: never narrower."""
    opens, closes, most = asked.opens, asked.closes, asked.at_most
    if opens and given.open_from:
        opens = min(opens, given.open_from)
    if closes:
        closes = later(closes, given.open_until)
    if most is not None:
        most += given.extra_attempts
    return replace(asked, opens=opens, closes=closes, at_most=most)
