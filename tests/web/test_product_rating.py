"""Draws and blind ratings in a browser: the task force draws, mentors read, nobody sees names."""

import pytest

from tests.factories import people, products
from training.kernel.db import db
from training.observation.queries.product_evidence import products_between
from training.observation.queries.products_rating import assignments
from training.observation.queries.products_rounds import rounds
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee

pytestmark = pytest.mark.slow

DRAWS, DOOR = "/gugus-tugas/produk", "/pengamatan/produk"


@pytest.fixture
def house(app, clock):
    made = products.House(clock.now)
    made.chief = people.employee(made.root)
    people.role(made.chief, Role.TASK_FORCE, made.root)
    db.session.commit()
    for each in (made.unit, made.maker, made.chief):
        db.session.refresh(each)
        db.session.expunge(each)
    return made


def person(key):
    found = db.session.get_one(Employee, key)
    db.session.expunge(found)
    return found


def steps(step: str) -> dict[str, str]:
    keys = products.rubrics()["service"].keys
    return {f"level-{key}": step for key in keys}


def test_a_draw_from_its_announcement_to_the_seed(browse, house):
    product = products.product(house.unit, house.maker, house.at)
    chief = browse(house.chief)
    page = chief.post(f"{DRAWS}/umumkan", {"triwulan": "kapan-kapan"}, 422)
    assert "misalnya 2026-4" in page.text
    chief.post(f"{DRAWS}/umumkan", {"triwulan": "2026-4"})
    assert "sudah ada" in chief.post(f"{DRAWS}/umumkan", {"triwulan": "2026-4"}, 422).text
    page = chief.get(DRAWS)
    assert "belum diundi" in page.text
    assert [each.get("value") for each in page.all("input", id="triwulan")] == ["2027-1"]
    chief.post(f"{DRAWS}/2026-4/tutup", {}, 409)
    chief.post(f"{DRAWS}/2026-4/undi")
    chief.post(f"{DRAWS}/2026-4/undi", {}, 409)
    readers = [each.rater_id for each in assignments(product)]
    for reader in readers:
        mentor = browse(person(reader))
        assert "1 produk menunggu Anda." in mentor.get(DOOR).text
        page = mentor.get(f"{DOOR}/{product}")
        assert house.maker.name not in page.raw
        assert "DINSOS" not in page.raw
        assert mentor.post(f"{DOOR}/{product}", steps("2")).location == DOOR
        assert "Tidak ada produk yang menunggu Anda" in mentor.get(DOOR).text
        mentor.get(f"{DOOR}/{product}", 404)
    assert "2 dari 2 penilaian" in chief.get(DRAWS).text
    chief.post(f"{DRAWS}/2026-4/tutup")
    (told,) = rounds()
    assert told.seed in chief.get(DRAWS).raw
    assert [each.met for each in products_between(*products.ALL)] == [True]


def test_a_missing_or_strange_step_brings_the_form_back_with_what_was_chosen(browse, house):
    product = products.product(house.unit, house.maker, house.at)
    products.drawn(house.at)
    db.session.commit()
    mentor = browse(person(assignments(product)[0].rater_id))
    given = {**steps("3"), "level-rahasia": "9"}
    page = mentor.post(f"{DOOR}/{product}", given, 422)
    assert "Pilih satu jenjang untuk setiap kriteria." in page.text
    kept = [each for each in page.all("input") if each.get("checked") is not None]
    assert len(kept) == 4


def test_a_draw_without_products_or_mentors_says_why(browse, house):
    chief = browse(house.chief)
    chief.post(f"{DRAWS}/umumkan", {"triwulan": "2026-3"})
    assert "Belum ada daftar" in chief.post(f"{DRAWS}/2026-3/undi", {}, 422).text
    chief.post(f"{DRAWS}/2020-1/undi", {}, 404)


def test_a_mentor_who_was_not_drawn_finds_nothing(browse, house):
    product = products.product(house.unit, house.maker, house.at)
    products.drawn(house.at)
    db.session.commit()
    browse(person(house.own_mentor.id)).get(f"{DOOR}/{product}", 404)
