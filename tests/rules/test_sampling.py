"""Drawing work products: a pure function of the seed, fair to stages, never by one's own office."""

from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.content.rules.model import Stage
from training.observation.rules.sampling import (
    MOST,
    TURN,
    Candidate,
    Rater,
    TooFewRaters,
    assign,
    commitment,
    office_of,
    sample,
    third,
    wanted,
)

pytestmark = pytest.mark.slow

OFFICES = ("A", "B", "C")


def candidate(number: int, unit: int, stage: Stage) -> Candidate:
    maker = UUID(int=9000 + number)
    return Candidate(UUID(int=number), UUID(int=100 + unit), OFFICES[unit % 3], stage, (maker,))


candidates = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(TURN)), min_size=0, max_size=40
).map(lambda found: tuple(candidate(n, unit, stage) for n, (unit, stage) in enumerate(found)))
numbers, seeds = st.integers(0, 9999), st.text(max_size=20)
people = tuple(Rater(UUID(int=n), OFFICES[n % 3]) for n in range(1, 8))


@given(candidates, numbers, seeds, st.randoms())
def test_a_draw_depends_on_nothing_but_its_seed_and_its_pool(pool, number, seed, chance):
    turned = list(pool)
    chance.shuffle(turned)
    assert sample(turned, number, seed) == sample(pool, number, seed)


@given(candidates, numbers, seeds)
def test_a_unit_gives_at_most_four_products_each_once_and_as_many_as_it_can(pool, number, seed):
    drawn = sample(pool, number, seed)
    assert len({each.id for each in drawn}) == len(drawn)
    held, taken = (Counter(each.unit_id for each in of) for of in (pool, drawn))
    assert taken == {unit: min(MOST, n) for unit, n in held.items()}


@given(candidates, numbers, seeds)
def test_what_another_unit_registers_changes_nothing_for_a_unit(pool, number, seed):
    ours = [each for each in pool if each.unit_id == UUID(int=100)]
    drawn = [each for each in sample(pool, number, seed) if each.unit_id == UUID(int=100)]
    assert list(sample(ours, number, seed)) == drawn


@given(numbers, seeds)
def test_a_unit_with_products_of_each_stage_shows_each_stage_in_every_quarter(number, seed):
    pool = [candidate(n, 0, TURN[n % 3]) for n in range(12)]
    assert {each.stage for each in sample(pool, number, seed)} == set(TURN)


@given(numbers)
def test_in_four_quarters_each_stage_leads(number):
    assert {wanted(number + n)[0] for n in range(4)} == set(TURN)
    assert wanted(number)[0] == wanted(number)[3]


@given(candidates, seeds)
def test_raters_are_two_of_other_offices_than_the_unit_and_than_each_other(pool, seed):
    found = assign(pool, people, seed)
    offices = {each.id: each.office for each in people}
    for each in pool:
        first, second = found[each.id]
        assert first != second
        assert each.office not in {offices[first], offices[second]}
        assert offices[first] != offices[second]


@given(st.integers(1, 40), seeds)
def test_the_work_is_spread_evenly(count, seed):
    pool = [candidate(n, 0, Stage.SERVICE) for n in range(count)]
    load = Counter(rater for pair in assign(pool, people, seed).values() for rater in pair)
    assert max(load.values()) - min(load.values(), default=0) <= 1 + 2 * count / len(load)


@given(candidates, seeds)
def test_nobody_rates_what_they_made(pool, seed):
    own = [Candidate(c.id, c.unit_id, c.office, c.stage, (people[0].id,)) for c in pool]
    assert all(people[0].id not in pair for pair in assign(own, people, seed).values())


def test_with_one_rater_nobody_is_asked():
    with pytest.raises(TooFewRaters):
        assign([candidate(1, 0, Stage.SERVICE)], [Rater(UUID(int=1), "B")], "x")


def test_two_raters_of_one_other_office_are_better_than_none():
    two = [Rater(UUID(int=1), "B"), Rater(UUID(int=2), "B")]
    found = assign([candidate(1, 0, Stage.SERVICE)], two, "x")
    assert set(found[UUID(int=1)]) == {each.id for each in two}


def test_the_third_is_somebody_else_and_always_the_same():
    product = candidate(1, 0, Stage.SERVICE)
    pair = assign([product], people, "x")[product.id]
    chosen = third(product, people, pair, "x")
    assert chosen == third(product, people[::-1], pair, "x")
    assert chosen not in {*pair, None}
    able = [each.id for each in people if each.office != product.office]
    assert third(product, people, able, "x") is None


def test_the_fingerprint_and_the_office_are_those_that_everybody_can_compute():
    assert commitment("abc").startswith("ba7816bf8f01cfea")
    assert [office_of(path) for path in ("/KOTA/DINSOS/TU-S/", "/KOTA/DINSOS/", "/KOTA/")] == [
        "DINSOS", "DINSOS", "KOTA",
    ]  # fmt: skip
