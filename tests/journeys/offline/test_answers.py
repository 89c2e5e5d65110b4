"""The line goes down: lessons stay readable, answers wait and are saved exactly once."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.keeping import (
    WITHOUT_SYNC,
    a_browser,
    at_home,
    copies,
    down,
    forgive,
    held,
    kill,
    revisions,
    settled,
    until_kept,
    wake,
    with_quiz,
)
from tests.journeys.person import PHONE, Person
from tests.journeys.walking import SAVED, choose, chosen, line, open_quiz, questions, single

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

NOT_SAVED = re.compile("^Belum tersimpan")
SOON = 20_000


@pytest.fixture
def solver(house, visitor):
    """Somebody at a device of their own, with an open quiz in front of them."""
    who, slug = house.unstarted_quiz()
    me = at_home(visitor, who)
    me.slug, me.attempt = slug, with_quiz(me, slug)
    return me


def test_lessons_of_assigned_modules_are_readable_without_a_server(house, visitor):
    me = at_home(visitor, house.account("employee"), size=PHONE)
    me.go("/belajar")
    module = me.page.locator("[data-keep]").first
    slug, lessons = module.get_attribute("data-keep"), module.get_attribute("data-lessons").split()
    paths = [slug, *(f"{slug}/{lesson}" for lesson in lessons)]
    until_kept(me, "/belajar", *paths)
    with down(house, me):
        for path in ["/belajar", *paths]:
            answer = me.page.goto(f"{house.address}{path}")
            assert answer.status == 200, path
            me.sees("Anda membaca salinan")
            broken = "all => all.filter(i => i.complete && !i.naturalWidth).map(i => i.src)"
            assert me.page.eval_on_selector_all("main img", broken) == []
            forgive(me)
            me.look(thorough=path == slug)
        me.page.goto(f"{house.address}/capaian")
        assert me.heading == "Tidak ada sambungan"
        forgive(me)
        me.look()
        me.page.get_by_role("link", name="Ke pelajaran yang tersimpan").click()
        assert me.heading == "Belajar"
    me.go(paths[1])
    assert "Anda membaca salinan" not in me.page.locator("main").inner_text()


@pytest.mark.parametrize("browser_of", ["Chromium", "Firefox and iOS"])
def test_answers_given_without_a_server_are_saved_exactly_once(house, solver, browser_of):
    if browser_of != "Chromium":
        solver.context.add_init_script(WITHOUT_SYNC)
        solver.page.reload()
        assert not solver.page.evaluate("() => 'SyncManager' in self")
    asked = questions(solver.page)
    choose(asked[0], 0)
    expect(line(asked[0])).to_have_text(SAVED)
    with down(house, solver):
        for place, question in enumerate(asked[:4]):
            choose(question, 1)
            expect(line(question)).to_have_text(NOT_SAVED)
            assert place or len(held(solver.page)) == 1
        choose(asked[3], 0)  # a second thought: only the last one counts
        before = chosen(solver.page)
        solver.page.reload()
        solver.sees("Anda membaca salinan")
        for question in questions(solver.page)[:4]:
            expect(line(question)).to_have_text(NOT_SAVED)
        assert chosen(solver.page) == before
        assert list(revisions(house, solver.attempt).values()) == [1]
        forgive(solver)
        solver.look(thorough=False)
    for question in questions(solver.page)[:4]:
        expect(line(question)).to_have_text(SAVED, timeout=SOON)
    kept = revisions(house, solver.attempt)
    assert sorted(kept.values()) == [1, 1, 1, 2]
    solver.page.reload()
    assert chosen(solver.page) == before
    assert revisions(house, solver.attempt) == kept
    assert [each for each in held(solver.page) if each["state"] == "waiting"] == []


def test_a_conflict_met_by_a_replay_shows_both_answers_and_loses_none(house, visitor):
    who, slug = house.unstarted_quiz()
    me = visitor()
    me.context.add_init_script(WITHOUT_SYNC)
    me.sign_in(who, own_device=True)
    attempt = with_quiz(me, slug)
    phone = visitor(size=PHONE)
    phone.sign_in(who)
    phone.go(me.path)
    me.context.set_offline(True)
    choose(single(me.page), 1)
    expect(line(single(me.page))).to_have_text(re.compile("^Belum tersimpan. Tidak ada sambungan"))
    choose(single(phone.page), 0)
    expect(line(single(phone.page))).to_have_text(SAVED)
    me.context.set_offline(False)
    box = single(me.page).locator("xpath=..").locator(".resap-conflict")
    expect(box).to_contain_text("Jawaban Anda di sini", timeout=SOON)
    labels = single(me.page).locator("label").all_inner_texts()
    assert [text.strip() for text in box.locator("dd").all_inner_texts()] == [
        labels[1].strip(), labels[0].strip(),
    ]  # fmt: skip
    forgive(me, "ERR_INTERNET_DISCONNECTED", "409")
    me.look()
    me.page.reload()  # it is still there: nothing was decided
    expect(box).to_contain_text("Jawaban yang tersimpan")
    box.get_by_role("button", name="Pakai jawaban saya").click()
    expect(line(single(me.page))).to_have_text(SAVED)
    expect(box).to_have_count(0)
    assert list(revisions(house, attempt).values()) == [2]
    assert single(me.page).locator("input[type=radio]").nth(1).is_checked()


def test_who_was_signed_out_meanwhile_signs_in_again_and_nothing_is_lost(house, solver):
    house.forward(hours=13)
    question = single(solver.page)
    choose(question, 1)
    expect(line(question)).to_contain_text("Anda sudah keluar. Masuklah lagi")
    forgive(solver, "401")
    solver.go("/masuk")
    assert copies(solver.page) == []
    assert revisions(house, solver.attempt) == {}
    solver.sign_in(solver.account, own_device=True)
    settled(solver.page)
    assert list(revisions(house, solver.attempt).values()) == [1]
    open_quiz(solver, solver.slug)
    assert single(solver.page).locator("input[type=radio]").nth(1).is_checked()


def test_an_answer_survives_the_death_of_its_browser(house, browser, tmp_path):
    """The browser is killed, not closed, while the server is down; a new one has the profile."""
    who, slug = house.unstarted_quiz()
    first = a_browser(browser, tmp_path)
    me = Person(house, first, scripted=True)
    me.sign_in(who, own_device=True)
    attempt = with_quiz(me, slug)
    with down(house, me):
        choose(single(me.page), 1)
        expect(line(single(me.page))).to_have_text(NOT_SAVED)
        kill(tmp_path)
        me = Person(house, a_browser(browser, tmp_path), scripted=True)
        me.page.goto(f"{house.address}/belajar/kuis/{attempt}")
        expect(line(single(me.page))).to_have_text(NOT_SAVED)
        expect(single(me.page).locator("input[type=radio]").nth(1)).to_be_checked()
    # The cookie died with the browser: the same person signs in, and the answer goes out.
    expect(line(single(me.page))).to_contain_text("Masuklah lagi", timeout=SOON)
    forgive(me, "401")
    me.sign_in(who, own_device=True)
    settled(me.page)
    assert list(revisions(house, attempt).values()) == [1]
    me.context.close()


def test_the_service_worker_sends_what_waits_when_no_page_is_open(house, visitor):
    who, slug = house.unstarted_quiz()
    me = at_home(visitor, who)
    attempt = with_quiz(me, slug)
    with down(house, me):
        choose(single(me.page), 1)
        expect(line(single(me.page))).to_have_text(NOT_SAVED)
        me.page.goto("about:blank")
    assert revisions(house, attempt) == {}
    wake(me, house.address)
    late = 100
    while late and not revisions(house, attempt):
        me.page.wait_for_timeout(100)
        late -= 1
    assert list(revisions(house, attempt).values()) == [1]
    me.go(f"/belajar/kuis/{attempt}")
    assert single(me.page).locator("input[type=radio]").nth(1).is_checked()


def test_two_tabs_of_one_person_follow_each_other_and_send_once(house, solver):
    other = solver.tab()
    other.goto(solver.page.url)
    choose(single(solver.page), 1)
    expect(line(single(other))).to_have_text(SAVED)
    assert single(other).locator("input[type=radio]").nth(1).is_checked()
    with down(house, solver):
        choose(single(solver.page), 0)
        expect(line(single(other))).to_have_text(NOT_SAVED)
        choose(questions(other)[-1], 1)
        expect(line(questions(solver.page)[-1])).to_have_text(NOT_SAVED)
    for page in (solver.page, other):
        for question in (single(page), questions(page)[-1]):
            expect(line(question)).to_have_text(SAVED, timeout=SOON)
    assert sorted(revisions(house, solver.attempt).values()) == [1, 2]
    assert chosen(solver.page) == chosen(other)
    forgive(solver)
    solver.look()


def test_a_quiz_is_not_handed_in_before_its_answers_have_arrived(house, solver):
    solver.go(f"{solver.path}/serahkan")
    other = solver.tab()
    other.goto(f"{house.address}/belajar/kuis/{solver.attempt}")
    with down(house, solver):
        choose(single(other), 1)
        expect(line(single(other))).to_have_text(NOT_SAVED)
        solver.page.get_by_role("button", name="Serahkan", exact=True).click()
        solver.page.wait_for_url(re.compile(f"{solver.attempt}$"))
        expect(line(single(solver.page))).to_have_text(NOT_SAVED)
    expect(line(single(solver.page))).to_have_text(SAVED, timeout=SOON)
    forgive(solver)
    solver.press("Serahkan")
    solver.press("Serahkan")
    assert solver.path.endswith("/hasil")


def test_one_answer_weighs_at_most_two_kilobytes(solver):
    with solver.page.expect_request_finished(lambda each: each.method == "PUT") as sent:
        choose(single(solver.page), 1)
    sizes = sent.value.sizes()
    assert sum(sizes.values()) <= 2048, sizes
