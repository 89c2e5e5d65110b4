"""Units and their reports, within one's own part of the tree and never about too few people."""

import pytest

from tests.factories import content, cycles, people, quiz
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.reporting.actions import note_progress, rebuild

pytestmark = pytest.mark.slow


@pytest.fixture
def city(app):
    return people.unit("PEMKOT", kind="kota")


@pytest.fixture
def dinas(city):
    return people.unit("DINAS-A", parent=city, name="Dinas A")


@pytest.fixture
def head(dinas):
    made = people.employee(dinas)
    people.role(made, Role.UNIT_HEAD, dinas)
    return made


def test_a_head_sees_the_own_subtree(api, city, dinas, head):
    people.unit("SEKSI-A", parent=dinas, name="Seksi A")
    people.unit("DINAS-B", parent=city)
    caller = api(head)
    told = caller.get("/units").get_json()["items"]
    assert {each["code"]: each["parent"] for each in told} == {
        "DINAS-A": "PEMKOT",
        "SEKSI-A": "DINAS-A",
    }
    assert caller.get("/units/SEKSI-A").get_json()["name"] == "Seksi A"
    for code in ("DINAS-B", "PEMKOT", "TIDAK-ADA", "%00", "a%2Fb", "é"):
        caller.get(f"/units/{code}", 404)
        caller.get(f"/units/{code}/report", 404)


def test_units_come_a_page_at_a_time(api, dinas, head):
    for number in range(5):
        people.unit(f"SEKSI-{number}", parent=dinas)
    caller = api(head)
    first = caller.get("/units?limit=4").get_json()
    second = caller.get(f"/units?limit=4&cursor={first['next']}").get_json()
    codes = [each["code"] for each in first["items"] + second["items"]]
    assert len(codes) == len(set(codes)) == 6
    assert second["next"] is None


def test_the_report_has_figures_for_enough_people_and_none_for_too_few(
    api, city, dinas, head, clock
):
    content.published()
    small = people.unit("SEKSI-KECIL", parent=dinas)
    crowd = [people.employee(dinas) for _ in range(25)] + [people.employee(small)]
    for person in (*crowd[:12], crowd[-1]):
        quiz.submitted(person, at=clock.now)
        note_progress(person.id, content.SLUG, at=clock.now)
    rebuild(at=clock.now, zone="Asia/Makassar", k=10)
    db.session.commit()
    told = api(head).get("/units/DINAS-A/report").get_json()
    assert told["unit"]["roster"] == 27
    assert told["unit"]["figures"]["started"]["shown"] == "at-least"
    assert told["unit"]["figures"]["started"]["n"] is None
    below = {each["code"]: each for each in told["units"]}["SEKSI-KECIL"]
    assert below["figures"]["started"]["shown"] == "too-few"
    assert below["figures"]["started"]["value"] is None
    assert below["figures"]["started"]["n"] is None


def test_a_report_is_drawn_now_or_then_but_not_for_a_cycle_that_never_was(api, head):
    caller = api(head)
    assert caller.get("/units/DINAS-A/report?basis=then").get_json()["basis"] == "then"
    caller.get("/units/DINAS-A/report?basis=kini", 422)
    caller.get("/units/DINAS-A/report?cycle=2026-2", 404)


def test_a_closed_cycle_tells_of_conduct_in_steps_and_of_few_people_nothing(api, head, clock):
    unit, small = people.unit("DINAS-C", parent=None), people.unit("DINAS-D", parent=None)
    leader = people.employee(unit)
    people.role(leader, Role.UNIT_HEAD, unit)
    people.role(leader, Role.UNIT_HEAD, small)
    for _ in range(14):
        people.employee(unit)
    people.employee(small)
    cycles.newest(clock.now, "2026-2")
    told = api(leader).get("/units/DINAS-C/report?cycle=2026-2").get_json()["conduct"]
    assert (told["cycle"], told["label"]) == ("2026-2", None)
    assert told["missing"]
    assert [each["level"] for each in told["levels"]] == [1, 2, 3, 4, 5]
    assert all(each["estimate"]["step"] >= 0.1 for each in told["levels"])
    for each in told["levels"]:
        found = each["estimate"]
        for number in (*each["evidenced"], found["low"], found["high"], 2 * found["value"]):
            assert number / found["step"] == pytest.approx(round(number / found["step"]))
    assert told["dials"]["does"] is None
    assert told["plans"] == {"kept": None, "corroborated": None}
    assert api(leader).get("/units/DINAS-D/report").get_json()["conduct"] is None
    api(leader).get("/units/DINAS-C/report?cycle=2026-1", 404)


def test_a_figure_of_a_closed_cycle_explains_itself_as_on_its_page(api, city, dinas, head, clock):
    chief = people.employee(city)
    people.role(chief, Role.TASK_FORCE, city)
    beside, small = people.unit("DINAS-B", parent=city), people.unit("SEKSI-A", parent=dinas)
    for unit, size in ((dinas, 14), (beside, 14), (small, 3)):
        for _ in range(size):
            people.employee(unit)
    cycles.newest(clock.now, "2026-2")
    own, key = "/units/DINAS-A/cycles/2026-2/report", "level.3.estimate"
    report = api(head).get(own).get_json()
    lines = {line["key"]: line for part in report["sections"] for line in part["lines"]}
    told = api(head).get(f"{own}/{key}").get_json()
    assert told["line"] == lines[key]
    assert all(each == lines[each["key"]] for each in told["inputs"] + told["deeper"])
    assert (told["digest"], told["unit"]) == (report["digest"], report["unit"])
    assert told["meaning"]
    assert told["computed"]
    assert "SEKSI-A" in {each["code"] for each in told["below"]}
    hidden = api(head).get(f"/units/SEKSI-A/cycles/2026-2/report/{key}").get_json()
    assert hidden["held"]
    assert (hidden["line"]["value"], hidden["inputs"]) == (None, [])
    for address in (f"{own}/tidak-ada", f"/units/DINAS-B/cycles/2026-2/report/{key}",
                    f"/units/DINAS-A/cycles/2025-1/report/{key}"):  # fmt: skip
        api(head).get(address, 404)
    api(head).get(f"/cycles/2026-2/report/{key}", 403)
    told = api(chief).get(f"/cycles/2026-2/report/{key}").get_json()
    assert told["kind"] == "city"
    assert told["line"]["key"] == key
