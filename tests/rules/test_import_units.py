"""What a unit file changes in the tree: parents in any order, no circles, nothing deleted."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import sheets
from training.people.rules.imports.columns import UNITS
from training.people.rules.imports.intake import take
from training.people.rules.imports.model import Fate
from training.people.rules.imports.problems import Code
from training.people.rules.imports.unit_plan import UnitsPlan, plan
from training.people.rules.imports.unit_rows import read_rows
from training.people.rules.kinds import ChangeKind

DAY = date(2026, 11, 23)
HEADS = (
    *sheets.UNIT_HEADS,
    "valid_from",
    "valid_to",
    "predecessor",
    "change",
    "note",
    "kode_wilayah",
)
CITY = ("KOTA", "Kota", "", "kota")
CITY_FILE = Path(__file__).parents[2] / "training/cli/demo/opd_balikpapan.csv"


def line(
    code: str, parent: str = "KOTA", *, name: str = "", kind: str = "dinas", **more: str
) -> list[str]:
    told = {
        "valid_from": "",
        "valid_to": "",
        "predecessor": "",
        "change": "",
        "note": "",
        "region": "",
    } | more
    return [code, name or f"Dinas {code}", parent, kind, *told.values()]


ROOT = line("KOTA", "", kind="kota")


def planned(*rows: list[str], record: dict | None = None) -> UnitsPlan:
    understood, problems = read_rows(sheets.unit_file(*rows, heads=HEADS))
    return plan(understood, record or {}, DAY, problems)


def after(found: UnitsPlan, record: dict | None = None) -> dict:
    return {**(record or {}), **{each.unit.code: each.unit for each in found.changes}}


def codes(found: UnitsPlan) -> set[Code]:
    return {problem.code for problem in found.problems}


def test_the_citys_own_file_is_read_whole_with_its_doubts():
    rows, problems = read_rows(take(CITY_FILE.read_bytes(), UNITS))
    found = plan(rows, {}, DAY, problems)
    units = after(found)
    assert (found.counts.added, found.problems) == (83, ())
    assert units["RSKIA"].kind == "uobk"
    assert units["RSKIA"].group == "UPTD dan UOBK"
    assert units["RSKIA"].path == "/PEMKOT/DKK/RSKIA/"
    assert units["DKK"].verified == "V*"
    assert units["KEL-MANGGAR"].region == "64.71.01.1001"
    assert plan(rows, units, DAY, problems).changes == ()


def test_parents_may_come_after_their_children():
    found = planned(line("UPTD-A", "DINSOS", kind="uptd"), line("DINSOS"), ROOT)
    assert [each.unit.path for each in found.changes] == [
        "/KOTA/",
        "/KOTA/DINSOS/",
        "/KOTA/DINSOS/UPTD-A/",
    ]


def test_a_unit_that_moves_takes_its_whole_subtree_along():
    record = after(
        planned(ROOT, line("A"), line("B"), line("UPTD-A", "A", kind="uptd"), line("POS", "UPTD-A"))
    )
    found = planned(line("UPTD-A", "B", kind="uptd"), record=record)
    assert {each.unit.code: each.unit.path for each in found.changes} == {
        "UPTD-A": "/KOTA/B/UPTD-A/", "POS": "/KOTA/B/UPTD-A/POS/",
    }  # fmt: skip
    assert planned(line("UPTD-A", "B", kind="uptd"), record=after(found, record)).changes == ()


def test_a_unit_that_the_file_leaves_out_stays():
    record = after(planned(ROOT, line("A")))
    assert planned(ROOT, record=record).changes == ()


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([line("A", "B"), line("B", "A")], Code.PARENT_CYCLE),
        ([line("A", "A")], Code.PARENT_CYCLE),
        ([line("A", "TIADA")], Code.PARENT_UNKNOWN),
        ([ROOT, line("A"), line("A")], Code.TWICE_IN_FILE),
        ([line("A/B", "")], Code.CODE_ODD),
        ([line("x" * 41, "")], Code.CODE_ODD),
        ([line("A", "", kind="markas")], Code.KIND_UNKNOWN),
        ([line("A", "", name="=1+1")], Code.FORMULA),
        ([line("A", "", name="x" * 201)], Code.TEXT_LONG),
        ([line("A", "", valid_from="2026-02-01", valid_to="2026-01-01")], Code.DATES_CROSSED),
        ([line("A", "", valid_from="besok")], Code.DATE_ODD),
        ([line("A", "", predecessor="B", change="renamed")], Code.PREDECESSOR_UNKNOWN),
        ([line("A", "", predecessor="A", change="renamed")], Code.PREDECESSOR_UNKNOWN),
        ([line("A", "", change="renamed")], Code.PREDECESSOR_ALONE),
        ([line("A", ""), line("B", "", predecessor="A")], Code.PREDECESSOR_ALONE),
        ([line("A", ""), line("B", "", predecessor="A", change="bubar")], Code.CHANGE_UNKNOWN),
    ],
)
def test_what_is_no_tree_is_refused_and_says_why(rows, code):
    found = planned(*rows)
    assert code in codes(found)
    assert found.refused


def test_a_tree_deeper_than_its_path_can_hold_is_refused():
    deep = [line("A" * 30 + "0", "")] + [
        line(f"{'A' * 30}{n}", f"{'A' * 30}{n - 1}") for n in range(1, 15)
    ]
    assert codes(planned(*deep)) == {Code.TOO_DEEP}


def test_a_region_code_that_excel_made_a_number_is_refused():
    data = sheets.workbook(
        [["kode", "nama", "jenis", "kode wilayah"], ["A", "Dinas A", "dinas", 64.10]]
    )
    _, problems = read_rows(take(data, UNITS))
    assert [each.code for each in problems] == [Code.NUMERIC_REGION]


def test_a_predecessor_is_linked_once():
    new = {"valid_from": "2026-01-01", "predecessor": "LAMA", "change": "ganti nama"}
    rows = [ROOT, line("LAMA", valid_to="2026-01-01"), line("BARU", **new)]
    found = planned(*rows)
    links = {each.unit.code: each.links for each in found.changes}
    assert links["BARU"] == (("LAMA", ChangeKind.RENAMED),)
    assert planned(*rows, record=after(found)).changes == ()


def test_the_stored_texts_of_columns_that_the_file_lacks_stay():
    record = after(planned(ROOT, line("A", note="ragu")))
    short = sheets.unit_file(["A", "Dinas A Baru", "KOTA", "dinas"])
    understood, problems = read_rows(short)
    (change,) = plan(understood, record, DAY, problems).changes
    assert (change.fate, change.unit.note, change.unit.name) == (
        Fate.CHANGED,
        "ragu",
        "Dinas A Baru",
    )


CODES = st.sampled_from(["A", "B", "C", "D", "E"])
ROW = st.builds(
    line,
    CODES,
    parent=st.one_of(st.just(""), CODES),
    name=st.sampled_from(["Satu", "Dua"]),
    kind=st.sampled_from(["dinas", "uptd"]),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=5), st.lists(ROW, min_size=1, max_size=5))
def test_applying_a_plan_leaves_nothing_to_do_and_every_path_true(first, second):
    record: dict = {}
    for rows in (first, second):
        found = planned(*rows, record=record)
        if found.refused:
            continue
        record = after(found, record)
        assert planned(*rows, record=record).changes == ()
        for unit in record.values():
            above = record[unit.parent].path if unit.parent else "/"
            assert unit.path == f"{above}{unit.code}/"
