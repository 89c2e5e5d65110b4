"""FSRS-6: the published vectors of py-fsrs, by its own scheduler and by our memory."""

from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler

from tests.validity.sets import load
from training.practice.rules.memory import SCHEDULER, Grade, Memory, after, recall

SET = load("11_fsrs6_vectors.json")
START = datetime(2022, 11, 29, 12, 30, tzinfo=UTC)


def published() -> Scheduler:
    """The scheduler with exactly what the set states."""
    return Scheduler(
        parameters=SET["parameters"],
        desired_retention=SET["desired_retention"],
        learning_steps=[timedelta(seconds=each) for each in SET["learning_steps_s"]],
        relearning_steps=[timedelta(seconds=each) for each in SET["relearning_steps_s"]],
        enable_fuzzing=SET["fuzz"],
    )


def test_our_scheduler_has_the_published_parameters():
    assert list(SCHEDULER.parameters) == SET["parameters"]
    assert SCHEDULER.desired_retention == SET["desired_retention"]


def test_reviews_at_each_due_day_give_the_published_intervals():
    scheduler, card, at = published(), Card(0, due=START), START
    intervals = []
    for rating in SET["vector1"]["ratings"]:
        card, _ = scheduler.review_card(card, Rating(rating), at)
        intervals.append((card.due - card.last_review).days)
        at = card.due
    assert intervals == SET["vector1"]["interval_days"]


def test_gaps_give_the_published_stability_and_difficulty():
    vector = SET["vector2"]
    scheduler, card, at = published(), Card(0, due=START), START
    for rating, days in zip(vector["ratings"], vector["gap_days_before"], strict=True):
        at += timedelta(days=days)
        card, _ = scheduler.review_card(card, Rating(rating), at)
    assert card.stability == pytest.approx(vector["stability"], abs=vector["tol"])
    assert card.difficulty == pytest.approx(vector["difficulty"], abs=vector["tol"])


def test_our_memory_gives_the_published_stability_and_difficulty_too():
    """Steps of minutes decide only when a card is due, never what memory it leaves."""
    vector = SET["vector2"]
    memory: Memory | None = None
    at = START
    for rating, days in zip(vector["ratings"], vector["gap_days_before"], strict=True):
        at += timedelta(days=days)
        memory = after(memory, Grade(rating), at)
    assert memory is not None
    assert memory.stability == pytest.approx(vector["stability"], abs=vector["tol"])
    assert memory.difficulty == pytest.approx(vector["difficulty"], abs=vector["tol"])


def test_ever_so_many_easy_reviews_reach_the_lowest_difficulty():
    scheduler, card = published(), Card(0, due=START)
    for step in range(10):
        at = START + timedelta(microseconds=step)
        card, _ = scheduler.review_card(card, Rating.Easy, at)
    assert card.difficulty == SET["vector3"]["difficulty"]


@pytest.mark.parametrize("stability", [0.5, 2.3065, 53.6, 400.0])
def test_recall_is_nine_tenths_after_as_many_days_as_the_stability(stability):
    memory = Memory(stability, 5.0, START, START, 1)
    assert recall(memory, START + timedelta(days=stability)) == pytest.approx(0.9, abs=1e-9)
    assert recall(memory, START) == 1.0


@pytest.mark.parametrize("days", [1, 7, 60, 180])
def test_our_curve_is_the_librarys_at_whole_days(days):
    memory = after(after(None, Grade.GOOD, START), Grade.GOOD, START + timedelta(days=3))
    card = Card(0, due=memory.due_at, stability=memory.stability, last_review=memory.last_at)
    at = memory.last_at + timedelta(days=days)
    assert recall(memory, at) == pytest.approx(SCHEDULER.get_card_retrievability(card, at))
