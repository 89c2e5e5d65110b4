"""A corrected key: shown first, signed once, told to those concerned, old results kept."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound

from tests.factories import content, people, quiz
from training.audit.tables import AuditEvent
from training.content.rules.gates import Late, Rule
from training.kernel.db import db
from training.quiz.actions import save_answer, submit
from training.quiz.actions.regrading import Asked, regrade, regrade_plan
from training.quiz.queries import attempt, history
from training.quiz.queries.correcting import correctable
from training.quiz.rules.regrading import NothingToCorrect, Policy
from training.quiz.tables import Regrade, Rescore, Submission
from training.reporting.actions import rebuild
from training.reporting.queries.checking import check

pytestmark = pytest.mark.slow

KEY = "m1-menyapa-a"
REASON = "Pilihan b lebih tepat menurut panel."


@pytest.fixture
def people_who_answered(database, clock):
    """One who chose a (right then), one who chose b; the quiz asks every variant."""
    content.published(quiz=content.quiz(per_objective=4))
    unit = people.unit()
    return {chosen: _who_chose(chosen, unit, clock.now) for chosen in "ab"}


def _who_chose(chosen, unit, at):
    person = people.employee(unit)
    sitting = quiz.started(person, at=at)
    quiz.answered(sitting, of=person.id, at=at)
    if chosen != "a":
        save_answer(sitting.past.id, KEY, chosen, 1, of=person.id, at=at)
    submit(sitting.past.id, of=person.id, at=at)
    return person


def rekeyed(clock):
    content.rekeyed(question=KEY, right="b", at=clock.forward(days=1), per_objective=4)
    return correctable(content.SLUG)[0]


def asked(found, policy=Policy.EVERYBODY):
    return Asked(content.SLUG, found.key, found.replaced, policy)


def test_only_the_question_with_another_key_can_be_corrected(people_who_answered, clock):
    assert correctable(content.SLUG) == ()
    found = rekeyed(clock)
    assert [each.key for each in correctable(content.SLUG)] == [KEY]
    assert found.replaced != found.version


def test_a_reworded_question_is_another_question(people_who_answered, clock):
    other = content.quiz(per_objective=4)
    changed = [content.question(KEY, right="b", prompt_html="Soal lain?"), *other.questions[1:]]
    content.published(at=clock.forward(days=1), quiz=content.quiz(questions=tuple(changed)))
    assert correctable(content.SLUG) == ()


def test_the_dry_run_says_whom_it_would_change_and_changes_nothing(people_who_answered, clock):
    plan = regrade_plan(asked(rekeyed(clock)))
    assert (plan.effect.marked, plan.effect.better, plan.effect.worse) == (2, 1, 1)
    assert db.session.scalar(select(func.count()).select_from(Rescore)) == 0


def test_a_correction_appends_results_and_keeps_the_old_ones(people_who_answered, clock):
    before = {chosen: history(person.id)[0].score for chosen, person in people_who_answered.items()}
    found = rekeyed(clock)
    regrade(asked(found), reason=REASON, by=people_who_answered["a"].id, at=clock.now)
    for chosen, person in people_who_answered.items():
        now = history(person.id)[0]
        assert (now.score > before[chosen]) is (chosen == "b")
        assert now.original_score == before[chosen]
        assert now.rescored_at == clock.now
        assert now.marks[KEY] == (chosen == "b")
    kept = set(db.session.scalars(select(Submission.score)))
    assert kept == set(before.values())
    assert db.session.scalars(select(Regrade.counts)).one()["worse"] == 1
    assert db.session.scalars(select(AuditEvent.kind).order_by(AuditEvent.seq.desc())).first() == (
        "regraded"
    )


def test_nobody_loses_where_only_better_results_change(people_who_answered, clock):
    plan = regrade(
        asked(rekeyed(clock), Policy.ONLY_BETTER), reason=REASON,
        by=people_who_answered["a"].id, at=clock.now,
    )  # fmt: skip
    assert (plan.effect.better, plan.effect.worse) == (1, 0)
    assert history(people_who_answered["a"].id)[0].rescored_at is None


def test_a_correction_is_made_once(people_who_answered, clock):
    found, by = rekeyed(clock), people_who_answered["a"].id
    regrade(asked(found), reason=REASON, by=by, at=clock.now)
    with pytest.raises(NothingToCorrect):
        regrade(asked(found), reason=REASON, by=by, at=clock.now)


def test_what_is_not_correctable_is_not_found(people_who_answered, clock):
    with pytest.raises(NoResultFound):
        regrade_plan(Asked(content.SLUG, KEY, "0" * 12, Policy.EVERYBODY))


def test_an_open_attempt_is_marked_by_the_key_that_counts_when_it_is_handed_in(
    people_who_answered, clock
):
    late = people.employee(people.unit("LAIN"))
    sitting = quiz.started(late, at=clock.now)
    quiz.answered(sitting, of=late.id, at=clock.now)
    found = rekeyed(clock)
    regrade(asked(found), reason=REASON, by=late.id, at=clock.now)
    submit(sitting.past.id, of=late.id, at=clock.forward(minutes=1))
    assert history(late.id)[0].marks[KEY] == 0
    assert attempt(sitting.past.id, of=late.id).has_corrections


def test_reports_follow_the_corrected_results(people_who_answered, clock):
    found = rekeyed(clock)
    regrade(asked(found), reason=REASON, by=people_who_answered["a"].id, at=clock.now)
    rebuild(at=clock.now, zone="Asia/Makassar", k=10)
    assert list(check(zone="Asia/Makassar", k=10)) == []


def test_what_a_late_policy_left_nothing_of_stays_nothing(database, clock):
    rules = (Rule(minutes=10, late=Late.ZERO),)
    content.published(quiz=content.quiz(per_objective=4, rules=rules))
    person = people.employee(people.unit())
    sitting = quiz.started(person, at=clock.now)
    save_answer(sitting.past.id, KEY, "b", 0, of=person.id, at=clock.now)
    submit(sitting.past.id, of=person.id, at=clock.forward(hours=1))
    content.rekeyed(question=KEY, right="b", at=clock.forward(days=1), per_objective=4, rules=rules)
    plan = regrade_plan(asked(correctable(content.SLUG)[0]))
    assert (plan.effect.marked, plan.effect.changed) == (0, 0)
