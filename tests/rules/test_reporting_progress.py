"""How far a person is, and what they add to the sums of units."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from training.reporting.rules.measures import Cell, Measure
from training.reporting.rules.progress import Asked, Progress, Reading, Sitting, progress, split
from training.reporting.rules.tallying import OUTSIDE, Person, Tally, months

AT = datetime(2026, 11, 1, 1, tzinfo=UTC)
A, B = UUID(int=1), UUID(int=2)
TODAY = date(2026, 11, 23)
THREE = Asked("m1", 1, 3, has_quiz=True)


def reading(lessons: int = 3, *, at: datetime = AT, unit: UUID = A) -> Reading:
    return Reading(lessons, at, unit, at, unit, at, unit)


def sitting(number: int = 1, *, passed: bool = True, score: float = 0.8, at=AT, unit=A) -> Sitting:
    return Sitting(number, unit, at, score, passed, {"knowledge:speak:service": [2.0, 4]})


def test_who_has_done_nothing_has_no_state():
    assert progress(THREE, None, ()) is None


def test_reading_and_passing_complete_a_module_when_the_later_of_both_was_done():
    later = AT + timedelta(days=1)
    found = progress(THREE, reading(), (sitting(at=later, unit=B),))
    assert (found.completed_at, found.completed_unit) == (later, B)
    assert (found.started_at, found.started_unit) == (AT, A)


def test_a_lesson_that_is_missing_keeps_the_module_open():
    found = progress(THREE, reading(2), (sitting(),))
    assert (found.read_at, found.completed_at) == (None, None)


def test_a_module_without_a_quiz_is_complete_when_it_was_read():
    found = progress(Asked("m1", 1, 3, has_quiz=False), reading(), ())
    assert found.completed_at == AT


def test_the_first_attempt_counts_however_good_the_next_one_is():
    found = progress(THREE, None, (sitting(passed=False, score=0.4), sitting(2, score=1.0)))
    assert (found.first_score, found.best_score, found.attempts) == (0.4, 1.0, 2)


def test_the_latest_result_stands_beside_the_first_even_where_it_is_not_the_best():
    tries = (sitting(score=0.4), sitting(2, score=1.0), sitting(3, score=0.7))
    found = progress(THREE, None, tries)
    assert (found.first_score, found.latest_score, found.best_score) == (0.4, 0.7, 1.0)


def test_marks_are_split_by_measure_dimension_and_stage():
    where = {"a": "knowledge:speak:service", "b": "judgement:serve:service"}
    assert split({"a": 1.0, "b": 0.5, "unknown": 1.0}, where) == {
        "knowledge:speak:service": [1.0, 1],
        "judgement:serve:service": [0.5, 1],
    }


def tally_of(*people: Person) -> Tally:
    tally = Tally(ZoneInfo("Asia/Makassar"), TODAY)
    for person in people:
        tally.note(person)
    return tally


def done(slug: str = "m1", at: datetime = AT, unit: UUID = A) -> Progress:
    asked = Asked(slug, 1, 3, has_quiz=True)
    return progress(asked, reading(at=at, unit=unit), (sitting(at=at, unit=unit),))


def test_all_own_modules_must_be_complete():
    half = Person(A, frozenset({"m1", "m2"}), {"m1": done()})
    whole = Person(A, frozenset({"m1"}), {"m1": done()})
    sums = tally_of(half, whole).sums
    assert sums[A, A, Cell(Measure.COMPLETED)][0] == 1
    assert sums[A, A, Cell(Measure.COMPLETED, "m1")][0] == 2
    assert sums[A, A, Cell(Measure.ASSIGNED, "m2")][0] == 1


def test_a_module_that_is_not_ones_own_counts_as_activity_only():
    sums = tally_of(Person(A, frozenset(), {"m1": done()}, (AT, A))).sums
    assert set(sums) == {(A, A, Cell(Measure.ROSTER)), (A, A, Cell(Measure.ACTIVE))}


def test_what_happened_elsewhere_is_kept_under_the_unit_of_that_time():
    sums = tally_of(Person(B, frozenset({"m1"}), {"m1": done()})).sums
    assert sums[B, A, Cell(Measure.KNOWLEDGE)] == [1, 0.5, 0.25]
    assert (B, B, Cell(Measure.KNOWLEDGE)) not in sums


def test_who_has_left_is_on_no_roster_and_in_no_month():
    tally = tally_of(Person(OUTSIDE, frozenset(), {"m1": done()}))
    assert (OUTSIDE, OUTSIDE, Cell(Measure.ROSTER)) not in tally.sums
    assert tally.sums[OUTSIDE, A, Cell(Measure.COMPLETED)][0] == 1
    assert not tally.months


def test_activity_is_forgotten_after_ninety_days():
    old = (datetime(2026, 8, 24, 1, tzinfo=UTC), A)
    recent = (datetime(2026, 8, 25, 17, tzinfo=UTC), A)
    assert (A, A, Cell(Measure.ACTIVE)) not in tally_of(Person(A, frozenset(), {}, old)).sums
    assert (A, A, Cell(Measure.ACTIVE)) in tally_of(Person(A, frozenset(), {}, recent)).sums


def test_a_month_begins_at_the_citys_midnight():
    first = done(at=datetime(2026, 10, 31, 16, tzinfo=UTC))  # 00.00 WITA on 1 November
    tally = tally_of(Person(A, frozenset({"m1"}), {"m1": first}))
    assert tally.months[A, date(2026, 11, 1), Measure.STARTED] == 1


def test_a_trend_has_thirteen_months_over_the_turn_of_the_year():
    found = months(TODAY)
    assert (len(found), found[0], found[-1]) == (13, date(2025, 11, 1), date(2026, 11, 1))
