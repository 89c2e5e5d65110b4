"""Units and the city: five things together, no rank, nothing of the few."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from tests.factories import commitments, content, crowds, cycles, people
from tests.web.counting import counted
from training.commitments.actions.telling import Answers, tell
from training.internalization.actions.ledger import take_everything
from training.internalization.tables.cycles import UnitFinding
from training.kernel.db import db
from training.people.rules.kinds import Role

pytestmark = pytest.mark.slow

CITY = "/gugus-tugas/internalisasi"


@pytest.fixture
def city(app, clock):
    """Three departments, one of them with two small sections and one of a size of its own."""
    content.published()
    root = people.unit("KOTA", kind="kota", name="Kota Rekaan")
    units = {}
    for code, name, size in (
        ("A", "Dinas Zaitun", 20),
        ("B", "Dinas Anggrek", 14),
        ("C", "Dinas M", 30),
    ):
        units[code] = people.unit(code, parent=root, name=name, group="Dinas")
        staff = crowds.crowd(units[code], size)
        crowds.learnt(staff[: size // 2], units[code], at=clock.now - timedelta(days=5))
    for code, size in (("A1", 4), ("A2", 15)):
        units[code] = people.unit(code, parent=units["A"], name=f"Seksi {code}", group="Seksi")
        crowds.crowd(units[code], size)
    boss = people.employee(name="Ketua Gugus")
    people.role(boss, Role.TASK_FORCE, root)
    units["boss"], units["root"] = boss, root
    take_everything(at=clock.now, zone=cycles.ZONE)
    cycles.newest(clock.now)
    return units


def page_of(browse, person, address, status=200):
    return browse(db.session.merge(person)).get(address, status)


def test_without_a_closed_cycle_the_pages_say_so(app, browse):
    root = people.unit("KOTA", kind="kota")
    boss = people.employee(root)
    people.role(boss, Role.TASK_FORCE, root)
    db.session.commit()
    browser = browse(boss)
    assert "Belum ada putaran yang ditutup" in browser.get(CITY).text
    assert "Belum ada angka" in browser.get("/gugus-tugas/unit/KOTA/internalisasi").text
    page = browser.get("/gugus-tugas/kesahihan")
    assert "belum dapat dinilai" in page.text
    assert not [each for each in page.links if "/angka/" in each]


OBSERVING, CITY_QUALITY = "/gugus-tugas/pengamatan", "/gugus-tugas/putaran/2026-2/angka/quality"


def test_what_is_held_against_the_method_leads_to_how_it_came_about_and_to_where_one_can_act(
    app, browse, clock
):
    root = people.unit("KOTA", kind="kota")
    boss = people.employee(root)
    people.role(boss, Role.TASK_FORCE, root)
    cycles.with_quality(clock.now, alpha=0.5, gap=0.2, sheets=40)
    page = browse(boss).get("/gugus-tugas/kesahihan")
    for figure in ("alpha", "gap", "sheets"):
        assert f"{CITY_QUALITY}.{figure}" in page.links
        assert browse(db.session.merge(boss)).get(f"{CITY_QUALITY}.{figure}").text
    for words in ("α = 0,50", "selisih 20"):
        assert words in page.text
    assert page.text.count("Cara menghitungnya") >= 7
    assert {OBSERVING, CITY, "/gugus-tugas/putaran/2026-2"} <= set(page.links)
    assert "/penulis" not in page.links
    boss = db.session.merge(boss)
    people.role(boss, Role.AUTHOR, db.session.merge(root))
    db.session.commit()
    assert "/penulis" in browse(boss).get("/gugus-tugas/kesahihan").links


def test_a_unit_shows_five_things_together_and_why_there_is_no_label(browse, city):
    page = page_of(browse, city["boss"], "/gugus-tugas/unit/C/internalisasi")
    for words in ("Terbukti", "Perkiraan", "Cakupan", "Suara anak", "Kesepakatan penilai",
                  "Bukti belum cukup", "Yang membantu", "Empat penunjuk",
                  "Bagaimana angka ini dihitung?"):  # fmt: skip
        assert words in page.text
    assert "/metode" in page.links


def test_a_small_unit_is_merged_and_tells_nothing(browse, city):
    page = page_of(browse, city["boss"], "/gugus-tugas/unit/A1/internalisasi")
    assert "digabung" in page.text
    assert "%" not in page.text
    rows = [row for row in page_of(browse, city["boss"], CITY).all("tr")
            if "Seksi A1" in "".join(row.itertext())]  # fmt: skip
    assert rows
    assert "%" not in "".join(rows[0].itertext())


def test_units_stand_in_the_order_of_their_names_whatever_the_level(browse, city):
    for level in (1, 3, 5):
        page = page_of(browse, city["boss"], f"{CITY}?tingkat={level}")
        names = [
            link.text for link in page.all("a") if "/gugus-tugas/unit/" in link.get("href", "")
        ]
        assert [each for each in names if each.startswith("Dinas")] == [
            "Dinas Anggrek", "Dinas M", "Dinas Zaitun",
        ]  # fmt: skip
        assert "peringkat:" in page.text
        assert "terbaik" not in page.text.lower()


def test_a_unit_with_units_below_counts_their_people(browse, city):
    text = page_of(browse, city["boss"], "/gugus-tugas/unit/A/internalisasi").text
    assert "39 orang dinilai" in text
    assert "Termasuk semua unit di bawahnya" in text


def test_the_head_sees_the_own_unit_and_no_other(browse, city):
    head = people.employee(name="Kepala")
    people.role(head, Role.UNIT_HEAD, db.session.merge(city["B"]))
    db.session.commit()
    page = page_of(browse, head, "/unit/B/internalisasi")
    seen = page_of(browse, city["boss"], "/gugus-tugas/unit/B/internalisasi")
    tables = [["".join(each.itertext()) for each in found.all("table")] for found in (page, seen)]
    assert tables[0] == tables[1]
    page_of(browse, head, "/unit/C/internalisasi", 404)
    page_of(browse, head, CITY, 403)
    page_of(browse, head, "/gugus-tugas/kesahihan", 403)


@pytest.mark.parametrize("role", [Role.HR, Role.MENTOR, Role.AUTHOR, Role.ADMIN, Role.AUDITOR])
def test_the_staff_administration_and_others_see_none_of_it(browse, city, role):
    someone = people.employee(name="Orang Lain")
    people.role(someone, role, db.session.merge(city["root"]))
    db.session.commit()
    for address in (CITY, "/gugus-tugas/unit/C/internalisasi", "/unit/C/internalisasi",
                    "/gugus-tugas/kesahihan", "/gugus-tugas/putaran"):  # fmt: skip
        page_of(browse, someone, address, 403)


def test_nonsense_in_the_address_is_the_usual_page(browse, city):
    usual = page_of(browse, city["boss"], CITY).text
    for query in ("?tingkat=9", "?tingkat=x", "?putaran=1999-9", "?tingkat=" + "9" * 400):
        assert page_of(browse, city["boss"], CITY + query).text == usual


def test_the_change_since_the_cycle_before_is_told_of_single_units(browse, city, clock):
    clock.forward(days=95)
    cycles.newest(clock.now, "2027-1")
    page = page_of(browse, city["boss"], "/gugus-tugas/unit/C/internalisasi")
    assert "Sejak putaran sebelumnya" in page.text
    assert "Perkiraan per putaran" in page.text
    assert "2026-2" in page.text


def test_a_unit_in_which_nothing_is_proven_is_not_said_to_be_there(browse, city, clock):
    """Level 0 is where a unit begins: that 60 % of its people “are there” would say nothing."""
    db.session.execute(text("DROP TRIGGER unit_finding_no_update"))
    db.session.execute(update(UnitFinding).values(label=0, missing=[]))
    db.session.commit()
    page = page_of(browse, city["boss"], "/gugus-tugas/unit/C/internalisasi")
    assert "Belum terbukti" in page.text
    assert "Dari sinilah sebuah unit mulai" in page.text
    assert "Tingkat 0" not in page.text
    assert "berada di sana" not in page.text


def planners(unit, size: int, *, at) -> None:
    """People of a unit with a plan each; every second one told after two weeks that it was kept."""
    for number in range(size):
        person = people.employee(db.session.merge(unit))
        made = commitments.plan(person, at=at)
        if number % 2:
            later = at + timedelta(weeks=2)
            tell(people.acting(person), made, 2, Answers("once", "yes"), at=later)


def row_of(page, name: str) -> str:
    found = [" ".join("".join(row.itertext()).split()) for row in page.all("tr")]
    return next(each for each in found if each.startswith(name))


def test_a_unit_is_told_how_much_of_its_plans_was_kept_and_never_of_the_few(browse, city, clock):
    planners(city["C"], 20, at=clock.now)
    planners(city["B"], 9, at=clock.now)
    clock.forward(days=95)
    cycles.newest(clock.now, "2027-1")
    page = page_of(browse, city["boss"], "/gugus-tugas/unit/C/internalisasi")
    assert "sekitar 62" in row_of(page, "Dijalankan")
    assert "n ≥ 20" in row_of(page, "Dijalankan")
    assert "paling banyak" in row_of(page, "Dikuatkan orang lain")
    few = page_of(browse, city["boss"], "/gugus-tugas/unit/B/internalisasi")
    for name in ("Dijalankan", "Dikuatkan orang lain"):
        assert "kurang dari 10" in row_of(few, name)
        assert "%" not in row_of(few, name)


def test_the_pages_ask_the_database_a_handful_of_times(browse, city):
    for address, most in ((CITY, 12), ("/gugus-tugas/unit/A/internalisasi", 14),
                          ("/gugus-tugas/unit/C/internalisasi", 13)):  # fmt: skip
        browser = browse(db.session.merge(city["boss"]))
        with counted() as seen:
            browser.get(address)
        assert len(seen) <= most, address


def test_everybody_who_is_signed_in_reads_the_method(browse, city):
    page = page_of(browse, people.employee(), "/metode")
    assert "Bukti belum cukup" in page.text
    assert len(page.text.split()) < 1100
