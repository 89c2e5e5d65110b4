"""What the page calls saved is saved: two tabs, no connection, another device, killed servers."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.person import PHONE
from tests.journeys.walking import SAVED, choose, chosen, line, open_quiz, questions, single

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]


@pytest.fixture
def solver(house, visitor):
    """Somebody with an open quiz in front of them."""
    me = visitor()
    me.account, me.slug = house.unstarted_quiz()
    me.sign_in(me.account)
    open_quiz(me, me.slug)
    return me


def test_two_tabs_show_both_answers_instead_of_losing_one(solver):
    other = solver.tab()
    other.goto(solver.page.url)
    choose(single(solver.page), 0)
    expect(line(single(solver.page))).to_have_text(SAVED)
    choose(single(other), 1)
    box = single(other).locator("xpath=..").locator(".resap-conflict")
    expect(box).to_contain_text("Jawaban Anda di sini")
    expect(box).to_contain_text("Jawaban yang tersimpan")
    shown = box.locator("dd").all_inner_texts()
    labels = single(other).locator("label").all_inner_texts()
    assert [labels[1].strip(), labels[0].strip()] == [text.strip() for text in shown]
    solver.noises = [each for each in solver.noises if "409" not in each]

    choose(single(other), 0)  # choosing again, now knowingly, counts
    expect(line(single(other))).to_have_text(SAVED)
    choose(single(other), 1)
    expect(line(single(other))).to_have_text(SAVED)
    expect(box).to_have_count(0)
    solver.page.reload()
    assert single(solver.page).locator("input[type=radio]").nth(1).is_checked()
    solver.look()


def test_two_tabs_without_javascript_are_asked_which_answer_counts(house, visitor):
    me = visitor(scripted=False)
    who, slug = house.unstarted_quiz()
    me.sign_in(who)
    open_quiz(me, slug)
    other = me.tab()
    other.goto(me.page.url)
    choose(single(me.page), 0)
    me.press("Simpan")
    choose(single(other), 1)
    other.get_by_role("button", name="Simpan", exact=True).click()
    expect(other.locator("h1")).to_have_text("Jawaban mana yang dipakai?")
    first, me.page = me.page, other
    me.look(expected=409)
    me.page.get_by_label(re.compile("^Pakai jawaban saya")).check()
    me.press("Simpan pilihan saya")
    assert single(me.page).locator("input[type=radio]").nth(1).is_checked()
    first.close()


def test_without_a_connection_the_answer_waits_and_then_goes_out(solver):
    solver.context.set_offline(True)
    question = single(solver.page)
    choose(question, 1)
    expect(line(question)).to_contain_text("Tidak ada sambungan")
    solver.context.set_offline(False)
    expect(line(question)).to_have_text(SAVED, timeout=15_000)
    solver.noises = [each for each in solver.noises if "ERR_INTERNET_DISCONNECTED" not in each]
    solver.look()
    solver.page.reload()
    assert single(solver.page).locator("input[type=radio]").nth(1).is_checked()


def test_the_quiz_goes_on_where_it_was_on_another_device(solver, visitor):
    for place, question in enumerate(questions(solver.page)[:3]):
        choose(question, place % 2)
        expect(line(question)).to_have_text(SAVED)
    phone = visitor(size=PHONE)
    phone.sign_in(solver.account)
    open_quiz(phone, solver.slug)
    assert phone.page.url == solver.page.url
    assert chosen(phone.page) == chosen(solver.page)


def test_a_copied_cookie_is_dead_after_signing_out(house, solver, visitor):
    stolen = solver.context.cookies()
    thief = visitor()
    thief.context.add_cookies(stolen)
    thief.go("/capaian")
    assert thief.path == "/capaian"
    solver.go("/keluar")
    with solver.page.expect_navigation():
        solver.page.locator("main").get_by_role("button", name="Keluar", exact=True).click()
    thief.go("/capaian")
    assert thief.path == "/masuk"


def test_who_was_idle_on_a_shared_computer_is_told_why_they_must_sign_in(house, solver):
    question = single(solver.page)
    house.forward(minutes=31)
    choose(question, 1)
    expect(line(question)).to_contain_text("Anda sudah keluar")
    solver.noises.clear()
    solver.page.goto(solver.page.url)
    assert solver.path == "/masuk"
    solver.look()
    solver.sees("30 menit")
