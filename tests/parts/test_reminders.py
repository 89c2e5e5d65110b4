"""Reminders from the facts to the letter: once, even by two workers and after a kill."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError

from tests.factories import (
    commitments,
    content,
    crowds,
    observation,
    people,
    practice,
    products,
    reminders,
    waves,
)
from tests.factories.reminders import house
from training.audit.rules import EventKind
from training.audit.tables import AuditEvent
from training.content.rules.reminders import Kind
from training.kernel import jobs
from training.kernel.db import db
from training.observation.actions.products import name_keeper
from training.reminders.actions import sending
from training.reminders.actions.sending import LOOK, REMIND, ask_for_the_next, ask_to_look, send
from training.reminders.actions.switching import switch
from training.reminders.queries.asking import Asking
from training.reminders.queries.planning import planned
from training.reminders.queries.sources import anchors
from training.reminders.queries.switches import last_days, switched_off, words
from training.reminders.rules.anchors import EVERYTHING
from training.reminders.rules.switching import RemindersAreTheCitys, SwitchStandsSo
from training.reminders.tables.sent import ReminderDigest, ReminderSent
from training.voice.queries.waves import waves as all_waves

pytestmark = pytest.mark.slow

LOWEST, HIGHEST = UUID(int=0), UUID(int=2**128 - 1)
LONG = timedelta(days=35)


def written(name: str, digest) -> tuple[str, str]:
    return f"Untuk {name}", "\n".join(digest.lines)


def given(at) -> dict[tuple[UUID, Kind], list]:
    """What every source gives at an instant, by person and kind."""
    found: dict[tuple[UUID, Kind], list] = {}
    for each in anchors(Asking(LOWEST, HIGHEST, at, house())):
        found.setdefault((each.person, each.kind), []).append(each)
    return found


def run(at, *, keep=None):
    db.session.commit()
    return send(house(), at=at, write=written, keep=keep or db.session.commit)


def count(table) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table))


def letters() -> list[dict]:
    db.session.rollback()
    mails = select(jobs.Job.payload).where(jobs.Job.kind == "mail").order_by(jobs.Job.id)
    return list(db.session.scalars(mails))


@pytest.fixture
def office(database, clock):
    return reminders.office(clock.now)


@pytest.fixture
def learner(office):
    return people.employee(office, name="Ani Rekaan")


def test_a_module_that_nobody_begun_is_named_until_it_is_begun(learner, clock):
    (found,) = given(clock.now)[learner.id, Kind.MODULE]
    assert found.subject == content.SLUG
    assert found.on == (clock.now - LONG).date()
    practice.finished(learner, at=clock.now)
    assert (learner.id, Kind.MODULE) not in given(clock.now)


def test_practice_waits_from_monday_on(learner, clock):
    practice.finished(learner, at=clock.now - timedelta(days=28))
    (found,) = given(clock.now)[learner.id, Kind.PRACTICE]
    assert (found.on, found.occurrence) == (clock.now.date(), "2026-11-23")


def test_a_check_in_and_the_witness_who_is_asked(learner, office, clock):
    plan = commitments.plan(learner, at=clock.now - timedelta(weeks=2))
    (found,) = given(clock.now)[learner.id, Kind.CHECK_IN]
    assert found.occurrence == f"{plan.id}:2"
    commitments.done(learner, at=clock.now, week=2)
    kinds = {kind for person, kind in given(clock.now) if person == learner.id}
    assert Kind.CHECK_IN not in kinds


def test_a_visit_is_its_observers_until_it_is_signed(learner, clock):
    waiting = observation.visit_for(learner, at=clock.now)
    observation.visit_for(learner, at=clock.now, signed=True)
    (found,) = given(clock.now)[learner.id, Kind.VISIT]
    assert (found.occurrence, found.on, found.words) == (str(waiting.id), waiting.opens, "")


def test_a_wave_asks_whoever_has_not_taken_part(learner, clock):
    waves.opened(clock.now)
    (wave,) = all_waves(today=clock.now.date())
    (found,) = given(clock.now)[learner.id, Kind.WAVE]
    assert (found.occurrence, found.words) == (str(wave.id), wave.title)


def test_products_wait_for_their_raters_once_a_draw(office, clock):
    maker = people.employee(office)
    name_keeper(maker.id, keeps=True, desk=products.desk(office, maker, clock.now))
    products.product(office, maker, clock.now)
    raters = [products.mentor(people.unit()) for _ in range(3)]
    products.drawn(clock.now)
    asked = [person for person, kind in given(clock.now) if kind is Kind.RATING]
    assert len(asked) == 2
    assert set(asked) <= {each.id for each in raters}


def test_a_letter_says_all_at_once_and_comes_once(learner, clock):
    practice.finished(learner, at=clock.now - timedelta(days=28))
    commitments.plan(learner, at=clock.now - timedelta(weeks=2))
    done = run(clock.now)
    assert (done.letters, done.reminders) == (1, 2)
    (letter,) = letters()
    assert letter["to"] == learner.email
    assert letter["body"].count("\n") == 1
    assert run(clock.now + timedelta(hours=1)).letters == 0
    assert count(ReminderDigest) == done.letters


def test_the_head_is_told_without_a_name(learner, office, clock):
    crowds.crowd(office, 9)
    run(clock.now)
    run(clock.forward(days=7))
    told = next(each for each in letters() if each["subject"] == "Untuk Kepala Rekaan")
    assert "Ani" not in told["body"]
    assert "staf Anda" in told["body"]


def test_no_head_is_told_of_a_staff_of_fewer_than_k(learner, office, clock):
    """Of so few, "some of your staff are late" is said of somebody; the page promises from k on."""
    crowds.crowd(office, 8)
    run(clock.now)
    run(clock.forward(days=7))
    assert not [each for each in letters() if "staf Anda" in each["body"]]


def test_a_kill_between_letters_leaves_whole_letters_and_the_next_run_goes_on(
    office, clock, monkeypatch
):
    staff = [people.employee(office) for _ in range(5)]
    for each in staff:
        practice.finished(each, at=clock.now - timedelta(days=28))
    monkeypatch.setattr(sending, "TOGETHER", 2)
    kept = []

    def killed() -> None:
        if len(kept) == 1:
            raise KeyboardInterrupt
        kept.append(1)
        db.session.commit()

    with pytest.raises(KeyboardInterrupt):
        run(clock.now, keep=killed)
    assert count(ReminderDigest) == len(letters()) == 2
    run(clock.now)
    assert sorted(each["to"] for each in letters()) == sorted(each.email for each in staff)


def test_two_workers_at_once_send_every_letter_once(database, office, clock):
    staff = [people.employee(office) for _ in range(12)]
    for each in staff:
        practice.finished(each, at=clock.now - timedelta(days=28))
    db.session.commit()
    at = clock.now

    def work(_number: int) -> int:
        with database.app_context():
            try:
                return send(house(), at=at, write=written, keep=db.session.commit).letters
            finally:
                db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(work, range(4)))
    assert sum(sent) == len(letters()) == count(ReminderDigest) == 12
    assert count(ReminderSent) == 12


def test_the_worker_asks_for_the_next_morning_and_sends_today(learner, clock):
    ask_for_the_next(at=clock.now - timedelta(days=3), house=house())
    ask_for_the_next(at=clock.now - timedelta(days=3), house=house())
    db.session.commit()
    done = handlers()
    assert jobs.run_one(done, clock=lambda: clock.now)
    waiting = db.session.scalars(
        select(jobs.Job.run_at).where(jobs.Job.kind == REMIND, jobs.Job.done_at.is_(None))
    )
    assert [each.isoformat() for each in waiting] == ["2026-11-24T00:10:00+00:00"]
    assert learner.email in {each["to"] for each in letters()}


def handlers() -> dict[str, jobs.Handler]:
    return sending.handlers(house(), write=written, keep=db.session.commit)


def test_on_a_friday_the_next_morning_is_monday(database, clock):
    ask_for_the_next(at=clock.now + timedelta(days=4), house=house())
    job = db.session.scalars(select(jobs.Job.run_at)).one()
    assert job.isoformat() == "2026-11-30T00:00:00+00:00"


def test_looking_sends_nothing_and_counts_by_kind(learner, clock):
    ask_to_look(learner.id, at=clock.now)
    db.session.commit()
    assert jobs.run_one(handlers(), clock=lambda: clock.now)
    told = db.session.scalars(select(jobs.Job.result).where(jobs.Job.kind == LOOK)).one()
    assert (told["letters"], told["kinds"]) == (1, {"module": 1})
    assert count(ReminderDigest) == 0


def test_the_switch_says_who_when_and_why_and_stops_at_once(learner, office, clock):
    scope = (office.path,)
    switch(EVERYTHING, off=True, reason="Gangguan surel kota", by=learner.id, scope=scope,
           at=clock.now)  # fmt: skip
    assert switched_off() == {EVERYTHING}
    assert run(clock.now).letters == 0
    with pytest.raises(SwitchStandsSo):
        switch(EVERYTHING, off=True, reason="Sekali lagi, keliru", by=learner.id, scope=scope,
               at=clock.now)  # fmt: skip
    switch(EVERYTHING, off=False, reason="Surel sudah pulih", by=learner.id, scope=scope,
           at=clock.now + timedelta(minutes=1))  # fmt: skip
    word = words()[EVERYTHING]
    assert (word.off, word.reason, word.by) == (False, "Surel sudah pulih", "Ani Rekaan")
    kinds = list(db.session.scalars(select(AuditEvent.kind).order_by(AuditEvent.seq)))
    assert kinds[-2:] == [EventKind.REMINDERS_STOPPED, EventKind.REMINDERS_ALLOWED]
    assert run(clock.now).letters > 0


def test_an_office_cannot_stop_the_reminders_of_the_city(learner, office, clock):
    people.unit("LAIN")
    with pytest.raises(RemindersAreTheCitys):
        switch(EVERYTHING, off=True, reason="Ingin tenang saja", by=learner.id,
               scope=(office.path,), at=clock.now)  # fmt: skip


def test_what_was_sent_is_never_changed(learner, clock):
    run(clock.now)
    with pytest.raises(DBAPIError):
        db.session.execute(update(ReminderSent).values(kind="visit"))
    db.session.rollback()


def test_who_is_on_leave_is_left_in_peace(learner, clock):
    people.standing(learner, "cuti-melahirkan", people.LONG_AGO)
    db.session.commit()
    plan = planned(house(), at=clock.now)
    assert learner.id not in {item.anchor.person for d in plan.digests for item in d.items}


def test_the_last_days_are_counted_from_the_letters(learner, clock):
    done = run(clock.now)
    (day,) = last_days()
    assert (day.day, day.letters) == (clock.now.date(), done.letters)
    assert day.reminders == count(ReminderSent)


def test_a_city_s_own_holidays_are_kept(learner, clock, tmp_path):
    listed = "libur:\n  - {tanggal: 2026-11-23, nama: Hari Jadi Rekaan}\n"
    (tmp_path / "holidays.yaml").write_text(listed)
    db.session.commit()
    own = replace(house(), data=tmp_path)
    assert planned(own, at=clock.now).digests == ()
    assert own.next_instant(clock.now).isoformat() == "2026-11-24T00:00:00+00:00"
