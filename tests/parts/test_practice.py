"""Practice in the database: cases opened once, answers kept once, memory, evidence, calibration."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DatabaseError, NoResultFound

from tests.conftest import ZERO_HOUR
from tests.factories import content, kinds, people, quiz
from tests.factories.practice import SOON, ZONE, answered, finished, opened
from training.kernel import jobs
from training.kernel.db import db
from training.practice.actions.answering import answer_case
from training.practice.actions.calibrating import calibrate, calibrate_all, handlers
from training.practice.actions.history import rebuild_memories
from training.practice.actions.opening import open_case
from training.practice.actions.pausing import go_on, pause
from training.practice.actions.prompting import write_prompt
from training.practice.queries.calibration import latest
from training.practice.queries.cases import case, standing
from training.practice.queries.evidence import evidence_between
from training.practice.queries.lasting import predicted_recall
from training.practice.queries.prompts import prompt_for, written
from training.practice.queries.records import record, records
from training.practice.queries.reminding import Due, due_between
from training.practice.queries.replaying import differences
from training.practice.rules.agenda import NothingIsDue, State
from training.practice.rules.breaks import PracticeIsPaused, Reason
from training.practice.rules.judging import AnswerIsMissing, CaseHasLapsed
from training.practice.rules.lasting import lasts
from training.practice.rules.memory import DAY
from training.practice.tables.cases import PracticeCase, PracticeMemory, PracticeReview
from training.quiz.queries.correcting import correctable
from training.quiz.rules.answers import AnswerDoesNotFit
from training.quiz.tables import Regrade

pytestmark = pytest.mark.slow

WEEK = timedelta(days=7)
LONG_AGO = ZERO_HOUR - 40 * WEEK
LOWEST, HIGHEST = UUID(int=0), UUID(int=2**128 - 1)


@pytest.fixture
def learner(database):
    content.published(at=LONG_AGO)
    person = people.employee(people.unit("LOKET"))
    finished(person, at=LONG_AGO)
    return person


def weekly(person, *, weeks: int, right=bool, begin=LONG_AGO + WEEK):
    """A case in each of some weeks."""
    return [answered(person, at=begin + n * WEEK, right=right(n + 1)) for n in range(weeks)]


def test_a_case_pins_what_it_asked_and_how_the_card_stood(learner):
    at = LONG_AGO + WEEK
    found = opened(learner, at=at)
    row = db.session.execute(select(PracticeCase)).scalar_one()
    assert (row.employee_id, row.unit_id) == (learner.id, people.acting(learner).unit_id)
    assert (row.place, row.kind, row.unseen, row.mark) == (1, "practice", True, None)
    assert row.learnt_at == row.asked_at == LONG_AGO
    assert 0 < row.predicted < 1
    assert sorted(found.options) == sorted(each.key for each in found.question.options)


def test_opening_twice_joins_the_open_case(learner):
    at = LONG_AGO + WEEK
    assert opened(learner, at=at).id == opened(learner, at=at + SOON).id
    assert db.session.scalar(select(func.count()).select_from(PracticeCase)) == 1


def test_a_third_case_of_a_week_is_refused(learner):
    at = LONG_AGO + 3 * WEEK
    answered(learner, at=at)
    answered(learner, at=at + timedelta(hours=1))
    with pytest.raises(NothingIsDue):
        open_case(people.acting(learner), at=at + timedelta(hours=2), zone=ZONE)
    found = standing(learner.id, at=at + timedelta(hours=2), zone=ZONE).agenda
    assert (found.state, found.done) == (State.DONE, 2)


def test_the_first_answer_stays_whatever_comes_after_it(learner):
    found = opened(learner, at=LONG_AGO + WEEK)
    best, worst = kinds.right_answer(found.question), kinds.wrong_answer(found.question)
    at = found.shown_at + SOON
    assert answer_case(found.id, best, of=learner.id, at=at, zone=ZONE)
    assert not answer_case(found.id, worst, of=learner.id, at=at + SOON, zone=ZONE)
    now = case(found.id, of=learner.id).answered
    assert (now.value, now.recalled, now.at) == (best, True, at)
    assert db.session.scalar(select(func.count()).select_from(PracticeReview)) == 1


def test_another_persons_case_does_not_exist(learner):
    found = opened(learner, at=LONG_AGO + WEEK)
    other = people.employee(people.unit("LAIN"))
    with pytest.raises(NoResultFound):
        case(found.id, of=other.id)
    with pytest.raises(NoResultFound):
        answer_case(found.id, "a", of=other.id, at=found.shown_at + SOON, zone=ZONE)


def test_an_answer_must_be_whole_fit_and_come_in_its_week(learner):
    found = opened(learner, at=LONG_AGO + WEEK)
    at = found.shown_at + SOON
    with pytest.raises(AnswerIsMissing):
        answer_case(found.id, None, of=learner.id, at=at, zone=ZONE)
    with pytest.raises(AnswerDoesNotFit):
        answer_case(found.id, "entah", of=learner.id, at=at, zone=ZONE)
    best = kinds.right_answer(found.question)
    with pytest.raises(CaseHasLapsed):
        answer_case(found.id, best, of=learner.id, at=at + WEEK, zone=ZONE)


def test_what_came_too_fast_is_no_evidence_and_no_review_of_memory(learner):
    fast = answered(learner, at=LONG_AGO + WEEK, after=timedelta(seconds=1))
    assert fast.answered.void
    assert record(learner.id).memories == {}
    (fact,) = evidence_between(learner.id, learner.id)
    assert (fact.void, fact.is_retention) == (True, False)
    assert differences() == []


def test_kept_memories_are_the_replay_of_the_reviews(learner):
    weekly(learner, weeks=20, right=lambda n: n % 3 != 2)
    assert differences() == []
    kept = dict(record(learner.id).memories)
    assert len(kept) >= 3
    assert rebuild_memories() == len(kept)
    assert record(learner.id).memories == kept
    db.session.execute(update(PracticeMemory).values(stability=PracticeMemory.stability + 1))
    assert len(differences()) == len(kept)
    db.session.execute(delete(PracticeMemory))
    assert len(differences()) == len(kept)


def test_evidence_tells_gaps_and_unseen_variants_in_order(learner):
    done = weekly(learner, weeks=30)
    facts = evidence_between(LOWEST, HIGHEST)
    assert [each.at for each in facts] == [each.answered.at for each in done]
    assert {each.unit_id for each in facts} == {people.acting(learner).unit_id}
    assert {each.indicator for each in facts} == {"menyapa-anak"}
    probe = next(each for each in facts if each.kind == "probe")
    assert probe.gap_days >= 180
    assert probe.is_retention
    assert probe.recalled
    assert facts[0].gap_days == pytest.approx(7)
    assert not facts[0].is_retention
    assert evidence_between(HIGHEST, HIGHEST) == []
    for fact, each in zip(facts, done, strict=True):
        earlier = [d.question_key for d in done if d.shown_at < each.shown_at]
        assert fact.question not in earlier or not fact.unseen


def test_an_answer_by_a_key_that_was_corrected_is_no_evidence_and_told_by_the_better_key(learner):
    author = people.employee()
    done = weekly(learner, weeks=12)
    single = next(each for each in done if each.card in {"menyapa", "pilih"})
    key, at = single.question_key, single.answered.at + timedelta(days=1)
    content.rekeyed(question=key, right="b", at=at)
    (found,) = correctable(content.SLUG)
    db.session.add(Regrade(
        id=UUID(int=9), slug=content.SLUG, question=key, replaced=found.replaced,
        version=found.version, release_id=found.release_id, made_by=author.id, at=at,
        reason="Kuncinya keliru.", counts={},
    ))  # fmt: skip
    db.session.flush()
    void = [each.question for each in evidence_between(learner.id, learner.id) if each.void]
    assert void == [key]
    again = case(single.id, of=learner.id)
    assert again.answered.recalled
    assert not again.result.recalled


def test_a_quiz_taken_again_ends_the_gap(learner):
    again = LONG_AGO + 25 * WEEK
    sitting = quiz.submitted(learner, at=again)
    assert sitting.passed
    asked_at = [opened(learner, at=again + timedelta(days=1))]
    row = db.session.get_one(PracticeCase, asked_at[0].id)
    assert (row.shown_at - row.asked_at) / DAY <= 1.01 or row.objective is None


def test_what_lasts_is_told_for_everybody_at_once(learner):
    weekly(learner, weeks=8)
    at = LONG_AGO + 10 * WEEK
    (found,) = predicted_recall(LOWEST, HIGHEST, at)
    known = list(record(learner.id).memories.values())
    assert (found.employee_id, found.cards) == (learner.id, len(known))
    assert found.recall == lasts(known, at)
    assert predicted_recall(LOWEST, HIGHEST, at, days=0)[0].recall > found.recall
    assert predicted_recall(HIGHEST, HIGHEST, at) == []


def test_a_pause_holds_cases_back_until_one_goes_on(learner):
    at = LONG_AGO + WEEK
    today = at.date()
    pause(learner.id, until=today + timedelta(days=30), reason=Reason.LEAVE, today=today, at=at)
    with pytest.raises(PracticeIsPaused):
        open_case(people.acting(learner), at=at, zone=ZONE)
    go_on(learner.id, at=at + SOON)
    assert open_case(people.acting(learner), at=at + 2 * SOON, zone=ZONE)


def test_reminders_find_whoever_has_a_case_waiting_and_leave_others_in_peace(learner, tmp_path):
    paused, fresh = people.employee(), people.employee()
    finished(paused, at=LONG_AGO)
    at = LONG_AGO + 3 * WEEK
    today = at.date()
    pause(paused.id, until=today + WEEK, reason=Reason.DUTY, today=today, at=at)
    asked = {"zone": ZONE, "data": tmp_path}
    assert due_between(LOWEST, HIGHEST, at=at, **asked) == [Due(learner.id, 2)]
    answered(learner, at=at)
    assert due_between(LOWEST, HIGHEST, at=at + SOON, **asked) == [Due(learner.id, 1)]
    evening = at + timedelta(hours=12)
    assert due_between(LOWEST, HIGHEST, at=evening, **asked) == []
    assert due_between(fresh.id, fresh.id, at=at, **asked) == []


def test_what_is_known_of_many_is_what_is_known_of_each(learner):
    other = people.employee(people.unit("LAIN"))
    finished(other, at=LONG_AGO + WEEK)
    weekly(learner, weeks=3)
    weekly(other, weeks=2, begin=LONG_AGO + 3 * WEEK)
    found = records(LOWEST, HIGHEST)
    assert [each.person for each in found] == sorted([learner.id, other.id])
    assert found == [record(each.person) for each in found]


def test_the_month_is_calibrated_once_by_its_job(learner):
    weekly(learner, weeks=12, right=lambda n: n % 4 != 1)
    waits = select(jobs.Job).where(jobs.Job.kind == "calibrate-practice")
    waiting = db.session.scalars(waits).all()
    months = sorted({each.payload["month"] for each in waiting})
    assert len(months) == len(waiting) >= 3
    job = min(waiting, key=lambda each: each.run_at)
    for _ in range(2):
        db.session.commit()
        handlers(ZONE)["calibrate-practice"](jobs.Running(job.id, job.payload, job.run_at, print))
    found = latest()
    assert found.month == date.fromisoformat(months[0])
    assert found.n >= 1
    assert 0 <= found.rmse <= 1 < 1 + found.log_loss


def test_all_months_are_computed_anew_on_demand(learner):
    assert calibrate_all(at=ZERO_HOUR, zone=ZONE) == ()
    assert latest() is None
    weekly(learner, weeks=9)
    told = calibrate_all(at=LONG_AGO + 12 * WEEK, zone=ZONE)
    assert [each.month for each in told] == sorted(each.month for each in told)
    assert sum(each.n for each in told) == 9
    calibrate(told[0].month, at=ZERO_HOUR, zone=ZONE)
    assert latest().month == max(each.month for each in told if each.n)


def test_a_unit_reads_its_own_sentence_or_the_one_above(database):
    top = people.unit("ATAS")
    below, beside = people.unit("BAWAH", parent=top), people.unit("LAIN")
    head = people.employee(top)
    week = date(2026, 11, 23)

    def write(unit, text: str) -> bool:
        return write_prompt(unit.id, unit.code, text, week=week, by=head.id, at=ZERO_HOUR)

    assert write(top, "Minggu ini kita menyapa anak lebih dulu.")
    assert not write(top, "Minggu ini  kita menyapa anak lebih dulu.")
    assert prompt_for(below.path, week).unit == top.name
    assert write(below, "Di loket kita, anak duduk setinggi mata.")
    assert prompt_for(below.path, week).text.startswith("Di loket kita")
    assert prompt_for(top.path, week).text.startswith("Minggu ini")
    assert prompt_for(beside.path, week) is None
    assert prompt_for(top.path, week + WEEK) is None
    assert prompt_for("", week) is None
    assert [each.by for each in written(top.id)] == [head.name]


@pytest.mark.parametrize("table", [PracticeCase, PracticeReview])
def test_what_was_practised_is_never_changed(learner, table):
    answered(learner, at=LONG_AGO + WEEK)
    db.session.commit()
    with pytest.raises(DatabaseError, match="never changed"):
        db.session.execute(update(table).values(employee_id=table.employee_id))
    db.session.rollback()


def test_one_place_of_a_week_cannot_be_taken_twice(learner):
    opened(learner, at=LONG_AGO + WEEK)
    row = db.session.execute(select(PracticeCase)).scalar_one()
    again = {c.name: getattr(row, c.name) for c in PracticeCase.__table__.columns}
    again["id"] = UUID(int=5)
    with pytest.raises(DatabaseError):
        db.session.execute(PracticeCase.__table__.insert().values(again))
    db.session.rollback()
