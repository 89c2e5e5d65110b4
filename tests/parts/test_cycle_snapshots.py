"""A closed cycle is a snapshot: signed, the same on both databases, corrected by a new one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DatabaseError, NoResultFound

from tests.factories import content, crowds, cycles, people
from training.audit.queries import of_actor
from training.internalization.actions.closing import Closer, close
from training.internalization.actions.correcting import ask_correction, decide_correction
from training.internalization.actions.cycles import AnotherCycleIsOpen, When, open_cycle
from training.internalization.actions.freezing import counted_anew
from training.internalization.actions.ledger import take_everything
from training.internalization.actions.signing import sign
from training.internalization.queries.cycles import cycle_of, newest_closed
from training.internalization.queries.cycles import cycles as all_cycles
from training.internalization.queries.snapshots import correction_by, flaws_of, stored_digest
from training.internalization.rules.cycles import Span, State
from training.internalization.rules.snapshots import (
    CorrectionIsDecided,
    CorrectionNeedsAnother,
    CorrectionWaits,
    CycleIsCorrected,
    CycleIsNotClosed,
    CycleReasonIsMissing,
    Flaw,
    corrected_label,
)
from training.internalization.tables.cycles import CycleSignature
from training.kernel import jobs
from training.kernel.db import db, writing
from training.kernel.signing import signer
from training.people.tables.employees import Posting
from training.people.tables.units import Unit

pytestmark = pytest.mark.slow

WHY = "Sebelas pegawai kelurahan tercatat di unit yang keliru."


def built(clock):
    """A small city with evidence in two units, and a closed cycle."""
    content.published()
    root = people.unit("KOTA", kind="kota")
    for code, size in (("A", 24), ("B", 16)):
        unit = people.unit(code, parent=root)
        staff = crowds.crowd(unit, size)
        crowds.learnt(staff[: size // 2], unit, at=clock.now - timedelta(days=5))
    take_everything(at=clock.now, zone=cycles.ZONE)
    cycles.newest(clock.now)
    return root


@pytest.fixture
def city(database, clock):
    return built(clock)


@pytest.fixture
def chiefs(city):
    made = (people.employee(city), people.employee(city))
    db.session.commit()
    return tuple(each.id for each in made)


def shown(clock, label="2026-2"):
    return cycle_of(label, today=clock.now.date())


def when(clock):
    return When(clock.now, clock.now.date())


def test_what_is_stored_gives_the_digest_again(city, clock):
    assert stored_digest(shown(clock)) == shown(clock).digest


def test_counting_again_gives_the_digest_again(city, clock):
    closer = Closer(None, clock.now, cycles.ZONE, cycles.K)
    assert counted_anew(shown(clock), closer).digest == shown(clock).digest


def test_a_closing_with_the_citys_key_is_signed_and_holds(city, clock, tmp_path):
    key = signer(tmp_path)
    assert flaws_of(shown(clock), key.kid) == (Flaw.UNSIGNED,)
    assert sign("2026-2", key, at=clock.now)
    assert not sign("2026-2", key, at=clock.now)
    assert flaws_of(shown(clock), key.kid) == ()
    assert flaws_of(shown(clock), "another") == (Flaw.FOREIGN_KEY,)


def test_the_worker_signs_what_it_closes(database, clock, tmp_path):
    people.employee(people.unit("KOTA", kind="kota"))
    first = clock.now.date()
    open_cycle("2026-2", Span(first, first + timedelta(days=40)), when=when(clock))
    clock.forward(days=42)
    key = signer(tmp_path)
    close("2026-2", Closer(None, clock.now, cycles.ZONE, cycles.K, key))
    assert flaws_of(shown(clock), key.kid) == ()


@pytest.mark.parametrize(("change", "flaw"), [
    ("UPDATE unit_finding SET roster = roster + 1", Flaw.DIGEST),
    ("UPDATE unit_estimate SET low = 0.5", Flaw.DIGEST),
    ("UPDATE cycle_closing SET digest = 'x'", Flaw.DIGEST),
    ("UPDATE cycle SET seed = 'other'", Flaw.SEED),
    ("UPDATE cycle_signature SET signed = 'x.y.z'", Flaw.SIGNATURE),
])  # fmt: skip
def test_what_somebody_changes_below_the_application_is_found(city, clock, tmp_path, change, flaw):
    key = signer(tmp_path)
    sign("2026-2", key, at=clock.now)
    without_triggers(change)
    assert flaw in flaws_of(shown(clock), key.kid)
    db.session.rollback()


def without_triggers(change):
    """As an administrator of the database could do it."""
    if db.engine.dialect.name == "sqlite":
        db.session.execute(text(f"DROP TRIGGER {change.split()[1]}_no_update"))
    else:
        db.session.execute(text("SET LOCAL session_replication_role = replica"))
    db.session.execute(text(change))
    db.session.expire_all()


def test_signatures_and_corrections_are_never_changed(city, chiefs, clock, tmp_path):
    sign("2026-2", signer(tmp_path), at=clock.now)
    key = ask_correction("2026-2", WHY, by=chiefs[0], when=when(clock))
    decide_correction(key, agreed=False, by=chiefs[1], when=when(clock))
    db.session.commit()
    for change in ("cycle_signature SET kid = 'x'", "cycle_correction SET reason = 'x'",
                   "cycle_correction_decision SET agreed = true"):  # fmt: skip
        with pytest.raises(DatabaseError, match="what a cycle says is never changed"):
            db.session.execute(text(f"UPDATE {change}"))
        db.session.rollback()


def test_only_what_is_closed_is_signed_or_corrected(database, clock, tmp_path):
    cycles.opened(clock.now)
    someone = people.employee(people.unit("KOTA", kind="kota"))
    with pytest.raises(CycleIsNotClosed):
        sign("2026-2", signer(tmp_path), at=clock.now)
    with pytest.raises(CycleIsNotClosed):
        ask_correction("2026-2", WHY, by=someone.id, when=when(clock))
    with pytest.raises(NoResultFound):
        ask_correction("2031-1", WHY, by=someone.id, when=when(clock))


def test_a_correction_needs_a_reason_and_a_second_person(city, chiefs, clock):
    with pytest.raises(CycleReasonIsMissing):
        ask_correction("2026-2", "   salah        ", by=chiefs[0], when=when(clock))
    key = ask_correction("2026-2", WHY, by=chiefs[0], when=when(clock))
    with pytest.raises(CorrectionWaits):
        ask_correction("2026-2", WHY, by=chiefs[1], when=when(clock))
    with pytest.raises(CorrectionNeedsAnother):
        decide_correction(key, agreed=True, by=chiefs[0], when=when(clock))
    assert decide_correction(key, agreed=False, by=chiefs[1], when=when(clock)) is None
    with pytest.raises(CorrectionIsDecided):
        decide_correction(key, agreed=True, by=chiefs[1], when=when(clock))
    assert [each.kind for each in of_actor(chiefs[1])] == ["cycle-correction-decided"]
    assert len(all_cycles(today=clock.now.date())) == 1


def test_a_corrected_cycle_is_a_new_snapshot_and_the_old_one_stays(city, chiefs, clock):
    before = shown(clock)
    key = ask_correction("2026-2", WHY, by=chiefs[0], when=when(clock))
    moved_to_b(clock)
    label = decide_correction(key, agreed=True, by=chiefs[1], when=when(clock))
    assert label == "2026-2-k1"
    waiting = shown(clock, label)
    assert (waiting.state, waiting.commitment) == (State.OVER, before.commitment)
    days = Span(date(2026, 12, 1), date(2027, 3, 1))
    with pytest.raises(AnotherCycleIsOpen):
        open_cycle("2027-1", days, when=when(clock))
    assert newest_closed(today=clock.now.date()) == before
    assert db.session.scalars(select(jobs.Job.kind)).all().count("close-cycle") == 1
    close(label, Closer(None, clock.now, cycles.ZONE, cycles.K))
    now = newest_closed(today=clock.now.date())
    assert now is not None
    assert (now.label, now.span, now.seed) == (label, before.span, before.seed)
    assert now.digest != before.digest
    assert shown(clock) == before
    assert [each.label for each in all_cycles(today=clock.now.date())] == [label]
    told = correction_by(now.id)
    assert told is not None
    assert (told.of, told.reason) == ("2026-2", WHY)
    with pytest.raises(CycleIsCorrected):
        ask_correction("2026-2", WHY, by=chiefs[0], when=when(clock))


def moved_to_b(clock):
    """The record is set right: some people of A had been in B since the cycle began."""
    units = dict(db.session.execute(select(Unit.code, Unit.id)).all())
    some = db.session.scalars(
        select(Posting.id).where(Posting.unit_id == units["A"]).order_by(Posting.id).limit(11)
    ).all()
    change = update(Posting).where(Posting.id.in_(some)).values(unit_id=units["B"])
    db.session.execute(change)
    db.session.commit()


def test_labels_of_corrections_count_up():
    assert corrected_label("2026-2") == "2026-2-k1"
    assert corrected_label("2026-2-k1") == "2026-2-k2"
    assert corrected_label("2026-k1") == "2026-k1-k1"


@pytest.mark.postgres
def test_the_same_city_has_the_same_digest_on_both_databases(app, postgres_app, clock):
    clock.set(datetime(2026, 11, 23, 1, 30, tzinfo=UTC))
    built(clock)
    digest = shown(clock).digest
    frozen = {"unit_estimate", "unit_finding", "cycle_closing"}
    held = [
        (table, [dict(row._mapping) for row in db.session.execute(table.select())])
        for table in db.metadata.sorted_tables
        if table.name not in frozen
    ]
    other, renew = postgres_app
    renew()
    writing.set(True)
    with other.app_context():
        db.session.execute(text("SET LOCAL session_replication_role = replica"))
        for table, rows in held:
            if rows:
                db.session.execute(insert(table), rows)
        again = close("2026-2", Closer(None, clock.now, cycles.ZONE, cycles.K))
        assert again == digest
        assert stored_digest(shown(clock)) == digest
        assert db.session.scalars(select(CycleSignature)).all() == []
        db.session.rollback()
