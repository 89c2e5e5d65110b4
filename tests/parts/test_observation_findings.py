"""Visits that cannot be made, serious conduct that others verify, and what is held of people."""

from uuid import UUID

import pytest
from sqlalchemy.exc import NoResultFound

from tests.factories import observation
from tests.parts.observing import Town
from training.kernel.bundle import fetch
from training.observation.actions import findings
from training.observation.actions.sheets import cannot_be_done
from training.observation.queries import draws
from training.observation.queries import findings as asked
from training.observation.queries.held import Held, held_of, held_parts
from training.observation.rules.findings import (
    FindingIsClosed,
    FindingIsReported,
    FindingIsUnknown,
    FindingIsVerified,
    FindingState,
)
from training.observation.rules.occasions import Mark
from training.observation.rules.sheets import (
    Hindrance,
    VisitIsHindered,
)
from training.observation.rules.visits import VisitState

LOWEST, HIGHEST = UUID(int=0), UUID(int=2**128 - 1)
ZONE = observation.ZONE


@pytest.fixture
def town(database, clock):
    return Town(clock)


def held(person) -> Held:
    return held_of(fetch(held_parts(person)))


def test_what_cannot_be_done_is_said_once_and_counts_in_the_completion(town):
    visit = town.single
    report = {"by": visit.observer_id, "at": town.clock.now, "zone": ZONE}
    cannot_be_done(visit.id, Hindrance.PERSON_ABSENT, **report)
    with pytest.raises(VisitIsHindered):
        cannot_be_done(visit.id, Hindrance.UNIT_CLOSED, **report)
    assert town.seen(visit).state is VisitState.HINDERED
    done = next(each for each in town.visits if each.id != visit.id and not each.pair_id)
    town.sign(done)
    for each in town.pair:
        town.sign(each)
    found = draws.draw_of("undian-satu", today=town.today)
    assert (found.drawn, found.done, found.hindered) == (6, 2, 1)
    parts = draws.completion(town.drawn.id)
    assert sum(each.done for each in parts) == 2
    assert sum(each.hindered for each in parts) == 1
    assert [each.name for each in parts] == sorted(each.name for each in parts)


def test_a_sheet_from_a_phone_still_counts_after_a_report_that_it_cannot_be_done(town):
    visit = town.single
    report = {"by": visit.observer_id, "at": town.clock.now, "zone": ZONE}
    cannot_be_done(visit.id, Hindrance.PERSON_ABSENT, **report)
    town.sign(visit)
    assert town.seen(visit).state is VisitState.SIGNED
    assert draws.draw_of("undian-satu", today=town.today).hindered == 0


def test_a_contrary_finding_counts_once_another_department_has_verified_it(town):
    visit = town.single
    day = {"by": visit.observer_id, "at": town.clock.now, "today": town.today}
    with pytest.raises(FindingIsUnknown):
        findings.report(visit.id, "tidak-ada", "", **day)
    key = findings.report(visit.id, "membentak-mengancam", "Anak Budi dibentak.", **day)
    with pytest.raises(FindingIsReported):
        findings.report(visit.id, "membentak-mengancam", "", **day)
    [found] = asked.all_findings()
    assert (found.person, found.state) == ("", FindingState.WAITING)
    assert "Budi" not in found.note
    own = {person.id: code for code, person in town.city.mentors.items()}
    homes = {unit.id: code for code, unit in town.city.units.items()}
    assert own[found.verifier_id] != homes[visit.unit_id]
    assert found.verifier_id != visit.observer_id
    assert [each for each in asked.verified_about(LOWEST, HIGHEST) if each.is_open] == []
    assert held(visit.employee_id).contrary == ()
    with pytest.raises(NoResultFound):
        _verify(key, visit.observer_id, town)
    assert [each.id for each in asked.to_verify(found.verifier_id)] == [key]
    _verify(key, found.verifier_id, town)
    with pytest.raises(FindingIsVerified):
        _verify(key, found.verifier_id, town)
    _stays_open_until_it_is_closed(key, visit, town)


def _stays_open_until_it_is_closed(key, visit, town) -> None:
    [still_open] = asked.verified_about(LOWEST, HIGHEST)
    assert (still_open.employee_id, still_open.kind) == (visit.employee_id, "membentak-mengancam")
    [told] = held(visit.employee_id).contrary
    assert told.state is FindingState.VERIFIED
    closing = {"by": town.city.leader.id, "at": town.clock.now}
    findings.close(key, "Sudah dibina dan dipantau.", **closing)
    with pytest.raises(FindingIsClosed):
        findings.close(key, "Sudah dibina dan dipantau.", **closing)
    assert [each for each in asked.verified_about(LOWEST, HIGHEST) if each.is_open] == []


def _verify(key, who, town) -> None:
    said = {"verified": True, "words": "Dua rekan kerja membenarkan."}
    findings.verify(key, by=who, at=town.clock.now, **said)


def test_what_is_held_about_a_person_is_signed_sheets_and_no_visit_to_come(town):
    visit = town.single
    assert held(visit.employee_id).observed == ()
    town.sign(visit)
    [seen] = held(visit.employee_id).observed
    assert seen.counts[Mark.MET] == 10
    assert len(held(visit.observer_id).observing) == 1
