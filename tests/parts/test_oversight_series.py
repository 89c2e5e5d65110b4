"""Series of talks from the plan to the closing, and the calendar of a cycle with its one wave."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, NoResultFound

from tests.factories import cycles
from tests.factories.oversight import WHY, Town
from training.internalization.queries.cycles import cycle_of
from training.kernel.db import db
from training.oversight.actions import holding, planning
from training.oversight.queries.agenda import in_cycle, led_by, series_of
from training.oversight.queries.cases import cases_of_series
from training.oversight.rules.entries import (
    AwardWaveIsPlanned,
    EntryKind,
    EntryState,
    Plan,
    Rhythm,
    SeriesDoesNotFit,
    SeriesIsOver,
)
from training.oversight.tables.entries import OversightEntry, OversightTurn

pytestmark = pytest.mark.slow
EVERYWHERE = ("/",)


@pytest.fixture
def town(database, clock):
    return Town(clock.now)


def talks(town, **more) -> Plan:
    return Plan(
        more.pop("kind", EntryKind.TALKS), "Mendengar suara anak", WHY, town.today, town.unit.id,
        town.mentor.id, **more,
    )  # fmt: skip


def seen(town, series):
    return series_of(series, EVERYWHERE, today=town.today)


def test_a_series_is_planned_at_once_and_closed_when_each_talk_was_held_or_cancelled(town):
    series = planning.plan_series(talks(town), Rhythm(3, 2), desk=town.desk())
    first, second, third = seen(town, series).talks
    assert [each.title for each in (first, third)] == [
        "Mendengar suara anak (1/3)", "Mendengar suara anak (3/3)",
    ]  # fmt: skip
    assert (third.day - first.day, first.series_id) == (timedelta(weeks=4), series)
    assert [each.id for each in led_by(town.mentor.id, today=town.today)] == [
        first.id, second.id, third.id,
    ]  # fmt: skip
    holding.sign(first.id, town.record(town.found()), hand=town.hand())
    assert (seen(town, series).held, seen(town, series).is_over) == (1, False)
    assert len(cases_of_series(series, today=town.today)) == 1
    town.later(weeks=2)
    holding.sign(second.id, town.record(town.found()), hand=town.hand())
    planning.cancel(third.id, "Peserta sedang bertugas.", desk=town.desk())
    assert (seen(town, series).held, seen(town, series).is_over) == (2, True)


def test_a_series_is_closed_early_with_a_reason_and_only_once(town):
    series = planning.plan_series(talks(town), Rhythm(3, 2), desk=town.desk())
    holding.sign(seen(town, series).talks[0].id, town.record(), hand=town.hand())
    assert planning.end_series(series, "Tema sudah tuntas dibahas.", desk=town.desk()) == 2
    states = [each.state for each in seen(town, series).talks]
    assert states == [EntryState.HELD, EntryState.CANCELLED, EntryState.CANCELLED]
    with pytest.raises(SeriesIsOver):
        planning.end_series(series, "Tema sudah tuntas dibahas.", desk=town.desk())


def test_two_clicks_plan_a_series_once(town):
    one, other = (
        planning.plan_series(talks(town, key="k"), Rhythm(4, 1), desk=town.desk()) for _ in range(2)
    )
    assert one == other
    assert len(db.session.scalars(select(OversightEntry.id)).all()) == 4


@pytest.mark.parametrize(
    ("kind", "rhythm"),
    [
        (EntryKind.MEETING, Rhythm(2, 1)), (EntryKind.TALKS, Rhythm(1, 1)),
        (EntryKind.TALKS, Rhythm(13, 1)), (EntryKind.TALKS, Rhythm(2, 0)),
    ],
)  # fmt: skip
def test_only_talks_come_as_a_series(town, kind, rhythm):
    with pytest.raises(SeriesDoesNotFit):
        planning.plan_series(talks(town, kind=kind), rhythm, desk=town.desk())


def test_a_series_out_of_scope_is_not_found(town):
    series = planning.plan_series(talks(town), Rhythm(2, 1), desk=town.desk())
    with pytest.raises(NoResultFound):
        series_of(series, (town.beside.path,), today=town.today)
    with pytest.raises(NoResultFound):
        planning.end_series(series, "Tema tuntas.", desk=town.desk(town.force, town.beside))


def test_a_cycle_has_one_wave_after_the_award_unless_it_was_cancelled(town):
    cycle = cycle_of(cycles.opened(town.at), today=town.today).id
    wave = talks(town, kind=EntryKind.AWARD_WAVE, cycle_id=cycle)
    first = planning.plan(wave, desk=town.desk())
    with pytest.raises(AwardWaveIsPlanned):
        planning.plan(wave, desk=town.desk())
    planning.cancel(first, "Penghargaan diundur.", desk=town.desk())
    planning.plan(wave, desk=town.desk())


def test_the_calendar_of_a_cycle_has_what_is_tied_to_it_and_what_lies_in_its_days(town):
    found = cycle_of(cycles.opened(town.at), today=town.today)
    cycle, first, last = found.id, found.span.first, found.span.last
    inside, tied = town.planned(days=9), town.planned(days=190, cycle_id=cycle)
    town.planned(days=160)
    found = in_cycle(EVERYWHERE, cycle, first, last, today=town.today)
    assert [each.id for each in found] == [inside, tied]
    assert in_cycle((town.beside.path,), cycle, first, last, today=town.today) == ()


@pytest.mark.parametrize("table", ["oversight_series", "oversight_turn"])
def test_the_database_itself_refuses_to_change_a_series(town, table):
    planning.plan_series(talks(town), Rhythm(2, 1), desk=town.desk())
    assert db.session.scalars(select(OversightTurn.number)).all() == [1, 2]
    with pytest.raises(DBAPIError):
        db.session.connection().exec_driver_sql(f"DELETE FROM {table}")
