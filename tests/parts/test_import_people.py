"""Imports on real databases: whole or not at all, once or twice, alone or two at a time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from tests.conftest import ZERO_HOUR
from tests.factories import people, sheets
from training.audit import queries as audit
from training.audit.rules import EventKind, verify
from training.audit.tables import AuditEvent
from training.kernel.bundle import fetch
from training.kernel.db import db, writing
from training.people.actions.imports import (
    Importer,
    ImportMovedOn,
    ImportRefused,
    apply_people,
    apply_units,
    digest,
    plan_people,
)
from training.people.queries import employees, units
from training.people.rules.imports.model import Terms
from training.people.tables.employees import Employee, Identifier, Posting, Standing
from training.people.tables.units import Unit, UnitPredecessor

pytestmark = pytest.mark.slow

TODAY = ZERO_HOUR.date()
BY = Importer(None, ZERO_HOUR, TODAY)
EVERYWHERE = Terms(TODAY, ("/",))
HEADS = (*sheets.HEADS, "Kedudukan hukum")


def line(n: int, unit: str = "DINSOS", law: str = "", **more: str) -> list[str]:
    return [*sheets.line(n, unit, **more), law]


def apply(*rows: list[str], terms: Terms = EVERYWHERE, **more):
    done = apply_people(sheets.people_file(*rows, heads=HEADS), terms, by=BY, **more)
    db.session.commit()
    return done


def recorded(person: UUID):
    return fetch(employees.record_parts(person))


def city() -> None:
    root = people.unit("KOTA", kind="kota")
    people.unit("DINSOS", parent=root, name="Dinas Sosial")
    people.unit("DISHUB", parent=root, name="Dinas Perhubungan")
    db.session.commit()


def count(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


def test_a_file_is_applied_and_applying_it_again_changes_nothing(database):
    city()
    rows = [
        line(n, unit="DINSOS" if n % 2 else "DISHUB", law="Tugas Belajar" if n == 3 else "")
        for n in range(1, 30)
    ]
    assert apply(*rows).counts.added == 29
    assert (count(Employee), count(Identifier), count(Posting), count(Standing)) == (29, 29, 29, 1)
    events = count(AuditEvent)
    again = apply(*rows)
    assert (again.changes, again.counts.unchanged) == ((), 29)
    assert count(AuditEvent) == events == 30
    assert verify(audit.links()).holds


def test_the_audit_holds_the_files_digest_and_each_person_but_no_values(database):
    city()
    apply(line(1), line(2))
    events = audit.after(0)
    assert [event.kind for event in events] == [
        EventKind.IMPORTED,
        EventKind.PERSON_CHANGED,
        EventKind.PERSON_CHANGED,
    ]
    assert sheets.people_file(line(1), line(2), heads=HEADS).digest in events[0].detail
    assert employees.find(sheets.nip(1)) in {UUID(event.object_id) for event in events[1:]}
    assert "Pegawai" not in "".join(event.detail for event in events)


def test_moving_keeps_the_old_post_for_the_days_before(database):
    city()
    start = Terms(TODAY - timedelta(days=30), ("/",))
    apply(line(1), terms=start)
    apply(line(1, unit="DISHUB"), terms=Terms(TODAY, ("/",)))
    person = employees.find(sheets.nip(1))
    ids = {row.code: row.id for row in units.tree(("/",))}
    assert employees.unit_at(person, TODAY - timedelta(days=1)) == ids["DINSOS"]
    assert employees.unit_at(person, TODAY) == ids["DISHUB"]
    assert employees.unit_at(person, TODAY - timedelta(days=31)) is None
    with pytest.raises(ImportRefused):
        apply(line(1), terms=Terms(TODAY - timedelta(days=10), ("/",)))


def test_a_new_number_a_new_status_and_a_standing_are_dated(database):
    city()
    apply(line(1, status="PPPK"), terms=Terms(TODAY - timedelta(days=30), ("/",)))
    new = sheets.nip(1, month="21")
    apply(line(1, number=new, status="PPPK", law="CLTN"))
    person = employees.find(new)
    assert employees.find(sheets.nip(1)) is None
    held = {row.value: (row.valid_from, row.valid_to) for row in recorded(person)["numbers"]}
    assert held[sheets.nip(1)][1] == held[new][0] == TODAY
    apply(line(1, number=new, law="Aktif"), terms=Terms(TODAY, ("/",)))
    assert [row.valid_to for row in recorded(person)["standings"]] == [TODAY]


def test_one_bad_row_and_nothing_is_stored(database):
    city()
    with pytest.raises(ImportRefused):
        apply(line(1), line(2, number="1,9E+17"), line(3))
    db.session.rollback()
    assert (count(Employee), count(AuditEvent)) == (0, 0)


def test_a_failure_in_the_middle_undoes_everything(database):
    city()
    apply_people(sheets.people_file(line(1), line(2), heads=HEADS), EVERYWHERE, by=BY)
    assert count(Employee) == 2
    db.session.rollback()  # the machine stops before the commit
    assert (count(Employee), count(Posting), count(AuditEvent)) == (0, 0, 0)


def test_a_plan_that_was_shown_is_applied_only_while_it_is_true(database):
    city()
    taken = sheets.people_file(line(1), heads=HEADS)
    shown = digest(plan_people(taken, EVERYWHERE, today=TODAY))
    apply(line(1))
    with pytest.raises(ImportMovedOn):
        apply_people(taken, EVERYWHERE, by=BY, shown=shown)
    db.session.rollback()
    assert count(Employee) == 1


def test_a_day_that_has_not_come_is_refused(database):
    city()
    with pytest.raises(ImportRefused):
        apply(line(1), terms=Terms(TODAY + timedelta(days=1), ("/",)))


def test_two_imports_at_once_are_one_after_the_other(database):
    city()
    rows = [line(n) for n in range(1, 20)]

    def one(_: int) -> int:
        with database.app_context():
            writing.set(True)
            done = apply_people(sheets.people_file(*rows, heads=HEADS), EVERYWHERE, by=BY)
            db.session.commit()
            db.session.remove()
            return done.counts.added

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(one, range(3))) == [0, 0, 19]
    assert count(Employee) == 19
    assert verify(audit.links()).holds


def test_leavers_lose_their_posts_and_come_back_as_the_same_people(database):
    city()
    before = Terms(TODAY - timedelta(days=9), ("/",))
    apply(line(1), line(2), terms=before)
    sure = Terms(TODAY, ("/",), full="/KOTA/DINSOS/", confirm_leavers=True)
    assert apply(line(1), terms=sure).counts.left == 1
    gone = employees.find(sheets.nip(2))
    assert employees.unit_at(gone, TODAY) is None
    assert apply(line(1), terms=sure).changes == ()
    apply(line(2))
    assert employees.unit_at(gone, TODAY) is not None
    assert count(Employee) == 2


def test_people_are_found_by_number_or_email_and_only_inside_the_scope(database):
    city()
    apply(line(1))
    key = employees.find(f" {sheets.nip(1)[:8]} {sheets.nip(1)[8:]}")
    assert key == employees.find("BERKAS1@contoh.invalid")
    assert employees.find("tiada@contoh.invalid") is None
    assert employees.person(key, ("/KOTA/DINSOS/",), today=TODAY).unit_code == "DINSOS"
    with pytest.raises(Exception, match="No row"):
        employees.person(key, ("/KOTA/DISHUB/",), today=TODAY)
    with pytest.raises(Exception, match="No row"):
        employees.person(key, (), today=TODAY)


def test_units_are_imported_moved_and_linked(database):
    heads = (*sheets.UNIT_HEADS, "valid_from", "predecessor", "change")
    first = sheets.unit_file(
        ["POS", "Pos", "A", "layanan", "", "", ""],
        ["A", "Dinas A", "KOTA", "dinas", "2020-01-01", "", ""],
        ["KOTA", "Kota", "", "kota", "2020-01-01", "", ""], heads=heads,
    )  # fmt: skip
    assert apply_units(first, day=TODAY, by=BY).counts.added == 3
    second = sheets.unit_file(
        ["B", "Dinas B", "KOTA", "dinas", "2026-01-01", "A", "renamed"],
        ["POS", "Pos", "B", "layanan", "", "", ""],
        heads=heads,
    )  # fmt: skip
    apply_units(second, day=TODAY, by=BY)
    db.session.commit()
    assert units.by_code("pos", ("/KOTA/",)).path == "/KOTA/B/POS/"
    assert len(units.tree(("/KOTA/B/",))) == 2
    with pytest.raises(Exception, match="No row"):
        units.by_code("POS", ("/KOTA/A/",))
    link = db.session.scalars(select(UnitPredecessor)).one()
    assert (link.kind, link.on) == ("renamed", date(2026, 1, 1))
    assert apply_units(second, day=TODAY, by=BY).changes == ()
    assert count(Unit) == 4
    db.session.rollback()


def test_the_tree_is_listed_by_group_and_name(database):
    root = people.unit("KOTA", kind="kota", group="1")
    for code in ("C", "B", "A"):
        people.unit(code, parent=root, group="2")
    assert [row.code for row in units.tree(("/",))] == ["KOTA", "A", "B", "C"]
    assert [row.code for row in units.tree(("/KOTA/B/",))] == ["B"]
    assert units.tree(()) == []
