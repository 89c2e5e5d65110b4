"""Somebody who may read every table and every hidden column learns nothing of who said what."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, text

from tests.factories import people, waves
from training.kernel.db import db
from training.voice.actions.waves import answer
from training.voice.rules.waves import AlreadyAnswered
from training.voice.tables.waves import WaveAnswer, WaveParticipation

pytestmark = pytest.mark.slow

K, MANY = 10, 30
TODAY = waves.TODAY
LUCK = 8
"""So many of thirty right by chance happen once in a million times: whoever has more knows."""


def own_sheet(number: int) -> dict[str, int]:
    """Answers that no other of the thirty gives: the number in base five."""
    keys = [each.key for each in waves.form().items]
    return {keys[0]: 1 + number % 5, keys[1]: 1 + number // 5 % 5, keys[2]: 1 + number // 25}


@pytest.fixture
def given(database, clock):
    """Thirty people of one unit who answered one after the other, each in a transaction."""
    wave, unit = waves.opened(clock.now), people.unit()
    staff = [people.employee(unit).id for _ in range(MANY)]
    db.session.commit()
    for number, person in enumerate(staff):
        answer(wave, own_sheet(number), person=person, today=TODAY, k=K)
        db.session.commit()
    return dict(zip(staff, map(own_sheet, range(MANY)), strict=True))


def orders(table: str, key: str) -> dict[str, str]:
    """Every order that the database can be asked for."""
    found = {"as they lie": "", "by key": f"ORDER BY {key}"}
    if db.engine.dialect.name == "postgresql":
        found |= {
            "by place": "ORDER BY ctid",
            "by transaction": "ORDER BY xmin::text::bigint, ctid",
        }
    return {name: f"SELECT {key} FROM {table} {order}" for name, order in found.items()}


def test_no_order_of_people_fits_any_order_of_answers(database, given):
    sheets = {
        key.hex: each for key, each in db.session.execute(select(WaveAnswer.id, WaveAnswer.answers))
    }
    tried = 0
    for people_in in orders("wave_participation", "employee_id").values():
        came = [str(row[0]).replace("-", "") for row in db.session.execute(text(people_in))]
        for answers_in in orders("wave_answer", "id").values():
            said = [
                sheets[str(row[0]).replace("-", "")] for row in db.session.execute(text(answers_in))
            ]
            for turned in (said, said[::-1]):
                truth = {key.hex: sheet for key, sheet in given.items()}
                hits = sum(truth[who] == what for who, what in zip(came, turned, strict=True))
                assert hits < LUCK
                tried += 1
    assert tried >= 8


def test_the_attack_would_find_answers_that_were_kept_in_order(database, given):
    """The same comparison on what a naive table would hold: it is no test that cannot fail."""
    came, said = list(given), list(given.values())
    assert sum(given[who] == what for who, what in zip(came, said, strict=True)) == MANY


def test_nothing_is_lost_or_doubled_by_mixing(database, given):
    kept = [tuple(each.items()) for each in db.session.scalars(select(WaveAnswer.answers))]
    assert sorted(kept) == sorted(tuple(each.items()) for each in given.values())


def test_thirty_at_once_are_all_kept_and_nobody_twice(database, clock):
    wave, unit = waves.opened(clock.now), people.unit()
    staff = [people.employee(unit).id for _ in range(10)]
    db.session.commit()

    def alone(number: int) -> bool:
        with database.app_context():
            try:
                answer(wave, own_sheet(number), person=staff[number % 10], today=TODAY, k=K)
                db.session.commit()
            except AlreadyAnswered:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(alone, range(20))) == 10
    db.session.rollback()
    for table in (WaveAnswer, WaveParticipation):
        assert db.session.scalar(select(func.count()).select_from(table)) == 10
