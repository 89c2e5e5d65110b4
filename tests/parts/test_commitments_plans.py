"""Plans as facts: made, changed, rehearsed, told of, ended, counted and read as evidence."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, NoResultFound

from tests.factories import commitments, people
from tests.factories.commitments import again, own_words, plan, words
from training.commitments.actions.plans import change, end, make, rehearse, resume
from training.commitments.actions.telling import Answers, tell
from training.commitments.queries.due import due_between
from training.commitments.queries.evidence import evidence_between
from training.commitments.queries.held import held_parts
from training.commitments.queries.plans import mine, plan_of
from training.commitments.queries.units import kept_until
from training.commitments.rules.plans import (
    CheckInIsNotDue,
    PlanHasEnded,
    PlanIsOpen,
    PlanIsUnderWay,
    RehearsalIsEmpty,
    TooManyPlans,
)
from training.commitments.rules.wording import Fault, WordsAreNoPlan
from training.kernel.bundle import fetch
from training.kernel.db import db
from training.people.rules.kinds import JobFamily

FIRST, LAST = UUID(int=0), UUID(int=2**128 - 1)


class Desk:
    """Somebody who plans, in a unit, and the time that passes."""

    def __init__(self, clock) -> None:
        self.unit, self.clock = people.unit("A"), clock
        self.person = people.employee(self.unit)

    @property
    def who(self):
        return people.acting(self.person)

    def plan(self, **more):
        return plan(self.person, at=self.clock.now, **more)

    def tell(self, made, week=2, happened="once", did="yes", note=""):
        return tell(self.who, made, week, Answers(happened, did, note), at=self.clock.now)

    def change(self, made, chosen):
        change(self.who, made, chosen, at=self.clock.now, today=self.clock.now.date())


@pytest.fixture
def desk(database, clock):
    return Desk(clock)


def test_a_plan_keeps_its_words_its_indicator_and_where_it_was_made(desk):
    made = desk.plan()
    assert (made.version, made.role_specific, made.stage) == (1, True, "service")
    assert made.then.startswith("saya menyapa")
    [fact] = evidence_between(FIRST, LAST)
    assert (fact.kind, fact.id, fact.plan_id, fact.unit_id) == (
        "plan", made.id, made.id, desk.unit.id,
    )  # fmt: skip
    assert (fact.indicator, fact.stage, fact.at) == ("menyapa-anak", "service", desk.clock.now)
    assert (fact.role_specific, fact.rehearsed) == (True, False)


def test_a_template_of_another_kind_of_work_is_not_role_specific(desk):
    assert not desk.plan(chosen=words("paragraf-dampak-anak")).role_specific
    planner = people.employee(desk.unit, family=JobFamily.PLANNER)
    made = plan(planner, at=desk.clock.now, chosen=words("paragraf-dampak-anak"))
    assert made.role_specific


def test_without_a_post_a_plan_is_of_no_unit_and_of_no_role(desk):
    stray = people.employee()
    assert not plan(stray, at=desk.clock.now).role_specific
    assert {each.unit_id for each in evidence_between(FIRST, LAST)} == {None}


def test_own_words_are_held_against_the_rule(desk):
    with pytest.raises(WordsAreNoPlan) as refused:
        desk.plan(chosen=own_words("anak datang ke loket", "saya akan lebih ramah"))
    assert refused.value.faults == {"then": Fault.THEN_VAGUE}
    made = desk.plan(
        chosen=own_words("Jika anak takut difoto", "maka saya menunjukkan foto contoh.")
    )
    assert (made.when, made.then) == ("anak takut difoto", "saya menunjukkan foto contoh")
    assert made.role_specific


def test_the_same_plan_twice_is_one_and_a_fourth_is_refused(desk):
    first = desk.plan()
    assert desk.plan().id == first.id
    for key in ("jeda-di-loket", "menaruh-ponsel"):
        desk.plan(chosen=words(key))
    with pytest.raises(TooManyPlans):
        desk.plan(chosen=words("bilik-pelan"))
    end(desk.who, first, "habit", at=desk.clock.now)
    desk.plan(chosen=words("bilik-pelan"))
    with pytest.raises(TooManyPlans):
        resume(desk.who, first, at=desk.clock.now)


def test_other_words_are_a_new_version_until_it_was_told_of(desk):
    made = desk.plan()
    desk.clock.forward(days=1)
    desk.change(made, words(then=1))
    desk.change(made, words(then=1))
    now = again(made, desk.person)
    assert (now.version, now.then) == (2, words(then=1).then)
    assert [each.plan_id for each in evidence_between(FIRST, LAST)] == [made.id, made.id]
    desk.clock.forward(weeks=2)
    desk.tell(made)
    with pytest.raises(PlanIsUnderWay):
        desk.change(made, words(then=0))


def test_a_plan_is_ended_with_a_reason_and_can_go_on(desk):
    made = desk.plan()
    with pytest.raises(PlanIsOpen):
        resume(desk.who, made, at=desk.clock.now)
    for _twice in range(2):
        end(desk.who, made, "no-longer-fits", at=desk.clock.now)
    assert again(made, desk.person).ended == "no-longer-fits"
    with pytest.raises(PlanHasEnded):
        rehearse(desk.who, made, 1, "anak di loket", at=desk.clock.now)
    resume(desk.who, made, at=desk.clock.now)
    assert again(made, desk.person).is_open


def test_a_rehearsal_is_kept_step_by_step_and_masked(desk):
    made = desk.plan()
    rehearse(desk.who, made, 1, "anak bernama Budi berdiri di loket", at=desk.clock.now)
    now = again(made, desk.person)
    assert now.rehearsed == {1: "anak bernama [nama dihapus] berdiri di loket"}
    assert now.next_step == 2
    for step in (2, 3, 3):
        rehearse(desk.who, made, step, f"langkah {step}", at=desk.clock.now)
    rehearse(desk.who, made, 3, "langkah tiga", at=desk.clock.now)
    now = again(made, desk.person)
    assert (now.next_step, now.rehearsed[3]) == (None, "langkah tiga")
    assert [each.rehearsed for each in evidence_between(FIRST, LAST)] == [True]
    with pytest.raises(RehearsalIsEmpty):
        rehearse(desk.who, made, 4, "apa saja", at=desk.clock.now)
    with pytest.raises(RehearsalIsEmpty):
        rehearse(desk.who, made, 1, "  ", at=desk.clock.now)


def test_a_plan_is_told_of_in_its_time_and_once(desk):
    made = desk.plan()
    with pytest.raises(CheckInIsNotDue):
        desk.tell(made)
    desk.clock.forward(weeks=2)
    kept_id = desk.tell(made, note="wali murid menelepon 081234567890")
    assert desk.tell(made, did="no") == kept_id
    told = again(made, desk.person).at_week(2)
    assert (told.did, told.note) == ("yes", "wali murid menelepon [telepon dihapus]")
    desk.clock.forward(weeks=20)
    with pytest.raises(CheckInIsNotDue):
        desk.tell(made, week=12)


def test_what_falls_due_is_known_for_reminders(desk):
    made, at = desk.plan(), desk.clock.now
    other = plan(people.employee(desk.unit), at=at + timedelta(days=1), chosen=words("bilik-pelan"))
    found = due_between(at + timedelta(days=14), at + timedelta(days=16))
    assert [(each.plan_id, each.week) for each in found] == [(made.id, 2), (other.id, 2)]
    assert due_between(at + timedelta(days=15), at + timedelta(days=15)) == []
    desk.clock.forward(weeks=2)
    desk.tell(made)
    assert [each.plan_id for each in due_between(at, at + timedelta(days=20))] == [other.id]
    assert [each.week for each in due_between(at + timedelta(days=80), at + timedelta(days=84.5))
            if each.plan_id == made.id] == [12]  # fmt: skip


def test_nobody_sees_the_plan_of_another(desk):
    made, other = desk.plan(), people.employee(desk.unit)
    with pytest.raises(NoResultFound):
        plan_of(made.id, of=other.id)
    with pytest.raises(NoResultFound):
        tell(people.acting(other), made, 2, Answers("once", "yes"), at=desk.clock.now)
    assert mine(other.id) == ()


def test_facts_are_never_changed(desk):
    desk.plan()
    with pytest.raises(DatabaseError):
        db.session.execute(text("UPDATE plan SET then_text = 'x'"))
    db.session.rollback()


def test_all_of_it_is_held_for_ones_own_eyes(desk):
    made = desk.plan()
    rehearse(desk.who, made, 1, "anak di loket", at=desk.clock.now)
    desk.clock.forward(weeks=2)
    desk.tell(made, note="lancar")
    end(desk.who, made, "habit", at=desk.clock.now)
    found = fetch(held_parts(desk.person.id))
    assert {key: len(rows) for key, rows in found.items()} == {
        "plans": 1, "plan_ends": 1, "rehearsals": 1, "check_ins": 1, "artefacts": 0, "witnessed": 0,
    }  # fmt: skip
    assert found["check_ins"][0].note == "lancar"


def test_grown_plans_are_counted_for_the_unit_in_which_they_were_made(desk):
    below = people.unit("B", parent=desk.unit)
    start = desk.clock.now
    for number in range(10):
        person = people.employee(desk.unit if number % 2 else below)
        made = plan(person, at=start)
        if number < 3:
            at = start + timedelta(weeks=2)
            tell(people.acting(person), made, 2, Answers("once", "yes"), at=at)
    plan(people.employee(desk.unit), at=start + timedelta(weeks=1))
    end(desk.who, desk.plan(), "mistake", at=start)
    at = start + timedelta(weeks=12)
    found = kept_until(at)
    assert (found[desk.unit.id].people, found[desk.unit.id].kept) == (5, 1.0)
    assert (found[below.id].people, found[below.id].kept) == (5, 2.0)
    assert kept_until(at - timedelta(days=1)) == {}
    assert kept_until(at + timedelta(days=400)) == {}


def test_make_answers_the_id_of_the_plan(desk):
    found = words()
    key = make(desk.who, found, at=desk.clock.now, today=desk.clock.now.date())
    assert commitments.plan_of(key, of=desk.person.id).when == found.when
