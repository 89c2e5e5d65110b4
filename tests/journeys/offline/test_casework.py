"""Whoever leads a visit in a kelurahan without a line: the record is kept, and signed once."""

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.keeping import at_home, down, forgive, held, until_kept
from tests.journeys.person import PHONE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
WITA = ZoneInfo("Asia/Makassar")
DESK = "/pendampingan/agenda"
SEEN = "Loket dibuka tepat waktu; anak menunggu sambil berdiri."


@pytest.fixture(autouse=True)
def working_hours(house):
    """What is signed was held today at eight; other tests may have moved the clock into a night."""
    while not 10 <= house.forward().astimezone(WITA).hour < 16:
        house.forward(hours=1)


@pytest.fixture
def leader(house, visitor):
    """The mentor on a phone of their own, at a record of which the phone keeps a copy."""
    me = at_home(visitor, house.account("mentor"), size=PHONE)
    me.go(DESK)
    path = me.page.locator("h2:has-text('Sekarang') + ul h3 a").first.get_attribute("href")
    me.entry = UUID(path.rsplit("/", 1)[1])
    me.go(path)
    until_kept(me, me.path)
    return me


def sheet(page):
    """The sheet alone: a correction beside it has the same fields."""
    return page.locator("form[data-sign-url$='/lembar']")


def fill(house, me) -> None:
    page, due = me.page, house.forward().astimezone(WITA).date() + timedelta(days=14)
    for name, value in {
        "mulai": "08:00", "selesai": "09:00", "tempat": "Ruang layanan",
        "hadir": "Kepala seksi dan petugas loket", "amatan": SEEN,
    }.items():  # fmt: skip
        sheet(page).locator(f"[name={name}]").fill(value)
    page.locator("summary", has_text="Temuan 1").click()
    for name, value in {
        "apa": "Anak menunggu sambil berdiri di lorong.", "pemilik": "Kepala seksi pelayanan",
        "tindakan": "Menyediakan dua kursi anak.", "tenggat": due.isoformat(),
    }.items():  # fmt: skip
        page.locator(f"[name=temuan1-{name}]").fill(value)
    page.locator("[name=temuan1-tahap][value=service]").check()
    page.locator("[name=temuan1-bobot][value=diperbaiki]").check()
    page.locator("[name=temuan1-kla]").select_option("11")


def signed(house, entry: UUID) -> list[tuple]:
    return house.ask("SELECT number FROM oversight_record WHERE entry_id = ?", entry.hex)


def found(house, entry: UUID) -> list[tuple]:
    return house.ask("SELECT what, kla FROM oversight_finding WHERE entry_id = ?", entry.hex)


def test_a_record_that_was_filled_in_without_a_line_is_signed_exactly_once(house, leader):
    status = sheet(leader.page).locator("[data-sign-status]")
    with down(house, leader):
        leader.page.reload()
        leader.sees("Anda membaca salinan")
        fill(house, leader)
        leader.page.get_by_role("button", name="Tanda tangani", exact=True).click()
        expect(status).to_contain_text("Belum terkirim. Lembar tersimpan di perangkat ini")
        leader.page.reload()  # the phone was put away and taken out again
        expect(status).to_contain_text("Belum terkirim. Lembar tersimpan di perangkat ini")
        expect(sheet(leader.page).locator("[name=amatan]")).to_have_value(SEEN)
        expect(leader.page.locator("[name=temuan1-kla]")).to_have_value("11")
        forgive(leader)
    expect(leader.page.locator("main")).to_contain_text("Yang ditandatangani", timeout=20_000)
    forgive(leader)
    leader.look()
    assert signed(house, leader.entry) == [(1,)]
    assert found(house, leader.entry) == [("Anak menunggu sambil berdiri di lorong.", 11)]
    assert held(leader.page) == []
