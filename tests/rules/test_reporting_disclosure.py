"""No set of fewer than k people can be had from what is shown by adding and subtracting."""

from fractions import Fraction
from itertools import combinations
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from training.reporting.rules.as_it_was import as_it_was, drawn
from training.reporting.rules.disclosure import (
    NOBODY,
    Sums,
    Tree,
    choose,
    heads_safe,
    mean_safe,
)  # fmt: skip
from training.reporting.rules.figures import Counted, Shown, figures
from training.reporting.rules.measures import Basis, Cell, Measure

K = 10


def tree_of(parents: list[int | None]) -> Tree:
    ids = [UUID(int=place + 1) for place in range(len(parents))]
    return Tree(
        tuple(ids),
        {ids[place]: None if above is None else ids[above] for place, above in enumerate(parents)},
    )


def heads(*numbers: int) -> dict[UUID, Sums]:
    return {UUID(int=place + 1): Sums(of=n, n=n, whole=n) for place, n in enumerate(numbers)}


def shown(choice) -> list[int]:
    return sorted(unit.int - 1 for unit in choice.shown)


@st.composite
def cities(draw, most: int = 7):
    """A tree of units with own people, of whom some have a value."""
    size = draw(st.integers(1, most))
    parents = [None, *(draw(st.integers(0, place - 1)) for place in range(1, size))]
    own = {}
    for place in range(size):
        of = draw(st.integers(0, 30))
        n = draw(st.integers(0, of))
        whole = draw(st.integers(n, of))
        own[UUID(int=place + 1)] = Sums(of, n, n * draw(st.sampled_from([0.0, 0.5, 1.0])), n, whole)
    return tree_of(parents), own


SAFE = st.sampled_from([heads_safe(K), mean_safe(K)])


@settings(max_examples=60, deadline=None)
@given(cities(), SAFE)
def test_every_remainder_of_what_is_shown_is_safe(city, safe):
    tree, own = city
    choice = choose(tree, own, safe)
    for unit in choice.shown:
        below = [each for each in tree.order if choice.owner[each] == unit]
        left = sum((own[each] for each in below), NOBODY)
        assert left == choice.remainder[unit]
        assert safe(left)
        assert safe(choice.sums[unit])


@settings(max_examples=40, deadline=None)
@given(cities(most=6))
def test_no_sum_of_shown_units_is_a_set_of_fewer_than_k_people(city):
    """The attacker by brute force: every set of units, against the span of the shown sums."""
    tree, own = city
    choice = choose(tree, own, heads_safe(K))
    basis = reduced([indicator(tree, unit) for unit in choice.shown])
    for size in range(1, len(tree.order) + 1):
        for chosen in combinations(range(len(tree.order)), size):
            people = sum(own[tree.order[place]].of for place in chosen)
            if 0 < people < K:
                wanted = [Fraction(int(place in chosen)) for place in range(len(tree.order))]
                # Units without people do not matter: whatever an attacker has of them is nothing.
                empty = [place for place, unit in enumerate(tree.order) if not own[unit].of]
                assert not spanned(without(basis, empty), without([wanted], empty)[0])


def indicator(tree: Tree, top: UUID) -> list[Fraction]:
    row = []
    for unit in tree.order:
        above: UUID | None = unit
        while above is not None and above != top:
            above = tree.parent[above]
        row.append(Fraction(int(above == top)))
    return row


def without(rows, places):
    return [[value for place, value in enumerate(row) if place not in places] for row in rows]


def reduced(rows):
    """Gauss–Jordan elimination over fractions."""
    rows, done = [list(row) for row in rows], []
    width = len(rows[0]) if rows else 0
    for column in range(width):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        rows = [clear(row, pivot, column) for row in rows]
        done = [clear(row, pivot, column) for row in done] + [pivot]
    return done


def clear(row, pivot, column):
    return [value - row[column] * other for value, other in zip(row, pivot, strict=True)]


def spanned(rows, wanted) -> bool:
    return len(reduced([*rows, wanted])) == len(reduced(rows))


def test_a_small_unit_takes_its_smallest_sibling_with_it():
    choice = choose(tree_of([None, 0, 0, 0]), heads(0, 4, 25, 12), heads_safe(K))
    assert shown(choice) == [0, 2]
    assert choice.owner[UUID(int=2)] == UUID(int=1)


def test_a_small_unit_hides_behind_enough_people_of_its_parent():
    choice = choose(tree_of([None, 0, 0]), heads(30, 4, 25), heads_safe(K))
    assert shown(choice) == [0, 2]


def test_a_parent_with_few_own_people_does_not_give_them_away():
    choice = choose(tree_of([None, 0, 0]), heads(3, 40, 12), heads_safe(K))
    assert shown(choice) == [0, 1]


def test_a_unit_below_k_is_shown_nowhere():
    assert shown(choose(tree_of([None]), heads(9), heads_safe(K))) == []


def test_a_mean_does_not_say_that_everybody_of_a_small_unit_was_assessed():
    assert not mean_safe(K)(Sums(10, 10, 6.0, 4.0, 10))
    assert not mean_safe(K)(Sums(14, 10, 6.0, 4.0, 10))
    assert mean_safe(K)(Sums(15, 10, 6.0, 4.0, 10))


def test_a_part_that_few_of_the_whole_miss_is_hidden():
    assert not mean_safe(K)(Sums(40, 30, 15, 9, whole=31))
    assert mean_safe(K)(Sums(40, 30, 15, 9, whole=30))


def figure_of(own: dict, measure: Measure, parents, basis=Basis.NOW, moves=None, k=K):
    tree = tree_of(parents)
    among = choose(tree, own, heads_safe(k)).shown
    found = figures(Cell(measure), Counted(own, moves or {}), tree, among, k=k, basis=basis)
    return [found[unit] for unit in tree.order]


def test_a_share_is_told_from_to_and_never_by_its_count():
    [one] = figure_of({UUID(int=1): Sums(40, 12)}, Measure.COMPLETED, [None])
    [other] = figure_of({UUID(int=1): Sums(40, 17)}, Measure.COMPLETED, [None])
    assert one == other
    assert (one.shown, one.least, one.most, one.value) == (Shown.ABOUT, 10, 19, 0.36)
    assert (one.low, one.high) == (0.16, 0.6)


def test_a_share_near_either_end_is_a_bound_without_a_value():
    [low] = figure_of({UUID(int=1): Sums(100, 0)}, Measure.COMPLETED, [None])
    [high] = figure_of({UUID(int=1): Sums(45, 45)}, Measure.COMPLETED, [None])
    assert (low.shown, low.value, low.high) == (Shown.AT_MOST, None, 0.09)
    assert (high.shown, high.value, high.low) == (Shown.AT_LEAST, None, 0.67)


def test_what_a_few_have_done_hides_no_other_unit():
    own = {UUID(int=1): NOBODY, UUID(int=2): Sums(20, 0), UUID(int=3): Sums(20, 9)}
    root, one, other = figure_of(own, Measure.COMPLETED, [None, 0, 0])
    assert (root.shown, one.shown, other.shown) == (Shown.AT_MOST,) * 3
    assert one == other


def test_a_mean_of_few_people_is_not_shown():
    [few] = figure_of({UUID(int=1): Sums(40, 9, 5, 3, 9)}, Measure.KNOWLEDGE, [None])
    assert (few.shown, few.least, few.value) == (Shown.TOO_FEW, None, None)


def test_a_mean_has_n_and_interval():
    [mean] = figure_of({UUID(int=1): Sums(40, 10, 6.0, 3.84, 10)}, Measure.KNOWLEDGE, [None])
    assert (mean.least, mean.most, mean.value, mean.low, mean.high) == (10, 19, 0.6, 0.52, 0.68)


def test_a_mean_of_nearly_all_does_not_count_the_few_who_are_missing():
    [mean] = figure_of({UUID(int=1): Sums(40, 38, 20.0, 12.0, 38)}, Measure.KNOWLEDGE, [None])
    assert mean.shown is Shown.FULL
    assert (mean.least, mean.most) == (30, 40)
    assert mean.low < mean.value < mean.high


def test_one_person_who_moved_cannot_be_had_from_the_two_bases():
    own = {
        UUID(int=1): NOBODY,
        UUID(int=2): Sums(30, 20, 12, 8, 20),
        UUID(int=3): Sums(30, 20, 9, 5, 20),
    }
    moves = {(UUID(int=2), UUID(int=3)): Sums(0, 1, 0.9, 0.81)}
    now = figure_of(own, Measure.KNOWLEDGE, [None, 0, 0])
    then = figure_of(own, Measure.KNOWLEDGE, [None, 0, 0], Basis.THEN, moves)
    assert now == then


def test_a_team_that_went_over_is_shown_where_it_was():
    own = {
        UUID(int=1): NOBODY,
        UUID(int=2): Sums(60, 40, 24, 16, 40),
        UUID(int=3): Sums(30, 20, 9, 5, 20),
    }
    moves = {(UUID(int=2), UUID(int=3)): Sums(0, 12, 10.8, 9.72)}
    _, left, joined = figure_of(own, Measure.KNOWLEDGE, [None, 0, 0], Basis.THEN, moves)
    assert (left.value, joined.value) == (0.47, 0.62)


def test_how_many_went_over_is_not_told():
    """Movers are found by what they did: of a unit that has nobody now, `of` would count them."""
    own = {UUID(int=1): NOBODY, UUID(int=2): Sums(60, 40, 24, 16, 40), UUID(int=3): NOBODY}
    moves = {(UUID(int=2), UUID(int=3)): Sums(0, 17, 11.9, 9.0)}
    root, left, closed = figure_of(own, Measure.KNOWLEDGE, [None, 0, 0], Basis.THEN, moves)
    assert [(each.of, each.least, each.most) for each in (left, closed)] == [
        (0, 20, None), (0, 10, None)
    ]  # fmt: skip
    assert (root.of, root.least) == (60, 40)
    own = {unit: Sums(each.of, each.n) for unit, each in own.items()}
    told = [figure_of(own, Measure.COMPLETED, [None, 0, 0], basis, moves) for basis in Basis]
    assert told[0] == told[1]


@settings(max_examples=60, deadline=None)
@given(cities(), st.data(), SAFE)
def test_the_two_bases_together_tell_apart_only_safe_sets(city, data, safe):
    """Atoms: people by where they are and where they were, as far as the two drawings tell."""
    tree, own = city
    now = choose(tree, own, safe)
    people, moves = dict(own), {}
    for source in tree.order:
        for target in tree.order:
            free = people[source].n
            n = data.draw(st.integers(0, free)) if source != target and free else 0
            if n:
                part = Sums(n, n, people[source].total * n / free, n, n)
                moves[source, target] = Sums(0, n, part.total, n)
                people[source] -= part
    kept = drawn(now, moves, safe, k=K)
    assert all(flow.n >= K for flow in kept.values())
    for unit in now.shown:
        left = sum((sums for flow, sums in kept.items() if flow[0] == unit), NOBODY)
        assert safe(now.remainder[unit] - left)
    then = as_it_was(now, kept)
    assert sum(each.n for each in then.values()) == sum(
        each.n for each in now.remainder.values()
    ) + sum(sums.n for (source, _), sums in kept.items() if source is None)
