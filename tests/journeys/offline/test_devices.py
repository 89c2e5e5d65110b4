"""Whose device it is: signing out wipes it, the next person finds nothing, a shared one is bare."""

import re

import pytest
from playwright.sync_api import Error, expect

from tests.journeys.keeping import (
    WITHOUT_SYNC,
    at_home,
    copies,
    down,
    everything,
    forgive,
    held,
    revisions,
    until_kept,
    wait,
    with_quiz,
)
from tests.journeys.person import PHONE
from tests.journeys.walking import SAVED, choose, line, open_quiz, single

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

NOT_SAVED = re.compile("^Belum tersimpan")


@pytest.fixture
def owner(house, visitor):
    """Somebody at a device of their own, with lessons kept and an open quiz."""
    who, slug = house.unstarted_quiz()
    me = at_home(visitor, who)
    me.slug = slug
    me.attempt = with_quiz(me, slug)
    return me


def somebody_else(house, than):
    others = (each for each in house.accounts if each.role == "employee")
    return next(each for each in others if each.nip != than.account.nip)


def sign_out(me) -> None:
    me.page.locator(".resap-menu--account summary").click()
    me.page.locator(".resap-menu--account").get_by_role("button", name="Keluar").click()


def until_nobody_answered(page) -> None:
    """Wait for the browser's own page: the navigation may have failed before anybody waits."""
    while not page.url.startswith("chrome-error:"):
        page.wait_for_timeout(50)


def test_signing_out_wipes_copies_and_answers(house, owner):
    assert copies(owner.page)
    old = owner.page.locator("meta[name=device]").get_attribute("data-session")
    assert f"resap-pages-{old}" in everything(owner.page)
    sign_out(owner)
    owner.page.wait_for_url("**/masuk")
    owner.sees("Anda sudah keluar.")
    assert everything(owner.page) == []
    owner.look()
    with down(house, owner), pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        owner.page.goto(f"{house.address}/belajar/kuis/{owner.attempt}")


def test_signing_out_without_a_server_warns_wipes_and_is_made_good_later(house, owner):
    answers = iter([False, True])
    asked = []
    owner.page.on("dialog", lambda box: _decide(box, asked, next(answers)))
    with down(house, owner):
        choose(single(owner.page), 1)
        expect(line(single(owner.page))).to_have_text(NOT_SAVED)
        sign_out(owner)
        while not asked:
            owner.page.wait_for_timeout(50)
        assert "belum terkirim" in asked[0]
        assert len(held(owner.page)) == 1
        owner.page.keyboard.press("Escape")
        sign_out(owner)
        until_nobody_answered(owner.page)
        with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
            owner.page.goto(f"{house.address}/belajar/kuis/{owner.attempt}")
    owner.page.goto(f"{house.address}/luring")
    assert (copies(owner.page), held(owner.page)) == ([], [])
    owner.page.goto(f"{house.address}/belajar")  # the session lived on: this page ends it
    owner.page.wait_for_url("**/masuk")
    assert everything(owner.page) == []
    assert revisions(house, owner.attempt) == {}
    forgive(owner)


def _decide(box, asked: list[str], yes: bool) -> None:
    asked.append(box.message)
    (box.accept if yes else box.dismiss)()


@pytest.fixture
def successor(house, owner):
    """The first session ended by itself with an answer unsent, and somebody else has signed in.

    The page of the first person is still open in another tab: `owner.stale`.
    """
    house.forward(hours=13)
    owner.stale = owner.page
    choose(single(owner.stale), 1)
    expect(line(single(owner.stale))).to_contain_text("Anda sudah keluar")
    forgive(owner, "401")
    owner.page = owner.tab()
    owner.go("/masuk")
    assert copies(owner.page) == []
    owner.sent = []
    owner.context.on("request", lambda each: each.method == "PUT" and owner.sent.append(each))
    owner.second = somebody_else(house, owner)
    owner.sign_in(owner.second, own_device=True)
    owner.page.wait_for_load_state("networkidle")
    return owner


def test_the_next_person_sees_nothing_of_the_first(house, successor):
    menu = ".resap-menu__name"
    name = successor.page.locator(menu).inner_text()
    assert name != successor.stale.locator(menu).inner_text()
    assert held(successor.page) == []
    assert successor.page.locator("[data-waiting]").is_hidden()
    until_kept(successor, "/belajar")
    with down(house, successor):
        successor.page.goto(f"{house.address}/belajar/kuis/{successor.attempt}")
        assert successor.heading == "Tidak ada sambungan"
        successor.page.goto(f"{house.address}/belajar")
        successor.sees("Anda membaca salinan")
        assert successor.page.locator(menu).inner_text() == name


def test_nothing_of_the_first_person_is_sent_as_the_nexts(house, successor):
    stale = successor.stale
    choose(single(stale), 0)
    expect(line(single(stale))).to_contain_text("Orang lain sudah masuk")
    stale.evaluate("() => dispatchEvent(new Event('online'))")
    stale.wait_for_timeout(600)
    assert successor.sent == []
    assert held(successor.page) == []
    late = """async ([url, person]) => (await fetch(url, {method: "PUT",
        headers: {"Content-Type": "application/json", "Resap-Person": person},
        body: JSON.stringify({answer: null, revision: 0})})).status"""
    person = stale.locator("meta[name=device]").get_attribute("data-person")
    url = single(stale).get_attribute("data-save-url")
    assert successor.page.evaluate(late, [url, person]) == 401
    assert refusals(house, successor.second) == 0
    assert revisions(house, successor.attempt) == {}


def refusals(house, who) -> int:
    """How often something was refused to a person, as the audit tells."""
    ((count,),) = house.ask(
        "SELECT count(*) FROM audit_event a JOIN identifier i ON i.employee_id = a.actor "
        "WHERE i.value = ? AND a.kind = 'refused'",
        who.nip,
    )
    return count


def test_a_shared_device_keeps_nothing_and_says_why(house, visitor):
    who, slug = house.unstarted_quiz()
    me = visitor(size=PHONE)
    me.sign_in(who)
    me.go("/belajar")
    me.sees("Perangkat ini dianggap dipakai bersama")
    open_quiz(me, slug)
    choose(single(me.page), 1)
    expect(line(single(me.page))).to_have_text(SAVED)
    with down(house, me):
        choose(single(me.page), 0)
        expect(line(single(me.page))).to_have_text(NOT_SAVED)
        assert everything(me.page) == []
    expect(line(single(me.page))).to_have_text(SAVED, timeout=20_000)
    assert everything(me.page) == []
    forgive(me)
    me.look()


def test_a_device_that_becomes_shared_keeps_nothing_of_its_owner(house, owner):
    choose(single(owner.page), 1)
    expect(line(single(owner.page))).to_have_text(SAVED)
    assert held(owner.page)
    house.forward(hours=13)
    owner.go("/masuk")
    second = somebody_else(house, owner)
    owner.sign_in(second)
    wait(owner.page, "async () => !(await caches.keys()).length")
    wait(owner.page, "async () => !(await indexedDB.databases()).length")
    owner.page.reload()
    assert everything(owner.page) == []


def test_the_copies_end_with_the_session_although_nobody_tells(house, owner):
    """The line is down and the session is over by the device's own clock."""
    with down(house, owner):
        owner.page.reload()
        owner.sees("Anda membaca salinan")
        owner.page.evaluate(
            """async () => {
              const [name] = (await caches.keys()).filter(each => each.startsWith("resap-pages-"));
              await (await caches.open(name)).put("/-/until", new Response(String(Date.now() - 1)));
            }"""
        )
        owner.page.reload()
        assert owner.heading == "Tidak ada sambungan"
        assert copies(owner.page) == []


def test_the_names_of_what_is_kept_tell_nobody_who_it_is(house, visitor):
    me = at_home(visitor, house.account("employee"))
    me.context.add_init_script(WITHOUT_SYNC)
    me.go("/belajar")
    until_kept(me, "/belajar")
    names = " ".join(everything(me.page))
    token = next(each["value"] for each in me.context.cookies() if "resap" in each["name"])
    for secret in (me.account.nip, me.account.email, token, *me.account.email.split("@")):
        assert secret not in names
    ids = [value for row in house.ask("SELECT id FROM employee") for value in row]
    assert not [each for each in ids if str(each).replace("-", "") in names]
