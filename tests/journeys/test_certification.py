"""Certification from a rule to a revocation, in a browser and on paper, by whoever takes part."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from tests.journeys.cycling import this_day
from tests.journeys.house import Account, House, served
from tests.journeys.inside import inside, person_of
from tests.journeys.learning import finishes_the_module, passes_the_quiz, questions_of
from tests.journeys.person import DESKTOP, PHONE, Person
from tests.papers import page_sizes
from training.people.actions.roles import grant
from training.people.rules.kinds import Role
from training.people.tables.employees import Posting, RoleGrant

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

KEY = "keputusan-perencanaan-anak"
TITLE = "Merencanakan dan Memutuskan dengan Hak Anak"
PROGRAMME = f"/kepegawaian/sertifikasi/program/{KEY}"
RULE, REASON = "Loket satu unit", "Nama pada sertifikat tertukar dengan pegawai lain."
M5, M6, M8 = "m5-kepentingan-terbaik", "m6-partisipasi-bermakna", "m8-rahasia-foto-data"
NARROW, TABLET = {"width": 320, "height": 740}, {"width": 800, "height": 740}
DOTS = 96 / 72  # dots of a screen to a point of paper


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[House]:
    """A house of its own: in this journey a year goes by."""
    with served(tmp_path_factory, "certified-house") as made:
        yield made


@dataclass
class Office:
    """Who takes part: the learner, and the two HR persons whom a revocation needs."""

    visitor: Callable[..., Person]
    learner: Account
    hr: Account
    second: Account

    def comes(self, who: Account, size: dict = DESKTOP) -> Person:
        me = self.visitor(size=size)
        me.sign_in(who)
        return me


@pytest.fixture
def staffed(house, visitor) -> Office:
    """A newcomer of a programme that asks no practice of their family, and HR with a colleague."""
    hr, second = house.account("hr"), house.account("mentor")
    with inside(house) as at:
        scope = RoleGrant.query.filter_by(employee_id=person_of(hr), role=Role.HR).one().unit_id
        held = RoleGrant.query.filter_by(employee_id=person_of(second), role=Role.HR)
        if not held.count():
            grant(person_of(second), Role.HR, scope, by=None, at=at)
        learner = next(
            each for each in house.newcomers
            if family_of(each) == "pelayanan-langsung" and each.unit not in {hr.unit, second.unit}
        )  # fmt: skip
    return Office(visitor, learner, hr, second)


def family_of(account: Account) -> str:
    return Posting.query.filter_by(employee_id=person_of(account)).first().job_family


def pictured(me: Person, name: str) -> None:
    """With PICTURES=1 the whole page is kept as a picture beside the house, to be looked at."""
    if os.environ.get("PICTURES") != "1":
        return
    folder = me.house.data.parent / "pictures"
    folder.mkdir(exist_ok=True)
    me.page.screenshot(path=folder / f"{name}-{me.page.viewport_size['width']}.png", full_page=True)


def makes_a_rule(hr: Person, unit: str, name: str) -> None:
    """Written down, looked at with the names of those whom it means, applied."""
    hr.go(PROGRAMME)
    pictured(hr, "program")
    page = hr.page
    page.get_by_label("Nama aturan").fill(RULE)
    page.locator("input[name=rumpun][value=pelayanan-langsung]").check()
    chosen = page.get_by_label("Unit beserta semua di bawahnya")
    chosen.select_option(label=next(
        each for each in chosen.locator("option").all_inner_texts() if f"({unit})" in each
    ))  # fmt: skip
    page.get_by_label("Hari sampai tenggat").fill("60")
    hr.press("Catat aturan")
    expect(page.locator("caption", has_text="Akan masuk")).to_be_visible()
    hr.sees(name)
    pictured(hr, "aturan")
    hr.press("Terapkan aturan")
    hr.sees("hari ini tidak ada yang berubah")


def name_of(house: House, who: Account) -> str:
    return house.ask("SELECT e.name FROM employee e JOIN identifier i ON i.employee_id = e.id "
                     "WHERE i.value = ?", who.nip)[0][0]  # fmt: skip


def learns(me: Person) -> None:
    me.go("/sertifikat")
    me.sees("tuntaskan modul")
    for code, slug in (("M5", M5), ("M6", M6), ("M8", M8)):
        me.go("/belajar")
        finishes_the_module(me, code, questions_of(me.house, slug))


def takes_the_sheet(me: Person) -> Path:
    me.go("/sertifikat")
    pictured(me, "sertifikat-saya")
    with me.page.expect_download() as found:
        me.page.get_by_role("link", name="Unduh (PDF)").first.click()
    path = me.house.data.parent / "sertifikat.pdf"
    found.value.save_as(path)
    return path


def looked_at(path: Path) -> None:
    """The first page as PDFium draws it, the reader of browsers, which is not what set it."""
    with PdfDocument(path) as paper:
        brightness = paper[0].render(scale=DOTS, grayscale=True).to_numpy()
    dark, light = (brightness < 100).mean(), (brightness > 250).mean()
    assert 0.02 < dark < 0.3, f"{dark:.1%} of the sheet is dark"
    assert light > 0.6, f"{light:.1%} of the sheet is white"


def verified(visitor: Callable[..., Person], code: str, words: str) -> None:
    """Anybody with the code reads whether it holds, without signing in."""
    anybody = visitor(size=PHONE)
    anybody.go(f"/verifikasi/{code}")
    anybody.sees(words)
    pictured(anybody, f"verifikasi-{words.rpartition(' ')[2]}")


def codes(house: House, who: Account) -> list[str]:
    """The codes of a person's certificates, oldest first."""
    return [code for (code,) in house.ask(
        "SELECT c.code FROM certificate c JOIN certification_period p ON p.id = c.period_id JOIN "
        "identifier i ON i.employee_id = p.employee_id WHERE i.value = ? ORDER BY p.number",
        who.nip,
    )]  # fmt: skip


def asks_to_revoke(hr: Person, house: House, who: Account) -> None:
    with inside(house):
        path = f"/kepegawaian/pegawai/{person_of(who)}/sertifikasi"
    hr.go(path)
    pictured(hr, "pegawai")
    hr.page.locator("summary", has_text=re.compile("^Cabut ")).first.click()  # the newest
    hr.page.locator("details[open] textarea").fill(REASON)
    hr.press("Usulkan pencabutan")
    hr.sees("menunggu petugas kepegawaian kedua")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_an_excuse_for_many_is_looked_at_carried_out_and_taken_back(house, staffed, size):
    hr = staffed.comes(staffed.hr, size)
    hr.go(f"{PROGRAMME}/pegawai?keadaan=berjalan")
    for box in hr.page.locator("input[name=pegawai]").all()[:2]:
        box.check(force=True)
    hr.page.locator("summary", has_text="Beri dispensasi kepada banyak pegawai").click()
    until = hr.page.locator("input[name=sampai]")
    until.fill((this_day(house) + timedelta(days=20)).isoformat())
    pictured(hr, "dispensasi-formulir")
    hr.press("Lihat siapa yang terkena")
    hr.sees("2 pegawai akan mendapat dispensasi")
    pictured(hr, "dispensasi")
    hr.press("Beri dispensasi kepada 2 pegawai")
    hr.sees("2 pegawai mendapat dispensasi")
    hr.press("Tarik kembali untuk semuanya")
    hr.sees("2 dispensasi ditarik kembali")
    pictured(hr, "dispensasi-ditarik")


@pytest.mark.parametrize("size", [NARROW, PHONE, TABLET, DESKTOP], ids=str)
def test_the_desk_is_without_fault_at_every_width(house, staffed, size):
    hr = staffed.comes(staffed.hr, size)
    with inside(house):
        person = person_of(staffed.learner)
    for name, path in {
        "meja": "/kepegawaian", "sertifikasi": "/kepegawaian/sertifikasi",
        "kedudukan": f"{PROGRAMME}/pegawai", "program": PROGRAMME,
        "unit": f"/kepegawaian/sertifikasi/unit/{staffed.learner.unit}",
        "pegawai": f"/kepegawaian/pegawai/{person}/sertifikasi",
        "antrean": "/kepegawaian/sertifikasi/antrean",
    }.items():  # fmt: skip
        hr.go(path)
        pictured(hr, name)


def test_from_a_rule_to_a_revocation(house, staffed, visitor):
    learner = staffed.learner
    makes_a_rule(staffed.comes(staffed.hr), learner.unit, name_of(house, learner))
    me = staffed.comes(learner, PHONE)
    learns(me)
    house.command("certificates", "issue-due")
    [first] = codes(house, learner)
    sheet = takes_the_sheet(me)
    assert page_sizes(sheet.read_bytes()) == [(842, 595)] * 2
    looked_at(sheet)
    verified(visitor, first, "Sertifikat ini berlaku")

    house.forward(days=290)
    renews(staffed.comes(learner, PHONE), first)
    [_, second] = codes(house, learner)
    verified(visitor, second, "Sertifikat ini berlaku")

    asks_to_revoke(staffed.comes(staffed.hr), house, learner)
    decides(staffed.comes(staffed.second))
    the_history_tells_both(staffed.comes(staffed.hr, PHONE), house, learner)
    verified(visitor, second, "Sertifikat ini dicabut")
    assert "Semua sertifikat sesuai" in house.command("certificates", "check")


def renews(me: Person, first: str) -> None:
    """In the window the shorter path is told; its quizzes are passed again; a new period begins."""
    me.go("/sertifikat")
    me.sees("kerjakan lagi kuis modul")
    pictured(me, "perpanjangan")
    for slug in (M5, M8):
        me.go(f"/belajar/modul/{slug}")
        passes_the_quiz(me, "Ulangi kuis", questions_of(me.house, slug))
    me.house.command("certificates", "issue-due")
    me.go("/sertifikat")
    assert len(me.page.get_by_role("link", name="Unduh (PDF)").all()) == 2
    assert first in {
        each.get_attribute("href").rpartition("/")[2]
        for each in me.page.get_by_role("link", name="Halaman verifikasi").all()
    }


def the_history_tells_both(hr: Person, house: House, who: Account) -> None:
    """Whoever reads a person's history later sees why, and which two decided."""
    with inside(house):
        path = f"/kepegawaian/pegawai/{person_of(who)}/sertifikasi"
    hr.go(path)
    hr.sees("dikukuhkan")
    pictured(hr, "riwayat")


def decides(second: Person) -> None:
    second.go("/kepegawaian")
    second.follow(re.compile("^Pencabutan yang perlu diputuskan"))
    pictured(second, "pencabutan")
    asked = second.page.locator("main dl").all_inner_texts()
    place = next(number for number, each in enumerate(asked) if REASON in each)
    second.press("Kukuhkan pencabutan", nth=place)
    second.sees("Sertifikat sudah dicabut")
