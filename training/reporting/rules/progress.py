"""How far one person is with the current edition of a module, from what they did in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from training.content.rules.gates import Counts
from training.content.rules.quizzes import Quiz
from training.quiz.rules.attempts import decisive

Fact = tuple[datetime, UUID | None]
"""When something happened, and the unit of that time."""

Points = Mapping[str, Sequence[float]]
"""Points and number of questions by "measure:dimension:stage"."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the current release of a module asks of a person."""

    slug: str
    edition: int
    lessons: int
    has_quiz: bool
    counts: Counts = Counts.BEST


@dataclass(frozen=True, slots=True)
class Reading:
    """The lessons that a person read in the current edition, with the units of that time."""

    lessons: int
    first_at: datetime
    first_unit: UUID | None
    last_at: datetime
    last_unit: UUID | None
    current_at: datetime | None
    current_unit: UUID | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One submitted attempt of the current edition, after learning and answered with effort."""

    number: int
    unit: UUID | None
    at: datetime
    score: float
    passed: bool
    points: Points


@dataclass(frozen=True, slots=True)
class Progress:
    """What is derived of a person and a module; each instant keeps the unit of that instant."""

    edition: int
    lessons_read: int
    attempts: int
    started_at: datetime
    started_unit: UUID | None
    last_at: datetime
    last_unit: UUID | None
    first_score: float | None = None
    latest_score: float | None = None
    best_score: float | None = None
    first_at: datetime | None = None
    first_unit: UUID | None = None
    read_at: datetime | None = None
    passed_at: datetime | None = None
    completed_at: datetime | None = None
    completed_unit: UUID | None = None
    points: Points = field(default_factory=dict)


def progress(asked: Asked, reading: Reading | None, sittings: Sequence[Sitting]) -> Progress | None:
    """The state of a person in a module, or None if they have not begun; sittings come in order."""
    seen: list[tuple[datetime, UUID | None]] = [(each.at, each.unit) for each in sittings]
    if reading:
        seen = [(reading.first_at, reading.first_unit), *seen, (reading.last_at, reading.last_unit)]
    if not seen:
        return None
    started = min(seen, key=lambda fact: fact[0])
    last = max(seen, key=lambda fact: fact[0])
    first = sittings[0] if sittings else None
    read = _read(asked, reading)
    passing = decisive(sittings, asked.counts)
    won = (passing.at, passing.unit) if passing else None
    done = _done(asked, read, won)
    return Progress(
        edition=asked.edition,
        lessons_read=reading.lessons if reading else 0,
        attempts=len(sittings),
        started_at=started[0],
        started_unit=started[1],
        last_at=last[0],
        last_unit=last[1],
        first_score=first.score if first else None,
        latest_score=sittings[-1].score if sittings else None,
        best_score=max((each.score for each in sittings), default=None),
        first_at=first.at if first else None,
        first_unit=first.unit if first else None,
        read_at=read[0] if read else None,
        passed_at=won[0] if won else None,
        completed_at=done[0] if done else None,
        completed_unit=done[1] if done else None,
        points=first.points if first else {},
    )


def _read(asked: Asked, reading: Reading | None) -> Fact | None:
    """When the last of all current lessons was read."""
    if reading is None or reading.lessons < asked.lessons or reading.current_at is None:
        return None
    return reading.current_at, reading.current_unit


def _done(asked: Asked, read: Fact | None, won: Fact | None) -> Fact | None:
    """Complete means read and passed; a module without a quiz is complete when it was read."""
    if read is None:
        return None
    if not asked.has_quiz:
        return read
    return max(read, won, key=lambda fact: fact[0]) if won else None


def places(quiz: Quiz | None) -> dict[str, str]:
    """Which figure each question of a quiz belongs to: rated situations are judgement."""
    if quiz is None:
        return {}
    return {
        each.key: f"{'judgement' if each.judged else 'knowledge'}:{each.dimension}:{each.stage}"
        for each in quiz.questions
    }


def split(marks: Mapping[str, float], where: Mapping[str, str]) -> dict[str, list[float]]:
    """The points of an attempt by figure; a question unknown to the release counts nowhere."""
    points: dict[str, list[float]] = {}
    for key, mark in marks.items():
        place = where.get(key)
        if place is not None:
            sums = points.setdefault(place, [0.0, 0])
            sums[0] += mark
            sums[1] += 1
    return points
