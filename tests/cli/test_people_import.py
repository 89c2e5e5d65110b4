"""The commands that bring staff and units: what they print, how they exit, what they store."""

import json

import pytest
from sqlalchemy import func, select

from tests.factories import people, sheets
from training.kernel.db import db
from training.people.tables.employees import Employee
from training.people.tables.units import Unit

pytestmark = pytest.mark.slow


@pytest.fixture
def run(app, tmp_path):
    """`run("people", data, "--json")` imports the data and answers exit code and output."""

    def import_file(group: str, data: bytes, *options: str, name: str = "berkas.csv"):
        path = tmp_path / name
        path.write_bytes(data)
        done = app.test_cli_runner().invoke(args=[group, "import", str(path), *options])
        db.session.rollback()
        return done.exit_code, done.output

    return import_file


@pytest.fixture
def office(app) -> None:
    people.unit("DINSOS", name="Dinas Sosial")
    db.session.commit()


def count(table) -> int:
    return db.session.scalar(select(func.count()).select_from(table))


UNITS = sheets.text(
    [["A", "Dinas A", "KOTA", "dinas"], ["KOTA", "Kota", "", "kota"]], sheets.UNIT_HEADS
)


def test_units_are_tried_imported_and_imported_again(run):
    code, said = run("units", UNITS, "--dry-run")
    assert (code, count(Unit)) == (0, 0)
    assert "percobaan" in said
    assert run("units", UNITS)[0] == 0
    assert count(Unit) == 2
    code, said = run("units", UNITS, "--json")
    assert json.loads(said)["counts"]["unchanged"] == 2


def test_a_refused_unit_file_ends_with_one_and_names_every_problem(run):
    bad = sheets.text([["A", "", "TIADA", "markas"]], sheets.UNIT_HEADS)
    code, said = run("units", bad)
    assert code == 1
    for words in ("Nama kosong", "Jenis unit tidak dikenal", "Unit induk ini tidak ada"):
        assert words in said


def test_people_are_tried_row_by_row_and_then_imported(run, office):
    data = sheets.workbook([list(sheets.HEADS), sheets.line(1), sheets.line(2)])
    code, said = run("people", data, "--dry-run", name="b.xlsx")
    assert (code, count(Employee)) == (0, 0)
    assert "Pegawai Rekaan Ba" in said
    assert run("people", data, name="b.xlsx")[0] == 0
    assert count(Employee) == 2
    answer = json.loads(run("people", data, "--json", name="b.xlsx")[1])
    assert (answer["applied"], answer["counts"]["unchanged"]) == (True, 2)


def test_a_numeric_nip_is_refused_with_the_way_to_repair_it(run, office):
    code, said = run("people", sheets.text([sheets.line(1, number="1,98609E+17"), sheets.line(2)]))
    assert (code, count(Employee)) == (1, 0)
    assert "Format Sel > Teks" in said
    told = json.loads(run("people", sheets.text([sheets.line(1, number="1E+17")]), "--json")[1])
    assert [(each["line"], each["column"], each["code"]) for each in told["problems"]] == [
        (2, "NIP", "numeric-number")
    ]


def test_many_leavers_need_the_flag(run, office):
    run("people", sheets.text([sheets.line(n) for n in range(4)]), "--as-of", "2026-11-01")
    shorter = sheets.text([sheets.line(1)])
    code, said = run("people", shorter, "--full", "--unit", "DINSOS")
    assert code == 1
    assert "--confirm-leavers" in said
    assert run("people", shorter, "--full", "--confirm-leavers")[0] == 0
    assert json.loads(run("people", shorter, "--full", "--json")[1])["changes"] == []


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\x00\x01", b"a;b\n", b"%PDF"])
def test_what_is_no_table_is_one_sentence_and_never_a_traceback(run, data):
    code, said = run("people", data)
    assert code == 1
    assert "Traceback" not in said
    assert json.loads(run("people", data, "--json")[1])["refused"] is True


def test_an_unknown_unit_or_day_is_a_usage_error(run, office):
    assert run("people", sheets.text([sheets.line(1)]), "--full", "--unit", "X")[0] == 2
    assert run("people", sheets.text([sheets.line(1)]), "--as-of", "kemarin")[0] == 2
    assert run("people", sheets.text([sheets.line(1)]), "--as-of", "2030-01-01")[0] == 1
