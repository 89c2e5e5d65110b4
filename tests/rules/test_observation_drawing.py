"""Laws of the draw: another OPD, a third unannounced, a fifth twice, and nothing but the seed."""

import hashlib
import math
import random
from collections import Counter
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.observation.rules import snapshots
from training.observation.rules.drawing import (
    Candidate,
    NobodyMayObserve,
    NobodyToObserve,
    Observer,
    Office,
    PeriodDoesNotFit,
    Person,
    Pool,
    Purpose,
    audit_size,
    commitment,
    plan,
    working_days,
)
from training.observation.rules.orders import (
    LabelDoesNotFit,
    Order,
    check,
    expected,
)

MONDAY = date(2026, 11, 23)


def key(number: int) -> UUID:
    return UUID(int=number)


@st.composite
def pools(draw) -> Pool:
    """Two to five OPDs with people, one to three observers each."""
    tops = draw(st.integers(2, 5))
    offices, observers = [], []
    for top in range(1, tops + 1):
        count = draw(st.integers(0, 12))
        people = tuple(Candidate(key(1000 * top + n), "i" * 64) for n in range(count))
        offices.append(Office(key(top), key(top), draw(st.integers(1, 6)), people))
        mentors = draw(st.integers(1, 3))
        observers += [Observer(key(100_000 * top + n), key(top)) for n in range(mentors)]
    if not any(each.people for each in offices):
        offices[0] = Office(key(1), key(1), 2, (Candidate(key(1), "i" * 64),))
    last = MONDAY + timedelta(days=draw(st.integers(0, 40)))
    return Pool(Purpose.VISIT, MONDAY, last, tuple(observers), tuple(offices))


SEEDS = st.text("0123456789abcdef", min_size=8, max_size=64)


@given(SEEDS, pools())
@settings(max_examples=60, deadline=None)
def test_what_holds_of_every_draw(seed, pool):
    visits = plan(seed, pool)
    tops = {each.id: each.top for each in pool.observers}
    homes = {each.id: each.top for each in pool.offices}
    for each in visits:
        for who in (each.observer, each.second):
            assert who is None or tops[who] != homes[each.unit]
        assert each.observer != each.second
        assert pool.first <= each.opens <= each.closes <= pool.last
        assert each.opens.weekday() < 5
        assert each.closes.weekday() < 5
    assert len({each.person for each in visits}) == len(visits)
    drawn = Counter(each.unit for each in visits)
    assert drawn == Counter(
        {each.id: min(each.size, len(each.people)) for each in pool.offices if each.people}
    )
    hidden = Counter(each.unit for each in visits if not each.announced)
    assert all(3 * hidden[unit] >= count for unit, count in drawn.items())
    possible = [v for v in visits if sum(t != homes[v.unit] for t in tops.values()) > 1]
    doubled = [each for each in visits if each.second]
    assert len(doubled) == min(math.ceil(len(visits) / 5), len(possible))


@given(SEEDS, pools())
@settings(max_examples=30, deadline=None)
def test_a_draw_depends_on_seed_and_pool_only_in_whatever_order_they_are_given(seed, pool):
    chance = random.Random(1)
    offices = [
        Office(o.id, o.top, o.size, tuple(chance.sample(o.people, len(o.people))))
        for o in pool.offices
    ]
    chance.shuffle(offices)
    observers = chance.sample(pool.observers, len(pool.observers))
    mixed = Pool(pool.purpose, pool.first, pool.last, tuple(observers), tuple(offices))
    assert plan(seed, mixed) == plan(seed, pool)
    assert snapshots.text_of(mixed) == snapshots.text_of(pool)
    assert plan(seed, snapshots.read(snapshots.text_of(pool))) == plan(seed, pool)


@given(SEEDS, pools())
@settings(max_examples=30, deadline=None)
def test_what_a_draw_comes_to_is_known_before_but_not_who(seed, pool):
    coming, visits = expected(pool), plan(seed, pool)
    assert coming.people == len(visits)
    assert coming.unannounced == sum(not each.announced for each in visits)
    assert coming.units == len({each.unit for each in visits})


def test_another_seed_draws_other_people():
    pool = _pool(people=40, size=5)
    first = {each.person for each in plan("a", pool)}
    assert first != {each.person for each in plan("b", pool)}


def test_everybody_is_drawn_equally_often_over_many_seeds():
    pool = _pool(people=10, size=2)
    count = Counter(each.person for n in range(600) for each in plan(f"s{n}", pool))
    assert len(count) == 10
    assert all(80 <= each <= 165 for each in count.values())  # 120 ± 4.6 standard deviations


def test_visits_are_shared_evenly_among_observers():
    people = tuple(Candidate(key(1000 + n), "i") for n in range(60))
    observers = tuple(Observer(key(90_000 + n), key(2)) for n in range(7))
    pool = Pool(
        Purpose.VISIT, MONDAY, MONDAY + timedelta(days=30), observers,
        (Office(key(1), key(1), 41, people),),
    )  # fmt: skip
    load = Counter(w for v in plan("x", pool) for w in (v.observer, v.second) if w)
    assert max(load.values()) - min(load.values()) <= 1


def test_the_commitment_is_the_hash_that_anybody_can_compute():
    assert commitment("abc") == hashlib.sha256(b"abc").hexdigest()


def test_a_unit_that_only_its_own_people_could_observe_is_refused():
    people = (Candidate(key(1000), "i"),)
    pool = Pool(
        Purpose.VISIT, MONDAY, MONDAY, (Observer(key(5), key(1)),),
        (Office(key(1), key(1), 1, people),),
    )  # fmt: skip
    with pytest.raises(NobodyMayObserve):
        plan("x", pool)


def test_nobody_to_observe_is_refused():
    with pytest.raises(NobodyToObserve):
        plan("x", Pool(Purpose.VISIT, MONDAY, MONDAY, (Observer(key(5), key(1)),), ()))


@pytest.mark.parametrize(
    ("unassessed", "audited"),
    [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (37, 3), (38, 4), (50, 4), (51, 5), (312, 25),
     (313, 25), (5000, 25)],
)  # fmt: skip
def test_an_audit_is_eight_percent_at_least_three_at_most_twenty_five(unassessed, audited):
    assert audit_size(unassessed) == audited


def test_saturdays_sundays_and_holidays_are_no_working_days():
    days = working_days(MONDAY, MONDAY + timedelta(days=13), [MONDAY + timedelta(days=2)])
    assert len(days) == 9
    with pytest.raises(PeriodDoesNotFit):
        working_days(MONDAY + timedelta(days=5), MONDAY + timedelta(days=6))


@pytest.mark.parametrize(
    ("label", "first", "last", "refusal"),
    [
        ("ok-1", MONDAY - timedelta(days=1), MONDAY, PeriodDoesNotFit),
        ("ok-1", MONDAY, MONDAY - timedelta(days=1), PeriodDoesNotFit),
        ("ok-1", MONDAY, MONDAY + timedelta(days=500), PeriodDoesNotFit),
        ("Ya!", MONDAY, MONDAY, LabelDoesNotFit),
        ("-ab", MONDAY, MONDAY, LabelDoesNotFit),
        ("a" * 61, MONDAY, MONDAY, LabelDoesNotFit),
        ("audit-2026-2", MONDAY, MONDAY, LabelDoesNotFit),
    ],
)
def test_orders_that_do_not_fit_are_refused(label, first, last, refusal):
    person = Person(key(1), key(2), "pendukung")
    with pytest.raises(refusal):
        check(Order(label, Purpose.VISIT, first, last, {key(2): [person]}, {}), today=MONDAY)


def _pool(*, people: int, size: int) -> Pool:
    candidates = tuple(Candidate(key(1000 + n), "i") for n in range(people))
    observers = (Observer(key(5), key(2)), Observer(key(6), key(3)))
    return Pool(
        Purpose.VISIT, MONDAY, MONDAY + timedelta(days=20), observers,
        (Office(key(1), key(1), size, candidates),),
    )  # fmt: skip
