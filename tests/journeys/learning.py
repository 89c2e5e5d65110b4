"""How somebody learns a module by its pages and passes its quiz, knowing the right answers."""

import re

from playwright.sync_api import expect

from tests.factories import kinds
from tests.journeys.house import House
from tests.journeys.inside import inside
from tests.journeys.person import Person
from tests.journeys.test_employee import hand_in, read_everything, unhurried
from tests.journeys.walking import CHOICES, GO_ON, SAVED, line
from tests.journeys.walking import questions as asked_on
from training.content.queries import quiz_of
from training.content.rules.quizzes import Question
from training.quiz.queries import edition_of


def questions_of(house: House, slug: str) -> dict[str, Question]:
    """What the quiz of a module asks, by key, with the right answers."""
    with inside(house):
        return {each.key: each for each in quiz_of(edition_of(slug).release_id).questions}


def answer_rightly(me: Person, questions: dict[str, Question], *, saves: bool = True) -> None:
    """Give the best answer to every question on the page; a story is gone last, to its end.

    Stories have journeys of their own (`test_stories`), which look at every moment with axe.
    """
    for asked in asked_on(me.page):
        key = asked.get_attribute("data-question")
        best = kinds.right_answer(questions[key])
        for part, value in best.items() if isinstance(best, dict) else ():
            named = f"[name='{key}-{part}']"
            if asked.locator(f"select{named}").count():
                asked.locator(f"select{named}").select_option(str(value))
            else:
                asked.locator(f"input{named}[value='{value}']").check()
        for value in () if isinstance(best, dict) else best if isinstance(best, list) else [best]:
            asked.locator(f"input[name='{key}'][value='{value}']").check()
        if saves:
            expect(line(asked)).to_have_text(SAVED)
    while (choices := me.page.locator(CHOICES)).count():
        told = me.page.locator("fieldset[data-kind=path]").first.get_attribute("data-question")
        gone = me.page.locator(f"input[name='{told}-jalan']").count()
        choices.and_(
            me.page.locator(f"[value='{kinds.right_answer(questions[told])[gone]}']")
        ).check()
        me.press(GO_ON, thorough=False)


def finishes_the_module(me: Person, code: str, questions: dict[str, Question]) -> None:
    """From the first page through every lesson to a quiz that is passed."""
    me.follow(re.compile(f"^{code} · "))
    me.follow(re.compile("^Mulai: "))
    read_everything(me)
    passes_the_quiz(me, "Mulai kuis", questions)


def passes_the_quiz(me: Person, button: str, questions: dict[str, Question]) -> None:
    unhurried(me)
    me.press(button)
    me.house.forward(minutes=25)
    answer_rightly(me, questions)
    hand_in(me)
    me.sees("Lulus")
