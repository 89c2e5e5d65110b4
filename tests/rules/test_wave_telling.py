"""A closed wave tells means of many, and leaves no few behind who could be had by subtraction."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from training.voice.rules.telling import Group, tellable
from training.voice.rules.waves import Sum

K = 10


def group(number: int | None, n: int, mean: float = 3.0) -> Group:
    return Group(
        None if number is None else UUID(int=number), n, {"rekan": Sum(n, round(n * mean), 0)}
    )


def test_fewer_than_k_people_are_told_nothing_of():
    assert tellable([group(1, 9)], k=K) == (None, ())


def test_units_of_k_people_are_told_beside_the_city():
    city, units = tellable([group(1, 12, 2.0), group(2, 30, 4.0)], k=K)
    assert city.n == 42
    assert {each.unit.int: each.means["rekan"] for each in units} == {1: 2.0, 2: 4.0}


def test_the_smallest_unit_joins_those_who_would_be_left_alone():
    _, units = tellable([group(1, 12), group(2, 30), group(None, 4)], k=K)
    assert [each.unit.int for each in units] == [2]


def test_everybody_alike_at_an_end_is_told_as_the_end():
    city, _ = tellable([group(1, 40, 4.9)], k=K)
    assert city.means["rekan"] == 5.0


def test_a_mean_that_few_gave_is_not_told():
    some = Group(UUID(int=1), 20, {"rekan": Sum(4, 12, 0)})
    city, units = tellable([some], k=K)
    assert city.means["rekan"] is None
    assert units[0].means["rekan"] is None


SIZES = st.lists(st.integers(1, 40), max_size=12)


@given(SIZES, st.integers(0, 15))
def test_whoever_is_in_no_told_unit_is_nobody_or_many(sizes, nowhere):
    groups = [group(number, n) for number, n in enumerate(sizes, 1)]
    if nowhere:
        groups.append(group(None, nowhere))
    city, units = tellable(groups, k=K)
    if city is not None:
        rest = city.n - sum(each.n for each in units)
        assert rest == 0 or rest >= K
        assert all(each.n >= K for each in units)
