"""The line goes down: lessons stay readable, answers wait on the device and are saved exactly once."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.offline import (
    WITHOUT_SYNC,
    at_home,
    copies,
    down,
    forgive,
    held,
    revisions,
    until_kept,
    with_quiz,
)
from tests.journeys.person import PHONE
from tests.journeys.walking import SAVED, choose, chosen, line, questions

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

NOT_SAVED = re.compile("^Belum tersimpan")
SOON = 20_000


@pytest.fixture(params=["with sync", "without sync"])
def solver(request, house, visitor):
    """Somebody at a device of their own, with an open quiz in front of them."""
    who, slug = house.unstarted_quiz()
    me = visitor()
    if request.param == "without sync":
        me.context.add_init_script(WITHOUT_SYNC)
    me.account, me.slug = who, slug
    me.sign_in(who, own_device=True)
    me.attempt = with_quiz(me, slug)
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


def test_answers_given_without_a_server_are_saved_exactly_once(house, solver):
    asked = questions(solver.page)
    choose(asked[0], 0)
    expect(line(asked[0])).to_have_text(SAVED)
    with down(house, solver):
        for place, question in enumerate(asked[:4]):
            choose(question, 1)
            expect(line(question)).to_have_text(NOT_SAVED)
            assert place or len(held(solver.page)) == 1
        choose(asked[3], 2)  # a second thought: only the last one counts
        before = chosen(solver.page)
        solver.page.reload()
        solver.sees("Anda membaca salinan")
        assert chosen(solver.page) == before
        for question in questions(solver.page)[:4]:
            expect(line(question)).to_have_text(NOT_SAVED)
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
