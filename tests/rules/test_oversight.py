"""What a plan and a record must say, and where entries and findings stand."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest

from training.content.rules.model import Stage
from training.oversight.rules import entries, following, records
from training.oversight.rules.entries import EntryKind, EntryState, Plan
from training.oversight.rules.following import CaseState, StepKind
from training.oversight.rules.records import Agreed, Found, Record, Weight

DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 3, tzinfo=UTC)
ONE = UUID(int=1)
PLAN = Plan(EntryKind.MENTORING, "Loket", "Antrean panjang.", DAY, ONE, ONE)
FOUND = Found(
    "Anak berdiri di lorong.", Stage.SERVICE, Weight.TIDY,
    Agreed("Menyediakan kursi anak.", "Kepala seksi", DAY + timedelta(days=7)),
)  # fmt: skip
RECORD = Record("Loket 2", AT - timedelta(hours=1), AT, "Kepala seksi", "Anak menunggu lama.")


def state(days: int, *, held: bool = False, cancelled: bool = False) -> EntryState:
    day = DAY + timedelta(days=days)
    return entries.state_of(day, held=held, cancelled=cancelled, today=DAY)


def test_an_entry_comes_is_due_for_three_days_more_and_then_overdue():
    found = [state(1), state(0), state(-3), state(-4)]
    assert found == [EntryState.COMING, EntryState.DUE, EntryState.DUE, EntryState.OVERDUE]


def test_what_was_held_is_held_and_what_was_cancelled_never_overdue():
    assert state(-9, held=True) is EntryState.HELD
    assert state(-9, cancelled=True) is EntryState.CANCELLED


@pytest.mark.parametrize("change", [{"title": " "}, {"why": ""}])
def test_a_plan_says_what_and_why(change):
    with pytest.raises(entries.PlanIsIncomplete):
        entries.check(replace(PLAN, **change), today=DAY)


@pytest.mark.parametrize("days", [-1, 731])
def test_a_plan_is_for_a_day_to_come(days):
    with pytest.raises(entries.PlanDayDoesNotFit):
        entries.check(replace(PLAN, day=DAY + timedelta(days=days)), today=DAY)


def test_a_meeting_is_always_announced():
    assert entries.is_announced(EntryKind.MEETING, announced=False)
    assert not entries.is_announced(EntryKind.SUPERVISION, announced=False)


def check(record: Record) -> None:
    records.check(record, at=AT, today=DAY)


def test_a_whole_record_is_accepted():
    check(replace(RECORD, findings=(FOUND,)))


@pytest.mark.parametrize("change", [{"place": ""}, {"present": " "}, {"seen": "Baik."}])
def test_a_record_says_where_who_and_what(change):
    with pytest.raises(records.RecordIsIncomplete):
        check(replace(RECORD, **change))


@pytest.mark.parametrize("minutes", [2, 601, -5])
def test_a_record_lasts_five_minutes_to_ten_hours(minutes):
    with pytest.raises(records.RecordTimesAreWrong):
        check(replace(RECORD, started_at=AT - timedelta(minutes=minutes)))


def test_a_record_is_not_of_the_future():
    with pytest.raises(records.RecordTimesAreWrong):
        check(replace(RECORD, ended_at=AT + timedelta(minutes=6)))


@pytest.mark.parametrize("change", [{"act": "Kursi"}, {"owner": " "}])
def test_a_finding_has_an_act_and_an_owner(change):
    with pytest.raises(records.FindingIsIncomplete):
        check(replace(RECORD, findings=(replace(FOUND, agreed=replace(FOUND.agreed, **change)),)))


def test_a_finding_is_due_after_it_was_agreed_though_the_phone_had_no_line_for_weeks():
    late = replace(
        RECORD, started_at=AT - timedelta(days=20, hours=1), ended_at=AT - timedelta(days=20)
    )
    due = replace(FOUND, agreed=replace(FOUND.agreed, due=DAY - timedelta(days=6)))
    check(replace(late, findings=(due,)))
    with pytest.raises(records.DueDayDoesNotFit):
        check(replace(RECORD, findings=(due,)))


def test_at_most_three_findings_come_with_a_record():
    with pytest.raises(records.FindingIsIncomplete):
        check(replace(RECORD, findings=(FOUND,) * 4))


def case(*steps: StepKind) -> CaseState:
    return following.state_of(steps)


def test_a_finding_waits_for_an_answer_is_done_and_closed():
    ways = [(), (StepKind.ANSWER,), (StepKind.ANSWER, StepKind.DONE),
            (StepKind.DONE, StepKind.GOES_ON), (StepKind.DONE, StepKind.CLOSED)]  # fmt: skip
    assert [case(*each) for each in ways] == [
        CaseState.UNANSWERED, CaseState.UNDER_WAY, CaseState.TO_CHECK, CaseState.UNDER_WAY,
        CaseState.CLOSED,
    ]  # fmt: skip


def test_an_answer_takes_nothing_back():
    assert case(StepKind.DONE, StepKind.ANSWER) is CaseState.TO_CHECK
    assert case(StepKind.ESCALATED, StepKind.ANSWER) is CaseState.ESCALATED
    assert case(StepKind.ESCALATED, StepKind.DONE) is CaseState.TO_CHECK


def test_a_remark_never_changes_where_a_finding_stands():
    for steps in product(set(StepKind) - {StepKind.REMARK}, repeat=2):
        assert case(*steps) is case(steps[0], StepKind.REMARK, steps[1], StepKind.REMARK)


def test_the_unit_is_late_only_while_something_is_asked_of_it():
    late = {each for each in CaseState if following.is_overdue(each, DAY - timedelta(1), DAY)}
    assert late == {CaseState.UNANSWERED, CaseState.UNDER_WAY}
    assert not following.is_overdue(CaseState.UNANSWERED, DAY, DAY)
