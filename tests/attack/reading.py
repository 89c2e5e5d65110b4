"""Everything that one role can get: pages, files and answers of the API, followed link by link."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import product
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit
from uuid import UUID

from flask import Flask, g
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from werkzeug.routing import BuildError, Rule

from tests.attack import paper
from tests.factories import people, tokens
from training.kernel.access import PUBLIC, SIGNED_IN, declared
from training.kernel.db import db
from training.people.rules.access import GRANTS
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee

MOST = 1600
"""More addresses than that are no city of a handful of units: the walk has gone astray."""
SAID_BY = ("alt", "title", "aria-label", "content", "value", "href", "src")
"""What a page says beside its text; `data-…` is said too, and so is everything in a drawing."""
WORDY = frozenset({
    "tr", "dt", "dd", "p", "li", "h1", "h2", "h3", "text", "option", "textarea", "desc", "title",
    "caption", "span", "strong", "div",
})  # fmt: skip
DRAWN = frozenset(["rect", "circle", "line", "path", "polyline", "use", "g"])
LEAVE = re.compile(
    r"^/(keluar|static|aset|pola|sw\.js|komitmen/baru/)|^/api/v1/openapi"
    r"|^/penulis/(?!m1-contoh|m2-contoh)|^/admin/jejak\?jenis=(?!signed-in$)"
)
"""What is the same for everybody, or ends the session; files of modules that nobody answered;
events of one kind, which stand among those of all: one kind stands for the others."""
SLOW = re.compile(r"\.(pdf|xlsx)$|^/(belajar|penulis)/|/angka/")
"""What is read at the last closing only: files made of what other forms say, modules."""
OPENED = re.compile(r"/angka/")
PROOF = re.compile(r'name="((?:csrf_)?token)" value="([^"]+)"')
SOUGHT = "rekaan"
"""What is typed where a page lets somebody look for words: a part of the name of everybody."""
OPENED_OF = re.compile(
    r"^/gugus-tugas/(unit/(DA|DB1)|laporan/2027-2(/unit/(DA|DB1))?|putaran/2027-2)/angka/[^?]+$"
    r"|^/unit/DB1/.*angka/[^?]+$"
)
"""Every figure of every unit opens to a page of its own; some units stand for all of them."""
UNITS = frozenset({"unit", "reported-unit", "register", "unit-figure"})
"""What a route must identify for a code in its path to be that of a unit."""


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
        self.hasty = False

    def press(self, page: str, action: str, **filled: str) -> None:
        """Send the form of a page, or its button where there is nothing to fill in."""
        send(self.client, page, action, **filled)

    def everything(
        self, values: Mapping[str, tuple[str, ...]], role: Role | None
    ) -> list[Read]:  # fmt: skip
        """All that answers, from every route with the values known and from every link found."""
        found, left = [], list(dict.fromkeys(addresses(self.app, values, role)))
        while left:
            address = left.pop()
            if address in self.tried or self._leaves(address):
                continue
            answer = self._get(address)
            self.tried[address] = answer.status_code
            assert answer.status_code < 500, f"{self.role} {address}: {answer.status}"
            assert len(self.tried) < MOST, f"{self.role} has got lost: {_most(self.tried)}"
            if answer.status_code in {301, 302, 303} and answer.location:
                left.append(_here(answer.location, address) or address)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                page = Page(answer.get_data(as_text=True))
                found.append(Read(self.role, address, answer.mimetype, tuple(page.lines)))
                left += [link for each in page.links if each and (link := _here(each, address))]
            elif answer.status_code == 200:
                found.append(Read(self.role, address, answer.mimetype, tuple(lines(answer))))
        return found

    def _leaves(self, address: str) -> bool:
        """Whether an address is not read, or not now."""
        is_of_others = OPENED.search(address) and not OPENED_OF.search(address)
        return bool(LEAVE.match(address) or is_of_others or (self.hasty and SLOW.search(address)))

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
        _anew()
        return self.client.get(address, headers=headers)


def _anew() -> None:
    """Requests inside one application context share `g`: who is signed in."""
    db.session.remove()
    for kept in list(g):
        g.pop(kept)


def send(
    client: FlaskClient, page: str, action: str = "", *, status: int = 303, **filled: str
) -> None:  # fmt: skip
    """Open a page and send the form that it has, as a browser does."""
    _anew()
    html = client.get(page).get_data(as_text=True)
    assert not action or f'action="{action}"' in html, f"{page}: no way to {action}"
    hidden = dict(PROOF.findall(html))
    assert hidden, page
    sent = client.post(action or page, data=hidden | filled)
    assert sent.status_code == status, f"{page} {action}: {sent.status}"


def addresses(
    app: Flask, values: Mapping[str, tuple[str, ...]], role: Role | None
) -> Iterator[str]:
    """Every route that a role opens, with every value that is known for its parts."""
    adapter = app.url_map.bind("localhost")
    mine = {PUBLIC, SIGNED_IN} | GRANTS[Role.EMPLOYEE] | (GRANTS[role] if role else frozenset())
    for rule in app.url_map.iter_rules():
        access = declared(app.view_functions[rule.endpoint])
        if "GET" not in (rule.methods or ()) or access is None or access.permission not in mine:
            continue
        is_clear = "code" not in rule.arguments or access.object in UNITS
        if is_clear and set(rule.arguments) <= values.keys():
            for chosen in product(*(values[name] for name in sorted(rule.arguments))):
                given = dict(zip(sorted(rule.arguments), chosen, strict=True))
                if built := _built(adapter, rule, given):
                    yield built


def _most(tried: Iterable[str]) -> list[tuple[str, int]]:
    """Where most of the addresses lie."""
    kinds = (re.sub(r"[A-Z]{2,}\d?|\d{4}-\d|[0-9a-f-]{30,}", "…", each) for each in tried)
    return Counter(kinds).most_common(8)


def _built(adapter, rule: Rule, given: dict[str, str]) -> str:
    try:
        return adapter.build(rule.endpoint, given, method="GET")
    except (BuildError, ValueError):  # a form that this route does not have
        return ""


def _here(link: str, page: str) -> str:
    """The address on our own host that a link leads to, or nothing."""
    whole = urlsplit(urljoin(f"http://localhost{page}", urldefrag(link).url))
    if whole.netloc != "localhost":
        return ""
    return whole.path + (f"?{whole.query}" if whole.query else "")


def lines(answer) -> Iterator[str]:
    """What an answer says in words and numbers, whatever its form."""
    data, media = answer.get_data(), answer.mimetype
    if media == "text/html":
        yield from Page(data.decode()).lines
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


class Page(HTMLParser):
    """A page's rows, terms and sentences one by one, its attributes and the points of drawings."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.links: list[str] = []
        self.asking = ""
        self.field = ""
        self.open: list[tuple[str, list[str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in SAID_BY or name.startswith("data-") or (tag in DRAWN and name != "class"):
                self.lines.append(f"<{tag} {name}> {value}")
            if name == "data-state" or (tag == "a" and name == "href"):
                self.links.append(value or "")
        self._asks(tag, {name: value or "" for name, value in attrs})
        if tag in WORDY:
            self.open.append((tag, []))

    def _asks(self, tag: str, has: Mapping[str, str]) -> None:
        """Everything that a form of filters or a search can ask, one field at a time, is a link."""
        if tag == "form":
            self.asking = has.get("action", "") if has.get("method", "get") == "get" else ""
        elif tag == "select":
            self.field = has.get("name", "")
        if not self.asking:
            return
        if tag == "option":
            self._asked(self.field, has.get("value", ""))
        elif tag == "input" and has.get("type", "text") in {"text", "search"}:
            self._asked(has["name"], SOUGHT)
        elif tag == "input" and has.get("type") in {"radio", "checkbox"}:
            self._asked(has["name"], has.get("value", "on"))

    def _asked(self, name: str, value: str) -> None:
        asked = urlencode({name: value})
        self.links.append(f"{urldefrag(self.asking).url}?{asked}")

    def handle_data(self, data: str) -> None:
        for _, words in self.open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.asking = ""
        if not any(name == tag for name, _ in self.open):
            return
        while self.open:
            name, words = self.open.pop()
            if said := " ".join(" ".join(words).split()):
                self.lines.append(f"<{name}> {said}")
            if name == tag:
                return
