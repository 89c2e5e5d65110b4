"""Whether a new period begins for a person now, on which day, by which path and evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from training.certification.rules.evidence import (
    Editions,
    Facts,
    Finished,
    Missing,
    Verdict,
    judge,
    renewal_way,
)
from training.certification.rules.periods import Span, next_span, opens
from training.certification.rules.states import Case, Period, holding, may_complete
from training.content.rules.programmes import Programme


class Path(StrEnum):
    """By which way a period was earned."""

    FIRST = "first"
    RENEWAL = "renewal"


@dataclass(frozen=True, slots=True)
class Today:
    """The day on which is asked, the city's zone, and the editions that are current."""

    day: date
    zone: str
    editions: Editions


@dataclass(frozen=True, slots=True)
class Begun:
    """A period that begins: its days, when the path was met, and by what."""

    span: Span
    path: Path
    completed_at: datetime
    used: Mapping[str, Finished]


@dataclass(frozen=True, slots=True)
class Progress:
    """By which path a person goes now, and what it still asks of them."""

    path: Path
    missing: tuple[Missing, ...]


def progress(case: Case, facts: Facts, found: Programme, today: Today, family: str) -> Progress:
    """The path that is a person's now, and what is missing on it."""
    path, verdict = _judged(case, facts, found, today, family)
    return Progress(path, verdict.missing)


def begins(case: Case, facts: Facts, found: Programme, today: Today, family: str) -> Begun | None:
    """The period that a person's evidence begins, or None.

    It asks for a duty, for a path that is met, and, after an earlier period, for something new:
    evidence that was used once does not certify again by itself. What was done early in a window
    counts from the day on which the window opened.
    """
    if case.duty is None or not may_complete(case, today.day):
        return None
    path, verdict = _judged(case, facts, found, today, family)
    if verdict.at is None or any(verdict.at <= each.completed_at for each in case.periods):
        return None
    held = holding(case.periods, today.day)
    day = verdict.at.astimezone(ZoneInfo(today.zone)).date()
    if held is not None and not held.stale:
        day = max(day, opens(held.span, found.window_days))
    span = next_span(found, day, held.span if held else None)
    return Begun(span, path, verdict.at, verdict.used)


def _judged(
    case: Case, facts: Facts, found: Programme, today: Today, family: str
) -> tuple[Path, Verdict]:
    """The renewal path while a certificate holds, else the first one, and what is met of it.

    A path that is met by nothing but what certified before (it asks no practice of the family,
    and no material has changed) asks for its modules again.
    """
    held = holding(case.periods, today.day)
    last = max(case.periods, key=lambda each: each.completed_at, default=None)
    since = last.completed_at if last else None
    way = renewal_way(found, held.stale) if held else found.first
    done = _after(facts, last) if last is not None and last.revoked else facts
    path = Path.RENEWAL if held else Path.FIRST
    verdict = judge(way, done, today.editions, job_family=family, since=since)
    if last is not None and verdict.at is not None and verdict.at <= last.completed_at:
        anew = _window(last, found, today.zone)
        verdict = judge(way, done, today.editions, job_family=family, since=since, anew=anew)
    return path, verdict


def _window(last: Period, found: Programme, zone: str) -> datetime:
    """The instant from which modules count for the renewal of a period."""
    opened = datetime.combine(opens(last.span, found.window_days), time(), ZoneInfo(zone))
    return max(opened, last.completed_at)


def _after(facts: Facts, revoked: Period) -> Facts:
    """After a revocation only what was done since counts."""
    since = revoked.revoked_at
    if since is None:
        return facts
    modules = {
        slug: tuple(each for each in done if each.at >= since)
        for slug, done in facts.modules.items()
    }
    return replace(facts, modules=modules)
