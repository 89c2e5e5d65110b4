"""Bursts: more taps than a service point has visitors, or many that are all alike."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

WINDOW = timedelta(minutes=10)
ALIKE_WITHIN = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(hours=1)
"""Exact times are needed for nothing else and are forgotten after it."""
CURRENT = timedelta(days=180)
"""So long a voice is current."""
LOOKS_BACK = timedelta(days=28)
OPEN_WINDOWS = 48
"""Ten-minute windows in a working day of eight hours."""
LEAST = 6
RARE = 1e-4
MOST_AT_ALL = 60
"""So many taps in ten minutes no queue of people makes; further ones are refused for a while."""
ALIKE = ((3, 10), (6, 7))
ALIKE_OF_MANY = 5


class Why(StrEnum):
    """Why a voice waits to be looked at. Stored by value."""

    RATE = "laju"
    ALIKE = "seragam"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One visit of the last hour: its voice, when it came, and a digest of what was tapped.

    `answers` is how many questions were answered.
    """

    voice: UUID
    at: datetime
    digest: str
    answers: int


def most_plausible(per_window: float) -> int:
    """The most taps in ten minutes that a point with this mean rate may have by chance.

    The smallest count c ≥ 6 that a Poisson variable with that mean exceeds with a probability of
    at most 1 in 10,000. Six come at once even to quiet points: a family, a small queue.
    """
    mean = max(per_window, 1e-9)
    term = math.exp(-mean)
    below, count = term, 0
    while count < MOST_AT_ALL and (count < LEAST or 1 - below > RARE):
        count += 1
        term *= mean / count
        below += term
    return count


def usual_rate(voices: int, days: int) -> float:
    """Taps in ten minutes, from `voices` on `days` days on which there were any (none: 0)."""
    return voices / (days * OPEN_WINDOWS) if days else 0.0


def alike_from(answers: int) -> int:
    """How many equal visits in a row are too many; the more answers, the fewer."""
    return next((run for most, run in ALIKE if answers <= most), ALIKE_OF_MANY)


def suspects(arrivals: Sequence[Arrival], *, rate: float, at: datetime) -> dict[UUID, Why]:
    """The voices of a point that should be looked at, now that the latest has come.

    `arrivals` are those of the last hour in order of time, `rate` is the usual one in ten minutes.
    A crowd is not guilty of anything: it may be a school class. Somebody looks.
    """
    found: dict[UUID, Why] = {}
    lately = [each for each in arrivals if at - each.at < WINDOW]
    if len(lately) > most_plausible(rate):
        found |= dict.fromkeys((each.voice for each in lately), Why.RATE)
    run = _run([each for each in arrivals if at - each.at < ALIKE_WITHIN])
    if run and len(run) >= alike_from(run[-1].answers):
        found |= {each.voice: Why.ALIKE for each in run if each.voice not in found}
    return found


def _run(arrivals: Sequence[Arrival]) -> list[Arrival]:
    """The latest visits, as far back as they are all alike."""
    run: list[Arrival] = []
    for each in reversed(arrivals):
        if run and each.digest != run[-1].digest:
            break
        run.append(each)
    return run[::-1]
