"""Signs of a shared key: caught where a key got about, silent where people only learn or err."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.quiz.rules.shared_keys import (
    DaySums,
    Sign,
    UnitSums,
    alarms,
    day_of,
    identical,
    jump,
    pace_of,
)

pytestmark = pytest.mark.slow

BEGIN = date(2026, 1, 5)
ITEMS = 12


def cohort(chance, size, *, day, spread=1, share=0.6, pace=40.0, ability=0.12):
    """First attempts of twelve questions on some days: who knows how much differs by person."""
    days: dict[date, DaySums] = {}
    for _ in range(size):
        knows = min(1.0, max(0.0, chance.gauss(share, ability)))
        right = sum(chance.random() < knows for _ in range(ITEMS)) / ITEMS
        on = BEGIN + timedelta(days=day + chance.randrange(spread))
        days[on] = days.get(on, DaySums()) + day_of(right, pace * chance.lognormvariate(0, 0.5))
    return UnitSums(days)


def errors(chance, size, *, habits, share=lambda _item: 0.35):
    """Who errs on an item, and how: `habits` weighs the three wrong options of every item."""
    wrong: dict[str, dict[str, int]] = {}
    for item in range(ITEMS):
        for _ in range(size):
            if chance.random() < share(item):
                chosen = chance.choices("bcd", habits(item))[0]
                counts = wrong.setdefault(f"i{item}", {})
                counts[chosen] = counts.get(chosen, 0) + 1
    return UnitSums({}, wrong)


def of_the_sheet(item):
    """The sheet that goes round has d for the first four, wrongly."""
    return [1, 1, 30] if item < 4 else anyhow(item)


def anyhow(item):
    return [4, 2, 1] if item % 2 else [1, 3, 3]


@pytest.mark.parametrize(("size", "least"), [(12, 28), (20, 38), (60, 40)])
def test_a_key_that_got_about_is_caught_with_its_day(size, least):
    caught = 0
    for seed in range(40):
        chance = Random(seed)
        before = cohort(chance, size, day=0, spread=25)
        after = cohort(chance, size, day=25, spread=5, share=0.95, pace=12)
        found = jump((before + after).days)
        caught += found is not None and abs((found.since - BEGIN).days - 25) <= 5
    assert caught >= least


def test_honest_cohorts_raise_almost_no_alarm():
    """A thousand units over half a year, each person with their own ability and speed."""
    false = 0
    for seed in range(1000):
        chance = Random(seed)
        unit = cohort(chance, 60, day=0, spread=180)
        false += jump(unit.days) is not None
    assert false <= 3


def test_honest_cohorts_that_learn_a_little_and_get_quicker_are_left_alone():
    false = 0
    for seed in range(300):
        chance = Random(seed)
        early = cohort(chance, 30, day=0, spread=30)
        false += (
            jump((early + cohort(chance, 30, day=30, spread=30, share=0.66, pace=34)).days)
            is not None
        )
    assert false <= 3


def test_better_answers_without_falling_times_are_no_sign():
    chance = Random(1)
    before = cohort(chance, 40, day=0, spread=20)
    assert jump((before + cohort(chance, 40, day=20, spread=5, share=0.95, pace=55)).days) is None


def test_falling_times_without_better_answers_are_no_sign():
    chance = Random(1)
    before = cohort(chance, 40, day=0, spread=20)
    assert jump((before + cohort(chance, 40, day=20, spread=5, pace=12)).days) is None


@pytest.mark.parametrize(("size", "is_told"), [(9, False), (10, True)])
def test_nothing_is_said_about_fewer_than_ten_people(size, is_told):
    chance = Random(1)
    before = cohort(chance, 40, day=0)
    after = cohort(chance, size, day=20, share=1.0, pace=3)
    assert (jump((before + after).days) is not None) is is_told


def test_months_apart_are_not_compared():
    chance = Random(1)
    before = cohort(chance, 40, day=0, spread=20)
    assert jump((before + cohort(chance, 40, day=120, share=0.95, pace=12)).days) is None


def city_of(chance, units=30, size=40):
    return {f"u{n}": errors(chance, size, habits=anyhow) for n in range(units)}


def test_a_key_with_mistakes_that_goes_round_in_one_unit_is_caught():
    caught = 0
    for seed in range(20):
        chance = Random(seed)
        units = city_of(chance)
        units["bocor"] = errors(
            chance, 25, habits=of_the_sheet, share=lambda item: 0.8 if item < 4 else 0.05
        )
        found = alarms(units)
        assert {name for name, _ in found} <= {"bocor"}
        caught += ("bocor", Sign.IDENTICAL) in found
    assert caught >= 19


def test_honest_errors_raise_almost_no_alarm():
    found = [alarms(city_of(Random(seed))) for seed in range(30)]
    assert sum(map(len, found)) <= 2  # of 900 units


def many(chance, size, *, answers, leaked=(), share=0.35):
    """Errors on questions with many wrong answers, the usual ones far oftener than the rest.

    On leaked questions most of those who err give the rarest answer, which stood on the sheet.
    """
    wrong: dict[str, dict[str, int]] = {}
    usual = [1 / (place + 1) for place in range(answers)]
    for item in range(ITEMS):
        sheet = item in leaked
        for _ in range(size):
            if chance.random() < (0.8 if sheet else share):
                from_it = sheet and chance.random() < 0.85
                given = answers - 1 if from_it else chance.choices(range(answers), usual)[0]
                counts = wrong.setdefault(f"i{item}", {})
                counts[str(given)] = counts.get(str(given), 0) + 1
    return UnitSums({}, wrong)


@pytest.mark.parametrize("answers", [5, 23, 60])
def test_honest_errors_among_many_wrong_answers_raise_almost_no_alarm(answers):
    """Orders, numbers and words: pairs are rare there, and chance makes a few look like many."""
    found = []
    for seed in range(20):
        chance = Random(seed)
        found += alarms({f"u{n}": many(chance, 40, answers=answers) for n in range(30)})
    assert len(found) <= 1  # of 600 units


@pytest.mark.parametrize("answers", [5, 23, 60])
def test_a_sheet_with_a_wrong_order_or_number_is_caught(answers):
    caught = 0
    for seed in range(20):
        chance = Random(seed)
        units = {f"u{n}": many(chance, 40, answers=answers) for n in range(30)}
        units["bocor"] = many(chance, 20, answers=answers, leaked=(0, 4, 6, 8), share=0.05)
        caught += ("bocor", Sign.IDENTICAL) in alarms(units)
    assert caught >= 19


def test_one_misconception_in_a_unit_is_no_shared_key():
    chance = Random(3)
    units = city_of(chance)
    units["lain"] = errors(
        chance, 40, habits=lambda item: [1, 1, 30] if item == 1 else anyhow(item)
    )
    assert alarms(units) == {}


def test_few_errors_say_nothing():
    city = errors(Random(1), 400, habits=anyhow).wrong
    assert identical({"i1": {"d": 9}, "i2": {"d": 9}, "i3": {"d": 9}}, city) is None
    assert identical({}, city) is None


PEOPLE = st.lists(st.tuples(st.integers(0, 60), st.floats(0, 1), st.floats(0.1, 400) | st.none()))


def summed(people) -> UnitSums:
    whole = UnitSums()
    for day, share, pace in people:
        at = BEGIN + timedelta(days=day)
        whole += UnitSums({at: day_of(share, pace)}, {"i": {"b" if day % 2 else "c": 1}})
    return whole


@given(PEOPLE, PEOPLE)
def test_sums_of_two_parts_are_those_of_the_whole(one, other):
    assert summed(one) + summed(other) == summed([*one, *other])
    assert summed(one) + summed(other) == summed([*other, *one])


@given(PEOPLE)
def test_no_answers_make_the_signs_fail(people):
    for alarm in alarms({"u": summed(people), "leer": UnitSums()}).values():
        assert alarm.least >= 10


def test_a_night_between_two_answers_counts_as_five_minutes():
    at = datetime(2026, 1, 1, tzinfo=UTC)
    saved = [at + timedelta(seconds=20), at + timedelta(hours=9)]
    assert pace_of(at, saved) == 160
    assert pace_of(at, [at, at]) is None
    assert pace_of(at, []) is None
