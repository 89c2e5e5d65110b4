"""A person is reminded of certificates that are their duty, from the day that each state begins."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from tests.factories.certification import DECIDING, Desk, day, later, the_programme
from tests.factories.reminders import house
from training.certification.actions.assigning import end_rule
from training.certification.actions.deciding import Reason, excuse
from training.certification.rules.periods import Span, opens
from training.certification.rules.states import Case, Duty, Period
from training.certification.rules.states import Kind as PeriodKind
from training.content.rules.reminders import Kind
from training.reminders.queries.asking import Asking
from training.reminders.queries.from_certificates import anchors, dates

pytestmark = pytest.mark.slow

LOWEST, HIGHEST = UUID(int=0), UUID(int=2**128 - 1)


@pytest.fixture
def desk(database, clock, tmp_path):
    return Desk(tmp_path, clock.now)


def given(desk: Desk, after: int = 0) -> dict[Kind, date]:
    """What the person is reminded of so many days later, with the day it is about."""
    found = anchors(Asking(LOWEST, HIGHEST, later(desk.at, after), house()))
    mine = [each for each in found if each.person == desk.person.id]
    assert {each.subject for each in mine} <= {DECIDING}
    assert all(len(each.occurrence) <= 60 for each in mine)
    return {each.kind: each.on for each in mine}


def test_a_new_duty_and_its_due_day_are_told_until_it_is_begun(desk):
    today = desk.at.date()
    due = today + timedelta(days=90)
    assert given(desk) == {Kind.CERTIFICATE_ASSIGNED: today, Kind.CERTIFICATE_DUE: due}
    desk.earn()
    assert given(desk) == {Kind.CERTIFICATE_DUE: due}


def test_a_due_day_that_passed_is_overdue_and_no_longer_due(desk):
    assert given(desk, 90).keys() == {Kind.CERTIFICATE_ASSIGNED, Kind.CERTIFICATE_DUE}
    assert given(desk, 91) == {Kind.CERTIFICATE_OVERDUE: desk.at.date() + timedelta(days=90)}


def test_a_certificate_is_quiet_until_its_window_opens_and_names_its_last_day(desk):
    span = desk.certified() and desk.line(desk.at).standing.period.span
    opened = opens(span, the_programme().window_days)
    assert given(desk, (opened - desk.at.date()).days - 1) == {}
    assert given(desk, (opened - desk.at.date()).days) == {
        Kind.CERTIFICATE_WINDOW: opened, Kind.CERTIFICATE_DUE: span.last_day,
    }  # fmt: skip
    assert given(desk, (span.until - desk.at.date()).days) == {
        Kind.CERTIFICATE_EXPIRED: span.last_day
    }


def test_nobody_is_reminded_while_excused_or_without_a_duty(desk):
    (key, _words), *_ = the_programme().grace_reasons
    why = Reason(key, "Surat keterangan ada di HR.", desk.at.date() + timedelta(days=20))
    excuse(desk.person.id, the_programme(), why, by=desk.hr.id, at=desk.at, zone=house().zone)
    assert given(desk, 3) == {}
    assert given(desk, 21) != {}
    end_rule(desk.rule, by=desk.hr.id, at=desk.at, zone=house().zone)
    assert given(desk, 21) == {}


def test_new_material_opens_the_window_on_the_day_of_its_release():
    held = Period(UUID(int=1), PeriodKind.EARNED, Span(day("2026-01-10"), day("2028-01-10")),
                  datetime(2026, 1, 10, tzinfo=UTC), stale=("m3", "m8"))  # fmt: skip
    case = Case(Duty(day("2026-01-01"), day("2026-03-01")), (held,), window_days=90)
    released = {"m3": day("2026-06-02"), "m8": day("2026-05-01"), "m7": day("2026-02-01")}
    found = {kind: on for kind, on, _ in dates(case, day("2026-06-10"), released)}
    assert found[Kind.CERTIFICATE_WINDOW] == day("2026-05-01")
