"""Before and after learning are counted apart, and models are fitted to each; both are provable."""

from random import Random

import pytest
from sqlalchemy import func, select, update

from tests.factories import content, crowds, people, quiz, sittings
from tests.factories.kinds import AT_ONCE, MADE
from tests.parts.test_item_statistics import SLUG, ZONE, noted, sat, work
from training.content.rules.gates import Purpose
from training.content.rules.quizzes import Kind
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.kernel.jobs import Job, Running, run_one
from training.quiz.rules.statistics.models_told import same_models
from training.quiz.rules.wrong_answers import FORMS
from training.reporting.actions import FIT_ITEMS
from training.reporting.actions.item_models import fit_all_anew, fit_items
from training.reporting.actions.item_statistics import count_all_anew, count_anew
from training.reporting.queries.checking_items import check_items
from training.reporting.queries.item_models import fits_due, stored_models
from training.reporting.queries.item_tallies import derived, stored
from training.reporting.tables import ItemModels, TalliedAttempt, UnitAnswers

pytestmark = pytest.mark.slow

BOTH = (Purpose.POST, Purpose.BASELINE)


@pytest.fixture
def unit(database):
    content.published(quiz=content.quiz(per_objective=4))
    return people.unit("DINAS", kind="dinas")


def learnt(unit, size, at, *, before=0.3, after=0.8):
    """People who answered before learning and, later, for the first time after it."""
    staff, chance = crowds.crowd(unit, size), Random(2)
    more = {"at": at, "chance": chance}
    sittings.sat(staff, unit, answers=sittings.knowing(before), purpose="baseline", **more)
    sittings.sat(staff, unit, answers=sittings.knowing(after), number=2, **more)
    return staff


def facility(purpose):
    tally = stored(SLUG, purpose=purpose)
    whole = [each.sums.whole for each in tally.items.values()]
    return sum(each.x for each in whole) / sum(each.n for each in whole) / 10**9


def differences():
    return list(check_items(lambda *_: None, zone=ZONE))


def fit(at):
    db.session.commit()
    fit_items(Running(uuid7(at), {"slug": SLUG}, at, lambda *_: None), zone=ZONE)
    db.session.commit()


def test_the_first_attempt_after_learning_counts_though_it_is_the_second_of_all(unit, clock):
    noted(learnt(unit, 30, clock.now), clock.now)
    noted(sat(unit, 10, clock.now, share=0.8), clock.now)
    work(clock.now)
    assert (stored(SLUG).form.n, stored(SLUG, purpose=Purpose.BASELINE).form.n) == (40, 30)
    assert facility(Purpose.POST) > 0.7
    assert facility(Purpose.BASELINE) < 0.6
    assert differences() == []


def test_a_second_attempt_after_learning_is_nobodys_first(unit, clock):
    staff = learnt(unit, 8, clock.now)
    sittings.sat(staff, unit, at=clock.now, answers=sittings.knowing(1), number=3)
    sittings.sat(staff, unit, at=clock.now, answers=sittings.knowing(1), number=4,
                 purpose="probe-30")  # fmt: skip
    noted(staff, clock.now)
    work(clock.now)
    assert db.session.scalar(select(func.count()).select_from(TalliedAttempt)) == 16
    assert stored(SLUG).form.n == 8


def test_both_grow_by_batches_as_they_are_counted_anew(unit, clock):
    noted(learnt(unit, 12, clock.now), clock.now)
    work(clock.now)
    noted(learnt(unit, 5, clock.forward(days=20)), clock.now)
    work(clock.now)
    for purpose in BOTH:
        grown = stored(SLUG, purpose=purpose)
        assert grown == derived(SLUG, zone=ZONE, purpose=purpose).tally
        assert grown.form.n == 17
    before = {each: stored(SLUG, purpose=each) for each in BOTH}
    count_anew(SLUG, at=clock.now, zone=ZONE)
    assert {each: stored(SLUG, purpose=each) for each in BOTH} == before


def test_units_are_watched_after_learning_only(unit, clock):
    noted(learnt(unit, 12, clock.now), clock.now)
    work(clock.now)
    sums = db.session.scalars(select(UnitAnswers.sums)).one()
    assert sum(day["n"] for day in sums["days"].values()) == 12


def test_a_real_person_counts_before_and_after(database, clock):
    """Through the real actions: a baseline, then the quiz; each is a first attempt of its own."""
    content.published(quiz=content.quiz(purposes=(Purpose.BASELINE, Purpose.POST), hours=0))
    person = people.employee(people.unit())
    for purpose in (Purpose.BASELINE, Purpose.POST):
        sitting = quiz.started(person, at=clock.forward(hours=1), purpose=purpose)
        quiz.answered(sitting, of=person.id, at=clock.forward(minutes=10))
        quiz.submit(sitting.past.id, of=person.id, at=clock.now)
        noted([{"id": person.id}], clock.now)
    work(clock.now)
    assert [stored(SLUG, purpose=each).form.n for each in BOTH] == [1, 1]
    assert differences() == []


def test_a_fit_is_asked_for_once_thirty_have_answered_and_after_a_twentieth_more(unit, clock):
    def asked():
        return db.session.scalar(select(func.count()).select_from(Job).where(Job.kind == FIT_ITEMS))

    noted(sat(unit, 29, clock.now), clock.now)
    work(clock.now)
    assert (asked(), fits_due(SLUG)) == (0, ())
    noted(sat(unit, 1, clock.now), clock.now)
    work(clock.now)
    assert (asked(), fits_due(SLUG)) == (1, (Purpose.POST,))
    fit(clock.now)
    assert fits_due(SLUG) == ()
    noted(sat(unit, 1, clock.now), clock.now)
    work(clock.now)
    assert fits_due(SLUG) == ()
    noted(sat(unit, 1, clock.now), clock.now)
    work(clock.now)
    assert fits_due(SLUG) == (Purpose.POST,)


def test_the_worker_fits_what_it_has_counted(unit, database, clock):
    noted(sat(unit, 80, clock.now), clock.now)
    db.session.commit()
    handlers = database.extensions["resap_handlers"]
    for _ in range(2):
        clock.forward(minutes=2)
        while run_one(handlers, clock=lambda: clock.now):
            pass
    kept = stored_models(SLUG, purpose=Purpose.POST)
    assert (kept.told.n, kept.told.people) == (80, 80)
    assert not db.session.scalars(select(Job.error).where(Job.error.is_not(None))).all()


def test_models_of_both_purposes_are_kept_and_proven(unit, clock):
    noted(learnt(unit, 60, clock.now), clock.now)
    work(clock.now)
    fit(clock.now)
    for purpose in BOTH:
        kept = stored_models(SLUG, purpose=purpose)
        assert len(kept.attempts) == kept.told.people == 60
    assert differences() == []
    wrong = {**db.session.scalars(select(ItemModels.told)).first(), "variance": 9.0}
    db.session.execute(update(ItemModels).where(ItemModels.purpose == "post").values(told=wrong))
    assert [each.table for each in differences()] == ["item_models"]


def test_models_stay_provable_after_more_were_counted(unit, clock):
    noted(sat(unit, 60, clock.now), clock.now)
    work(clock.now)
    fit(clock.now)
    noted(sat(unit, 2, clock.now), clock.now)
    work(clock.now)
    assert stored_models(SLUG, purpose=Purpose.POST).told.n == 60
    assert differences() == []


def test_models_of_attempts_that_do_not_count_are_found_out(unit, clock):
    noted(sat(unit, 40, clock.now), clock.now)
    work(clock.now)
    fit(clock.now)
    named = [*db.session.scalars(select(ItemModels.attempts)).one()[1:], str(uuid7(clock.now))]
    db.session.execute(update(ItemModels).values(attempts=named))
    assert [each.table for each in differences()] == ["item_models"]


def test_counting_all_anew_fits_all_anew(unit, clock):
    noted(learnt(unit, 40, clock.now), clock.now)
    work(clock.now)
    fit(clock.now)
    before = stored_models(SLUG, purpose=Purpose.POST)
    assert count_all_anew(at=clock.now, zone=ZONE) == 80
    after = stored_models(SLUG, purpose=Purpose.POST)
    assert after.attempts == before.attempts
    assert same_models(after.told, before.told)
    assert fits_due(SLUG) == ()


def test_a_count_anew_alone_asks_for_a_fit(unit, clock):
    """A corrected key changes marks, and the models of the old ones are none."""
    noted(sat(unit, 40, clock.now), clock.now)
    work(clock.now)
    fit(clock.now)
    count_anew(SLUG, at=clock.now, zone=ZONE)
    assert stored_models(SLUG, purpose=Purpose.POST) is None
    assert fits_due(SLUG) == (Purpose.POST,)
    fit_all_anew(at=clock.now, zone=ZONE)
    assert fits_due(SLUG) == ()


def test_a_wrong_answer_of_every_discrete_kind_is_kept_by_unit(database, clock):
    asked = [MADE[kind]() for kind in AT_ONCE if kind is not Kind.FREE_TEXT]
    content.published(quiz=content.quiz_of(*asked, hours=0))
    unit = people.unit()
    for _ in range(2):
        person = people.employee(unit)
        sitting = quiz.started(person, at=clock.now)
        quiz.answered(sitting, of=person.id, at=clock.forward(minutes=20), right=0)
        quiz.submit(sitting.past.id, of=person.id, at=clock.now)
        noted([{"id": person.id}], clock.now)
    work(clock.now)
    wrong = {}
    for sums in db.session.scalars(select(UnitAnswers.sums)):
        wrong |= sums["wrong"]
    kinds = {question.key: question.kind for question in asked}
    found = {kinds[label.split("@")[0]] for label in wrong}
    assert found == set(FORMS) & set(AT_ONCE)
    assert all(list(each.values()) == [2] for each in wrong.values())
    assert differences() == []
