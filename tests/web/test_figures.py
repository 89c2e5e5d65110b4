"""Every published figure opens to how it was computed, for each role that may see it."""

import re
from datetime import timedelta

import pytest

from tests.factories import content, crowds, cycles, people
from training.internalization.actions.ledger import take_everything
from training.kernel.db import db
from training.people.queries.units import EVERYWHERE, by_code
from training.people.rules.kinds import Role
from training.reporting.actions import rebuild

pytestmark = pytest.mark.slow

ZONE = cycles.ZONE
REPORT = "/gugus-tugas/laporan/2026-2"
ABOUT = ("digabung", "Mengapa tidak ada angka", "Cara angka ini")


@pytest.fixture
def city(app, clock):
    """Dinas with evidence, a kecamatan with a kelurahan of four, two closed cycles."""
    content.published()
    root = people.unit("KOTA", kind="kota", name="Kota Contoh")
    for number in range(4):
        unit = people.unit(f"A{number}", parent=root, name=f"Dinas {number}", group="Dinas")
        staff = crowds.crowd(unit, 14 + 3 * number)
        crowds.learnt(staff[: 8 + number], unit, at=clock.now - timedelta(days=5))
    camat = people.unit("CAMAT", parent=root, name="Kecamatan Contoh", group="Kecamatan")
    crowds.crowd(camat, 12)
    crowds.crowd(people.unit("KECIL", parent=camat, name="Kelurahan Kecil"), 4)
    take_everything(at=clock.now, zone=ZONE)
    cycles.newest(clock.now)
    rebuild(at=clock.now, zone=ZONE, k=10)
    boss, head = people.employee(root), people.employee(camat)
    people.role(boss, Role.TASK_FORCE, root)
    people.role(head, Role.UNIT_HEAD, by_code("A2", EVERYWHERE))
    db.session.commit()
    return {"boss": boss, "head": head}


def figures_of(page):
    """The figures of a page that open: their words by the address of their explanation."""
    found = {}
    for link in page.all("a"):
        href = link.get("href") or ""
        if "/angka/" in href:
            words = " ".join("".join(link.itertext()).split())
            found[href] = words
    return found


def opens(browser, path, least):
    """Every figure of a page opens, and its explanation tells the same value."""
    found = figures_of(browser.get(path))
    assert len(found) >= least, (path, len(found))
    for href, words in found.items():
        page = browser.get(href)
        assert "Jalan dari fakta ke angka" in page.text
        assert "Dari mana asalnya" in page.text
        if not words.startswith(ABOUT):
            value = words.partition(", antara")[0].partition(" dari ")[0].partition(" (")[0]
            assert value in page.text, (href, words)
    return found


def test_every_figure_of_a_units_report_opens_to_both_roles(browse, city):
    told = []
    for who, path in (("boss", f"{REPORT}/unit/A2"), ("head", "/unit/A2/laporan/2026-2")):
        browser = browse(db.session.merge(city[who]))
        found = opens(browser, path, 30)
        told.append(sorted((href.rpartition("/")[2], words) for href, words in found.items()))
    assert told[0] == told[1]


def test_every_line_of_a_report_has_its_link_and_its_explanation_says_the_line(browse, city):
    browser = browse(city["boss"])
    report = browser.get(f"{REPORT}/unit/A2/berkas.json").json
    links = figures_of(browser.get(f"{REPORT}/unit/A2"))
    lines = [each for part in report["sections"] for each in part["lines"]]
    assert len(lines) > 30
    for each in lines:
        href = f"{REPORT}/unit/A2/angka/{each['key']}"
        assert links[href] == each["text"]
        page = browser.get(href).text
        for told in (each["about"], each["text"], each["spread"], report["digest"], "Versi aturan",
                     "Dihitung dan dibekukan", *report["unknown"]):  # fmt: skip
            assert told in page, (href, told)


def test_the_citys_figures_open_and_lead_down_to_the_units(browse, city):
    browser = browse(city["boss"])
    found = opens(browser, REPORT, 50)
    assert f"{REPORT}/angka/level.3.estimate" in found
    page = browser.get(f"{REPORT}/angka/level.3.estimate")
    assert f"{REPORT}/unit/A2/angka/level.3.estimate" in page.links
    assert f"{REPORT}/unit/CAMAT/angka/level.3.estimate" in page.links
    below = browser.get(f"{REPORT}/unit/CAMAT/angka/level.3.estimate")
    assert f"{REPORT}/unit/KECIL/angka/level.3.estimate" in below.links
    for stage in ("facet.planning", "facet.speak", "stream.K", "dial.does"):
        assert f"{REPORT}/angka/{stage}" in page.links
        browser.get(f"{REPORT}/angka/{stage}")


def test_the_pages_of_internalization_open_to_the_same_explanations(browse, city):
    boss = city["boss"]
    browser = browse(boss)
    opens(browser, "/gugus-tugas/internalisasi", 14)
    opens(browser, "/gugus-tugas/unit/A2/internalisasi", 25)
    browser = browse(db.session.merge(city["head"]))
    opens(browser, "/unit/A2/internalisasi", 25)


def test_running_figures_open_on_both_bases_and_say_that_no_cycle_froze_them(browse, city):
    browser = browse(city["boss"])
    for path in ("/gugus-tugas", "/gugus-tugas?dasar=dulu", "/gugus-tugas/unit/A2"):
        opens(browser, path, 20)
    page = browser.get("/gugus-tugas/unit/A2/angka/knowledge")
    assert "bergerak setiap hari dan tidak dibekukan" in page.text
    assert "/gugus-tugas/unit/A2/angka/knowledge?dasar=dulu" in page.links
    assert "Seperti saat itu" in browser.get("/gugus-tugas/unit/A2/angka/active?dasar=dulu").text
    browser = browse(db.session.merge(city["head"]))
    opens(browser, "/unit/A2", 20)


def test_a_cycles_quality_opens(browse, city):
    browser = browse(city["boss"])
    assert len(opens(browser, "/gugus-tugas/putaran/2026-2", 5)) == 5


def test_of_a_merged_unit_the_explanation_says_why_and_no_figure(browse, city):
    browser = browse(city["boss"])
    for key in ("level.3.estimate", "roster", "dial.does", "stream.K"):
        page = browser.get(f"{REPORT}/unit/KECIL/angka/{key}")
        assert "digabungkan ke Kecamatan Contoh" in page.text
        facts = page.text.partition("Jalan dari fakta ke angka")[0]
        assert "%" not in facts
    for key in ("completed", "knowledge", "coverage"):
        page = browser.get(f"/gugus-tugas/unit/KECIL/angka/{key}")
        assert "terlalu kecil untuk ditampilkan sendiri" in page.text
        assert not re.search(r"n = \d", page.text)


def test_a_head_opens_the_own_figures_and_none_beside_them(browse, city):
    browser = browse(city["head"])
    page = browser.get("/unit/A2/laporan/2026-2/angka/dial.does")
    assert not [each for each in page.links if each.startswith(("/gugus-tugas/laporan",
                "/gugus-tugas/unit", "/gugus-tugas/pe", "/gugus-tugas/putaran"))]  # fmt: skip
    for path in ("/unit/A1/laporan/2026-2/angka/roster", "/unit/A1/angka/roster",
                 "/unit/KOTA/laporan/2026-2/angka/roster", "/unit/A2/laporan/2031-1/angka/roster",
                 "/unit/A2/laporan/2026-2/angka/driver.x", "/unit/A2/angka/x"):  # fmt: skip
        browser.get(path, 404)
    for path in (f"{REPORT}/angka/roster", f"{REPORT}/unit/A2/angka/roster",
                 "/gugus-tugas/unit/A2/angka/roster",
                 "/gugus-tugas/putaran/2026-2/angka/quality.gap"):  # fmt: skip
        browser.get(path, 403)


@pytest.mark.parametrize("key", ["x", "level.9.estimate", "driver.tidak", "kind.centre", "a" * 300])
def test_a_figure_that_does_not_exist_is_not_found(browse, city, key):
    browse(city["boss"]).get(f"{REPORT}/angka/{key}", 404)


@pytest.mark.parametrize("key", ["x", "knowledge.bulan.2026-01", "active.bulan.2026-11",
                                 "knowledge.modul.tidak-ada", "coverage.x"])  # fmt: skip
def test_a_running_figure_that_does_not_exist_is_not_found(browse, city, key):
    browse(city["boss"]).get(f"/gugus-tugas/unit/A2/angka/{key}", 404)


def test_an_open_cycle_has_no_figures_to_open(browse, city, clock):
    clock.forward(days=12)
    cycles.opened(clock.now, "2027-1")
    db.session.commit()
    browser = browse(db.session.merge(city["boss"]))
    for path in ("/gugus-tugas/laporan/2027-1/angka/roster",
                 "/gugus-tugas/putaran/2027-1/angka/quality.gap"):  # fmt: skip
        browser.get(path, 404)
