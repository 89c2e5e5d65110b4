"""After a reorganisation: as it was stays, as it is now is counted anew, in every form."""

import csv
import io
import json
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import update

from tests.factories import content, crowds, cycles, people, tokens
from tests.paper_words import squeezed, words_of
from training.internalization.actions.ledger import take_everything
from training.kernel.db import db
from training.people.queries.units import EVERYWHERE, by_code
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee, Posting
from training.people.tables.units import Unit
from training.reporting.actions import rebuild

pytestmark = pytest.mark.slow

WAS = "/gugus-tugas/laporan/2026-2"
NUMBERS = ("value", "low", "high", "least", "most")
COLUMNS = ("proporsi", "90 % dari", "90 % sampai", "n paling sedikit", "n paling banyak")


@pytest.fixture
def city(app, clock):
    """A dinas of 24 that will be dissolved into another of 14; a cycle was closed before."""
    content.published()
    root = people.unit("KOTA", kind="kota", name="Kota Contoh")
    old = people.unit("LAMA", parent=root, name="Dinas Lama", group="Dinas")
    new = people.unit("BARU", parent=root, name="Dinas Baru", group="Dinas")
    for unit, size, done in ((old, 24, 13), (new, 14, 12)):
        crowds.learnt(crowds.crowd(unit, size)[:done], unit, at=clock.now - timedelta(days=5))
    boss, head = people.employee(), people.employee()
    people.role(boss, Role.TASK_FORCE, root)
    people.role(head, Role.UNIT_HEAD, new)
    take_everything(at=clock.now, zone=cycles.ZONE)
    cycles.newest(clock.now)
    rebuild(at=clock.now, zone=cycles.ZONE, k=10)
    db.session.commit()
    return {"boss": boss, "head": head}


def reorganised(clock):
    """Ten days later all of the old dinas serve in the new one, and the old one is closed."""
    clock.forward(days=10)
    old, new = by_code("LAMA", EVERYWHERE).id, by_code("BARU", EVERYWHERE).id
    day = clock.now.date()
    moved = db.session.query(Posting).filter(Posting.unit_id == old).all()
    for each in moved:
        each.valid_to = day
        person = db.session.get_one(Employee, each.employee_id)
        people.posting(person, db.session.get_one(Unit, new), since=day)
    db.session.execute(update(Unit).where(Unit.id == old).values(valid_to=day))
    rebuild(at=clock.now, zone=cycles.ZONE, k=10)
    db.session.commit()


def number(value):
    return None if value in (None, "") else round(float(str(value).replace(",", ".")), 4)


def as_csv(page):
    rows = csv.DictReader(io.StringIO(page.raw.lstrip("\ufeff")), delimiter=";")
    return [[number(row[name]) for name in COLUMNS] for row in rows]


def as_xlsx(page):
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(page.response.get_data()))
    head, *rows = sheet.get_sheet_by_index(0).to_python()
    return [[number(row[head.index(name)]) for name in COLUMNS] for row in rows]


def told(app, code, basis, form):
    runner = app.test_cli_runner()
    made = runner.invoke(args=["report", "unit", code, "--basis", basis, "--format", form])
    assert made.exit_code == 0, made.output
    return made.stdout_bytes


def from_api(app, person, code, basis, at):
    token = tokens.token(person, at=at)
    db.session.commit()
    headers = {"Authorization": f"Bearer {token}"}
    way = f"/api/v1/units/{code}/report?basis={basis}"
    return app.test_client().get(way, headers=headers).get_json()


@pytest.mark.parametrize(("basis", "named"), [("now", "kini"), ("then", "dulu")])
def test_running_figures_are_the_same_in_every_form_on_both_bases(
    app, browse, city, clock, basis, named
):
    reorganised(clock)
    boss, head = db.session.merge(city["boss"]), db.session.merge(city["head"])
    apis = [from_api(app, each, "BARU", basis, clock.now) for each in (boss, head)]
    assert apis[0] == apis[1]
    cells = [[number(each["figure"][name]) for name in NUMBERS] for each in apis[0]["cells"]]
    assert sum(any(row) for row in cells) > 5
    report = json.loads(told(app, "BARU", basis, "json"))
    assert [[number(row[name]) for name in NUMBERS] for row in report["figures"]] == cells
    browser = browse(boss)
    way = f"/gugus-tugas/unit/BARU/ekspor.{{}}?dasar={named}"
    assert as_csv(browser.get(way.format("csv"))) == cells
    assert as_xlsx(browser.get(way.format("xlsx"))) == cells
    paper = "".join(words_of(told(app, "BARU", basis, "pdf")))
    shares = [f"{round(each['value'] * 100)} %" for each in report["figures"] if each["value"]]
    assert shares
    page = browser.get(f"/gugus-tugas/unit/BARU?dasar={named}").text
    own = browse(db.session.merge(head)).get(f"/unit/BARU?dasar={named}").text
    for share in shares:
        assert squeezed(share) in paper
        assert share in page
        assert share in own


def test_as_it_was_and_as_it_is_now_differ_where_people_moved(app, city, clock):
    reorganised(clock)
    now, then = (
        from_api(app, db.session.merge(city["boss"]), "KOTA", basis, clock.now)["units"]
        for basis in ("now", "then")
    )
    by_code = {each["code"]: each["figures"]["knowledge"]["value"] for each in now}
    before = {each["code"]: each["figures"]["knowledge"]["value"] for each in then}
    assert by_code["BARU"] is not None
    assert (before, by_code) != (by_code, before)


def test_the_closed_cycle_stays_as_it_was_and_says_what_is_no_longer(browse, app, city, clock):
    browser = browse(city["boss"])
    was = browser.get(f"{WAS}/berkas.json").json
    own = browser.get(f"{WAS}/unit/LAMA/berkas.json").json
    reorganised(clock)
    browser = browse(db.session.merge(city["boss"]))
    now = browser.get(f"{WAS}/berkas.json").json
    ended = {row["code"]: row.pop("ended") for row in now["units"]}
    assert {row.pop("ended") for row in was["units"]} == {None}
    assert now == was
    assert [code for code, day in ended.items() if day] == ["LAMA"]
    assert browser.get(f"{WAS}/unit/LAMA/berkas.json").json == own
    assert "tidak ada lagi" in browser.get(WAS).text
    made = app.test_cli_runner().invoke(args=["report", "cycle", "2026-2", "--format", "pdf"])
    assert squeezed("Dinas Lama (kini tidak ada lagi)") in "".join(words_of(made.stdout_bytes))
    assert own["digest"] in browser.get(f"{WAS}/unit/LAMA/angka/level.3.estimate").text


def test_the_next_cycle_counts_people_where_they_are_now(browse, city, clock):
    reorganised(clock)
    clock.forward(days=95)
    cycles.newest(clock.now, "2027-1")
    browser = browse(db.session.merge(city["boss"]))
    rows = browser.get("/gugus-tugas/laporan/2027-1/berkas.json").json["units"]
    assert {row["code"]: row["roster"] for row in rows}["BARU"] == 38
    assert "LAMA" not in {row["code"] for row in rows}
    assert {r["code"]: r["roster"] for r in browser.get(f"{WAS}/berkas.json").json["units"]}[
        "LAMA"
    ] == 24
