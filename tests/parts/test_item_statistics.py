"""Item statistics in the database: added batch by batch, and equal to what the facts say anew."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random
from time import perf_counter

import pytest
from sqlalchemy import delete, false, func, insert, select

from tests.factories import content, crowds, people, quiz, sittings
from tests.pace import within
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.kernel.jobs import Job, Running, run_one
from training.quiz.actions.regrading import Asked, regrade
from training.quiz.queries.correcting import correctable
from training.quiz.rules.regrading import Policy
from training.quiz.rules.statistics.told import Contrast
from training.quiz.tables import Attempt
from training.reporting.actions import COUNT_ITEMS, note_correction, note_result
from training.reporting.actions.item_statistics import add_waiting, count_anew, count_items
from training.reporting.queries.item_tallies import as_told, derived, stored
from training.reporting.tables import ItemTally, KeyAlarm, TalliedAttempt

pytestmark = pytest.mark.slow

ZONE = "Asia/Makassar"
SLUG = content.SLUG


@pytest.fixture
def unit(database):
    content.published(quiz=content.quiz(per_objective=4))
    return people.unit("DINAS", kind="dinas")


def sat(unit, size, at, share=0.6, **more):
    staff = crowds.crowd(unit, size)
    sittings.sat(staff, unit, at=at, answers=sittings.knowing(share), **more)
    return staff


def noted(staff, at):
    for each in staff:
        note_result(each["id"], SLUG, at=at)


def work(at, **payload):
    db.session.commit()
    count_items(Running(uuid7(at), {"slug": SLUG, **payload}, at, lambda *_: None), zone=ZONE)
    db.session.commit()


def facts():
    return derived(SLUG, zone=ZONE, waiting_too=False).tally


def test_batches_added_one_by_one_equal_counting_anew(unit, clock):
    """Versions, months, units, groups and options included, to the last digit."""
    chance, village = Random(7), people.unit("LURAH", kind="kelurahan")
    noted(sat(unit, 12, clock.now, chance=chance), clock.now)
    db.session.commit()
    work(clock.now)
    assert stored(SLUG) == facts()
    for place, size in ((village, 9), (unit, 7), (village, 1)):
        clock.forward(days=17)
        noted(sat(place, size, clock.now, share=0.4, chance=chance), clock.now)
        db.session.commit()
        work(clock.now)
    grown, told = stored(SLUG), as_told(SLUG)
    assert grown == facts()
    assert sum(grown.months.values()) == 29
    assert len(grown.months) > 1
    assert len(grown.units) == 2
    count_anew(SLUG, at=clock.now, zone=ZONE)
    assert stored(SLUG) == grown
    assert as_told(SLUG) == told


def test_a_sitting_is_counted_once_however_often_it_is_noted(unit, clock):
    staff = sat(unit, 5, clock.now)
    work(clock.now)
    more = sat(unit, 3, clock.now)
    for _ in range(3):
        noted([*staff, *more], clock.now)
        db.session.commit()
        work(clock.now)
    assert stored(SLUG).form.n == 8


def test_one_job_waits_for_all_submissions_of_a_quiz(unit, clock):
    noted(sat(unit, 4, clock.now), clock.now)
    found = db.session.scalars(select(Job.payload).where(Job.kind == COUNT_ITEMS)).all()
    assert found == [{"slug": SLUG}]


def test_void_sittings_and_later_attempts_are_left_out(unit, clock):
    noted(sat(unit, 4, clock.now, void=True), clock.now)
    counted = sat(unit, 3, clock.now)
    noted(counted, clock.now)
    db.session.commit()
    work(clock.now)
    assert stored(SLUG).form.n == 3
    assert db.session.scalar(select(func.count()).select_from(TalliedAttempt)) == 3


def test_a_reworded_question_starts_afresh_and_a_new_rationale_does_not(unit, clock):
    noted(sat(unit, 6, clock.now), clock.now)
    db.session.commit()
    work(clock.now)
    old = content.quiz(per_objective=4)
    first, second, *rest = old.questions
    changed = content.question(first.key, prompt="Soal lain?", prompt_html="Soal lain?")
    explained = content.question(
        second.key, options=tuple(
            replace(each, rationale="Lain.", rationale_html="Lain.")
            for each in second.options
        ),
    )  # fmt: skip
    content.published(
        at=clock.forward(days=1), quiz=content.quiz(questions=(changed, explained, *rest))
    )
    noted(sat(unit, 5, clock.now), clock.now)
    db.session.commit()
    work(clock.now)
    rows = db.session.execute(select(ItemTally.question, ItemTally.told)).all()
    sizes = sorted((key, told["n"]) for key, told in rows if key in (first.key, second.key))
    assert sizes == [(first.key, 5), (first.key, 6), (second.key, 11)]
    assert stored(SLUG) == facts()


def test_a_corrected_key_counts_for_those_who_answered_before(unit, clock):
    key = "m1-menyapa-a"
    noted(sat(unit, 20, clock.now, share=1.0), clock.now)
    db.session.commit()
    work(clock.now)
    content.rekeyed(question=key, right="b", at=clock.forward(days=1), per_objective=4)
    found = correctable(SLUG)[0]
    asked = Asked(SLUG, found.key, found.replaced, Policy.EVERYBODY)
    regrade(asked, reason="Keliru.", by=people.employee(unit).id, at=clock.now)
    note_correction(SLUG, at=clock.now)
    db.session.commit()
    payload = db.session.scalars(
        select(Job.payload).where(Job.key == f"{COUNT_ITEMS}:{SLUG}:anew")
    ).one()
    work(clock.now, anew=payload["anew"])
    told = db.session.scalars(select(ItemTally.told).where(ItemTally.question == key)).one()
    assert (told["n"], told["facility"]) == (20, 0)
    assert stored(SLUG) == facts()


def test_a_person_whom_the_correction_spared_counts_by_the_corrected_key(unit, clock):
    key = "m1-menyapa-a"
    sat(unit, 20, clock.now, share=1.0)
    sittings.sat(crowds.crowd(unit, 5), unit, at=clock.now, answers=first_of("b"))
    content.rekeyed(question=key, right="b", at=clock.forward(days=1), per_objective=4)
    found = correctable(SLUG)[0]
    asked = Asked(SLUG, found.key, found.replaced, Policy.ONLY_BETTER)
    regrade(asked, reason="Keliru.", by=people.employee(unit).id, at=clock.now)
    work(clock.now, anew=True)
    told = db.session.scalars(select(ItemTally.told).where(ItemTally.question == key)).one()
    assert (told["n"], told["facility"]) == (25, 20)


def first_of(wanted):
    """People who choose one option wherever there is one, and the first elsewhere."""

    def answer(question, _chance):
        keys = [each.key for each in question.options]
        chosen = wanted if wanted in keys else keys[0]
        return [chosen] if question.kind.value == "multiple" else chosen

    return answer


def test_real_submissions_are_counted_by_the_worker(unit, clock):
    person = people.employee(unit)
    sitting = quiz.started(person, at=clock.now)
    clock.forward(minutes=10)
    quiz.answered(sitting, of=person.id, at=clock.now)
    quiz.submit(sitting.past.id, of=person.id, at=clock.forward(minutes=10))
    note_result(person.id, SLUG, at=clock.now)
    db.session.commit()
    work(clock.now)
    tally = stored(SLUG)
    assert tally.form.n == 1
    asked = {each.split("@")[0] for each in tally.items}
    assert asked == set(sitting.past.keys)


def test_a_full_batch_is_added_in_less_than_a_second(unit, clock):
    noted(sat(unit, 40, clock.now), clock.now)
    work(clock.now)
    sat(unit, 500, clock.forward(days=40))
    waits = select(Attempt.id, Attempt.slug, Attempt.purpose, false()).where(
        Attempt.id.not_in(select(TalliedAttempt.attempt_id))
    )
    fresh = insert(TalliedAttempt).from_select(["attempt_id", "slug", "purpose", "counted"], waits)
    db.session.execute(fresh)
    db.session.commit()
    with within(1.0, perf_counter):
        assert add_waiting(SLUG, at=clock.now, zone=ZONE) == 500


def test_groups_are_compared_once_both_are_large_enough(unit, clock):
    village = people.unit("LURAH", kind="kelurahan")
    chance = Random(3)
    sat(unit, 210, clock.now, share=0.8, chance=chance)

    def worse(question, drawn):
        share = 0.2 if question.key == "m1-menyapa-a" else 0.8
        return sittings.knowing(share)(question, drawn)

    staff = crowds.crowd(village, 210)
    sittings.sat(staff, village, at=clock.now, answers=worse, chance=chance)
    count_anew(SLUG, at=clock.now, zone=ZONE)
    told = dict(
        tuple(row) for row in db.session.execute(select(ItemTally.question, ItemTally.told))
    )
    hard, fair = told["m1-menyapa-a"], told["m1-menyapa-b"]

    def category(item):
        return next(e["category"] for e in item["dif"] if e["contrast"] == Contrast.KELURAHAN)

    assert (category(hard), category(fair)) == ("C", "A")
    flagged = [each for each in hard["flags"] if each["flag"] == "dif-large"]
    assert [each["data"]["contrast"] for each in flagged] == ["kelurahan"]


def test_a_leaked_key_in_one_unit_is_told_and_goes_with_its_facts(unit, clock):
    other = people.unit("JUJUR", kind="dinas")
    chance = Random(5)
    for place in (unit, other):
        sat(place, 20, clock.now, share=0.5, chance=chance)
    later = clock.forward(days=12)
    sat(unit, 20, later, share=0.98, seconds=9, chance=chance)
    sat(other, 20, later, share=0.5, chance=chance)
    count_anew(SLUG, at=clock.now, zone=ZONE)
    found = db.session.execute(select(KeyAlarm.unit_id, KeyAlarm.sign, KeyAlarm.told)).one()
    assert (found.unit_id, found.sign) == (unit.id, "jump")
    assert (found.told["since"], found.told["least"]) == (str(later.date()), 20)
    db.session.execute(delete(KeyAlarm))
    assert stored(SLUG) == facts()


def test_the_worker_counts_what_waits(unit, database, clock):
    noted(sat(unit, 4, clock.now), clock.now)
    db.session.commit()
    clock.forward(minutes=2)
    while run_one(database.extensions["resap_handlers"], clock=lambda: clock.now):
        pass
    assert stored(SLUG).form.n == 4
    assert not db.session.scalars(select(Job.error).where(Job.error.is_not(None))).all()


@pytest.mark.parametrize("counted_before", [True, False])
def test_workers_at_the_same_moment_count_nobody_twice(unit, database, clock, counted_before):
    if counted_before:
        sat(unit, 3, clock.now)
        work(clock.now)
    noted(sat(unit, 6, clock.now), clock.now)
    db.session.commit()

    def alone(_number):
        with database.app_context():
            work(clock.now)
            db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(alone, range(4)))
    db.session.rollback()
    assert stored(SLUG).form.n == (9 if counted_before else 6)
    assert stored(SLUG) == facts()
