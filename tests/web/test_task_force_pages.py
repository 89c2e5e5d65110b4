"""The pages of the task force and of unit heads: figures with n and interval, in their scope."""

import pytest
from sqlalchemy import select

from tests.factories import content, crowds, people
from tests.web.counting import counted
from training.audit.queries import of_actor
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.people.tables.employees import Posting
from training.people.tables.units import Unit
from training.reporting.actions import rebuild

pytestmark = pytest.mark.slow

ZONE = "Asia/Makassar"


@pytest.fixture
def city(app, clock):
    """A city with a busy dinas, a kecamatan with a small kelurahan, and the people who may look."""
    content.published()
    root = people.unit("KOTA", kind="kota", name="Kota Contoh")
    dinas = people.unit("DINAS", parent=root, name="Dinas Zaitun", group="Dinas")
    badan = people.unit("BADAN", parent=root, name="Badan Anggrek", group="Badan")
    camat = people.unit("CAMAT", parent=root, name="Kecamatan Contoh", group="Kecamatan")
    small = people.unit("KECIL", parent=camat, name="Kelurahan Kecil", group="Kelurahan")
    for unit, size, done in ((dinas, 40, 20), (badan, 30, 12), (camat, 25, 12), (small, 4, 3)):
        staff = crowds.crowd(unit, size)
        crowds.learnt(staff[:done], unit, at=clock.now)
    boss, head = people.employee(name="Ketua Gugus"), people.employee(name="Pak Camat")
    people.role(boss, Role.TASK_FORCE, root)
    people.role(head, Role.UNIT_HEAD, camat)
    rebuild(at=clock.now, zone=ZONE, k=10)
    db.session.commit()
    return {"boss": boss, "head": head, "boss_id": boss.id, "root": root}


def test_the_task_force_sees_all_units_alphabetically_in_groups(city, browse):
    page = browse(city["boss"]).get("/gugus-tugas")
    captions = ["".join(each.itertext()) for each in page.all("caption", "govuk-table__caption")]
    groups = [text for text in captions if text in {"Badan", "Dinas", "Kecamatan"}]
    assert groups == ["Badan", "Dinas", "Kecamatan"]
    assert "Tidak ada peringkat" in page.text


def test_every_figure_has_its_n_and_interval(city, browse):
    page = browse(city["boss"]).get("/gugus-tugas")
    assert "n = 20–29 dari 40" in page.text
    row = next(each for each in page.all("tr") if "Dinas Zaitun" in "".join(each.itertext()))
    text = " ".join("".join(row.itertext()).split())
    assert "60 %" in text
    assert "56–64 %" in text
    assert "≥ 50 %" in text  # coverage: 20 to 29 of 40


def test_the_page_says_that_it_is_not_yet_internalization(city, browse):
    assert "belum menunjukkan internalisasi" in browse(city["boss"]).get("/gugus-tugas").text


def test_a_small_unit_is_merged_into_the_one_above(city, browse):
    browser = browse(city["boss"])
    page = browser.get("/gugus-tugas")
    assert "digabung ke Kecamatan Contoh" in page.text
    own = browser.get("/gugus-tugas/unit/KECIL")
    assert "digabung ke Kecamatan Contoh" in own.text
    assert "%" not in " ".join("".join(each.itertext()) for each in own.all("dd"))


def test_a_unit_page_shows_dimensions_stages_modules_and_units_below(city, browse):
    page = browse(city["boss"]).get("/gugus-tugas/unit/CAMAT")
    for words in ("Berbicara", "Melayani", "Memutuskan", "Perencanaan", "M1 Modul m1-contoh",
                  "Kelurahan Kecil", "Bagaimana angka ini dihitung?"):  # fmt: skip
        assert words in page.text


@pytest.mark.parametrize("page", ["/gugus-tugas", "/gugus-tugas/unit/DINAS"])
@pytest.mark.parametrize("basis", ["", "?dasar=kini", "?dasar=dulu", "?dasar=x"])
def test_both_bases_can_be_drawn(city, browse, page, basis):
    browse(city["boss"]).get(page + basis)


def test_the_head_of_a_unit_is_led_to_it(city, browse):
    browser = browse(city["head"])
    assert browser.get("/unit", status=303).location == "/unit/CAMAT"
    assert browser.get("/unit/CAMAT").h1 == "Kecamatan Contoh"
    browser.get("/unit/KECIL")


@pytest.mark.parametrize("code", ["KOTA", "DINAS", "TIDAK-ADA", "%20", "a" * 300])
def test_a_unit_outside_the_scope_does_not_exist(city, browse, code):
    browse(city["head"]).get(f"/unit/{code}", status=404)


def test_the_head_of_a_unit_does_not_see_the_city(city, browse):
    browser = browse(city["head"])
    for url in ("/gugus-tugas", "/gugus-tugas/unit/CAMAT", "/gugus-tugas/ekspor.csv"):
        browser.get(url, status=403)


def test_no_name_of_a_person_is_on_these_pages(city, browse):
    browser = browse(city["boss"])
    for url in ("/gugus-tugas", "/gugus-tugas/unit/KECIL", "/gugus-tugas/unit/DINAS"):
        assert "Rekaan" not in browser.get(url).text


def test_an_export_is_audited(city, browse):
    browser = browse(city["boss"])
    browser.get("/gugus-tugas/ekspor.csv")
    browser.get("/gugus-tugas/unit/DINAS/ekspor.xlsx")
    kinds = [each.object_id for each in of_actor(city["boss_id"]) if each.kind == "exported"]
    assert kinds == ["DINAS", "city"]


def test_before_anything_was_counted_the_page_says_so(app, browse):
    root = people.unit("KOTA", kind="kota")
    boss = people.employee(root)
    people.role(boss, Role.TASK_FORCE, root)
    assert "Belum ada yang dihitung" in browse(boss).get("/gugus-tugas").text


@pytest.mark.parametrize("page", ["/gugus-tugas", "/gugus-tugas/unit/DINAS"])
def test_the_pages_take_a_handful_of_queries(city, browse, page):
    browser = browse(city["boss"])
    browser.get(page)
    with counted() as seen:
        browser.get(page)
    assert len(seen) <= 8


def test_a_unit_page_says_how_many_who_have_left_are_counted(city, browse, clock):
    page = browse(city["boss"]).get("/gugus-tugas/unit/BADAN")
    assert "sudah keluar dari unit ini" not in page.text
    own = select(Posting).join(Unit, Unit.id == Posting.unit_id).where(Unit.code == "BADAN")
    for post in db.session.scalars(own.order_by(Posting.id).limit(3)).all():
        post.valid_to = clock.now.date()
    db.session.flush()
    rebuild(at=clock.now, zone=ZONE, k=10)
    db.session.commit()
    browser = browse(db.session.merge(city["boss"]))
    page = browser.get("/gugus-tugas/unit/BADAN")
    assert "3 orang yang sudah keluar dari unit ini masih dihitung" in page.text
    assert "dari 30" in page.text
    opened = browser.get("/gugus-tugas/unit/BADAN/angka/started")
    assert "dari 30, 3 di antaranya sudah keluar" in opened.text
