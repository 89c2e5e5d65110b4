"""Every page that a role can reach is without fault: narrow and wide, light and dark.

Pages of one kind (a route and the names in its query) are looked at once for each role, and by axe
from all sides once for all. Lessons have one kind but words of their own: the ruler goes over each
one once, narrow, and axe from all sides over the first of every module and over each that has an
element or a class which none before it had. The same words are not looked at again for every role.
"""

import re

import pytest
from playwright.sync_api import Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from tests.journeys.looking import axe
from tests.journeys.person import DESKTOP, Person

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

ROLES = ("employee", "unit_head", "mentor", "hr", "task_force", "author", "admin", "auditor")
NARROW = {"width": 320, "height": 740}
MOST = 60
TAKEN_AWAY = re.compile(
    r"/ekspor[./]|\.(csv|json|xlsx|svg|pdf|ics)$|^/keluar|^/static|^/metrics|z$"
)
STARTS = {"admin": ("/admin?cari=190001",), "stranger": ("/masuk", "/pola", "/masuk/lupa")}
LINKS = "all => all.map(a => a.href)"
# Scripts that follow the width (tabs) have answered to the new one after two frames.
SETTLED = """() => new Promise(go => requestAnimationFrame(() => requestAnimationFrame(
  () => setTimeout(go, 20))))"""
LESSON = re.compile(r"/belajar/modul/([^/?]+)/[^/?]+$")
BUILT = """main => [...main.querySelectorAll("*")].map(e => `${e.localName} ${e.className}`)"""
seen_by_anyone: set[str] = set()
lessons_are_built_of: set[str] = set()


def pattern(app, link: str) -> str | None:
    """Which kind of page a path leads to; None for what is no page of ours."""
    path, _, query = link.partition("?")
    if TAKEN_AWAY.search(path):
        return None
    try:
        rule, _ = app.url_map.bind("127.0.0.1").match(path, "GET", return_rule=True)
    except (HTTPException, RequestRedirect):
        return f"lost: {path}"
    keys = sorted({part.split("=")[0] for part in query.split("&") if part})
    # Each lesson has words of its own.
    name = path if rule.endpoint == "employee.lesson" else rule.rule
    return name + ("?" + "&".join(keys) if keys else "")


def look_from_all_sides(me: Person) -> None:
    """Narrow and wide, light and dark, beginning as the page before was left.

    Colours need no second look at the same width.
    """
    page = me.page
    me.look()
    resize(page, NARROW if page.viewport_size == DESKTOP else DESKTOP)
    me.look()
    page.emulate_media(color_scheme="dark")
    found = axe(page, "color-contrast")
    page.emulate_media(color_scheme="light")
    assert not found, f"{page.url} in the dark\n" + "\n".join(found)


def resize(page: Page, size: dict) -> None:
    """Another width, if it is another one."""
    if page.viewport_size != size:
        page.set_viewport_size(size)
        page.evaluate(SETTLED)


def links(page: Page, home: str) -> list[str]:
    found = page.eval_on_selector_all("a[href]", LINKS)
    return [each.removeprefix(home).split("#")[0] for each in found if each.startswith(home)]


def brings_something_new(page: Page, slug: str) -> bool:
    """Whether a lesson is the first of its module, or is built of what none before it had."""
    found = {f"module {slug}", *page.locator("main").evaluate(BUILT)}
    new = found - lessons_are_built_of
    lessons_are_built_of.update(new)
    return bool(new)


def look_at(me: Person, kind: str) -> None:
    """Look at an open page as closely as its kind asks for."""
    if kind in seen_by_anyone:
        me.look(thorough=False)
        return
    seen_by_anyone.add(kind)
    lesson = LESSON.match(kind)
    if lesson is None or brings_something_new(me.page, lesson[1]):
        look_from_all_sides(me)
        return
    resize(me.page, NARROW)
    me.look(thorough=False)


def walk(me: Person, app, starts: list[str]) -> set[str]:
    """Follow links until no new kind of page appears."""
    todo, done, lessons = list(starts), set(), set()
    while todo and len(done) < MOST:
        link = todo.pop(0)
        kind = pattern(app, link)
        if kind is None or kind in done | lessons:
            continue
        is_lesson = LESSON.match(kind) is not None
        if is_lesson and lessons and kind in seen_by_anyone:
            continue  # this role has read a lesson, and the others say the same to everybody
        (lessons if is_lesson else done).add(kind)
        answer = me.page.goto(me.house.address + link)
        assert answer.status == 200, f"{link}: {answer.status}, a link that leads nowhere"
        look_at(me, kind)
        todo += links(me.page, me.house.address)
    return done


@pytest.mark.parametrize("role", [*ROLES, "stranger"])
def test_every_page_that_a_role_reaches_is_without_fault(house, visitor, sqlite_app, role):
    me = visitor()
    starts = list(STARTS.get(role, ()))
    if role != "stranger":
        me.sign_in(house.account(role))
        starts.insert(0, "/belajar")
    assert len(walk(me, sqlite_app, starts)) > 3


@pytest.mark.parametrize(
    ("path", "status"), [("/tidak-ada", 404), ("/admin", 403), ("/belajar/bacaan", 405)]
)
def test_a_refusal_is_a_page_with_a_way_on(house, visitor, path, status):
    me = visitor(size=NARROW)
    me.sign_in(house.account("mentor"))
    me.go(path, status=status)
    assert me.page.locator("main a").count() >= 1
