"""A corrected snapshot is told only where it concerns k people: no difference tells on a few."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.factories import content, crowds, cycles, people
from training.internalization.actions.closing import Closer, close
from training.internalization.actions.correcting import ask_correction, decide_correction
from training.internalization.actions.cycles import When
from training.internalization.actions.ledger import take_everything
from training.kernel.db import db
from training.people.tables.employees import Posting
from training.people.tables.units import Unit
from training.reporting.queries.city_cycle_reports import city_cycle_report
from training.reporting.queries.cycle_reports import Asked, unit_cycle_report
from training.reporting.rules.report_sheets import report_rows
from training.reporting.rules.settling import is_moved

pytestmark = pytest.mark.slow

WHY = "Beberapa pegawai tercatat di unit yang keliru."


@pytest.fixture
def city(database, clock):
    content.published()
    root = people.unit("KOTA", kind="kota")
    for code, size in (("A", 24), ("B", 20), ("D", 30)):
        unit = people.unit(code, parent=root)
        staff = crowds.crowd(unit, size)
        crowds.learnt(staff[: size // 2], unit, at=clock.now - timedelta(days=5))
    take_everything(at=clock.now, zone=cycles.ZONE)
    cycles.newest(clock.now)
    return root


def corrected(city, clock, count, label="2026-2"):
    """So many people of A had been in B; the cycle is counted again. Answers the new label."""
    one, other = people.employee(city), people.employee(city)
    db.session.execute(
        update(Posting).where(Posting.employee_id.in_([one.id, other.id])).values(
            valid_from=clock.now.date()
        )
    )  # fmt: skip
    units = dict(db.session.execute(select(Unit.code, Unit.id)).all())
    some = db.session.scalars(
        select(Posting.id).where(Posting.unit_id == units["A"]).order_by(Posting.id).limit(count)
    ).all()
    change = update(Posting).where(Posting.id.in_(some)).values(unit_id=units["B"])
    db.session.execute(change)
    when = When(clock.now, clock.now.date())
    key = ask_correction(label, WHY, by=one.id, when=when)
    fresh = decide_correction(key, agreed=True, by=other.id, when=when)
    close(str(fresh), Closer(None, clock.now, cycles.ZONE, cycles.K))
    db.session.commit()
    return str(fresh)


def asked(clock, cycle):
    return Asked(cycle, ("/",), 10, "Kota Uji", clock.now.date())


def figures(report):
    return [row[2:] for row in report_rows(report)]


@pytest.mark.parametrize("count", [1, 3, 9])
def test_a_correction_of_a_few_changes_no_figure_of_any_unit(city, clock, count):
    before = {code: unit_cycle_report(code, asked(clock, "2026-2")) for code in ("A", "B", "D")}
    whole = city_cycle_report(asked(clock, "2026-2"))
    label = corrected(city, clock, count)
    for code, report in before.items():
        now = unit_cycle_report(code, asked(clock, label))
        assert figures(now) == figures(report)
        assert any(WHY in each for each in now["sections"][0]["sentences"])
    now = city_cycle_report(asked(clock, label))
    assert figures(now) == figures(whole)


def test_a_correction_of_many_is_told_where_it_concerns_them(city, clock):
    before = {code: unit_cycle_report(code, asked(clock, "2026-2")) for code in ("A", "B", "D")}
    label = corrected(city, clock, 11)
    now = {code: unit_cycle_report(code, asked(clock, label)) for code in before}
    for code, roster in (("A", 13), ("B", 31), ("D", 30)):
        assert f"Dari {roster} pegawai" in now[code]["summary"][0]
    assert figures(now["D"]) == figures(before["D"])
    changed = now["A"]["sections"][0]
    assert changed["title"] == "Koreksi"
    assert any("dahulu" in each for each in changed["sentences"])


def test_the_old_snapshot_reads_as_it_did(city, clock):
    before = unit_cycle_report("A", asked(clock, "2026-2"))
    corrected(city, clock, 11)
    assert unit_cycle_report("A", asked(clock, "2026-2")) == before


def test_a_unit_in_the_citys_list_is_told_as_in_its_own_report(city, clock):
    label = corrected(city, clock, 5)
    rows = {row["code"]: row["lines"] for row in city_cycle_report(asked(clock, label))["units"]}
    for code in ("A", "D"):
        parts = unit_cycle_report(code, asked(clock, label))["sections"]
        own = next(part["lines"] for part in parts if part["title"] == "Menurut tingkat")
        assert rows[code] in ([], own)


def test_what_was_too_small_before_is_told_anew():
    assert is_moved({"roster": 12}, {"roster": 9}, k=10)
    assert not is_moved({"roster": 12}, {"roster": 11}, k=10)
    assert is_moved({"roster": 20, "level.3": 12.0}, {"roster": 20, "level.3": 2.0}, k=10)
