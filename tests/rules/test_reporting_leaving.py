"""Whom a unit counts on: the laws that keep one leaver from being told by a figure that falls."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from training.people.rules.stays import Stay, stays
from training.reporting.rules.leaving import HeldCounts, counted_on, until, with_successors
from training.reporting.rules.measures import Cell, Measure
from training.reporting.rules.progress import Progress

K, DAY = 3, date(2027, 1, 1)
CITY, A, B, A1 = (UUID(int=n) for n in (1, 2, 3, 4))
ABOVE = {
    CITY: frozenset({CITY}), A: frozenset({CITY, A}), B: frozenset({CITY, B}),
    A1: frozenset({CITY, A, A1}),
}  # fmt: skip
ZONE = ZoneInfo("Asia/Makassar")


def day(n: int) -> date:
    return DAY + timedelta(days=n)


def stay(unit: UUID, start: int, end: int | None) -> Stay:
    return Stay(unit, "pelayanan", day(start), None if end is None else day(end))


def held(people: dict[int, list[Stay]], n: int) -> dict[UUID, set[int]]:
    """Whom each unit counts on after n days."""
    found: dict[UUID, set[int]] = defaultdict(set)
    named = {UUID(int=100 + person): own for person, own in people.items()}
    for each in counted_on(named, ABOVE, day=day(n), k=K):
        found[each.unit].add(each.person.int - 100)
    return dict(found)


def test_one_who_left_is_counted_on():
    assert held({1: [stay(A, 0, 5)]}, 5) == {A: {1}, CITY: {1}}
    assert held({1: [stay(A, 0, 5)]}, 4) == {}


def test_leavers_are_let_go_together_when_k_have_left():
    leavers = {n: [stay(A, 0, 5 + n)] for n in range(K)}
    assert held(leavers, 6)[A] == {0, 1}
    assert held(leavers, 7) == {}
    assert held(leavers | {9: [stay(A, 0, 8)]}, 8) == {A: {9}, CITY: {9}}


def test_those_of_one_day_go_together_however_many():
    assert held({n: [stay(A, 0, 5)] for n in range(7)}, 5) == {}


def test_who_moves_within_a_unit_leaves_only_what_lies_below():
    assert held({1: [stay(A1, 0, 5), stay(A, 5, None)]}, 9) == {A1: {1}}
    assert held({1: [stay(A1, 0, 5), stay(B, 5, None)]}, 9) == {A1: {1}, A: {1}}


def test_who_comes_back_is_no_leaver_any_more():
    there_and_back = {1: [stay(A, 0, 5), stay(B, 5, 8), stay(A, 8, None)]}
    assert held(there_and_back, 6) == {A: {1}}
    assert held(there_and_back, 8) == {B: {1}}


def test_an_exemption_is_leaving_for_a_time():
    own = stays([stay(A, 0, None)], [(day(3), day(6))])
    assert own == [stay(A, 0, 3), stay(A, 6, None)]
    assert held({1: own}, 4) == {A: {1}, CITY: {1}}
    assert held({1: own}, 6) == {}


def test_of_two_posts_that_overlap_the_later_one_counts():
    assert stays([stay(B, 4, None), stay(A, 0, 9)], []) == [stay(A, 0, 4), stay(B, 4, None)]
    assert stays([stay(A, 0, 4)], [(day(0), None)]) == []


def test_a_unit_that_gets_a_new_name_goes_on_counting_its_leavers():
    renamed = UUID(int=5)
    parents = {CITY: None, A: CITY, A1: A, renamed: CITY}
    above = with_successors(parents, {A: renamed})
    assert above[A1] == {A1, A, renamed, CITY}
    lives = {UUID(int=1): [stay(A, 0, 4)], UUID(int=2): [stay(A, 0, 6), stay(renamed, 6, None)]}
    counted = [(each.unit, each.person.int) for each in counted_on(lives, above, day=day(6), k=K)]
    assert counted == [(CITY, 1), (A, 1), (A, 2), (renamed, 1)]


LIVES = st.lists(
    st.tuples(
        st.sampled_from([A, B, A1, None]), st.integers(1, 4),
    ),
    min_size=1, max_size=5,
)  # fmt: skip
CROWDS = st.lists(LIVES, min_size=1, max_size=12)


def lived(life: list[tuple[UUID | None, int]]) -> list[Stay]:
    """Stays one after the other; None is a time in no unit. The last one lasts."""
    at, found = 0, []
    for place, days in life:
        if place is not None:
            found.append(stay(place, at, at + days))
        at += days
    return found


def there(people: dict[int, list[Stay]], n: int) -> dict[UUID, set[int]]:
    found: dict[UUID, set[int]] = defaultdict(set)
    for person, own in people.items():
        for each in own:
            if each.start <= day(n) and (each.end is None or each.end > day(n)):
                for unit in ABOVE[each.unit]:
                    found[unit].add(person)
    return found


@given(CROWDS)
def test_from_day_to_day_nobody_or_at_least_k_drop_out_of_a_units_figures(crowd):
    """The law it is for: those counted yesterday and not today are none, or k and more."""
    people = {n: lived(life) for n, life in enumerate(crowd)}
    before: dict[UUID, set[int]] = {}
    for n in range(22):
        on_roster, kept = there(people, n), held(people, n)
        counted = {unit: on_roster.get(unit, set()) | kept.get(unit, set()) for unit in ABOVE}
        for unit, now in counted.items():
            gone = before.get(unit, set()) - now
            assert not gone or len(gone) >= K, (unit, n, gone)
            assert not on_roster.get(unit, set()) & kept.get(unit, set()), "counted twice"
            assert len(kept.get(unit, set())) < K
        before = counted


def state(started: datetime, completed: datetime | None) -> Progress:
    return Progress(
        edition=1, lessons_read=1, attempts=1, started_at=started, started_unit=A, last_at=started,
        last_unit=A, first_score=0.5, latest_score=0.5, first_at=started, first_unit=A,
        completed_at=completed, completed_unit=A if completed else None,
        points={"knowledge:melayani:layanan": [1.0, 2]},
    )  # fmt: skip


def at(n: int) -> datetime:
    return datetime(2027, 1, 1, 4, tzinfo=UTC) + timedelta(days=n)


def test_what_a_leaver_did_afterwards_is_not_counted():
    learnt = state(at(0), at(4))
    assert until(learnt, day(5), ZONE) == learnt
    before = until(learnt, day(4), ZONE)
    assert before is not None
    assert before.completed_at is None
    assert until(learnt, day(0), ZONE) is None


def test_a_leaver_adds_one_to_every_figure_that_they_had():
    counts = HeldCounts(ZONE, day(9))
    counts.note(A, frozenset({"m1"}), {"m1": state(at(0), at(1))}, is_current=True)
    found = counts.counts()
    for cell in (Cell(Measure.ASSIGNED), Cell(Measure.COMPLETED), Cell(Measure.COMPLETED, "m1"),
                 Cell(Measure.KNOWLEDGE), Cell(Measure.KNOWLEDGE, stage="layanan")):  # fmt: skip
        assert found[A, cell] == 1
    assert (A, Cell(Measure.ROSTER)) not in found
    assert (A, Cell(Measure.ACTIVE)) not in found


def test_who_left_before_an_edition_is_not_asked_for_it():
    counts = HeldCounts(ZONE, day(9))
    counts.note(A, frozenset({"m1"}), {"m1": state(at(0), at(1))}, is_current=False)
    found = counts.counts()
    assert found[A, Cell(Measure.COMPLETED, "m1")] == 1
    assert not [cell for _, cell in found if not cell.slug]
