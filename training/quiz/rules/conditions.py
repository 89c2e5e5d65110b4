"""What a rule of a quiz may ask of a person and a moment, and what it says when that is not so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from training.content.rules.gates import Conditions, Purpose
from training.content.rules.quizzes import Quiz
from training.quiz.rules.attempts import Past, counted
from training.quiz.rules.permits import Candidate, MayStart, Permit

ALL_UNITS = "semua"


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that a condition looks at."""

    quiz: Quiz
    past: tuple[Past, ...]
    edition: int
    at: datetime
    who: Candidate
    purpose: Purpose

    @property
    def tried(self) -> tuple[Past, ...]:
        return counted(self.past, self.edition, self.purpose)


def unmet(asked: Conditions, case: Case) -> Permit | None:
    """The first condition that does not hold, in the order of CHECKS."""
    for check in CHECKS:
        found = check(asked, case)
        if found:
            return found
    return None


def _purposes(asked: Conditions, case: Case) -> Permit | None:
    wrong = asked.purposes and case.purpose not in asked.purposes
    return Permit(MayStart.NO_SUCH_PURPOSE) if wrong else None


def _opens(asked: Conditions, case: Case) -> Permit | None:
    early = asked.opens and case.at < asked.opens
    return Permit(MayStart.NOT_OPEN_YET, not_before=asked.opens) if early else None


def _closes(asked: Conditions, case: Case) -> Permit | None:
    late = asked.closes and case.at >= asked.closes
    return Permit(MayStart.CLOSED, closed_at=asked.closes) if late else None


def _completed(asked: Conditions, case: Case) -> Permit | None:
    missing = tuple(slug for slug in asked.completed if slug not in case.who.completed)
    return Permit(MayStart.MODULE_FIRST, names=missing) if missing else None


def _among(reason: MayStart, name: str, holds: Callable[[Candidate, tuple], bool]) -> Callable:
    """A condition that a person is one of those whom it names."""

    def check(asked: Conditions, case: Case) -> Permit | None:
        wanted = getattr(asked, name)
        names = tuple(str(each) for each in wanted)
        return Permit(reason, names=names) if names and not holds(case.who, names) else None

    return check


def _in_rooms(who: Candidate, networks: tuple[str, ...]) -> bool:
    try:
        here = ip_address(who.address)
    except ValueError:
        return False
    mapped = getattr(here, "ipv4_mapped", None)
    return any((mapped or here) in ip_network(each, strict=False) for each in networks)


def _at_most(asked: Conditions, case: Case) -> Permit | None:
    full = asked.at_most is not None and len(case.tried) >= asked.at_most
    return Permit(MayStart.LIMIT_REACHED, limit=asked.at_most) if full else None


def _pause(asked: Conditions, case: Case) -> Permit | None:
    closed = [each.submitted_at for each in case.tried if each.submitted_at]
    if not asked.hours_between or not closed:
        return None
    not_before = max(closed) + timedelta(hours=asked.hours_between)
    return Permit(MayStart.TOO_EARLY, not_before=not_before) if case.at < not_before else None


CHECKS: tuple[Callable[[Conditions, Case], Permit | None], ...] = (
    _purposes,
    _among(MayStart.NOT_FOR_ROLE, "roles", lambda who, names: bool(who.roles & {*names})),
    _among(MayStart.NOT_FOR_JOB, "job_families", lambda who, names: who.job_family in names),
    _among(
        MayStart.NOT_FOR_UNIT,
        "unit_kinds",
        lambda who, names: ALL_UNITS in names or who.unit_kind in names,
    ),
    _opens,
    _closes,
    _completed,
    _at_most,
    _pause,
    _among(MayStart.NOT_IN_ROOM, "addresses", _in_rooms),
)
