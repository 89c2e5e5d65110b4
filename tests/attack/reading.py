"""Everything that one role can get: pages, files and answers of the API, followed link by link."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from urllib.parse import urldefrag, urljoin, urlsplit
from uuid import UUID

import html5lib
from flask import Flask
from python_calamine import CalamineWorkbook
from werkzeug.routing import BuildError, Rule

from tests.attack import paper
from tests.factories import people, tokens
from training.kernel.db import db
from training.people.tables.employees import Employee

MOST = 900
"""More addresses than that are no city of a handful of units: the walk has gone astray."""
SAID_BY = ("alt", "title", "aria-label", "content", "value", "href", "src")
"""What a page says beside its text; `data-…` is said too, and so is everything in a drawing."""
WORDY = frozenset(
    "tr dt dd p li h1 h2 h3 text option textarea desc title caption span strong div".split()
)
LEAVE = re.compile(r"^/(keluar|static|aset|pola|openapi)|^mailto:|^tel:")


@dataclass(frozen=True, slots=True)
class Read:
    """One address that answered: what it said, one line after the other."""

    role: str
    address: str
    media: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


class Reader:
    """Signs in as somebody and follows every link and every route that leads anywhere."""

    def __init__(self, app: Flask, role: str, person: UUID, *, at) -> None:
        self.app, self.role = app, role
        someone = db.session.get_one(Employee, person)
        session = people.session_token(someone, at=at)
        self.token = tokens.token(someone, at=at)
        db.session.commit()
        self.client = app.test_client()
        with self.client.session_transaction() as cookie:
            cookie["_user_id"] = session
        self.tried: dict[str, int] = {}

    def everything(self, values: Mapping[str, tuple[str, ...]]) -> list[Read]:
        """All that answers, from every route with the values known and from every link found."""
        found, left = [], list(dict.fromkeys(addresses(self.app, values)))
        while left:
            address = left.pop()
            if address in self.tried or LEAVE.match(address):
                continue
            answer = self._get(address)
            self.tried[address] = answer.status_code
            assert answer.status_code < 500, f"{self.role} {address}: {answer.status}"
            assert len(self.tried) < MOST, f"{self.role} has got lost at {address}"
            if answer.status_code in {301, 302, 303} and answer.location:
                left.append(_here(answer.location, address) or address)
            if answer.status_code == 200:
                told = tuple(lines(answer))
                found.append(Read(self.role, address, answer.mimetype, told))
                if answer.mimetype == "text/html":
                    left += _links(answer, address)
        return found

    def some(self, *asked: str) -> list[Read]:
        """What these addresses alone answer."""
        found = []
        for address in asked:
            answer = self._get(address)
            self.tried[address] = answer.status_code
            if answer.status_code == 200:
                found.append(Read(self.role, address, answer.mimetype, tuple(lines(answer))))
        return found

    def _get(self, address: str):
        headers = {}
        if address.startswith("/api/"):
            headers["Authorization"] = f"Bearer {self.token}"
        db.session.remove()
        return self.client.get(address, headers=headers)


def addresses(app: Flask, values: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Every route of the application with every value that is known for its parts."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and set(rule.arguments) <= values.keys():
            for chosen in product(*(values[name] for name in sorted(rule.arguments))):
                given = dict(zip(sorted(rule.arguments), chosen, strict=True))
                if built := _built(adapter, rule, given):
                    yield built


def _built(adapter, rule: Rule, given: dict[str, str]) -> str:
    try:
        return adapter.build(rule.endpoint, given, method="GET")
    except BuildError:  # a form that this route does not have
        return ""


def _here(link: str, page: str) -> str:
    """The address on our own host that a link leads to, or nothing."""
    whole = urlsplit(urljoin(f"http://localhost{page}", urldefrag(link).url))
    if whole.netloc != "localhost":
        return ""
    return whole.path + (f"?{whole.query}" if whole.query else "")


def _links(answer, page: str) -> list[str]:
    tree = html5lib.parse(answer.get_data(as_text=True), namespaceHTMLElements=False)
    named = [each.get("href") for each in tree.iter("a")]
    named += [each.get("data-state") for each in tree.iter() if each.get("data-state")]
    return [found for link in named if link and (found := _here(link, page))]


def lines(answer) -> Iterator[str]:
    """What an answer says in words and numbers, whatever its form."""
    data, media = answer.get_data(), answer.mimetype
    if media == "text/html":
        yield from of_page(data.decode())
    elif media == "application/pdf":
        yield from paper.words(data)
    elif "spreadsheetml" in media:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            for row in book.get_sheet_by_name(name).to_python():
                yield ";".join("" if cell == "" else str(cell) for cell in row)
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for name in parts.namelist():
                yield from parts.read(name).decode(errors="replace").splitlines()
    else:
        yield from data.decode(errors="replace").splitlines()


def of_page(html: str) -> Iterator[str]:
    """A page's rows, terms and sentences one by one, its attributes and the points of drawings."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    for each in tree.iter():
        if not isinstance(each.tag, str):
            continue
        if each.tag in WORDY:
            own = " ".join(" ".join(each.itertext()).split())
            if own and (each.tag not in {"div", "span"} or (each.text or "").strip()):
                yield f"<{each.tag}> {own}"
        for name, value in each.attrib.items():
            name = str(name)
            drawn = each.tag in {"rect", "circle", "line", "path", "polyline", "use", "g"}
            if name in SAID_BY or name.startswith("data-") or (drawn and name not in {"class"}):
                yield f"<{each.tag} {name}> {value}"
