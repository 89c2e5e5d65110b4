"""Where answers go when a wave is closed: nobody stays almost alone, and nobody is lost."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.content.rules.waveforms import Construct, Family, Item, WaveForm
from training.voice.rules.waves import Cell, Sum, cell, coarser, summed

pytestmark = pytest.mark.slow

K = 10
FORM = WaveForm(
    "uji", "Uji", "Uji", tuple("12345"), (Construct("makna", Family.MOTIVE, "Makna"),),
    (Item("makna-1", "makna", "Penting."),),
)  # fmt: skip
units = st.one_of(st.none(), st.integers(1, 5).map(lambda n: UUID(int=n)))
groups = st.sampled_from(("dinas", "badan", "kelurahan", ""))
cells = st.dictionaries(st.builds(Cell, units, groups), st.integers(1, 25), max_size=12)


def after(counts: dict[Cell, int]) -> dict[Cell, int]:
    moved, found = coarser(counts, K), {}
    for each, n in counts.items():
        to = moved.get(each, each)
        found[to] = found.get(to, 0) + n
    return found


@given(cells)
def test_nobody_is_lost_and_only_the_whole_city_may_be_small(counts):
    found = after(counts)
    assert sum(found.values()) == sum(counts.values())
    assert all(n >= K for each, n in found.items() if each != Cell(None, ""))


@given(cells)
def test_what_is_large_enough_stays_where_it_is(counts):
    moved = coarser(counts, K)
    assert not [each for each, n in counts.items() if n >= K and each in moved and each.unit_id]


@given(cells)
def test_closing_twice_changes_nothing_more(counts):
    assert coarser(after(counts), K) in ({}, {Cell(None, ""): Cell(None, "")})


def test_a_unit_of_fewer_than_k_people_is_only_its_group():
    key = UUID(int=1)
    assert cell(key, "dinas", people=9, k=10) == Cell(None, "dinas")
    assert cell(key, "dinas", people=10, k=10) == Cell(key, "dinas")


@given(st.lists(st.integers(1, 5), max_size=20))
def test_sums_add_up_whatever_the_order(steps):
    key = FORM.items[0].key
    found = summed(FORM, [{key: step} for step in steps])[FORM.items[0].construct]
    assert found == Sum(len(steps), sum(steps), sum(step * step for step in steps))
    assert found.mean == (sum(steps) / len(steps) if steps else None)
