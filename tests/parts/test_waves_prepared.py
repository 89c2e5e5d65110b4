"""Before a wave opens: a plan that holds, and a consultation that the database itself asks for."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from tests.factories import waves
from training.kernel.db import db
from training.voice.actions.waves import (
    Consultation,
    consult,
    open_wave,
    plan_anew,
)
from training.voice.queries.waves import (
    consultations,
    wave_of,
)
from training.voice.rules.waves import (
    ConsultationIsIncomplete,
    NobodyWasConsulted,
    PromiseIsFrozen,
)
from training.voice.tables.waves import WaveOpening

TODAY = waves.TODAY


def test_nothing_opens_before_somebody_was_consulted(database, clock):
    wave = waves.prepared(clock.now)
    with pytest.raises(NobodyWasConsulted):
        open_wave(wave, by=None, at=clock.now, today=TODAY)
    db.session.commit()
    db.session.add(WaveOpening(wave_id=wave, by=None, at=clock.now))
    with pytest.raises(DBAPIError, match="nobody was consulted"):
        db.session.flush()
    db.session.rollback()


@pytest.mark.parametrize(
    ("whom", "days", "result"),
    [("", 0, "Setuju"), ("Korpri", 0, ""), ("Korpri", None, "Setuju"), ("Korpri", 1, "Setuju")],
)
def test_a_consultation_says_with_whom_when_and_what_came_of_it(
    database, clock, whom, days, result
):
    wave = waves.prepared(clock.now)
    on = None if days is None else TODAY + timedelta(days=days)
    with pytest.raises(ConsultationIsIncomplete):
        consult(wave, Consultation(whom, on, result), by=None, at=clock.now, today=TODAY)
    assert consultations(wave) == []


def test_a_promise_can_be_mended_until_the_wave_is_open(database, clock):
    wave = waves.consulted(clock.now)
    better = waves.plan(promise=f"{waves.PROMISE} Kami berjanji.")
    plan_anew(wave, better, today=TODAY)
    assert wave_of(wave, today=TODAY).promise.endswith("berjanji.")
    open_wave(wave, by=None, at=clock.now, today=TODAY)
    with pytest.raises(PromiseIsFrozen):
        plan_anew(wave, waves.plan(), today=TODAY)
