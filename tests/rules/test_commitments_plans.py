"""When a plan is asked about, who may witness it, and how a unit's shares are said."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.commitments.rules.keeping import Grown, Kept, kept_by_unit
from training.commitments.rules.plans import (
    WINDOWS,
    AnswersDoNotFit,
    Did,
    Happened,
    Turn,
    calendar,
    checked_answers,
    is_ended,
    is_role_specific,
)
from training.commitments.rules.witnesses import Stand, in_line

MADE = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


def turns(days: float, done: tuple[int, ...] = ()) -> list[Turn]:
    return [each.turn for each in calendar(MADE, done, at=MADE + timedelta(days=days))]


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, [Turn.LATER, Turn.LATER, Turn.LATER]),
        (12.9, [Turn.LATER, Turn.LATER, Turn.LATER]),
        (13, [Turn.DUE, Turn.LATER, Turn.LATER]),
        (34.9, [Turn.DUE, Turn.LATER, Turn.LATER]),
        (35, [Turn.MISSED, Turn.LATER, Turn.LATER]),
        (42, [Turn.MISSED, Turn.DUE, Turn.LATER]),
        (84, [Turn.MISSED, Turn.MISSED, Turn.DUE]),
        (126, [Turn.MISSED, Turn.MISSED, Turn.MISSED]),
    ],
)
def test_a_check_in_opens_a_day_before_its_time_and_closes_after_its_window(days, expected):
    assert turns(days) == expected


def test_what_was_told_stays_told():
    assert turns(200, done=(2, 12)) == [Turn.DONE, Turn.MISSED, Turn.DONE]


@given(st.integers(0, 400))
def test_two_check_ins_are_never_due_on_one_day(days):
    assert turns(days).count(Turn.DUE) <= 1


def test_windows_do_not_reach_the_next_time():
    weeks = sorted(WINDOWS)
    ends = [timedelta(weeks=week) + WINDOWS[week] for week in weeks]
    assert all(end < timedelta(weeks=after) for end, after in zip(ends, weeks[1:], strict=False))


@pytest.mark.parametrize("answers", [("", "yes"), ("once", None), ("once", "perhaps"), ("x", "no")])
def test_answers_that_are_none_are_refused(answers):
    with pytest.raises(AnswersDoNotFit):
        checked_answers(*answers)


def test_where_nothing_happened_nothing_was_done():
    assert checked_answers("none", "yes") == (Happened.NONE, None)
    assert checked_answers("once", "partly") == (Happened.ONCE, Did.PARTLY)


def test_a_plan_is_about_ones_own_role_or_not():
    assert is_role_specific(("perencana",), "perencana")
    assert not is_role_specific(("perencana",), "pendukung")
    assert is_role_specific(None, "pendukung")
    assert not is_role_specific(None, None)


def test_a_plan_that_goes_on_has_not_ended():
    assert not is_ended(None)
    assert not is_ended("resumed")
    assert is_ended("habit")


HEAD = Stand("/KOTA/A/", heads=("/KOTA/A/",), decides=True)
CLERK, BELOW = Stand("/KOTA/A/"), Stand("/KOTA/A/UPTD/")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (HEAD, CLERK, True),
        (HEAD, BELOW, True),
        (CLERK, BELOW, False),
        (CLERK, CLERK, False),
        (Stand("/KOTA/A/", decides=True), CLERK, True),
        (Stand("/KOTA/A/", decides=True), Stand("/KOTA/A/UPTD/", decides=True), True),
        (Stand("/KOTA/A/", decides=True), Stand("/KOTA/A/", decides=True), False),
        (HEAD, Stand("/KOTA/AB/"), False),
        (Stand("/KOTA/B/", decides=True), CLERK, False),
        (Stand("", heads=("/KOTA/",)), CLERK, True),
        (Stand(""), Stand(""), False),
    ],
)
def test_who_commands_whom(one, other, expected):
    assert in_line(one, other) is expected
    assert in_line(other, one) is expected


ONE, OTHER = UUID(int=101), UUID(int=102)


def test_each_person_counts_once_with_the_share_of_their_own_plans():
    """Somebody with many plans weighs no more than somebody with one."""
    busy = [Grown(UUID(int=1), ONE, kept, False) for kept in (True, False, False, False)]
    steady = Grown(UUID(int=2), ONE, True, True)
    assert kept_by_unit([*busy, steady]) == {ONE: Kept(2, 1.25, 1.0)}


def test_somebody_who_moved_counts_where_they_made_their_last_plan():
    moved = [Grown(UUID(int=1), ONE, True, False), Grown(UUID(int=1), OTHER, False, False)]
    assert kept_by_unit(moved) == {OTHER: Kept(1, 0.5, 0.0)}
