"""The reports of a closed cycle: sentences and figures after disclosure, the same in every form."""

import csv
import io
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from tests.factories import content, crowds, cycles, people, waves
from training.internalization.actions.ledger import take_everything
from training.kernel.db import db
from training.people.tables.employees import Employee
from training.reporting.queries.city_cycle_reports import city_cycle_report
from training.reporting.queries.cycle_reports import Asked, unit_cycle_report
from training.reporting.rules.report_sheets import (
    HEAD,
    lines_of,
    report_csv,
    report_rows,
    report_xlsx,
)
from training.voice.actions.waves import answer, close_wave

pytestmark = pytest.mark.slow

EVERYWHERE = ("/",)


@pytest.fixture
def city(database, clock):
    content.published()
    root = people.unit("KOTA", kind="kota")
    for number in range(5):
        unit = people.unit(f"A{number}", parent=root)
        staff = crowds.crowd(unit, 14 + 3 * number)
        crowds.learnt(staff[: 8 + number], unit, at=clock.now - timedelta(days=5))
    crowds.crowd(people.unit("C", parent=root), 5)
    take_everything(at=clock.now, zone=cycles.ZONE)
    cycles.newest(clock.now)
    return root


def asked(clock, cycle="2026-2", scope=EVERYWHERE):
    return Asked(cycle, scope, 10, "Kota Uji", clock.now.date())


def test_a_units_report_says_how_many_of_how_many_and_what_it_does_not_know(city, clock):
    report = unit_cycle_report("A4", asked(clock))
    assert report["summary"][0].startswith("Dari 26 pegawai, ")
    assert "punya bukti yang masih berlaku" in report["summary"][0]
    assert "dengan keyakinan 90 %" in report["summary"][1]
    assert "Rentangnya" in report["summary"][1]
    assert any("tidak ada bukti yang berlaku" in each for each in report["unknown"])
    assert len(report["digest"]) == 64


def test_a_small_unit_is_told_nothing_but_where_it_is_counted(city, clock):
    report = unit_cycle_report("C", asked(clock))
    assert report["sections"] == []
    assert "digabungkan ke" in report["summary"][0]
    assert list(lines_of(report)) == []


def test_outside_of_the_scope_there_is_no_report(city, clock):
    with pytest.raises(NoResultFound):
        unit_cycle_report("A1", asked(clock, scope=("/KOTA/A4/",)))
    with pytest.raises(NoResultFound):
        unit_cycle_report("A4", asked(clock, "2031-1"))
    with pytest.raises(NoResultFound):
        city_cycle_report(asked(clock, scope=("/TIDAK/",)))


def test_a_running_cycle_has_no_report(city, clock):
    clock.forward(days=20)
    cycles.opened(clock.now, "2027-1")
    with pytest.raises(NoResultFound):
        unit_cycle_report("A4", asked(clock, "2027-1"))


def test_the_city_tells_every_unit_by_name_and_none_that_is_too_small(city, clock):
    steps = []
    report = city_cycle_report(asked(clock), lambda done, of: steps.append((done, of)))
    assert steps[-1][0] == steps[-1][1]
    names = [row["code"] for row in report["units"]]
    assert names[0] == "KOTA"
    assert names[1:] == sorted(names[1:])
    small = next(row for row in report["units"] if row["code"] == "C")
    assert small["lines"] == []
    assert small["merged_into"]
    assert {code for code, *_ in lines_of(report)} <= set(names) - {"C"}


def test_a_unit_is_told_alike_in_its_own_report_and_in_the_citys(city, clock):
    whole = {row["code"]: row["lines"] for row in city_cycle_report(asked(clock))["units"]}
    for code in ("A1", "A4", "KOTA"):
        parts = unit_cycle_report(code, asked(clock))["sections"]
        own = next(part["lines"] for part in parts if part["title"] == "Menurut tingkat")
        assert whole[code] in ([], own)


def test_the_same_report_comes_out_twice(city, clock):
    assert city_cycle_report(asked(clock)) == city_cycle_report(asked(clock))


def test_the_next_cycle_tells_the_own_past_and_what_went_along(city, clock):
    clock.forward(days=95)
    cycles.newest(clock.now, "2027-1")
    report = unit_cycle_report("A4", asked(clock, "2027-1"))
    part = next(each for each in report["sections"] if "sebelumnya" in each["title"])
    assert "2026-2" in part["sentences"][0]
    assert part["sentences"][-1].startswith("Hal-hal ini berjalan bersamaan")
    assert [each["cycle"] for each in part["trend"]] == ["2026-2", "2027-1"]


def test_the_city_says_what_people_said_of_what_helps_them(city, clock):
    wave = waves.opened(clock.now)
    for person in db.session.scalars(select(Employee.id).order_by(Employee.id).limit(14)):
        answer(wave, waves.given(), person=person, today=waves.TODAY, k=10)
    clock.forward(days=9)
    close_wave(wave, by=None, at=clock.now, today=clock.now.date(), k=10)
    assert not drivers_of(city_cycle_report(asked(clock)))
    clock.forward(days=86)
    cycles.newest(clock.now, "2027-1")
    told = drivers_of(city_cycle_report(asked(clock, "2027-1")))
    assert {each["text"] for each in told} <= {f"{n},0 dari 5" for n in range(1, 6)}
    assert {each["n"] for each in told} == {10}


def drivers_of(report):
    parts = (each for each in report["sections"] if "menggerakkan" in each["title"])
    return [each for part in parts for each in part["lines"]]


def test_table_and_workbook_hold_the_same_figures(city, clock):
    for report in (city_cycle_report(asked(clock)), unit_cycle_report("A4", asked(clock))):
        rows = [list(row) for row in report_rows(report)]
        assert rows
        table = list(csv.reader(io.StringIO(report_csv(report).decode("utf-8-sig")), delimiter=";"))
        assert table[0] == list(HEAD)
        assert [plain(row) for row in rows] == [plain(row) for row in table[1:]]
        book = CalamineWorkbook.from_filelike(io.BytesIO(report_xlsx(report)))
        sheet = book.get_sheet_by_name("Angka").to_python()
        assert [plain(row) for row in rows] == [plain(row) for row in sheet[1:]]
        assert "Kamus data" in book.sheet_names
        said = [row[1] for row in book.get_sheet_by_name("Ringkasan").to_python()]
        assert set(report["summary"]) <= set(said)
        assert report["digest"] in said


def plain(row):
    """Cells as numbers or texts, whatever the form writes a number like."""
    return [_cell(place, each) for place, each in enumerate(row)]


def _cell(place, value):
    if place < 9:
        return str(value or "")
    return None if value in (None, "") else round(float(str(value).replace(",", ".")), 4)
