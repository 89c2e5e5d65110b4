"""How long a level takes: at most five milliseconds, however much evidence somebody has."""

import pytest

from tests.factories.evidence import (
    SECOND,
    SERVES,
    cases,
    enactment,
    made,
    on,
    plan,
    product,
    read,
    recall,
    seen,
    sitting,
)
from tests.pace import is_within, took
from training.internalization.rules.levels import Level, history, level_at, standing
from training.internalization.rules.needs import CHECKS, View
from training.internalization.rules.rule import CURRENT

pytestmark = pytest.mark.slow

YEARS = 3
MOST_SECONDS = 0.005


def much() -> list:
    """A person who has done everything for three years: a case a week, a visit every two months."""
    days = range(0, 365 * YEARS, 7)
    found = [recall(day) for day in days]
    found += [sitting(day) for day in days[::8]] + [read(day) for day in days[::8]]
    found += [plan(day) for day in days[::10]] + [enactment(day + 1) for day in days[::10]]
    found += [cases(day) for day in days[::6]] + [cases(day, conflicts=True) for day in days[::6]]
    found += [seen(day, announced=False) for day in days[::9]]
    found += [seen(day + 3, rater=SECOND) for day in days[::9]]
    found += [product(day) for day in days[::12]]
    return found + [product(day + 2, stage="planning", kind="renja-line") for day in days[::12]]


def fastest(work) -> float:
    """The seconds of the quickest of seven runs: what the work itself takes."""
    return min(took(work) for _ in range(7))


def test_a_level_takes_at_most_five_milliseconds_after_three_years_of_everything():
    ledger, at = made(*much()), on(365 * YEARS)
    assert level_at(ledger, SERVES, at=at) is Level.LIVING
    assert is_within(fastest(lambda: level_at(ledger, SERVES, at=at)), MOST_SECONDS)


def test_and_so_does_all_that_the_page_tells_after_a_year_of_everything():
    ledger = made(*[each for each in much() if each.at >= on(365 * (YEARS - 1))])
    assert is_within(fastest(lambda: standing(ledger, SERVES, at=on(365 * YEARS))), MOST_SECONDS)


def test_what_was_found_at_other_moments_changes_nothing():
    ledger = made(*much()[::2])
    remembering = View(ledger, on(0), CURRENT, decides_early=True)
    for day in range(0, 365 * YEARS + 400, 5):
        alone = View(ledger, on(day), CURRENT, decides_early=True)
        for need, check in CHECKS.items():
            assert remembering.then(on(day)).amount(need) == check(alone)


def test_the_history_is_that_of_asking_day_by_day():
    ledger, last = made(*much()[::3]), on(365 * YEARS + 400)
    told = history(ledger, SERVES, since=on(0), until=last)
    for begun, found in told:
        assert level_at(ledger, SERVES, at=begun) is found
    for day in range(0, 365 * YEARS + 400, 9):
        then = [found for begun, found in told if begun <= on(day)][-1]
        assert level_at(ledger, SERVES, at=on(day)) is then
