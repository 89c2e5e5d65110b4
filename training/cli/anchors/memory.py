"""Set 11: FSRS-6, whose library practice stands on."""

from datetime import UTC, datetime, timedelta
from typing import Any

from fsrs import Card, Rating, Scheduler

from training.cli.anchors.rows import Row, published, row

BEGIN = datetime(2022, 11, 29, 12, 30, tzinfo=UTC)
LONG, INSTANTS = 1e-9, 10


def rows() -> list[Row]:
    """Intervals, stability and difficulty after published sequences of ratings."""
    given = published("11_fsrs6_vectors.json")
    scheduler = Scheduler(
        parameters=given["parameters"], desired_retention=given["desired_retention"],
        learning_steps=_steps(given["learning_steps_s"]),
        relearning_steps=_steps(given["relearning_steps_s"]), enable_fuzzing=given["fuzz"],
    )  # fmt: skip
    one, two, three = given["vector1"], given["vector2"], given["vector3"]
    held = _after_gaps(scheduler, two)
    easy = Card()
    for number in range(INSTANTS):
        at = BEGIN + timedelta(microseconds=number)
        easy, _ = scheduler.review_card(easy, Rating.Easy, at)
    return [
        row("selang (hari)", one["interval_days"], _intervals(scheduler, one["ratings"]), 0),
        row("stabilitas", two["stability"], held.stability or 0.0, two["tol"]),
        row("kesulitan", two["difficulty"], held.difficulty or 0.0, two["tol"]),
        row("kesulitan terendah", three["difficulty"], easy.difficulty or 0.0, LONG),
    ]


def _steps(seconds: list[int]) -> list[timedelta]:
    return [timedelta(seconds=each) for each in seconds]


def _intervals(scheduler: Scheduler, ratings: list[int]) -> list[int]:
    card, at, found = Card(), BEGIN, []
    for each in ratings:
        card, _ = scheduler.review_card(card, Rating(each), at)
        found.append((card.due - at).days)
        at = card.due
    return found


def _after_gaps(scheduler: Scheduler, vector: dict[str, Any]) -> Card:
    card, at = Card(), BEGIN
    for each, days in zip(vector["ratings"], vector["gap_days_before"], strict=True):
        at += timedelta(days=days)
        card, _ = scheduler.review_card(card, Rating(each), at)
    return card
