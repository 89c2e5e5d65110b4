"""How much a lesson weighs on a weak line, everything included, as the browser counts it."""

import pytest
from playwright.sync_api import Request

from tests.journeys.keeping import at_home, until_kept
from tests.journeys.person import PHONE

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

FIRST, NEXT = 60 * 1024, 12 * 1024
LESSONS = "/belajar/modul/m3-berbicara-melayani"


@pytest.fixture
def meter(house, visitor):
    """A phone with an empty cache, and a function that says what the last page weighed."""
    me = visitor(size=PHONE)
    me.sign_in(house.account("mentor"))
    wire = me.context.new_cdp_session(me.page)
    wire.send("Network.enable")
    wire.send("Network.clearBrowserCache")
    loads: list[float] = []
    wire.on("Network.loadingFinished", lambda event: loads.append(event["encodedDataLength"]))

    def weigh(path: str) -> float:
        loads.clear()
        me.page.goto(f"{house.address}{path}", wait_until="networkidle")
        return sum(loads)

    return me, weigh


def test_the_first_lesson_page_is_light_and_the_next_ones_are_lighter(meter):
    me, weigh = meter
    me.page.goto(f"{me.house.address}{LESSONS}")
    ways = me.page.eval_on_selector_all(
        f"main a[href^='{LESSONS}/']", "all => [...new Set(all.map(a => a.getAttribute('href')))]"
    )
    assert len(ways) >= 6
    wire = me.context.new_cdp_session(me.page)
    wire.send("Network.clearBrowserCache")
    weights = {way: round(weigh(way)) for way in ways}
    first, *later = weights.values()
    assert first <= FIRST, weights
    assert max(later) <= NEXT, weights


def test_what_ones_own_device_needs_to_keep_lessons_fits_into_the_first_page(house, visitor):
    """The service worker, the outbox and all that a copy needs count; the copies are told apart."""
    signed_in = at_home(visitor, house.account("mentor"))
    signed_in.page.goto(f"{house.address}{LESSONS}")
    way = signed_in.page.locator(f"main a[href^='{LESSONS}/']").first.get_attribute("href")
    me = visitor(size=PHONE, storage_state=signed_in.context.storage_state())
    page, worker = [], {}
    wire = me.context.new_cdp_session(me.page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda event: page.append(event["encodedDataLength"]))
    me.context.on("requestfinished", lambda each: _note(worker, each, house.address))
    me.page.goto(f"{house.address}{way}", wait_until="networkidle")
    until_kept(me, way)
    me.page.wait_for_timeout(500)

    copies = {path: size for path, size in worker.items() if path.startswith(("/belajar", "/aset"))}
    kit = {path: size for path, size in worker.items() if path not in copies}
    assert {"/sw.js", "/luring"} <= set(kit)
    assert sum(page) + sum(kit.values()) <= FIRST, (sum(page), kit)
    assert way in copies
    assert max(copies.values()) <= NEXT, copies


def _note(worker: dict[str, float], request: Request, address: str) -> None:
    if request.service_worker:
        sizes = request.sizes()
        path = request.url.removeprefix(address)
        weight = sizes["responseHeadersSize"] + sizes["responseBodySize"]
        worker[path] = worker.get(path, 0) + weight
