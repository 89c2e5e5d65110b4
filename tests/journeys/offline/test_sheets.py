"""An observer without a line: the sheet is readable, filled in, kept, and signed exactly once."""

import re
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.keeping import (
    WITHOUT_SYNC,
    at_home,
    copies,
    down,
    forgive,
    held,
    until_kept,
    wait,
    wake,
)
from tests.journeys.person import PHONE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

KEPT = re.compile("^Belum terkirim. Lembar tersimpan di perangkat ini")
OPEN = re.compile("^Belum terkirim. Biarkan halaman ini terbuka")
SOON = 20_000
WITA = ZoneInfo("Asia/Makassar")
TAKEN: set[str] = set()


def due(me) -> UUID:
    """A visit that is due and that no other test has taken; the page lists it."""
    found = me.page.locator("h2:has-text('Sekarang') + ul h3 a").all()
    paths = [each.get_attribute("href") for each in found]
    path = next(each for each in paths if each not in TAKEN)
    TAKEN.add(path)
    return UUID(path.rsplit("/", 1)[1])


def fill(me, mark: str = "met") -> None:
    page = me.page
    page.locator("[name=mulai]").fill("08:00")
    page.locator("[name=selesai]").fill("08:20")
    page.locator("[name=tempat]").fill("Loket 2")
    for each in page.locator(f"[data-item] input[value={mark}]").all():
        each.check()


def status(me):
    return me.page.locator("[data-sign-status]")


def sign(me) -> None:
    me.page.get_by_role("button", name="Tanda tangani", exact=True).click()


def sheets(house, visit: UUID) -> list[tuple]:
    return house.ask("SELECT number, marks FROM visit_sheet WHERE visit_id = ?", visit.hex)


def until_signed(house, me, visit: UUID) -> None:
    late = 200
    while late and not sheets(house, visit):
        me.page.wait_for_timeout(100)
        late -= 1
    assert [number for number, _marks in sheets(house, visit)] == [1]


@pytest.fixture(autouse=True)
def working_hours(house):
    """What is signed was seen today at eight; other tests may have moved the clock into a night."""
    while not 9 <= house.forward().astimezone(WITA).hour < 16:
        house.forward(hours=1)


@pytest.fixture
def observer(house, visitor):
    """The mentor on a phone of their own, at a sheet of which the phone keeps a copy."""
    me = at_home(visitor, house.account("mentor"), size=PHONE)
    me.go("/pengamatan")
    me.visit = due(me)
    me.go(f"/pengamatan/{me.visit}")
    until_kept(me, me.path)
    return me


@pytest.mark.parametrize("browser_of", ["Chromium", "Firefox and iOS"])
def test_a_sheet_that_was_filled_in_without_a_server_is_signed_exactly_once(
    house, observer, browser_of
):
    if browser_of != "Chromium":
        observer.context.add_init_script(WITHOUT_SYNC)
    with down(house, observer):
        observer.page.reload()
        observer.sees("Anda membaca salinan")
        fill(observer)
        sign(observer)
        expect(status(observer)).to_have_text(KEPT)
        assert [each["state"] for each in held(observer.page)] == ["waiting"]
        observer.page.reload()  # the phone was put away and taken out again
        expect(status(observer)).to_have_text(KEPT)
        assert observer.page.locator("[data-item] input:checked").count() == 10
        expect(observer.page.locator("[name=tempat]")).to_have_value("Loket 2")
        expect(observer.page.locator("[name=tempat]")).to_be_disabled()
        forgive(observer)
        observer.look(thorough=False)
    until_signed(house, observer, observer.visit)
    expect(observer.page.locator("main")).to_contain_text("Yang Anda tanda tangani", timeout=SOON)
    forgive(observer)
    observer.look()
    wait(observer.page, "async () => (await navigator.locks.query()).held.length === 0")
    assert [number for number, _marks in sheets(house, observer.visit)] == [1]
    assert held(observer.page) == []


def test_visits_that_are_due_are_kept_from_the_list_without_being_opened(house, visitor):
    me = at_home(visitor, house.account("mentor"), size=PHONE)
    me.go("/pengamatan")
    found = me.page.locator("[data-keep]").first.get_attribute("data-keep")
    until_kept(me, "/pengamatan", found)
    with down(house, me):
        me.page.goto(f"{house.address}{found}")
        me.sees("Anda membaca salinan")
        assert me.page.locator("[data-item]").count() == 10
        me.page.goto(f"{house.address}/pengamatan")
        me.sees("Anda membaca salinan")


def test_the_service_worker_signs_what_waits_when_no_page_is_open(house, observer):
    with down(house, observer):
        fill(observer, "partly")
        sign(observer)
        expect(status(observer)).to_have_text(KEPT)
        observer.page.goto("about:blank")
    assert sheets(house, observer.visit) == []
    wake(observer, house.address)
    until_signed(house, observer, observer.visit)


def test_what_is_missing_or_refused_is_said_and_can_be_mended(house, observer):
    sign(observer)
    expect(status(observer)).to_contain_text("Masih ada yang kurang")
    expect(observer.page.locator("[name=mulai]")).to_be_focused()
    assert held(observer.page) == []
    fill(observer)
    observer.page.locator("[name=selesai]").fill("08:01")
    pressed_later(observer)
    expect(status(observer)).to_contain_text("5 menit sampai 8 jam")
    forgive(observer, "422")
    assert sheets(house, observer.visit) == []
    observer.page.locator("[name=selesai]").fill("08:30")
    pressed_later(observer)
    until_signed(house, observer, observer.visit)
    expect(observer.page.locator("main")).to_contain_text("Yang Anda tanda tangani")


def pressed_later(me) -> None:
    """A button does not take a second press within a second."""
    me.page.wait_for_timeout(1100)
    sign(me)


def test_on_a_shared_device_the_open_page_keeps_the_sheet_and_sends_it(house, visitor):
    me = visitor()
    me.sign_in(house.account("mentor"))
    me.go("/pengamatan")
    visit = due(me)
    me.go(f"/pengamatan/{visit}")
    with down(house, me):
        fill(me)
        sign(me)
        expect(status(me)).to_have_text(OPEN)
        assert copies(me.page) == []
    until_signed(house, me, visit)
    expect(me.page.locator("main")).to_contain_text("Yang Anda tanda tangani", timeout=SOON)
    forgive(me)


def test_without_javascript_the_form_signs_too(house, visitor):
    me = visitor(size=PHONE, scripted=False)
    me.sign_in(house.account("mentor"))
    me.go("/pengamatan")
    visit = due(me)
    me.go(f"/pengamatan/{visit}")
    me.press("Tanda tangani", status=422)
    fill(me)
    me.press("Tanda tangani")
    assert [number for number, _marks in sheets(house, visit)] == [1]
    me.sees("Yang Anda tanda tangani")
