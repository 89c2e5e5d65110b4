"""A served house and a real browser for all journeys of this run."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.journeys.house import House, served
from tests.journeys.keeping import PATIENCE, QUIET
from tests.journeys.person import DESKTOP, Person
from tests.machine import REMEDY, chromium

Visitor = Callable[..., Person]


@pytest.fixture(scope="session")
def house(tmp_path_factory) -> Iterator[House]:
    """Resap with a small demo city, served until the last journey has ended."""
    with served(tmp_path_factory, "house") as made:
        yield made


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium. A machine without one fails, and says how to get it."""
    path = chromium()
    if path is None:
        pytest.fail(REMEDY)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture
def visitor(house, browser) -> Iterator[Visitor]:
    """`visitor(size=PHONE, scripted=False)`: somebody with a browser of their own."""
    opened = []

    def enter(*, size: dict = DESKTOP, scripted: bool = True, **more) -> Person:
        context = browser.new_context(
            viewport=size, java_script_enabled=scripted, locale="id-ID", reduced_motion="reduce",
            **more,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return Person(house, context, scripted=scripted)

    yield enter
    for context in opened:
        context.close()
