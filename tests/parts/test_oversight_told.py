"""What casework tells: to reports as of an instant, and to everybody about themselves."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories.oversight import Town
from training.kernel.bundle import fetch
from training.kernel.db import db
from training.oversight.queries.cases import OpenThen, open_then
from training.oversight.queries.held import held_parts
from training.oversight.rules.following import StepKind
from training.oversight.rules.records import Agreed
from training.oversight.tables.records import OversightStep

pytestmark = pytest.mark.slow


@pytest.fixture
def town(database, clock):
    return Town(clock.now)


def test_a_report_tells_what_was_open_when_its_cycle_was_closed(town):
    def told():
        return open_then(town.unit.path, at=town.at, day=town.today)

    before = told()
    first, second = town.case(), town.case()
    then, day = town.at, town.today
    town.later(days=15)
    assert (before, told()) == (OpenThen(0, 0), OpenThen(2, 2))
    town.says(first, StepKind.ANSWER)
    town.says(first, StepKind.DONE)
    town.says(first, StepKind.CLOSED)
    anew = Agreed("Kursi dicatat.", "Sekretaris dinas", town.today + timedelta(days=9))
    town.says(second, StepKind.DONE)
    town.says(second, StepKind.GOES_ON, "Baru satu kursi.", agreed=anew)
    assert told() == OpenThen(1, 0)
    assert open_then(town.unit.path, at=then, day=day) == OpenThen(2, 0)
    assert open_then(town.beside.path, at=town.at, day=town.today) == OpenThen(0, 0)


def test_what_is_held_about_a_person(town):
    finding = town.case()
    town.says(finding, StepKind.ANSWER)
    led = fetch(held_parts(town.mentor.id))
    assert [len(led[each]) for each in ("casework_led", "casework_signed", "casework_said")] == [
        1, 1, 0,
    ]  # fmt: skip
    said = fetch(held_parts(town.head.id))["casework_said"]
    assert [each.words for each in said] == ["Sudah dikerjakan."]
    assert db.session.scalars(select(OversightStep.by)).one() == town.head.id
