"""The menu stays short: a mentor's and the task force's places are on one overview page each."""

from datetime import timedelta

import pytest

from tests.factories import content, observation, people, practice, waves
from tests.factories.commitments import plan
from tests.factories.plan_doors import own_question
from tests.web.counting import counted
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee
from training.web.frame import MAY, PLACES
from training.web.present import number

pytestmark = pytest.mark.slow

MOST_PLACES = 8
WAITS = (
    "Satu kasus singkat menunggu Anda", "Kami ingin tahu kabar 1 rencana Anda",
    "1 rekan mengajukan satu pertanyaan", "Kota bertanya kepada semua pegawai",
)  # fmt: skip
MENTORS = {
    "/pengamatan", "/pengamatan/produk", "/penilaian/bukti", "/penilaian", "/pendampingan/agenda",
}  # fmt: skip


def somebody(*roles: Role) -> Employee:
    unit = people.unit("SATU")
    person = people.employee(unit)
    for role in roles:
        people.role(person, role, unit)
    db.session.commit()
    db.session.refresh(person)
    db.session.expunge(person)
    return person


def menu(page) -> dict[str, str | None]:
    """The places of the menu of wide screens by address, each with whether one is there."""
    bar = next(each for each in page.all("nav") if each.get("class") == "resap-nav")
    return {each.get("href"): each.get("aria-current") for each in bar.iter("a")}


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.EMPLOYEE])
def test_no_role_has_more_places_in_its_menu_than_fit_one_line(browse, app, role):
    content.published()
    shown = menu(browse(somebody(role)).get("/belajar"))
    assert 4 < len(shown) <= MOST_PLACES


def test_every_overview_is_a_place_itself():
    assert {each.within for each in PLACES if each.within} <= set(MAY)


@pytest.mark.parametrize("path", ["/pendampingan", *sorted(MENTORS)])
def test_a_mentor_is_at_mentoring_on_each_of_its_pages(browse, app, path):
    shown = menu(browse(somebody(Role.MENTOR)).get(path))
    assert not MENTORS & set(shown)
    assert [place for place, here in shown.items() if here] == ["/pendampingan"]


def test_mentoring_tells_what_waits_in_each_place(browse, app, clock):
    mentor = somebody(Role.MENTOR)
    empty = browse(mentor).get("/pendampingan")
    assert {each.get("href") for each in empty.all("a")} >= MENTORS
    assert empty.text.count("tidak ada yang menunggu") == len(MENTORS)
    observation.visit_for(db.session.get_one(Employee, mentor.id), at=clock.now)
    db.session.commit()
    assert "1 menunggu" in browse(mentor).get("/pendampingan").text


def test_nobody_but_mentors_opens_mentoring(browse, app):
    browse(somebody(Role.UNIT_HEAD)).get("/pendampingan", 403)


def test_the_task_force_finds_its_places_on_its_first_page(browse, app):
    browser = browse(somebody(Role.TASK_FORCE))
    page = browser.get("/gugus-tugas")
    links = {each.get("href") for each in page.all("a")}
    assert {"/gugus-tugas/pengamatan", "/gugus-tugas/produk", "/gugus-tugas/suara",
            "/gugus-tugas/gelombang"} <= links  # fmt: skip
    shown = menu(browser.get("/gugus-tugas/suara"))
    assert [place for place, here in shown.items() if here] == ["/gugus-tugas"]


def test_a_head_who_sees_no_city_keeps_the_voices_in_the_menu(browse, app):
    shown = menu(browse(somebody(Role.UNIT_HEAD)).get("/gugus-tugas/suara"))
    assert shown["/gugus-tugas/suara"] == "page"
    assert "/gugus-tugas" not in shown


def test_the_first_page_says_in_a_line_each_what_waits(browse, app, clock):
    content.published()
    content.published("m2-lalu")
    person = somebody()
    kept = db.session.get_one(Employee, person.id)
    practice.finished(kept, "m2-lalu", at=clock.now - timedelta(days=15))
    plan(kept, at=clock.now - timedelta(weeks=2, days=1))
    own_question(kept, clock.now)
    waves.opened(clock.now)
    db.session.commit()
    browser = browse(person)
    browser.get("/belajar")
    with counted() as asked:
        page = browser.get("/belajar")
    assert len(asked) <= 6
    for words in WAITS:
        assert words in page.text
    ways = {each.get("href") for each in page.all("a")}
    assert {"/latihan", "/komitmen", "/komitmen/kesaksian", "/suara-pegawai"} <= ways


def test_the_first_page_says_nothing_where_nothing_waits(browse, app):
    content.published()
    assert "Yang juga menunggu Anda" not in browse(somebody()).get("/belajar").text


def test_a_number_below_zero_has_a_minus_and_no_hyphen():
    assert number(-1234.5, 1) == "−1.234,5"
