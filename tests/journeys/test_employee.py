"""An employee learns and is quizzed: on a phone, without JavaScript, by keyboard alone."""

import re
from collections import Counter

import pytest
from playwright.sync_api import expect

from tests.journeys.keys import FOCUSED, come_in, enter, tab_to
from tests.journeys.person import PHONE, Person
from tests.journeys.walking import ASKED, CHOICES, answer_all, chosen, questions

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

NEXT, LAST = "Saya sudah membaca; pelajaran berikutnya", "Saya sudah membaca; kembali ke modul"
WHY = ".resap-feedback__why"
QUESTION = "() => document.activeElement.closest('[data-question]').dataset.question"


def read_everything(person: Person) -> None:
    """Mark one lesson after the other as read; each brings the next one."""
    while person.page.get_by_role("button", name=NEXT).count():
        person.press(NEXT)
    person.press(LAST)


def sign_out(person: Person) -> None:
    """By the menu that is shown at this width; it opens without JavaScript too."""
    person.page.locator("summary.resap-menu__summary:visible").first.click()
    person.page.locator("details[open] button", has_text="Keluar").click()
    person.page.wait_for_url("**/masuk")
    person.look()
    person.sees("Anda sudah keluar")


def unhurried(person: Person) -> None:
    """Pages opened from now on count their own time faster: a test does not read for minutes.

    The city's clock is moved as well, or the sitting would be void, as a hasty one is.
    """
    person.context.add_init_script(
        "const real = performance.now.bind(performance); performance.now = () => 500 * real();"
    )


def hand_in(person: Person) -> None:
    person.press("Serahkan")
    assert person.heading == "Serahkan kuis?"
    person.press("Serahkan")
    assert person.path.endswith("/hasil")
    reasons = person.page.locator(WHY)
    assert reasons.count() > 20
    assert all(text.strip() for text in reasons.all_inner_texts())


def own_pages_show_it(person: Person) -> None:
    person.go("/capaian")
    person.sees(re.compile(r"(\d+) dari \1"))
    person.go("/saya/data")
    for heading in ("Kuis Anda", "Pelajaran yang sudah Anda baca", "Siapa yang melihat data Anda"):
        expect(person.page.get_by_role("heading", name=heading)).to_be_visible()


@pytest.mark.parametrize(
    ("size", "scripted"), [(PHONE, True), ({"width": 1280, "height": 800}, False)],
    ids=["phone with JavaScript", "desktop without JavaScript"],
)  # fmt: skip
def test_an_employee_reads_answers_and_sees_the_result(house, visitor, size, scripted):
    me = visitor(size=size, scripted=scripted)
    me.sign_in(house.newcomer())
    assert me.path == "/belajar"
    me.follow(re.compile("^M3 · "))
    me.follow(re.compile("^Mulai: "))
    read_everything(me)
    me.sees(re.compile(r"(\d+) dari \1 pelajaran sudah dibaca"))

    unhurried(me)
    me.press("Mulai kuis")
    house.forward(minutes=12)
    marked = answer_all(me)
    if not scripted:
        me.press("Simpan")
    me.page.reload()
    me.look()
    assert chosen(me.page) == marked

    hand_in(me)
    own_pages_show_it(me)
    sign_out(me)
    me.page.goto(f"{house.address}/capaian")
    assert me.path == "/masuk"


def answer_by_keys(person: Person) -> None:
    """Arrows choose within radios and lists, Space marks a box; a story is gone last.

    Every next list of a question gets another choice: no two things have the same place.
    """
    person.house.forward(minutes=12)
    fields = f"{ASKED} :is(input, select)"
    names = person.page.eval_on_selector_all(
        fields, "all => [...new Set(all.filter(i => i.type !== 'hidden').map(i => i.name))]"
    )
    keys, lists = person.page.keyboard, Counter()
    for name in names:
        for _ in range(60):
            keys.press("Tab")
            if person.page.evaluate("() => document.activeElement.name") == name:
                break
        kind = person.page.evaluate("() => document.activeElement.type")
        if kind == "select-one":
            lists[question := person.page.evaluate(QUESTION)] += 1
            for _ in range(lists[question]):
                keys.press("ArrowDown")
            continue
        keys.press("Space")
        if kind == "radio":
            keys.press("ArrowDown")
    assert all(chosen(person.page).values())
    while person.page.locator(CHOICES).count():
        choose_in_story(person)


def choose_in_story(person: Person) -> None:
    """Tab on to the choices of the present moment, take the first, and go on."""
    keys = person.page.keyboard
    for _ in range(150):
        keys.press("Tab")
        if person.page.evaluate(f"() => document.activeElement.matches({CHOICES!r})"):
            break
    keys.press("Space")
    keys.press("Tab")
    enter(person)


def test_the_keyboard_alone_is_enough(house, visitor):
    me, who = visitor(), house.newcomer()
    come_in(me, who.nip, who.password)
    assert me.path == "/belajar"

    me.page.keyboard.press("Tab")
    assert "Lewati ke isi" in me.page.evaluate(FOCUSED)
    me.page.keyboard.press("Enter")
    tab_to(me, "M8 · ")
    enter(me)
    tab_to(me, "Mulai: ")
    enter(me)
    tab_to(me, NEXT)
    enter(me)
    tab_to(me, "Belajar")
    me.page.go_back()
    me.go("/belajar/modul/m8-rahasia-foto-data")
    unhurried(me)
    tab_to(me, "Mulai kuis")
    enter(me)
    assert len(questions(me.page)) > 5
    answer_by_keys(me)
    tab_to(me, "Serahkan")
    enter(me)
    tab_to(me, "Serahkan")
    enter(me)
    assert me.page.locator(WHY).count() > 20
