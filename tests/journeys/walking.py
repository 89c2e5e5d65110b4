"""How somebody answers a quiz: what is chosen, what the page calls saved, what it shows again."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.person import Person

# A story is gone choice by choice with a button of its own (test_stories.py).
ASKED = "fieldset[data-question]:not([data-kind=path])"
CHOICES = "fieldset[data-kind=path] input[type=radio]"
GO_ON = "Pilih dan lanjutkan"
SAVED = re.compile(r"tersimpan \d\d\.\d\d\.\d\d WITA")


def questions(page: Page) -> list[Locator]:
    return page.locator(ASKED).all()


def single(page: Page, place: int = 0) -> Locator:
    """A question with one right answer."""
    return page.locator("fieldset[data-kind=single]").nth(place)


def choose(question: Locator, place: int = 0) -> None:
    """Choose the option at a place; in a rated situation give every response the same number.

    Of two ends the other one is the next option; lines with places begin with the next place.
    """
    lists = question.locator("select").all()
    for number, each in enumerate(lists):
        ranked = question.get_attribute("data-kind") == "ranks"
        each.select_option(index=1 + ((number + place) % len(lists) if ranked else place))
    for number, end in enumerate(("best", "worst")):
        for each in question.locator(f"input[data-part={end}]").all()[number + place :][:1]:
            each.check()
    if question.get_attribute("data-kind") == "rating":
        for response in question.locator("fieldset").all():
            response.locator("input[type=radio]").nth(place).check()
    elif not question.locator("select, input[data-part]").count():
        question.locator("input[type=radio], input[type=checkbox]").nth(place).check()


def chosen(page: Page) -> dict[str, list[str]]:
    """Every question with the ids of what is marked in it, and what its lists stand at."""
    marked = """boxes => Object.fromEntries(boxes.map(box => [box.dataset.question,
      [...box.querySelectorAll("input:checked, select")].filter(each => each.value)
        .map(each => each.matches("select") ? `${each.id}=${each.value}` : each.id).sort()]))"""
    return page.eval_on_selector_all(ASKED, marked)


def line(question: Locator) -> Locator:
    """The line under a question that tells what is saved."""
    return question.locator("xpath=..").locator("[data-saved]")


def answer_all(person: Person, place: int = 0) -> dict[str, list[str]]:
    """Answer every question on the page, and wait until the server has called each one saved.

    A story comes last: its choices are gone one after the other, and each brings the page anew.
    """
    asked = questions(person.page)
    for question in asked:
        choose(question, place)
        if person.scripted:
            expect(line(question)).to_have_text(SAVED)
    while (choices := person.page.locator(CHOICES)).count():
        choices.nth(place).check()
        person.press(GO_ON)
    return chosen(person.page)


def open_quiz(person: Person, slug: str) -> None:
    """From the module's page into its quiz, begun or continued."""
    person.go(f"/belajar/modul/{slug}")
    if person.page.get_by_role("button", name="Mulai kuis", exact=True).count():
        person.press("Mulai kuis")
    else:
        person.follow("Lanjutkan kuis")
