"""A browser for page tests: signs in by a session row, sends CSRF tokens, inspects every page."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

import pytest
from flask import Flask, g, request_finished, request_started, session
from flask_wtf.csrf import generate_csrf

from tests.factories import people
from tests.web.inspection import faults, parsed
from training.kernel.db import db
from training.people.tables.employees import Employee


@dataclass
class Page:
    """What came back: parsed, and already inspected if it is an HTML page."""

    response: object

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def location(self) -> str:
        return self.response.headers.get("Location", "")

    @property
    def raw(self) -> str:
        return self.response.get_data(as_text=True)

    @property
    def json(self):
        return self.response.get_json()

    @cached_property
    def tree(self) -> Element:
        return parsed(self.raw)[0]

    def all(self, tag: str, cls: str = "", **attributes: str) -> list[Element]:
        """Elements by tag, class and attributes."""
        return [
            each
            for each in self.tree.iter(tag)
            if (not cls or cls in (each.get("class") or "").split())
            and all(each.get(name.strip("_")) == value for name, value in attributes.items())
        ]

    @property
    def text(self) -> str:
        """The words of the page's body, with single blanks."""
        body = self.tree.find("body")
        return " ".join(" ".join(body.itertext()).split())

    @property
    def h1(self) -> str:
        return " ".join("".join(self.all("h1")[0].itertext()).split())

    @property
    def links(self) -> list[str]:
        return [each.get("href", "") for each in self.all("a")]


class Browser:
    """A person (or nobody) at a browser without JavaScript."""

    def __init__(self, app: Flask, person: Employee | None, token: str | None) -> None:
        self.app, self.person = app, person
        self.client = app.test_client()
        if token:
            with self.client.session_transaction() as cookie:
                cookie["_user_id"] = token

    def get(self, url: str, status: int = 200, **more) -> Page:
        return self._seen(self.client.get(url, **more), status)

    def post(self, url: str, data: dict | None = None, status: int = 303, **more) -> Page:
        token = self.csrf()
        form = {"csrf_token": token, **(data or {})}
        return self._seen(self.client.post(url, data=form, **more), status)

    def put_json(self, url: str, body: object, status: int = 200) -> Page:
        headers = {"X-CSRFToken": self.csrf(), "Accept": "application/json"}
        return self._seen(self.client.put(url, json=body, headers=headers), status)

    def csrf(self) -> str:
        """A token for this browser's session, as the pages' forms carry it."""
        with self.client.session_transaction() as cookie:
            kept = dict(cookie)
        with self.app.test_request_context():
            session.update(kept)
            token = generate_csrf()
            kept = dict(session)
        with self.client.session_transaction() as cookie:
            cookie.update(kept)
        return token

    def _seen(self, response, status: int) -> Page:
        db.session.remove()
        page = Page(response)
        assert page.status == status, f"{page.status} {page.location}\n{page.raw[:3000]}"
        if response.mimetype == "text/html" and response.status_code not in {301, 302, 303}:
            found = faults(page.raw)
            assert not found, "\n".join(found)
        return page


@pytest.fixture
def browse(app, clock):
    """`browse(person)` is a signed-in browser of that person; `browse(None)` of a stranger."""

    def open_one(person: Employee | None, *, second_factor: bool = True) -> Browser:
        token = None
        if person is not None:
            token = people.session_token(person, at=clock.now, second_factor=second_factor)
        db.session.commit()
        return Browser(app, person, token)

    return open_one


@pytest.fixture(autouse=True)
def nothing_shared() -> Iterator[None]:
    """Requests inside a test's application context share `g`; each must begin without it."""

    def clear(_sender, **_more) -> None:
        for name in list(g):
            g.pop(name)

    with request_started.connected_to(clear), request_finished.connected_to(clear):
        yield
