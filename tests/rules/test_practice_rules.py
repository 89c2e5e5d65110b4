"""Cards, judging, pauses, quiet hours, sentences, lasting and calibration: what is true of them."""

from datetime import UTC, date, datetime, timedelta
from math import log
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import content, kinds
from tests.factories.practice import FINISHED, ZONE
from training.content.rules.model import PracticePlan
from training.content.rules.quizzes import Kind
from training.practice.queries.reminding import holidays
from training.practice.rules.breaks import (
    Break,
    PauseEndsTooEarly,
    PauseIsTooLong,
    Reason,
    checked_end,
    paused_until,
)
from training.practice.rules.calendar import (
    HolidaysAreWrong,
    holidays_from,
    may_remind,
    next_reminder,
)
from training.practice.rules.calibration import (
    Outcome,
    averages,
    calibration,
    log_loss,
    rmse_in_bins,
)
from training.practice.rules.cards import CardKind, by_question, cards_of
from training.practice.rules.judging import judged
from training.practice.rules.lasting import curve, lasts
from training.practice.rules.memory import Grade, Memory, after, begun, recall, replay
from training.practice.rules.prompts import (
    PromptHoldsANumber,
    PromptIsTooLong,
    PromptIsTooShort,
    checked_prompt,
    plan_of_the_week,
)
from training.practice.rules.weeks import begin_of, has_lapsed, week_of

ONE, OTHER = UUID(int=1), UUID(int=2)


def test_objectives_and_the_situations_of_an_indicator_are_cards():
    cards = cards_of(content.quiz())
    assert [each.key for each in cards] == ["menyapa", "pilih", "nilai", "situasi/menyapa-anak"]
    assert [len(each.variants) for each in cards] == [4, 4, 4, 4]
    assert cards[-1].kind is CardKind.JUDGEMENT
    assert cards[-1].objective is None
    assert by_question(cards)["m1-pilih-b"].key == "pilih"
    assert cards_of(None) == ()


def test_what_people_mark_and_stories_are_not_practised():
    quiz = content.quiz_of(
        kinds.free_text("m1-uraian-a"), content.story(), content.question("m1-x-a")
    )
    assert [each.variants for each in cards_of(quiz)] == [("m1-x-a",)]


@pytest.mark.parametrize(
    ("value", "seconds", "recalled", "grade", "void"),
    [
        ("a", 30, True, Grade.GOOD, False),
        ("b", 30, False, Grade.AGAIN, False),
        ("a", 120, True, Grade.HARD, False),
        ("a", 1200, True, Grade.GOOD, False),
        ("b", 120, False, Grade.AGAIN, False),
        ("a", 1, True, Grade.GOOD, True),
    ],
)
def test_an_answer_is_graded_by_being_right_and_by_its_time(value, seconds, recalled, grade, void):
    found = judged(content.question("m1-x-a"), value, seconds)
    assert (found.recalled, found.grade, found.void) == (recalled, grade, void)


def test_a_judgement_is_recalled_when_it_is_close_to_the_experts():
    situation = content.situation("m1-sjt-x", kind=Kind.SJT_RATING)
    near = judged(situation, {"a": 4, "b": 1, "c": 2, "d": 3}, 40)
    far = judged(situation, {"a": 1, "b": 4, "c": 2, "d": 2}, 40)
    assert (near.recalled, near.grade) == (True, Grade.GOOD)
    assert (far.recalled, far.grade) == (False, Grade.AGAIN)


grades = st.sampled_from(list(Grade))


@given(st.lists(st.tuples(st.integers(0, 200), grades), min_size=1, max_size=12))
def test_memory_goes_on_as_its_replay(steps):
    at, memory, done = FINISHED, None, []
    for days, grade in steps:
        at += timedelta(days=days)
        memory = after(memory, grade, at)
        done.append((at, grade))
        assert replay(done) == memory
    assert memory.reviews == len(steps)
    assert 0 < recall(memory, at + timedelta(days=180)) < 1


@pytest.mark.parametrize("grade", list(Grade))
def test_a_first_review_is_remembered_without_asking_anew(grade):
    assert begun(grade, FINISHED) == after(None, grade, FINISHED)


@given(st.floats(0.001, 5000), st.integers(0, 3000), st.integers(1, 3000))
def test_recall_only_sinks_while_nobody_practises(stability, days, more):
    memory = Memory(stability, 5.0, FINISHED, FINISHED, 1)
    soon = recall(memory, FINISHED + timedelta(days=days))
    assert recall(memory, FINISHED + timedelta(days=days + more)) < soon <= 1


def test_the_week_is_the_citys():
    assert week_of(datetime(2026, 11, 22, 15, 59, tzinfo=UTC), ZONE) == date(2026, 11, 16)
    assert week_of(datetime(2026, 11, 22, 16, 0, tzinfo=UTC), ZONE) == date(2026, 11, 23)
    assert begin_of(date(2026, 11, 23), ZONE) == datetime(2026, 11, 22, 16, 0, tzinfo=UTC)


def test_whoever_opens_a_case_late_on_sunday_has_an_hour_to_finish():
    sunday = datetime(2026, 11, 22, 15, 50, tzinfo=UTC)
    week = date(2026, 11, 16)

    def lapsed(shown_at: datetime, at: datetime) -> bool:
        return has_lapsed(week, shown_at, at=at, zone=ZONE)

    assert not lapsed(sunday, sunday + timedelta(minutes=60))
    assert lapsed(sunday, sunday + timedelta(minutes=61))
    assert not lapsed(sunday - timedelta(days=5), sunday)
    assert lapsed(sunday - timedelta(days=5), sunday + timedelta(minutes=11))


def test_a_pause_ends_within_sixty_days_and_not_before_today():
    today = date(2026, 11, 23)
    assert checked_end(today, today=today) == today
    assert checked_end(date(2027, 1, 22), today=today) == date(2027, 1, 22)
    with pytest.raises(PauseIsTooLong):
        checked_end(date(2027, 1, 23), today=today)
    with pytest.raises(PauseEndsTooEarly):
        checked_end(date(2026, 11, 22), today=today)
    pause = Break(FINISHED, today, Reason.DUTY)
    assert paused_until(pause, today=today) == today
    assert paused_until(pause, today=today + timedelta(days=1)) is None
    assert paused_until(None, today=today) is None


@pytest.mark.parametrize(
    ("hour", "day", "allowed"),
    [(0, 23, True), (7, 23, True), (8, 23, False), (23, 22, False), (2, 28, False), (2, 25, True)],
)
def test_nobody_is_reminded_in_the_evening_or_at_the_weekend(hour, day, allowed):
    assert may_remind(datetime(2026, 11, day, hour, 30, tzinfo=UTC), ZONE, {}) is allowed


def test_nobody_is_reminded_on_a_holiday_and_the_next_time_is_the_day_after(tmp_path):
    known = holidays(tmp_path)
    christmas = datetime(2026, 12, 25, 2, tzinfo=UTC)
    assert known[date(2026, 12, 25)].certain
    assert not known[date(2027, 3, 10)].certain
    assert not may_remind(christmas, ZONE, known)
    assert next_reminder(christmas, ZONE, known) == datetime(2026, 12, 28, 0, tzinfo=UTC)
    early = datetime(2026, 12, 23, 21, tzinfo=UTC)
    assert next_reminder(early, ZONE, known) == datetime(2026, 12, 24, 0, tzinfo=UTC)


def test_the_city_may_bring_its_own_holidays_and_a_wrong_list_stops_nothing(tmp_path):
    own = Path(tmp_path / "holidays.yaml")
    own.write_text("libur:\n  - {tanggal: 2026-02-10, nama: Hari Jadi Kota}\n")
    assert list(holidays(tmp_path)) == [date(2026, 2, 10)]
    own.write_text("libur: &a [*a, 12]")
    assert date(2026, 12, 25) in holidays(tmp_path)


@pytest.mark.parametrize(
    "raw",
    [None, "x", [1], [{"tanggal": "2026-01-01", "nama": "x"}],
     [{"tanggal": date(2026, 1, 1), "nama": ""}],
     [{"tanggal": date(2026, 1, 1), "nama": "x", "pasti": "ya"}]],
)  # fmt: skip
def test_a_list_of_holidays_that_is_wrong_is_refused(raw):
    with pytest.raises(HolidaysAreWrong):
        holidays_from(raw)


def test_a_sentence_is_one_line_without_numbers_of_anybody():
    said = checked_prompt("  Minggu ini,\r\n di loket kita,\u200b anak disapa dulu. \x00")
    assert said == "Minggu ini, di loket kita, anak disapa dulu."
    with pytest.raises(PromptIsTooShort):
        checked_prompt("Sapa anak.")
    for long in ("a b " * 60, "kata " * 100_000):
        with pytest.raises(PromptIsTooLong):
            checked_prompt(long)
    for number in ("0812 3456 7890", "6471-0123", "19900101"):
        with pytest.raises(PromptHoldsANumber):
            checked_prompt(f"Hubungi ibu itu di {number} ya")
    assert checked_prompt("Sapa anak usia 0–17 tahun sebelum pukul 16.00.")


def test_the_plan_of_the_week_is_drawn_by_its_seed():
    plans = {slug: PracticePlan(slug, "saya diam") for slug in "abc"}
    assert plan_of_the_week(plans, "w1") == plan_of_the_week(dict(reversed(plans.items())), "w1")
    assert len({plan_of_the_week(plans, f"w{n}").when for n in range(30)}) == 3
    assert plan_of_the_week({}, "w1") is None


def test_what_lasts_is_the_median_over_the_cards():
    memories = [Memory(days, 5.0, FINISHED, FINISHED, 1) for days in (1.0, 180.0, 9000.0)]
    assert lasts(memories, FINISHED) == pytest.approx(0.9)
    assert lasts([], FINISHED) is None
    line = curve(memories, FINISHED)
    assert [days for days, _ in line] == list(range(0, 181, 15))
    assert [value for _, value in line] == sorted((value for _, value in line), reverse=True)


def test_predictions_that_come_true_have_no_error_in_bins():
    pairs = [(0.9, True)] * 9 + [(0.9, False)]
    assert rmse_in_bins(pairs) == pytest.approx(0, abs=1e-12)
    assert rmse_in_bins([(1.0, False)] * 3) == 1
    halves = [(0.92, True)] * 2 + [(0.32, False)] * 2
    assert rmse_in_bins(halves) == pytest.approx(((0.08**2 + 0.32**2) / 2) ** 0.5)


def test_log_loss_is_that_of_the_probability_given_to_what_happened():
    assert log_loss([(0.8, True), (0.8, False)]) == pytest.approx(-(log(0.8) + log(0.2)) / 2)
    assert log_loss([(0.0, True)]) == pytest.approx(-log(1e-4))


def test_the_baseline_knows_only_what_a_person_did_before():
    done = [Outcome(ONE, 0.5, False), Outcome(OTHER, 0.5, True), Outcome(ONE, 0.5, True)]
    assert averages(done) == pytest.approx([0.9, 0.9, 0.45])


def test_without_reviews_there_are_no_figures():
    empty = calibration([])
    assert (empty.n, empty.rmse, empty.log_loss, empty.baseline_log_loss) == (0, None, None, None)
    one = calibration([Outcome(ONE, 0.9, True)])
    assert one.log_loss == pytest.approx(one.baseline_log_loss)
