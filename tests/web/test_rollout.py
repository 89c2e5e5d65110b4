"""The roll-out is sealed once; the order is told on the next day."""

from datetime import timedelta

import pytest

from tests.factories import content, crowds, cycles, people
from training.kernel.db import db
from training.people.rules.kinds import Role

pytestmark = pytest.mark.slow

HOME = "/gugus-tugas/peluncuran"


@pytest.fixture
def boss(app):
    content.published()
    root = people.unit("KOTA", kind="kota")
    for n in range(10):
        crowds.crowd(people.unit(f"D{n}", parent=root, name=f"Dinas {n}"), 11)
    made = people.employee(name="Ketua Gugus")
    people.role(made, Role.TASK_FORCE, root)
    db.session.commit()
    return made


def asked(clock, **more):
    first = clock.now.date() + timedelta(days=14)
    return {"langkah": "5", "dari": first.isoformat(), "pekan": "8"} | more


def test_the_order_is_hidden_on_the_day_of_sealing_and_told_on_the_next(browse, boss, clock):
    browser = browse(boss)
    browser.post(HOME, data=asked(clock), status=303)
    page = browser.get(HOME)
    assert "diumumkan besok" in page.text
    assert "Dinas 3" not in page.text
    again = browser.post(HOME, data=asked(clock), status=422)
    assert "Dinas 3" not in again.text
    clock.forward(days=1)
    page = browse(db.session.merge(boss)).get(HOME)
    assert "Dinas 3" in page.text
    assert "diumumkan besok" not in page.text


@pytest.mark.parametrize("more", [{"langkah": "3"}, {"dari": "2020-01-01"}, {"pekan": "99"},
                                  {"langkah": "x"}, {"dari": ""}])  # fmt: skip
def test_what_does_not_fit_comes_back(browse, boss, clock, more):
    page = browse(boss).post(HOME, data=asked(clock, **more), status=422)
    assert page.all("p", "govuk-error-message")


def test_while_units_wait_it_cannot_be_concluded_yet(browse, boss, clock):
    browse(boss).post(HOME, data=asked(clock), status=303)
    clock.forward(days=40)
    first = clock.now.date() - timedelta(days=30)
    cycles.closed("2027-1", first, clock.now.date() - timedelta(days=1), at=clock.now)
    page = browse(db.session.merge(boss)).get(HOME)
    assert "Belum dapat disimpulkan" in page.text
    assert "kurang dari lima unit di salah satu sisi" in page.text


def test_others_do_not_enter(browse, boss):
    someone = people.employee()
    db.session.commit()
    browse(someone).get(HOME, 403)
