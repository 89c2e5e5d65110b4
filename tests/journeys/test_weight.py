"""How much a lesson weighs on a weak line, everything included, as the browser counts it."""

import pytest

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
