"""The three rules of expiry on the days where calendars bite: leap days, month ends, midnight."""

from calendar import monthrange
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from training.certification.rules.completing import Today, begins
from training.certification.rules.evidence import Facts, Finished
from training.certification.rules.periods import Span, months_later, opens, span
from training.certification.rules.states import Case, Duty, Kind, Period, State, standing
from training.content.rules.programmes import ExpiryRule, Programme, Required, Validity, Way
from training.kernel.clock import local_date
from training.kernel.ids import uuid7

CITY = "Asia/Makassar"
ZONES = ("Asia/Jakarta", CITY, "Asia/Jayapura", "UTC", "America/New_York", "Pacific/Kiritimati")
LEAP = [date(year, 2, 29) for year in (2024, 2028, 2032, 2096, 2104)]
ENDS = [
    date(year, month, monthrange(year, month)[1])
    for year in (2027, 2028, 2100)  # 2100 has no leap day
    for month in range(1, 13)
]
days = st.sampled_from([*LEAP, *ENDS]) | st.dates(date(2020, 1, 1), date(2110, 12, 31))
months = st.integers(1, 60)
RULES = {
    ExpiryRule.COMPLETION: Validity(ExpiryRule.COMPLETION, 12),
    ExpiryRule.LAST_EXPIRY: Validity(ExpiryRule.LAST_EXPIRY, 24),
    ExpiryRule.FIXED_DATE: Validity(ExpiryRule.FIXED_DATE, day="02-29", least_months=6),
}
each_rule = pytest.mark.parametrize("rule", list(RULES))


def is_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def after(validity: Validity, day: date, last: Span | None = None, window: int = 90) -> Span:
    return span(validity, day, last=last, window_days=window)


@given(days, months)
@example(date(2028, 2, 29), 12)
@example(date(2027, 8, 31), 6)
@example(date(2100, 1, 31), 1)
def test_a_month_is_never_overshot_and_a_day_is_lost_only_where_the_month_has_none(day, count):
    found = months_later(day, count)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == count
    assert found.day == day.day or (is_end(found) and found.day < day.day)


@given(days, months, months)
def test_in_two_steps_nobody_comes_further_than_in_one(day, one, other):
    once, twice = months_later(day, one + other), months_later(months_later(day, one), other)
    assert timedelta(0) <= once - twice <= timedelta(days=3)


@given(st.sampled_from(LEAP), st.sampled_from([12, 24, 36, 48, 96]))
def test_a_leap_day_comes_back_where_the_year_has_one(day, count):
    found = months_later(day, count)
    assert found.month == 2
    assert found.day == monthrange(found.year, 2)[1]


@given(days, months, st.data())
def test_renewed_within_the_window_again_and_again_no_day_is_lost(day, count, data):
    validity, held = Validity(ExpiryRule.LAST_EXPIRY, count), None
    for _ in range(5):
        done = day
        if held is not None:
            first = opens(held, 30)
            done = first + timedelta(days=data.draw(st.integers(0, (held.last_day - first).days)))
        renewed = after(validity, done, held, 30)
        if held is not None:
            assert renewed.until == months_later(held.until, count)
            assert renewed.since <= held.until, "there is no day without a certificate"
        held = renewed
    assert months_later(day, 5 * count) - held.until <= timedelta(days=3)


@given(days, months, st.integers(1, 400))
def test_the_edges_of_the_window_are_its_first_day_and_the_last_day_of_validity(day, count, window):
    validity = Validity(ExpiryRule.LAST_EXPIRY, count)
    held = after(validity, day)
    inside = {opens(held, window), held.last_day}
    assert {after(validity, each, held, window).until for each in inside} == {
        months_later(held.until, count)
    }
    lapsed = after(validity, held.until, held, window)
    assert lapsed.until == months_later(held.until, count)
    if (early := opens(held, window) - timedelta(days=1)) >= held.since:
        assert after(validity, early, held, window).until == months_later(early, count)


@given(days, st.integers(0, 36), st.dates(date(2028, 1, 1), date(2028, 12, 31)))
@example(date(2028, 2, 29), 0, date(2028, 2, 29))
@example(date(2027, 2, 28), 0, date(2028, 2, 29))
@example(date(2027, 8, 29), 6, date(2028, 2, 29))
@example(date(2027, 6, 30), 6, date(2028, 12, 31))
def test_a_fixed_day_is_the_first_that_leaves_the_least_months(day, least, fixed):
    validity = Validity(ExpiryRule.FIXED_DATE, day=f"{fixed:%m-%d}", least_months=least)
    found, enough = after(validity, day), months_later(day, least)
    assert enough <= found.last_day
    number = min(fixed.day, monthrange(found.last_day.year, fixed.month)[1])
    assert (found.last_day.month, found.last_day.day) == (fixed.month, number)
    before = found.last_day.year - 1
    number = min(fixed.day, monthrange(before, fixed.month)[1])
    assert date(before, fixed.month, number) < enough, "the year before would have been too soon"


@each_rule
@given(days, st.integers(1, 40))
def test_whoever_completes_a_day_later_holds_it_as_long_or_longer(rule, day, more):
    later = day + timedelta(days=more)
    assert after(RULES[rule], day).until <= after(RULES[rule], later).until


# -- the day of the city ---------------------------------------------------------------------


def programme(rule: ExpiryRule) -> Programme:
    way = Way((Required("m3"),))
    return Programme(
        "p", "P", "Tentang.", "telah terlatih", "Kepala", "P/{urut}/{tahun}", RULES[rule], 90, 30,
        (("cuti", "Cuti"),), way, way,
    )  # fmt: skip


def begun(rule: ExpiryRule, at: datetime, zone: str) -> Span:
    facts = Facts({"m3": (Finished(1, at),)})
    today = Today(local_date(at, zone), zone, {"m3": 1})
    case = Case(Duty(date(2020, 1, 1), date(2120, 1, 1)), window_days=90)
    found = begins(case, facts, programme(rule), today, "pendukung")
    assert found is not None
    return found.span


offsets = st.integers(-12 * 60, 14 * 60).map(lambda n: timezone(timedelta(minutes=n)))


@each_rule
@given(day=days, hour=st.times(), zone=st.sampled_from(ZONES), written=offsets)
def test_the_span_is_the_citys_wherever_the_instant_was_written(rule, day, hour, zone, written):
    here = datetime.combine(day, hour, ZoneInfo(zone)).astimezone(UTC)
    city_day = here.astimezone(ZoneInfo(zone)).date()  # an hour that a summer skips is another one
    assert begun(rule, here, zone) == begun(rule, here.astimezone(written), zone)
    assert begun(rule, here, zone) == after(RULES[rule], city_day)


@each_rule
@given(day=days, zone=st.sampled_from(["Asia/Jakarta", CITY, "Asia/Jayapura"]))
@example(day=date(2028, 2, 29), zone=CITY)
@example(day=date(2028, 3, 1), zone=CITY)
@example(day=date(2028, 1, 1), zone=CITY)
def test_a_microsecond_before_midnight_of_the_city_is_the_day_before(rule, day, zone):
    midnight = datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
    before = midnight - timedelta(microseconds=1)
    assert midnight.date() == before.date(), "in UTC it is one and the same day"
    assert begun(rule, midnight, zone).since == day
    assert begun(rule, before, zone).since == day - timedelta(days=1)
    assert begun(rule, before, zone) == after(RULES[rule], day - timedelta(days=1))


@each_rule
@given(day=days)
def test_it_holds_to_the_last_microsecond_of_its_last_day_in_the_city(rule, day):
    whole = after(RULES[rule], day)
    done = datetime.combine(day, time(9), ZoneInfo(CITY))
    period = Period(uuid7(done), Kind.EARNED, whole, done)
    case = Case(Duty(day, day), [period])
    ends = datetime.combine(whole.until, time(), ZoneInfo(CITY)).astimezone(UTC)
    last = ends - timedelta(microseconds=1)
    assert standing(case, local_date(last, CITY)).state is State.CERTIFIED
    assert standing(case, local_date(ends, CITY)).state is State.EXPIRED
    assert standing(replace(case, window_days=90), local_date(last, CITY)).holds
