"""Reminders: each once, never at rest, one letter a day, and no heap after a pause."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.reminders import (
    CALENDAR,
    FEAST,
    HEAD,
    PEOPLE,
    ZONE,
    anchor,
    rule,
    setting,
    town,
    went,
)
from training.content.rules.reminders import Kind, Rhythm, To
from training.practice.rules.calendar import may_remind
from training.reminders.rules.anchors import EVERYTHING, Plan, Way
from training.reminders.rules.schedule import due_step, what_to_send

pytestmark = pytest.mark.slow

MONDAY = date(2026, 11, 23)
LATE = MONDAY - timedelta(days=28)
BOOK = setting(
    rule(Kind.PRACTICE, 0, rhythm=Rhythm.WEEKLY, optional=True, stop_after=6),
    rule(Kind.CHECK_IN, 0, 5, optional=True),
    rule(Kind.MODULE, 7, head_on=(21,), stop_after=40),
    rule(Kind.CERTIFICATE_DUE, -30, -7, -1, stop_after=0),
    rule(Kind.CERTIFICATE_OVERDUE, 1, 14, head_on=(7,), stop_after=90),
    cap=3,
)


def morning(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour - 8, 10, tzinfo=UTC)


def sent_on(day: date, anchors, past=(), *, of=BOOK, who=None, hour: int = 9) -> Plan:
    return what_to_send(anchors, past, CALENDAR, of, who or town(), morning(day, hour))


def lived(anchors, days: int, *, of=BOOK, who=None, begin: date = MONDAY, skip=frozenset()):
    """What goes out on every day of a time; the job does not run on the days of `skip`."""
    past, plans = [], []
    for number in range(days):
        day = begin + timedelta(days=number)
        if number in skip:
            continue
        plan = sent_on(day, anchors, past, of=of, who=who)
        plans.append((day, plan))
        past += [went(item, day) for digest in plan.digests for item in digest.items]
    return plans


days = st.integers(-40, 60).map(lambda number: MONDAY + timedelta(days=number))
kinds = st.sampled_from([each.kind for each in BOOK.book.rules])
some_anchors = st.lists(
    st.builds(
        lambda kind, on, who: anchor(kind, on, person=PEOPLE[who]), kinds, days, st.integers(0, 4)
    ),
    max_size=25,
)
rests = st.frozensets(st.integers(0, 29), max_size=12)


@given(some_anchors, rests)
def test_nothing_is_sent_twice_whatever_days_are_missed(anchors, skip):
    items = [
        item.key
        for _, plan in lived(anchors, 30, skip=skip)
        for digest in plan.digests
        for item in digest.items
    ]
    assert len(items) == len(set(items))


@given(some_anchors, rests)
def test_a_letter_never_has_more_lines_than_the_cap_and_nobody_gets_two(anchors, skip):
    for _, plan in lived(anchors, 20, skip=skip):
        receivers = [each.to for each in plan.digests]
        assert receivers == sorted(set(receivers))
        assert all(1 <= len(each.lines) <= BOOK.book.cap for each in plan.digests)


@given(some_anchors, st.integers(0, 90 * 24 * 60))
def test_nothing_goes_out_while_the_city_rests(anchors, minutes):
    at = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    plan = what_to_send(anchors, (), CALENDAR, BOOK, town(), at)
    if not may_remind(at, ZONE, CALENDAR.holidays):
        assert plan == Plan()


@given(some_anchors, st.randoms())
def test_the_order_in_which_sources_answer_changes_nothing(anchors, chance):
    mixed = list(anchors)
    chance.shuffle(mixed)
    assert sent_on(MONDAY, anchors) == sent_on(MONDAY, mixed + mixed)


@given(some_anchors)
def test_who_had_a_letter_today_gets_no_second_one(anchors):
    first = sent_on(MONDAY, anchors)
    past = [went(item, MONDAY) for each in first.digests for item in each.items]
    again = sent_on(MONDAY, anchors, past, hour=14)
    assert {each.to for each in again.digests} & {each.to for each in first.digests} == set()


@given(some_anchors, st.integers(3, 25))
def test_a_pause_ends_with_one_letter_and_one_step_of_each_anchor(anchors, pause):
    day = MONDAY + timedelta(days=pause)
    plan = sent_on(day, anchors)
    names = [
        (item.anchor.person, item.anchor.kind, item.anchor.occurrence, item.whom)
        for each in plan.digests
        for item in each.items
    ]
    assert len(names) == len(set(names))


@given(some_anchors)
def test_the_switch_of_everything_stops_everything(anchors):
    stopped = replace(BOOK, switched_off=frozenset({EVERYTHING}))
    assert sent_on(MONDAY, anchors, of=stopped) == Plan()


@pytest.mark.parametrize("day", [MONDAY - timedelta(days=1), FEAST])
def test_weekends_and_holidays_wait_for_the_next_working_day(day):
    due = [anchor(Kind.CHECK_IN, day)]
    assert sent_on(day, due) == Plan()
    assert len(sent_on(day + timedelta(days=1), due).digests) == 1


@pytest.mark.parametrize("hour", [8, 15])
def test_working_hours_end_at_four(hour):
    due = [anchor(Kind.CHECK_IN, MONDAY)]
    assert len(sent_on(MONDAY, due, hour=hour).digests) == 1
    assert sent_on(MONDAY, due, hour=17) == Plan()


def test_the_latest_step_that_has_come_is_told_and_none_after_the_stop():
    overdue = BOOK.book.rule(Kind.CERTIFICATE_OVERDUE)
    told = {
        gone: step.days if (step := due_step(overdue, MONDAY, MONDAY + timedelta(days=gone))) else 0
        for gone in (0, 1, 13, 14, 90, 91)
    }
    assert told == {0: 0, 1: 1, 13: 1, 14: 14, 90: 14, 91: 0}
    assert due_step(overdue, MONDAY, MONDAY + timedelta(days=6), To.HEAD) is None
    assert due_step(overdue, MONDAY, MONDAY + timedelta(days=7), To.HEAD).days == 7


def test_a_due_date_is_told_before_it_comes_and_never_after():
    on = MONDAY + timedelta(days=30)
    days_told = [day for day, plan in lived([anchor(Kind.CERTIFICATE_DUE, on)], 40) if plan.digests]
    assert days_told == [MONDAY, on - timedelta(days=7), on - timedelta(days=1)]


def known_for(anchors, days: int) -> list:
    """The people have had their own letter so many days ago."""
    before = MONDAY - timedelta(days=days)
    working = before - timedelta(days=max(0, before.weekday() - 4))
    found = sent_on(working, anchors, who=town(heads={}))
    return [went(item, before) for each in found.digests for item in each.items]


def test_the_head_is_told_once_for_all_without_a_name():
    late = [anchor(Kind.MODULE, LATE, person=each) for each in PEOPLE]
    (letter,) = sent_on(MONDAY, late, known_for(late, 7)).digests
    assert (letter.to, letter.lines, len(letter.items)) == (HEAD, ("untuk kepala",), 5)


def test_nobody_is_told_of_to_the_head_before_they_have_known_for_a_week():
    late = [anchor(Kind.MODULE, LATE)]
    assert [each.to for each in sent_on(MONDAY, late).digests] == [PEOPLE[0]]
    assert sent_on(MONDAY, late, known_for(late, 3)) == Plan()


def test_the_head_is_told_at_once_of_somebody_whom_no_letter_reaches():
    late = [anchor(Kind.MODULE, LATE)]
    plan = sent_on(MONDAY, late, who=town(reachable=frozenset({HEAD})))
    assert [each.to for each in plan.digests] == [HEAD]
    assert len(plan.unreached) == 1


def test_a_person_without_a_head_is_not_told_of_to_anybody_else():
    late = [anchor(Kind.MODULE, LATE)]
    assert sent_on(MONDAY, late, known_for(late, 7), who=town(heads={})) == Plan()


def test_a_new_head_is_not_told_again_of_the_same():
    late = [anchor(Kind.MODULE, LATE)]
    past = known_for(late, 7)
    past += [
        went(item, MONDAY) for each in sent_on(MONDAY, late, past).digests for item in each.items
    ]
    other = town(heads=dict.fromkeys(PEOPLE, PEOPLE[4]))
    assert sent_on(MONDAY + timedelta(days=1), late, past, who=other) == Plan()


def test_whoever_has_no_address_is_listed_and_not_marked_as_told():
    due = [anchor(Kind.CHECK_IN, MONDAY)]
    plan = sent_on(MONDAY, due, who=town(reachable=frozenset()))
    assert plan.digests == ()
    assert [item.anchor for item in plan.unreached] == due


def test_weekly_kinds_come_once_a_week_and_catch_up_on_any_day():
    weeks = [anchor(Kind.PRACTICE, MONDAY + timedelta(weeks=n)) for n in range(3)]
    told = [day for day, plan in lived(weeks, 21, skip=frozenset({7})) if plan.digests]
    assert told == [MONDAY, MONDAY + timedelta(days=8), MONDAY + timedelta(days=14)]


def test_a_wish_for_weekly_letters_gathers_what_is_optional():
    due = [anchor(Kind.CHECK_IN, MONDAY + timedelta(days=n), name=f"r{n}") for n in (0, 1, 3)]
    who = town(wishes={PEOPLE[0]: Way.WEEKLY})
    told = {day: len(plan.digests[0].items) for day, plan in lived(due, 12, who=who)
            if plan.digests}  # fmt: skip
    assert told == {MONDAY: 1, MONDAY + timedelta(days=7): 3}


def test_what_is_compulsory_comes_to_whoever_turned_letters_off():
    due = [anchor(Kind.CHECK_IN, MONDAY),
           anchor(Kind.CERTIFICATE_OVERDUE, MONDAY - timedelta(days=1))]  # fmt: skip
    (letter,) = sent_on(MONDAY, due, who=town(wishes={PEOPLE[0]: Way.OFF})).digests
    assert [item.anchor.kind for item in letter.items] == [Kind.CERTIFICATE_OVERDUE]


def test_what_has_no_room_comes_the_next_day():
    due = [anchor(Kind.CHECK_IN, MONDAY, name=f"r{n}") for n in range(5)]
    counts = [len(plan.digests[0].items) for _, plan in lived(due, 2)]
    assert counts == [3, 2]


def test_one_kind_is_stopped_by_itself():
    due = [anchor(Kind.CHECK_IN, MONDAY), anchor(Kind.MODULE, MONDAY - timedelta(days=7))]
    stopped = replace(BOOK, switched_off=frozenset({Kind.CHECK_IN.value}))
    (letter,) = sent_on(MONDAY, due, of=stopped).digests
    assert [item.anchor.kind for item in letter.items] == [Kind.MODULE]
