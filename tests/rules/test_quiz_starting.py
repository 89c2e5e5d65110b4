"""Why one may start a quiz or not: rules in order, each no with its name and its data."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import content
from training.content.rules.gates import PROBES, Abandoned, Conditions, Counts, Purpose, Rule
from training.content.rules.gateshape import RoleName
from training.content.rules.model import JobFamily, UnitKind
from training.people.rules.kinds import Role
from training.quiz.rules.attempts import Past
from training.quiz.rules.leeway import Leeway, together
from training.quiz.rules.permits import (
    Candidate,
    MayStart,
    QuizMayNotStart,
    RetakeIsTooEarly,
    refusal,
)
from training.quiz.rules.starting import may_start, offers, probe_window

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ALL = tuple(Purpose)


def past(number: int = 1, score: float | None = 0.4, *, at: datetime = NOON, **more) -> Past:
    closed = at if score is not None else None
    return Past(
        UUID(int=number), content.SLUG, UUID(int=9), 1, number, (), at, closed, score,
        (score or 0) >= 0.75, **more,
    )  # fmt: skip


def asked(*rules: Rule, past_=(), at: datetime = NOON, who=None, purpose=Purpose.POST, **more):
    quiz = content.quiz(rules=rules, **more)
    return may_start(quiz, past_, edition=1, at=at, who=who or Candidate(), purpose=purpose)


def needs(**more) -> Rule:
    return Rule(requires=Conditions(**more))


@pytest.mark.parametrize(
    ("rule", "reason", "data"),
    [
        (needs(opens=NOON + HOUR), MayStart.NOT_OPEN_YET, {"not_before": NOON + HOUR}),
        (needs(closes=NOON), MayStart.CLOSED, {"closed_at": NOON}),
        (needs(completed=("m3-x",)), MayStart.MODULE_FIRST, {"names": ("m3-x",)}),
        (needs(at_most=1), MayStart.LIMIT_REACHED, {"limit": 1}),
        (needs(hours_between=48), MayStart.TOO_EARLY, {"not_before": NOON + DAY}),
        (needs(roles=("hr",)), MayStart.NOT_FOR_ROLE, {"names": ("hr",)}),
        (
            needs(job_families=(JobFamily.PLANNER,)),
            MayStart.NOT_FOR_JOB,
            {"names": ("perencana",)},
        ),
        (
            needs(unit_kinds=(UnitKind.KELURAHAN,)),
            MayStart.NOT_FOR_UNIT,
            {"names": ("kelurahan",)},
        ),
        (needs(addresses=("10.20.0.0/16",)), MayStart.NOT_IN_ROOM, {"names": ("10.20.0.0/16",)}),
        (Rule(may_start=False, note="Tunggu."), MayStart.SUSPENDED, {"note": "Tunggu."}),
    ],
)
def test_every_no_has_a_name_and_its_data(rule, reason, data):
    permit = asked(rule, past_=[past(at=NOON - DAY)])
    assert permit.reason is reason
    assert {name: getattr(permit, name) for name in data} == data
    assert isinstance(refusal(permit), QuizMayNotStart)


def test_whoever_meets_every_condition_may_start():
    who = Candidate("perencana", "kelurahan", frozenset({"hr"}), "10.20.3.4", frozenset({"m3-x"}))
    rule = needs(
        opens=NOON, closes=NOON + HOUR, completed=("m3-x",), at_most=1, roles=("hr", "admin"),
        job_families=(JobFamily.PLANNER,), unit_kinds=(UnitKind.KELURAHAN,),
        addresses=("192.168.0.0/24", "10.20.0.0/16"),
    )  # fmt: skip
    assert asked(rule, who=who).is_ok


def test_the_first_rule_that_is_meant_decides():
    rules = (
        Rule(when=Conditions(unit_kinds=(UnitKind.KELURAHAN,)), minutes=40),
        Rule(when=Conditions(purposes=(Purpose.POST,)), minutes=20),
        Rule(may_start=False),
    )
    assert asked(*rules).minutes == 20
    assert asked(*rules, who=Candidate(unit_kind="kelurahan")).minutes == 40
    probing = asked(*rules, past_=[past(score=1.0, at=NOON - 30 * DAY)], purpose=Purpose.PROBE_30)
    assert probing.reason is MayStart.SUSPENDED


def test_where_no_rule_is_meant_the_quizs_own_pause_stands():
    rule = Rule(when=Conditions(roles=("hr",)), may_start=False)
    assert asked(rule).is_ok
    early = asked(rule, past_=[past(at=NOON - HOUR)], hours=24)
    assert early == replace(early, reason=MayStart.TOO_EARLY, not_before=NOON + 23 * HOUR)
    assert isinstance(refusal(early), RetakeIsTooEarly)


@pytest.mark.parametrize("address", ["", "unknown", "10.21.0.1", "::1", "a" * 999])
def test_an_address_outside_the_room_or_no_address_is_not_in_the_room(address):
    rule = needs(addresses=("10.20.0.0/16",))
    assert asked(rule, who=Candidate(address=address)).reason is MayStart.NOT_IN_ROOM


def test_an_address_in_the_room_may_be_written_as_ipv6():
    rule = needs(addresses=("10.20.0.0/16",))
    assert asked(rule, who=Candidate(address="::ffff:10.20.0.9")).is_ok


def test_what_is_void_uses_nothing_up():
    hasty = past(at=NOON, void=True)
    assert asked(needs(at_most=1), past_=[hasty], hours=24).is_ok


def test_time_runs_from_the_start_with_the_persons_extra_time_until_the_quiz_closes():
    rule = Rule(minutes=20, requires=Conditions(closes=NOON + 25 * HOUR / 60))
    assert asked(rule).deadline == NOON + timedelta(minutes=20)
    slow = Candidate(leeway=Leeway(time_factor=1.5))
    assert asked(rule, who=slow).deadline == NOON + timedelta(minutes=25)
    longer = Candidate(leeway=Leeway(time_factor=1.5, open_until=NOON + HOUR))
    assert asked(rule, who=longer).deadline == NOON + timedelta(minutes=30)
    assert asked().deadline is None


def test_exceptions_open_what_the_rules_close():
    many = [past(n, at=NOON - 9 * DAY) for n in (1, 2)]
    assert not asked(needs(at_most=2), past_=many).is_ok
    assert asked(needs(at_most=2), past_=many, who=Candidate(leeway=Leeway(extra_attempts=1))).is_ok
    early = Candidate(leeway=Leeway(open_from=NOON - HOUR))
    assert asked(needs(opens=NOON + DAY), who=early).is_ok
    late = Candidate(leeway=Leeway(open_until=NOON + HOUR))
    assert asked(needs(closes=NOON - DAY), who=late).is_ok


leeways = st.builds(
    Leeway,
    st.floats(1, 4),
    st.integers(0, 9),
    st.none() | st.integers(-9, 9).map(lambda d: NOON + d * DAY),
    st.none() | st.integers(-9, 9).map(lambda d: NOON + d * DAY),
)
conditions = st.builds(
    Conditions,
    opens=st.none() | st.integers(-9, 9).map(lambda d: NOON + d * DAY),
    closes=st.none() | st.integers(-9, 9).map(lambda d: NOON + d * DAY),
    at_most=st.none() | st.integers(1, 4),
)


@given(conditions, leeways, st.integers(0, 5), st.integers(1, 90))
def test_an_exception_never_takes_anything_away(required, given_, tries, minutes):
    rule = Rule(requires=required, minutes=minutes)
    many = [past(n, at=NOON - 20 * DAY) for n in range(1, tries + 1)]
    before = asked(rule, past_=many)
    after = asked(rule, past_=many, who=Candidate(leeway=given_))
    if before.is_ok:
        assert after.is_ok
        assert after.deadline >= before.deadline


@given(st.lists(leeways, max_size=5))
def test_several_exceptions_are_as_wide_as_the_widest(given_):
    whole = together(given_)
    assert whole.time_factor >= max((each.time_factor for each in given_), default=1.0)
    assert whole.extra_attempts == sum(each.extra_attempts for each in given_)
    opens = [each.open_from for each in given_ if each.open_from]
    assert whole.open_from == min(opens, default=None)


def test_a_baseline_comes_before_the_first_lesson_and_once():
    def baseline(**more):
        return asked(purpose=Purpose.BASELINE, purposes=ALL, **more).reason

    assert baseline() is MayStart.OK
    assert baseline(who=Candidate(has_read=True)) is MayStart.READING_BEGUN
    assert baseline(past_=[past()]) is MayStart.READING_BEGUN
    assert baseline(past_=[past(purpose=Purpose.BASELINE)]) is MayStart.ALREADY_DONE
    assert asked(purpose=Purpose.BASELINE).reason is MayStart.NO_SUCH_PURPOSE


@pytest.mark.parametrize("purpose", PROBES)
def test_a_probe_is_due_around_its_day_after_passing_and_once(purpose):
    won = past(score=0.9)
    opens, closes = probe_window(NOON, purpose)
    assert (closes - opens) / 2 + opens == NOON + PROBES[purpose] * DAY

    def probe(at, *more, first=won):
        return asked(past_=[first, *more], at=at, purpose=purpose).reason

    assert probe(opens - HOUR) is MayStart.NOT_DUE_YET
    assert probe(opens) is probe(closes) is MayStart.OK
    assert probe(closes + HOUR) is MayStart.NO_LONGER_DUE
    assert probe(opens, first=past()) is MayStart.NOT_PASSED_YET
    done = past(2, 0.2, at=opens, purpose=purpose)
    assert probe(closes, done) is MayStart.ALREADY_DONE
    assert probe(closes, replace(done, void=True)) is MayStart.OK


def test_a_probe_stands_in_nobodys_way():
    won, probe = past(score=0.9), past(2, 0.1, at=NOON + 30 * DAY, purpose=Purpose.PROBE_30)
    at = NOON + 30 * DAY + HOUR
    assert asked(past_=[won, probe], at=at, hours=24).is_ok


def test_what_is_due_is_offered():
    quiz = content.quiz(purposes=ALL)
    fresh = offers(quiz, (), edition=1, at=NOON, who=Candidate())
    assert [each.purpose for each in fresh] == [Purpose.BASELINE]
    later = offers(quiz, [past(score=0.9)], edition=1, at=NOON + 91 * DAY, who=Candidate())
    assert [each.purpose for each in later] == [Purpose.PROBE_90]
    assert offers(None, (), edition=1, at=NOON, who=Candidate()) == ()


def test_one_open_attempt_holds_back_every_other():
    open_one = past(score=None, purpose=Purpose.BASELINE)
    permit = asked(past_=[open_one], purposes=ALL)
    assert (permit.reason, permit.open_attempt) == (MayStart.OPEN_ATTEMPT, open_one.id)
    assert permit.purpose is Purpose.BASELINE


def test_an_attempt_whose_time_is_over_is_in_nobodys_way():
    timed = past(score=None, deadline=NOON)
    assert asked(past_=[timed], at=NOON + HOUR).is_ok


def test_an_abandoned_attempt_is_gone_on_with_unless_the_quiz_lets_it_go():
    left, later = past(score=None), NOON + 31 * DAY
    assert asked(past_=[left], at=later).reason is MayStart.OPEN_ATTEMPT
    anew = asked(Rule(abandoned=Abandoned.ANEW), past_=[left], at=later)
    assert (anew.reason, anew.open_attempt) == (MayStart.OK, left.id)
    assert asked(Rule(abandoned=Abandoned.ANEW), past_=[left]).reason is MayStart.OPEN_ATTEMPT


def test_a_probe_follows_the_attempt_that_decides():
    tries = [past(1, 0.9), past(2, 0.2, at=NOON + DAY)]
    rule = Rule(counts=Counts.LATEST)
    probe = asked(rule, past_=tries, at=NOON + 30 * DAY, purpose=Purpose.PROBE_30)
    assert probe.reason is MayStart.NOT_PASSED_YET


def test_the_roles_that_a_rule_may_name_are_the_roles_there_are():
    assert set(RoleName.__args__) == {role.value for role in Role}
