"""Lists and reports on both databases: scope, filters, search."""

from datetime import date

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import NoResultFound

from tests.factories import content, crowds, people
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.queries.administration import search
from training.people.queries.employees import MANY
from training.people.rules.names import fold
from training.people.tables.employees import Identifier
from training.reporting.actions import rebuild
from training.reporting.queries import city_report, unit_report
from training.reporting.queries.headcounts import unit_counts
from training.reporting.queries.modules import current
from training.reporting.queries.people import Filter, ModuleState, everybody, people_page
from training.reporting.queries.person import person_progress
from training.reporting.queries.units import own_unit
from training.reporting.rules.measures import Basis, Cell, Measure

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 23)
ALL = ("/KOTA/",)


@pytest.fixture
def city(database, clock):
    content.published()
    root = people.unit("KOTA", kind="kota")
    one, other = people.unit("A", parent=root, group="Dinas"), people.unit("B_", parent=root)
    near = people.unit("BX", parent=root)
    staff = crowds.crowd(one, 30)
    crowds.learnt(staff[:15], one, at=clock.now)
    crowds.learnt(crowds.crowd(other, 25)[:12], other, at=clock.now)
    named = [people.employee(other, name=name) for name in ("Émil Ab", "Emilia_%", "Wati")]
    for person in named:
        person.name_key = fold(person.name)
    people.employee(near, name="Dekat")
    rebuild(at=clock.now, zone="Asia/Makassar", k=10)
    return {"named": named, "staff": staff, "other": other}


def names(wanted: Filter, scope=ALL) -> list[str]:
    found = people_page(wanted, current(), scope=scope, today=TODAY)
    assert [each.id for each in found.rows] == [
        each.id for each in everybody(wanted, current(), scope=scope, today=TODAY)
    ][: len(found.rows)]
    return [each.name for each in found.rows]


@pytest.mark.parametrize(
    ("search", "found"),
    [("emil", ["Émil Ab", "Emilia_%"]), ("ÉMIL  a", ["Émil Ab"]), ("emilia_", ["Emilia_%"]),
     ("e_il", []), ("%", []), ("zz", [])],
)  # fmt: skip
def test_names_are_found_by_their_beginning_and_nothing_is_a_pattern(city, search, found):
    assert names(Filter(search=search)) == found


def test_a_number_is_found_with_and_without_blanks(city):
    person = city["named"][2]
    value = db.session.query(Identifier).filter_by(employee_id=person.id).one().value
    assert names(Filter(search=f"{value[:6]} {value[6:]}")) == ["Wati"]


def test_a_scope_is_a_subtree_and_not_a_pattern(city):
    assert names(Filter(search="e"), scope=("/KOTA/B_/",)) == ["Émil Ab", "Emilia_%"]
    assert "Dekat" not in names(Filter(), scope=("/KOTA/B_/",))
    assert names(Filter(), scope=()) == []


@pytest.mark.parametrize(
    ("state", "count"),
    [(ModuleState.COMPLETE, 16), (ModuleState.STARTED, 11), (ModuleState.NOT_STARTED, 32)],
)
@pytest.mark.parametrize("module", ["", content.SLUG])
def test_states_divide_the_people(city, state, count, module):
    found = people_page(Filter(state=state, module=module), current(), scope=ALL, today=TODAY)
    assert found.found == count


def test_a_person_on_leave_is_listed_as_not_counted(city):
    people.standing(city["named"][0], "tugas-belajar", date(2026, 1, 1))
    [row] = people_page(Filter(search="émil a"), current(), scope=ALL, today=TODAY).rows
    assert row.exempt


def test_a_person_outside_the_scope_has_no_progress(city):
    person = city["named"][0].id
    assert person_progress(person, scope=ALL, today=TODAY).modules[0].lessons == 3
    with pytest.raises(NoResultFound):
        person_progress(person, scope=("/KOTA/A/",), today=TODAY)


@pytest.mark.parametrize("basis", list(Basis))
def test_a_unit_report_says_of_how_many_its_figures_are(city, basis):
    report = unit_report("A", scope=ALL, k=10, basis=basis)
    knowledge = report.figure(Cell(Measure.KNOWLEDGE))
    assert (knowledge.least, knowledge.most, knowledge.of, knowledge.value) == (10, 19, 30, 0.6)
    assert report.figure(Cell(Measure.COMPLETED)).most == 9
    assert report.figure(Cell(Measure.KNOWLEDGE, dimension="speak")).least == 10
    for measure in (Measure.FIRST_SCORE, Measure.LATEST_SCORE):
        assert report.figure(Cell(measure, content.SLUG)).least == 10
    assert report.trend[-1].completed.most == 9
    assert report.as_of == TODAY


def test_a_report_outside_the_scope_does_not_exist(city):
    with pytest.raises(NoResultFound):
        unit_report("A", scope=("/KOTA/BX/",), k=10)


def test_small_units_are_merged_into_the_one_above(city):
    rows = {row.code: row for row in city_report(scope=ALL, k=10).rows}
    assert {code: row.merged_into for code, row in rows.items()} == {
        "KOTA": None, "A": None, "B_": "Unit KOTA", "BX": "Unit KOTA",
    }  # fmt: skip
    assert rows["KOTA"].roster == 59


def test_remembered_figures_end_with_the_next_counting(city, clock):
    before = unit_report("KOTA", scope=ALL, k=5).figure(Cell(Measure.COMPLETED)).least
    crowds.learnt(city["staff"][15:], city["other"], at=clock.now)
    rebuild(at=clock.now, zone="Asia/Makassar", k=10)
    after = unit_report("KOTA", scope=ALL, k=5).figure(Cell(Measure.COMPLETED)).least
    assert (before, after) == (15, 25)


def test_the_administration_counts_everybody(city):
    counts = {each.code: (each.roster, each.completed) for each in unit_counts(ALL)}
    assert counts == {"KOTA": (59, 16), "A": (30, 9), "B_": (28, 7), "BX": (1, 0)}


def test_an_own_unit_is_the_top_of_the_scope(city):
    assert own_unit(("/KOTA/A/", "/KOTA/BX/")) == "A"
    with pytest.raises(NoResultFound):
        own_unit(())


def test_a_number_that_thousands_begin_with_finds_them_all_in_the_order_of_their_names(city):
    unit = city["other"]
    many = crowds.crowd(unit, MANY + 1)
    db.session.execute(insert(Identifier), [
        {"id": uuid7(people.BORN), "employee_id": each["id"], "kind": "nip",
         "value": f"2222{n:014d}", "valid_from": people.LONG_AGO}
        for n, each in enumerate(many)
    ])  # fmt: skip
    found = people_page(Filter(search="2222"), current(), scope=ALL, today=TODAY, number=2)
    assert found.found == len(many)
    ordered = sorted(many, key=lambda each: each["name_key"])
    assert [each.name for each in found.rows] == [each["name"] for each in ordered[50:100]]
    last = many[-1]
    [only] = search(f"2222{MANY:014d}", scope=ALL, today=TODAY)
    assert only.id == last["id"]
    assert len(search("2222", scope=ALL, today=TODAY)) == 50
    assert search("2222", scope=("/KOTA/A/",), today=TODAY) == ()
