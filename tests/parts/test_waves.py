"""Anonymous waves on both databases: nothing that is kept leads from a person to an answer."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError

from tests.factories import people, waves
from training.audit.tables import AuditEvent
from training.kernel.db import db
from training.people.rules.kinds import PostingKind
from training.voice.actions.waves import (
    answer,
    close_wave,
    open_wave,
)
from training.voice.queries.waves import (
    cell_of,
    held,
    participants,
    sums,
    took_part,
    wave_of,
)
from training.voice.rules.waves import (
    AlreadyAnswered,
    NothingIsAnswered,
    WaveAnswersDoNotFit,
    WaveHasMovedOn,
    WaveIsNotOpen,
    WaveIsStillOpen,
    WaveIsUnusable,
    WaveState,
)
from training.voice.tables.waves import Wave, WaveAnswer, WaveParticipation

pytestmark = pytest.mark.slow

K = 10
TODAY = waves.TODAY


@pytest.fixture
def wave(database, clock):
    return waves.opened(clock.now)


def crowd(count: int, unit=None):
    unit = unit or people.unit()
    return [people.employee(unit) for _ in range(count)]


def say(wave: UUID, person, step: int = 4, **more) -> None:
    answer(wave, more.get("given") or waves.given(step), person=person.id, today=TODAY, k=K)


def rows(statement: str):
    return db.session.execute(text(statement)).all()


def test_the_table_of_answers_holds_neither_person_nor_day_nor_time(database):
    columns = {each.name: str(each.type) for each in WaveAnswer.__table__.columns}
    assert set(columns) == {"id", "wave_id", "unit_id", "kelompok", "answers"}
    assert not [each for each in columns.values() if "DATE" in each or "TIME" in each]
    joined = {fk.column.table.name for fk in WaveAnswer.__table__.foreign_keys}
    assert joined == {"wave", "unit"}
    taken = {each.name: str(each.type) for each in WaveParticipation.__table__.columns}
    assert taken["day"] == "DATE"
    assert set(taken) == {"wave_id", "employee_id", "day"}


def test_keys_of_answers_are_random_and_tell_no_time(wave):
    for person in crowd(12):
        say(wave, person)
    keys = db.session.scalars(select(WaveAnswer.id)).all()
    assert {each.version for each in keys} == {4}
    assert len(set(keys)) == 12


def test_the_order_in_which_people_came_is_not_the_order_of_answers(wave):
    came = crowd(14)
    steps = [1 + n % 5 for n in range(14)]
    first = waves.form().items[0].key
    for person, step in zip(came, steps, strict=True):
        say(wave, person, given={first: step})
    stored = [each.answers[first] for each in db.session.scalars(select(WaveAnswer))]
    assert sorted(stored) == sorted(steps)
    assert stored not in (steps, steps[::-1])


def test_on_sqlite_there_is_no_row_number_to_join_by(app, clock):
    wave = waves.opened(clock.now)
    for person in crowd(3):
        say(wave, person)
    for table in ("wave_answer", "wave_participation"):
        with pytest.raises(DBAPIError, match="rowid"):
            rows(f"SELECT rowid FROM {table}")
        db.session.rollback()


@pytest.mark.postgres
def test_on_postgres_the_transaction_and_the_place_of_a_row_tell_nothing(postgres_app, clock):
    app, renew = postgres_app
    renew()
    with app.app_context():
        wave = waves.opened(clock.now)
        came = crowd(12)
        db.session.commit()
        first = waves.form().items[0].key
        for number, person in enumerate(came):
            say(wave, person, given={first: 1 + number % 5})
            db.session.commit()
        taken = rows("SELECT xmin::text FROM wave_participation ORDER BY ctid")
        kept = rows("SELECT xmin::text, answers FROM wave_answer ORDER BY ctid")
        assert len({xmin for (xmin,) in taken}) == 12, "the attack itself would see transactions"
        assert len({xmin for xmin, _ in kept}) == 1, "answers must not show who wrote them"
        placed = [answers[first] for _, answers in kept]
        assert placed != [1 + number % 5 for number in range(12)]
        db.session.remove()


def test_keys_change_whenever_somebody_of_the_cell_answers(wave):
    one, two = crowd(2)
    say(wave, one)
    before = set(db.session.scalars(select(WaveAnswer.id)))
    say(wave, two)
    assert not before & set(db.session.scalars(select(WaveAnswer.id)))


def test_no_answer_of_another_cell_or_wave_is_touched_or_lost(wave, clock):
    big = people.unit("BESAR")
    staff = crowd(K, big)
    other = waves.opened(clock.now, title="Lain")
    say(other, staff[0], 1)
    for person in [*staff, *crowd(3)]:
        say(wave, person, 5)
    count = select(func.count()).select_from(WaveAnswer)
    assert db.session.execute(count.where(WaveAnswer.wave_id == wave)).scalar_one() == K + 3
    assert db.session.execute(count.where(WaveAnswer.wave_id == other)).scalar_one() == 1


def test_the_audit_trail_knows_nothing_of_an_answer(wave):
    before = db.session.execute(select(func.count(AuditEvent.seq))).scalar_one()
    say(wave, crowd(1)[0])
    assert db.session.execute(select(func.count(AuditEvent.seq))).scalar_one() == before


def test_a_person_answers_once_and_only_that_is_known(wave):
    (person,) = crowd(1)
    say(wave, person)
    with pytest.raises(AlreadyAnswered):
        say(wave, person, 1)
    assert took_part(wave, person.id)
    assert held(person.id) == (("Gelombang rekaan", TODAY),)
    assert participants(wave) == 1
    assert [each.answers for each in db.session.scalars(select(WaveAnswer))] == [waves.given()]


def test_small_units_are_only_their_group(wave):
    (alone,) = crowd(1, people.unit("KECIL", group="kelurahan"))
    staff = crowd(K, people.unit("BESAR", group="dinas"))
    assert cell_of(alone.id, today=TODAY, k=K).unit_id is None
    assert cell_of(alone.id, today=TODAY, k=K).group == "kelurahan"
    held_by = cell_of(staff[0].id, today=TODAY, k=K)
    assert held_by.unit_id is not None
    assert cell_of(staff[0].id, today=TODAY, k=K + 1).unit_id is None


def test_an_acting_post_makes_no_unit_larger(wave):
    unit = people.unit("PAS")
    staff = crowd(K - 1, unit)
    people.posting(people.employee(), unit, kind=PostingKind.ACTING)
    assert cell_of(staff[0].id, today=TODAY, k=K).unit_id is None


def test_the_database_freezes_the_promise_with_the_first_answer(wave):
    db.session.execute(update(Wave).values(promise="Masih boleh diubah oleh basis data saja."))
    say(wave, crowd(1)[0])
    db.session.commit()
    for deed in ("UPDATE wave SET promise = 'Kami berbohong'", "UPDATE wave SET title = 'x'"):
        with pytest.raises(DBAPIError, match="never changed"):
            db.session.execute(text(deed))
        db.session.rollback()
    with pytest.raises(DBAPIError):
        db.session.execute(text("DELETE FROM wave"))
    db.session.rollback()


@pytest.mark.parametrize("deed", ["UPDATE wave_answer SET kelompok = 'x'",
                                  "UPDATE wave_participation SET day = NULL",
                                  "DELETE FROM wave_participation"])  # fmt: skip
def test_the_database_refuses_to_change_what_was_given(wave, deed):
    say(wave, crowd(1)[0])
    db.session.commit()
    with pytest.raises(DBAPIError, match="never changed"):
        db.session.execute(text(deed))
    db.session.rollback()


def test_a_wave_is_answered_within_its_period_only(database, clock):
    (person,) = crowd(1)
    unopened = waves.consulted(clock.now)
    later = waves.opened(clock.now, first_day=TODAY + waves.DAY)
    over = waves.opened(clock.now, last_day=TODAY - waves.DAY)
    for wave in (unopened, later, over):
        with pytest.raises(WaveIsNotOpen):
            say(wave, person)
    closed = waves.opened(clock.now)
    waves.closed(closed, clock.now)
    with pytest.raises(WaveIsNotOpen):
        say(closed, person)


def test_a_wave_is_opened_and_closed_once(wave, clock):
    with pytest.raises(WaveHasMovedOn):
        open_wave(wave, by=None, at=clock.now, today=TODAY)
    waves.closed(wave, clock.now)
    assert wave_of(wave, today=TODAY).state is WaveState.CLOSED
    with pytest.raises(WaveHasMovedOn):
        close_wave(wave, by=None, at=clock.now, today=TODAY, k=K)


@pytest.mark.parametrize("more", [{"title": ""}, {"promise": "pendek"}, {"first_day": None},
                                  {"last_day": TODAY - timedelta(days=9)}])  # fmt: skip
def test_a_plan_that_lacks_something_is_refused(database, clock, more):
    with pytest.raises(WaveIsUnusable):
        waves.prepared(clock.now, **more)


def test_sentences_may_be_left_out_but_not_all_and_none_is_invented(wave):
    (person,) = crowd(1)
    for given, refusal in (
        ({}, NothingIsAnswered), ({"tidak-ada": 3}, WaveAnswersDoNotFit),
        ({waves.form().items[0].key: 6}, WaveAnswersDoNotFit),
    ):  # fmt: skip
        with pytest.raises(refusal):
            answer(wave, given, person=person.id, today=TODAY, k=K)
    assert not took_part(wave, person.id)


def test_nothing_is_added_up_while_people_may_still_answer(wave):
    say(wave, crowd(1)[0])
    with pytest.raises(WaveIsStillOpen):
        sums(wave, today=TODAY)


def test_the_sums_of_a_closed_wave_are_by_unit_and_group(wave, clock):
    staff = crowd(K, people.unit("BESAR", group="dinas"))
    for person in staff:
        say(wave, person, 4)
    for person in crowd(2, people.unit("KECIL", group="kelurahan")):
        say(wave, person, 1)
    waves.closed(wave, clock.now)
    small, large = sums(wave, today=TODAY)
    assert (large.group, large.n) == ("dinas", K)
    assert (small.unit_id, small.group, small.n) == (None, "", 2)
    assert (large.sums["makna"].n, large.sums["makna"].mean) == (3 * K, 4.0)
    assert (small.sums["atasan"].total, small.sums["atasan"].squares) == (2, 2)


def test_with_the_close_nobody_stands_almost_alone_in_their_unit(wave, clock):
    units = [people.unit(f"SEDANG-{n}", group="dinas") for n in range(2)]
    staff = [crowd(K, unit) for unit in units]
    for person in [*staff[0][:6], *staff[1][:5]]:
        say(wave, person)
    kept = select(WaveAnswer.unit_id)
    assert None not in set(db.session.scalars(kept))
    before = set(db.session.scalars(select(WaveAnswer.id)))
    waves.closed(wave, clock.now)
    assert set(db.session.scalars(kept)) == {None}
    assert not before & set(db.session.scalars(select(WaveAnswer.id)))
    (told,) = sums(wave, today=TODAY)
    assert (told.group, told.n) == ("dinas", 11)
