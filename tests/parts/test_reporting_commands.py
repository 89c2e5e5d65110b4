"""The commands of reports: figures of a unit, rebuilding, and the proof."""

import csv
import io
import json

import pytest
from sqlalchemy import select, update

from tests.factories import content, crowds, people
from training.kernel.db import db
from training.reporting.tables import ItemTally, QuizTally, UnitTally

pytestmark = pytest.mark.slow


@pytest.fixture
def run(app, clock):
    content.published()
    unit = people.unit("DINAS", kind="dinas")
    small = people.unit("KECIL", parent=unit)
    crowds.learnt(crowds.crowd(unit, 30)[:15], unit, at=clock.now)
    crowds.learnt(crowds.crowd(small, 4), small, at=clock.now)
    db.session.commit()
    runner = app.test_cli_runner()
    assert runner.invoke(args=["report", "rebuild"]).exit_code == 0
    return lambda *args: runner.invoke(args=["report", *args])


def test_a_unit_is_reported_as_json(run):
    body = json.loads(run("unit", "DINAS").stdout)
    figures = {(each["measure"], each["module"], each["dimension"], each["stage"]): each
               for each in body["figures"]}  # fmt: skip
    assert (body["roster"], body["k"]) == (34, 10)
    assert figures["knowledge", "", "", ""]["least"] == 10


def test_a_small_units_figures_are_in_no_format(run):
    body = json.loads(run("unit", "KECIL").stdout)
    assert body["merged_into"] == "Unit DINAS"
    assert {each["value"] for each in body["figures"]} == {None}
    text = run("unit", "KECIL", "--format", "csv").stdout_bytes.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert {row["value"] + row["n"] + row["most"] for row in rows} == {""}


def test_a_workbook_can_be_written_to_a_file(run, tmp_path):
    path = tmp_path / "dinas.xlsx"
    assert run("unit", "DINAS", "--format", "xlsx", "--output", str(path)).exit_code == 0
    assert path.read_bytes()[:2] == b"PK"


def test_an_unknown_unit_is_named(run):
    found = run("unit", "TIDAK-ADA")
    assert found.exit_code == 1
    assert "TIDAK-ADA" in found.output


def test_the_check_holds_after_rebuilding(run):
    found = run("check")
    assert (found.exit_code, found.stdout) == (0, "Sama dengan fakta.\n")


def test_the_check_names_the_differences(run):
    db.session.execute(update(UnitTally).where(UnitTally.measure == "roster").values(n=1))
    db.session.commit()
    found = run("check", "--json")
    assert found.exit_code == 1
    told = json.loads(found.stdout)
    assert not told["holds"]
    assert told["differences"][0]["table"] == "unit_tally"


def test_rebuilding_counts_the_items_and_the_check_names_what_is_wrong_with_them(run):
    after = select(QuizTally.months).where(QuizTally.purpose == "post")
    assert db.session.scalars(after).one() == {"2026-11": 19}
    db.session.execute(update(ItemTally).values(sums={"sums": {"maximum": 10**9}}))
    db.session.commit()
    found = run("check", "--json")
    assert found.exit_code == 1
    assert {each["table"] for each in json.loads(found.stdout)["differences"]} == {"item_tally"}
    assert run("rebuild").exit_code == 0
    assert run("check").exit_code == 0
