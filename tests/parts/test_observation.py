"""Observing on real databases: drawn once, signed once, never changed, verified by others."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DatabaseError, IntegrityError, NoResultFound

from tests.factories import observation, people
from tests.parts.observing import Town
from training.audit.tables import AuditEvent
from training.kernel.db import db
from training.kernel.settings import ROOT
from training.observation.actions.drawing import audit_of, draw
from training.observation.actions.sheets import correct, sign
from training.observation.queries import draws
from training.observation.queries.evidence import evidence_between
from training.observation.queries.figures import figures
from training.observation.queries.pool import everybody
from training.observation.queries.visits import mine, one_of, other_sheet
from training.observation.rules.drawing import NobodyMayObserve, Purpose
from training.observation.rules.occasions import Mark
from training.observation.rules.orders import LabelIsTaken
from training.observation.rules.sheets import (
    CorrectionNeedsReason,
    SheetIsNotSigned,
    SheetIsSigned,
)
from training.observation.rules.visits import VisitState
from training.observation.tables.visits import VisitDraw

pytestmark = pytest.mark.slow

LOWEST, HIGHEST = UUID(int=0), UUID(int=2**128 - 1)
ZONE = observation.ZONE


@pytest.fixture
def town(database, clock):
    return Town(clock)


def test_a_draw_publishes_its_hash_and_opens_its_seed_when_its_days_are_over(town):
    found = draws.draw_of("undian-satu", today=town.today)
    assert (found.commitment, found.seed) == (town.drawn.commitment, None)
    assert found.drawn == 6
    late = draws.draw_of("undian-satu", today=found.last + timedelta(days=1))
    assert late.seed
    verdict = draws.verify("undian-satu", today=late.last + timedelta(days=1))
    assert verdict.holds
    assert verdict.revealed
    assert verdict.visits == 6
    with pytest.raises(NoResultFound):
        draws.verify("tidak-ada", today=town.today)


def test_observers_are_of_another_department_and_two_of_six_are_doubled(town):
    homes = {unit.id: code for code, unit in town.city.units.items()}
    own = {person.id: code for code, person in town.city.mentors.items()}
    for each in town.visits:
        assert own[each.observer_id] != homes[each.unit_id]
    assert len(town.visits) == 6 + 2
    assert sum(not each.announced for each in town.visits if each.place == 1) == 3
    assert {each.instrument for each in town.visits}


def test_the_same_order_is_drawn_once_and_another_one_may_not_take_its_label(town):
    again = observation.drawn(town.city, at=town.clock.now)
    assert again == town.drawn
    with pytest.raises(LabelIsTaken):
        observation.drawn(town.city, at=town.clock.now, size=1)
    assert len(draws.draws(today=town.today)) == 1


def test_a_draw_that_was_tampered_with_is_found(town):
    """Triggers refuse it; whoever drops them is found out by the draw itself."""
    db.session.execute(text("DROP TRIGGER visit_draw_no_update" + _on(" ON visit_draw")))
    db.session.execute(update(VisitDraw).values(seed="0" * 64))
    verdict = draws.verify("undian-satu", today=town.today)
    assert not verdict.holds
    assert not verdict.seed_fits
    assert verdict.pool_fits


def _on(more: str) -> str:
    return "" if db.engine.dialect.name == "sqlite" else more


def test_a_department_without_mentors_elsewhere_is_refused(database, clock):
    alone = observation.city("DINAS-A")
    with pytest.raises(NobodyMayObserve):
        observation.drawn(alone, at=clock.now)


def test_an_audit_draws_eight_percent_at_least_three_of_those_without_evidence(town):
    people_of = everybody(today=town.today)
    unassessed = {unit.id: people_of[unit.id] for unit in town.city.units.values()}
    period = (town.today, town.today + timedelta(days=10))
    order = audit_of("2026-4", unassessed, period)
    made = draw(order, by=None, at=town.clock.now, today=town.today, root=ROOT)
    assert made.people == 9
    found = draws.draw_of("audit-2026-4", today=town.today)
    assert (found.purpose, found.drawn) == (Purpose.AUDIT, 9)


def test_a_sheet_is_signed_once_and_the_same_key_answers_the_same(town):
    visit = town.single
    first = town.sign(visit, key="k-1")
    again = town.sign(visit, key="k-1", marks=Mark.NOT)
    assert (again.id, again.signed_at) == (first.id, first.signed_at)
    with pytest.raises(SheetIsSigned):
        town.sign(visit, key="k-2")
    assert [each.number for each in town.seen(visit).sheets] == [1]
    assert town.seen(visit).state is VisitState.SIGNED
    assert {"visits-drawn", "sheet-signed"} <= set(db.session.scalars(select(AuditEvent.kind)))


def test_nobody_signs_the_visit_of_somebody_else(town):
    visit = town.single
    whole = town.seen(visit)
    other = next(each for each in town.city.mentors.values() if each.id != visit.observer_id)
    sheet = observation.sheet(whole, at=town.clock.now)
    with pytest.raises(NoResultFound):
        sign(visit.id, sheet, by=other.id, at=town.clock.now, zone=ZONE)
    with pytest.raises(NoResultFound):
        one_of(visit.id, other.id, today=town.today)
    assert visit.id not in {each.id for each in mine(other.id, today=town.today)}


def test_a_correction_is_appended_with_its_reason_and_counts(town):
    visit, at = town.single, town.clock.now
    early = observation.sheet(town.seen(visit), at=at, reason="Terlalu awal dikoreksi.")
    with pytest.raises(SheetIsNotSigned):
        correct(visit.id, early, by=visit.observer_id, at=at, zone=ZONE)
    first = town.sign(visit)
    [fact] = evidence_between(LOWEST, HIGHEST)
    assert (fact.id, fact.met, fact.share, fact.seen) == (first.id, True, 1.0, 10)
    at = town.clock.forward(days=30)
    whole = observation.assigned(visit, at=at)
    begun = whole.sheets[0].started_at
    more = {"marks": Mark.NOT, "started_at": begun, "ended_at": begun + timedelta(minutes=20)}
    wrong = observation.sheet(whole, at=at, **more, reason="salah")
    with pytest.raises(CorrectionNeedsReason):
        correct(visit.id, wrong, by=visit.observer_id, at=at, zone=ZONE)
    reason = "Baris terbalik, sudah dibahas dengan Pegawai Rekaan."
    mended = observation.sheet(whole, at=at, **more, reason=reason)
    made = correct(visit.id, mended, by=visit.observer_id, at=at, zone=ZONE)
    assert made.number == 2
    [fact] = evidence_between(LOWEST, HIGHEST)
    assert (fact.id, fact.met, fact.share) == (first.id, False, 0.0)
    assert [each.number for each in town.seen(visit).sheets] == [1, 2]
    assert figures(at).gap.announced[0] + figures(at).gap.unannounced[0] == 1  # first sheets only


def test_evidence_says_who_where_how_and_holds_the_unit_of_that_instant(town):
    for each in town.visits:
        town.sign(each)
    found = evidence_between(LOWEST, HIGHEST)
    assert len(found) == 8
    assert [each.employee_id for each in found] == sorted(each.employee_id for each in found)
    by_id = {each.observer_id: each for each in town.visits}
    for fact in found:
        assert fact.observer_id in by_id
        assert fact.unit_id in {unit.id for unit in town.city.units.values()}
        assert (fact.context, fact.stage, fact.audit) == ("loket", "service", False)
        assert fact.instrument.startswith("loket@")
        assert fact.at.tzinfo
    assert sum(fact.double is not None for fact in found) == 4
    someone = found[0].employee_id
    assert {e.employee_id for e in evidence_between(someone, someone)} == {someone}


def test_who_moved_meanwhile_is_counted_where_they_served_then(town):
    visit = town.single
    elsewhere = people.unit("DINAS-Z", parent=town.city.root)
    db.session.execute(
        text("UPDATE posting SET unit_id = :unit WHERE employee_id = :who"),
        {"unit": _raw(elsewhere.id), "who": _raw(visit.employee_id)},
    )
    town.sign(visit)
    assert evidence_between(LOWEST, HIGHEST)[0].unit_id == elsewhere.id


def _raw(key: UUID):
    return key.hex if db.engine.dialect.name == "sqlite" else key


def test_neither_of_two_sees_the_others_sheet_before_both_have_signed(town):
    one, two = town.pair
    assert other_sheet(town.seen(one)) is None
    town.sign(one)
    assert other_sheet(town.seen(two)) is None
    assert other_sheet(town.seen(one)) is None
    town.sign(two, marks=Mark.PARTLY)
    assert set(other_sheet(town.seen(one)).marks.values()) == {Mark.PARTLY}
    assert set(other_sheet(town.seen(two)).marks.values()) == {Mark.MET}
    found = figures(town.clock.now)
    assert (found.agreement.pairs, found.sheets) == (1, 2)
    assert {each.rater for each in found.severities} == {one.observer_id, two.observer_id}


@pytest.mark.parametrize(
    "change", ["UPDATE visit_sheet SET note = 'x'", "UPDATE visit SET announced = true",
               "UPDATE visit_draw SET seed = 'x'", "UPDATE visit_sheet SET marks = '{}'"],
)  # fmt: skip
def test_the_database_refuses_to_change_what_was_drawn_or_signed(town, change):
    town.sign(town.single)
    with pytest.raises(DatabaseError):
        db.session.execute(text(change))
    db.session.rollback()


def test_twenty_who_sign_the_same_sheet_at_once_sign_it_once(database, clock):
    town = Town(clock)
    visit, at = town.single, clock.now
    visit_id, observer = visit.id, visit.observer_id
    sheets = [
        observation.sheet(town.seen(visit), at=at, key=f"k-{number % 2}") for number in range(20)
    ]
    db.session.commit()

    def alone(sheet):
        with database.app_context():
            try:
                done = sign(visit_id, sheet, by=observer, at=at, zone=ZONE)
                db.session.commit()
                return done.id
            except (SheetIsSigned, IntegrityError):
                db.session.rollback()
                return None
            finally:
                db.session.remove()

    with ThreadPoolExecutor(20) as pool:
        made = list(pool.map(alone, sheets))
    assert len({each for each in made if each}) == 1
    assert sum(each is not None for each in made) >= 10
    db.session.rollback()
    assert len(evidence_between(LOWEST, HIGHEST)) == 1
