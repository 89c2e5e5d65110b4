"""Three rules of expiry hold over leap days and time zones, and states follow from dates alone."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from training.certification.rules.completing import Path, Today, begins
from training.certification.rules.evidence import Facts, Finished, judge, outdated, renewal_way
from training.certification.rules.periods import Span, months_later, opens, span
from training.certification.rules.states import (
    Case,
    Duty,
    Excuse,
    Kind,
    Period,
    State,
    may_complete,
    standing,
)
from training.content.rules.programmes import (
    ExpiryRule,
    Practice,
    Programme,
    Required,
    Validity,
    Way,
)
from training.kernel.clock import local_date

days = st.dates(date(2020, 1, 1), date(2060, 12, 31))
months = st.integers(1, 60)
windows = st.integers(0, 366)
ZONE = "Asia/Makassar"


@given(days, months)
def test_from_completion_the_validity_is_whole_months_long(day, count):
    found = span(Validity(ExpiryRule.COMPLETION, count), day, last=None, window_days=90)
    assert found.since == day
    ahead = (found.until.year - day.year) * 12 + found.until.month - day.month
    assert ahead == count
    assert found.until.day == day.day or (found.until + timedelta(days=1)).day == 1


def test_a_leap_day_expires_on_the_last_of_february():
    assert months_later(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert months_later(date(2028, 2, 29), 48) == date(2032, 2, 29)


@given(days, months, st.integers(0, 400), st.integers(0, 366))
def test_by_last_expiry_nobody_loses_days_by_renewing_early(day, count, before, window):
    rule = Validity(ExpiryRule.LAST_EXPIRY, count)
    last = Span(day, months_later(day, count))
    done = last.until - timedelta(days=before)
    found = span(rule, done, last=last, window_days=window)
    in_time = opens(last, window) <= done < last.until
    assert found.until == months_later(last.until if in_time else done, count)
    assert found.until > done


@given(days, st.integers(0, 36), st.sampled_from(["12-31", "02-29", "01-01", "06-30"]))
def test_a_fixed_day_leaves_the_least_active_period_and_less_than_a_year_more(day, least, fixed):
    rule = Validity(ExpiryRule.FIXED_DATE, day=fixed, least_months=least)
    found = span(rule, day, last=None, window_days=90)
    assert months_later(day, least) <= found.last_day
    assert (found.last_day - months_later(day, least)).days <= 366
    month, number = map(int, fixed.split("-"))
    assert found.last_day.month == month
    assert found.last_day.day in {number, 28 if fixed == "02-29" else number}


@given(days, days, months, st.sampled_from(list(ExpiryRule)))
def test_who_completes_later_never_expires_earlier(one, other, count, rule):
    fixed = {"day": "12-31"} if rule is ExpiryRule.FIXED_DATE else {"months": count}
    first, second = sorted((one, other))
    ends = [
        span(Validity(rule, **fixed), day, last=None, window_days=30).until
        for day in (first, second)
    ]
    assert ends[0] <= ends[1]


@given(days, st.times(), months)
def test_the_citys_day_counts_whatever_the_zone_in_which_an_instant_is_written(day, hour, count):
    here = datetime.combine(day, hour, ZoneInfo(ZONE))
    rule = Validity(ExpiryRule.COMPLETION, count)
    spans = {
        span(rule, local_date(each, ZONE), last=None, window_days=0)
        for each in (here, here.astimezone(UTC), here.astimezone(ZoneInfo("America/New_York")))
    }
    assert len(spans) == 1
    assert spans.pop().since == day


def test_half_an_hour_before_midnight_in_utc_is_the_next_day_here():
    late = datetime(2028, 2, 28, 23, 30, tzinfo=UTC)
    assert local_date(late, ZONE) == date(2028, 2, 29)


NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)
TODAY = date(2026, 6, 1)
DUTY = Duty(date(2026, 1, 1), date(2026, 7, 1))


def period(since: str, until: str, **more) -> Period:
    whole = Span(date.fromisoformat(since), date.fromisoformat(until))
    done = datetime.combine(whole.since, datetime.min.time(), ZoneInfo(ZONE))
    values = {"kind": Kind.EARNED, "completed_at": done, **more}
    return Period(UUID(int=1), span=whole, **values)


def state(case: Case, today: date = TODAY) -> State:
    return standing(case, today).state


def test_every_state_follows_from_dates_and_facts():
    valid = period("2026-01-01", "2027-01-01")
    old = period("2024-01-01", "2026-01-01")
    gone = period("2026-01-01", "2027-01-01", revoked_at=NOON)
    elsewhere = period("2026-01-01", "2027-01-01", kind=Kind.RECOGNISED)
    excuse = Excuse(date(2026, 5, 1), TODAY)
    assert state(Case(None)) is State.NOT_ASSIGNED
    assert state(Case(DUTY)) is State.ASSIGNED
    assert state(Case(DUTY, begun=True)) is State.IN_PROGRESS
    assert state(Case(DUTY, begun=True), date(2026, 7, 2)) is State.OVERDUE
    assert state(Case(DUTY, [valid], window_days=90)) is State.CERTIFIED
    assert state(Case(DUTY, [valid], window_days=250)) is State.WINDOW_OPEN
    assert state(Case(DUTY, [elsewhere])) is State.RECOGNISED
    assert state(Case(DUTY, [old])) is State.EXPIRED
    assert state(Case(DUTY, [old], [excuse])) is State.EXCUSED
    assert state(Case(DUTY, away=True)) is State.EXCUSED
    assert state(Case(DUTY, [gone])) is State.REVOKED


def test_the_last_day_of_validity_is_still_certified_and_the_next_is_expired():
    case = Case(DUTY, [period("2025-06-02", "2026-06-02")])
    assert standing(case, TODAY).holds
    assert state(case, TODAY + timedelta(days=1)) is State.EXPIRED


def test_whoever_returns_from_leave_gets_the_grace_before_being_late():
    case = Case(DUTY, back=date(2026, 7, 20), grace_days=30)
    assert state(case, date(2026, 8, 19)) is State.ASSIGNED
    assert state(case, date(2026, 8, 20)) is State.OVERDUE


def test_material_that_changed_opens_renewal_only_where_evidence_rests_on_it():
    assert outdated({"m3": 1, "m8": 2}, {"m3": 2, "m8": 2, "m7": 5}) == ("m3",)
    stale = period("2026-01-01", "2027-01-01", stale=("m3",))
    found = standing(Case(DUTY, [stale]), TODAY)
    assert (found.state, found.stale) == (State.WINDOW_OPEN, ("m3",))
    assert may_complete(Case(DUTY, [stale]), TODAY)


PROGRAMME = Programme(
    "p", "P", "Tentang.", "telah terlatih", "Kepala", "P/{urut}/{tahun}",
    Validity(ExpiryRule.LAST_EXPIRY, 12), 60, 30, (("cuti", "Cuti"),),
    Way((Required("m3", 0.75), Required("m8"))),
    Way((Required("m8"),), (Practice(("pelayanan-langsung",), cases=2),)),
)  # fmt: skip
FAMILY = "pelayanan-langsung"


def done(day: str, score: float = 0.9, edition: int = 1) -> tuple[Finished, ...]:
    at = datetime.fromisoformat(f"{day}T04:00:00+00:00")
    return (Finished(edition, at, score),)


def test_a_path_is_met_by_the_last_of_its_parts_and_says_what_is_missing():
    facts = Facts({"m3": done("2026-02-01", 0.6), "m8": done("2026-03-01")})
    verdict = judge(PROGRAMME.first, facts, {"m3": 1, "m8": 1}, job_family=FAMILY)
    assert [(each.lack.value, each.slug) for each in verdict.missing] == [("score", "m3")]
    better = Facts({"m3": done("2026-02-01"), "m8": done("2026-03-01")})
    met = judge(PROGRAMME.first, better, {"m3": 1, "m8": 1}, job_family=FAMILY)
    assert met.at == datetime(2026, 3, 1, 4, tzinfo=UTC)


def test_old_editions_do_not_meet_a_path():
    facts = Facts({"m3": done("2026-02-01"), "m8": done("2026-03-01")})
    verdict = judge(PROGRAMME.first, facts, {"m3": 2, "m8": 1}, job_family=FAMILY)
    assert [each.slug for each in verdict.missing] == ["m3"]


def test_a_renewal_adds_the_first_paths_modules_whose_material_changed():
    assert renewal_way(PROGRAMME, ("m3",)).slugs == ("m8", "m3")
    assert renewal_way(PROGRAMME, ()).slugs == ("m8",)


def on(day: str) -> Today:
    return Today(date.fromisoformat(day), ZONE, {"m3": 1, "m8": 1})


def test_evidence_certifies_once_and_a_renewal_waits_for_its_window():
    facts = Facts({"m3": done("2026-02-01"), "m8": done("2026-03-01")})
    fresh = Case(DUTY, window_days=60)
    first = begins(fresh, facts, PROGRAMME, on("2026-03-02"), FAMILY)
    assert first.path is Path.FIRST
    assert first.span == Span(date(2026, 3, 1), date(2027, 3, 1))
    held = Period(UUID(int=2), Kind.EARNED, first.span, first.completed_at)
    case = Case(DUTY, [held], window_days=60)
    cases = tuple(datetime(2026, month, 1, 4, tzinfo=UTC) for month in (5, 6))
    practised = Facts(facts.modules, cases)
    assert begins(case, practised, PROGRAMME, on("2026-07-01"), FAMILY) is None
    renewed = begins(case, practised, PROGRAMME, on("2027-01-05"), FAMILY)
    assert renewed.path is Path.RENEWAL
    assert renewed.span == Span(date(2026, 12, 31), date(2028, 3, 1))
    # Nothing new since: the same evidence does not certify again once it has expired.
    assert begins(case, facts, PROGRAMME, on("2027-06-01"), FAMILY) is None


def test_after_a_revocation_only_what_was_done_since_counts():
    facts = Facts({"m3": done("2026-02-01"), "m8": done("2026-03-01")})
    gone = period("2026-03-01", "2027-03-01", revoked_at=datetime(2026, 4, 1, tzinfo=UTC))
    assert begins(Case(DUTY, [gone]), facts, PROGRAMME, on("2026-05-01"), FAMILY) is None
    anew = Facts({"m3": done("2026-05-01"), "m8": done("2026-05-02")})
    assert begins(Case(DUTY, [gone]), anew, PROGRAMME, on("2026-05-03"), FAMILY) is not None


def test_nobody_without_a_duty_is_certified():
    facts = Facts({"m3": done("2026-02-01"), "m8": done("2026-03-01")})
    assert begins(Case(None), facts, PROGRAMME, on("2026-03-02"), FAMILY) is None
