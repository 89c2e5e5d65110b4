"""A person at a browser: goes to pages, presses what they read, and looks at everything."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Error, Locator, Page, Response, TimeoutError, expect

from tests.journeys.house import Account, House
from tests.journeys.looking import axe, measures, went_elsewhere

PATIENCE = 90_000  # milliseconds that work in the background may take
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}


class Person:
    """One browser context with one open page (and more tabs, if asked for)."""

    def __init__(self, house: House, context: BrowserContext, *, scripted: bool) -> None:
        self.house, self.context, self.scripted = house, context, scripted
        self.noises: list[str] = []
        self.page = self.tab()

    def tab(self) -> Page:
        """Another tab of the same browser."""
        page = self.context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.noises.append(f"script error: {error}"))
        page.on("request", lambda request: self._notice(request.url))
        return page

    def go(self, path: str, status: int = 200) -> Response:
        """Open an address by hand, and look at the page."""
        answer = self.page.goto(f"{self.house.address}{path}")
        assert answer.status == status, f"{path}: {answer.status}"
        self.look(expected=status)
        return answer

    def look(self, expected: int = 200, *, thorough: bool = True) -> None:
        """The page as it stands has no fault; without `thorough` axe stays at home."""
        if expected >= 400:  # the browser itself reports the refused document
            self.noises = [each for each in self.noises if f"status of {expected}" not in each]
        found = [*self.noises, *self._faults(thorough)]
        self.noises.clear()
        assert not found, f"{self.page.url}\n" + "\n".join(found)

    def _faults(self, thorough: bool) -> list[str]:
        """A page that led on by itself meanwhile is looked at where it led."""
        try:
            return measures(self.page) + (axe(self.page) if self.scripted and thorough else [])
        except Error as failure:
            if not went_elsewhere(failure):
                raise
            self.page.wait_for_load_state()
            return self._faults(thorough)

    def sign_in(self, who: Account, *, own_device: bool = False) -> None:
        self.go("/masuk")
        self.page.get_by_label("NIP atau surel").fill(who.nip)
        self.page.get_by_label("Kata sandi", exact=True).fill(who.password)
        if own_device:
            self.page.get_by_label("perangkat").check()
        self.press("Masuk")

    def press(
        self, words: str | re.Pattern, *, status: int = 200, nth: int = 0, thorough: bool = True
    ) -> None:
        """Press a button that leads to another page, and look at that page."""
        button = self.page.get_by_role("button", name=words, exact=True).nth(nth)
        self._leave(button, status, thorough=thorough)

    def follow(self, words: str | re.Pattern, *, status: int = 200, nth: int = 0) -> None:
        """Follow a link, and look at where it leads. Links that look like buttons are links too."""
        found = self.page.locator("main").get_by_role("link", name=words, exact=True)
        dressed = self.page.locator("main").get_by_role("button", name=words, exact=True)
        self._leave(found.or_(dressed).nth(nth), status)

    def is_led_to(self, path: str) -> None:
        """Wait until the page of work in the background leads on by itself, and look at where."""
        try:
            self.page.wait_for_url(lambda url: urlsplit(url).path == path, timeout=PATIENCE)
        except TimeoutError as failure:
            raise AssertionError(f"still {self.page.url}\n{self.house.log}") from failure
        self.look()

    def _leave(self, target: Locator, status: int, *, thorough: bool = True) -> None:
        with self.page.expect_navigation(wait_until="load"):
            target.click()
        self.look(expected=status, thorough=thorough)

    def sees(self, words: str | re.Pattern) -> None:
        expect(self.page.locator("body")).to_contain_text(words)

    @property
    def heading(self) -> str:
        return " ".join(self.page.locator("h1").inner_text().split())

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def _hear(self, message) -> None:
        if message.type == "error":
            self.noises.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _notice(self, url: str) -> None:
        if not url.startswith((self.house.address, "data:", "blob:", "about:")):
            self.noises.append(f"request to another host: {url}")
