"""How well a card is remembered, by FSRS-6: its stability and difficulty, when it is due.

The memory of a card is derived: it is the replay of its reviews. Source of the model: Ye, Su & Cao
(2022), "A stochastic shortest path algorithm for optimizing spaced repetition scheduling", KDD;
FSRS-6 with its published default parameters as in `open-spaced-repetition/py-fsrs` (package fsrs).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from fsrs import Card, Rating, Scheduler, State

DESIRED = 0.9
LONGEST_DAYS = 365
DAY = timedelta(days=1)
# Weeks lie between two reviews of ours: steps of minutes, made for an evening, have no place.
SCHEDULER = Scheduler(
    desired_retention=DESIRED, learning_steps=(), relearning_steps=(), enable_fuzzing=False,
    maximum_interval=LONGEST_DAYS,
)  # fmt: skip
DECAY = -SCHEDULER.parameters[20]
FACTOR = DESIRED ** (1 / DECAY) - 1


class Grade(IntEnum):
    """How a review went. It follows from the answer; nobody grades themselves.

    EASY is kept for how a module leaves a card: lessons read and a quiz passed are more than one
    look at a card.
    """

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Memory:
    """A card in one person's memory. Stability is in days: after so many, recall is 0.9."""

    stability: float
    difficulty: float
    last_at: datetime
    due_at: datetime
    reviews: int


def after(memory: Memory | None, grade: Grade, at: datetime) -> Memory:
    """The memory after one more review at an instant; None is a card that was never reviewed."""
    at = at.astimezone(UTC)
    if memory is None:
        before = Card(0, due=at)
    else:
        before = Card(
            0, State.Review, None, memory.stability, memory.difficulty, memory.due_at,
            memory.last_at,
        )  # fmt: skip
    card, _log = SCHEDULER.review_card(before, Rating(grade), at)
    count = memory.reviews + 1 if memory else 1
    return Memory(card.stability or 0.0, card.difficulty or 0.0, at, card.due, count)


def begun(grade: Grade, at: datetime) -> Memory:
    """The memory after the first review, without asking the scheduler anew each time."""
    stability, difficulty, days = FIRST[grade]
    at = at.astimezone(UTC)
    return Memory(stability, difficulty, at, at + days * DAY, 1)


def replay(reviews: Iterable[tuple[datetime, Grade]]) -> Memory | None:
    """The memory that reviews in the order of time leave; None where there were none."""
    memory: Memory | None = None
    for at, grade in reviews:
        memory = after(memory, grade, at)
    return memory


def recall(memory: Memory, at: datetime) -> float:
    """The predicted probability, 0 to 1, that a card is recalled at an instant.

    R(t, S) = (1 + F·t/S)^(−w₂₀) with t in days since the last review and F = 0.9^(−1/w₂₀) − 1, so
    that R(S, S) = 0.9 (FSRS-6). Parts of a day count.
    """
    days = max(0.0, (at - memory.last_at) / DAY)
    return (1 + FACTOR * days / memory.stability) ** DECAY


def _first(grade: Grade) -> tuple[float, float, int]:
    day = datetime(2026, 1, 1, tzinfo=UTC)
    found = after(None, grade, day)
    return found.stability, found.difficulty, (found.due_at - day).days


FIRST = {grade: _first(grade) for grade in Grade}
"""Stability, difficulty and days until due after a first review, by its grade."""
