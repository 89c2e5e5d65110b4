"""The questions of a sheet as fields to type, and two entries of one question side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup, escape

from training.people.queries.employees import names_of
from training.quiz.queries.papers import Sheet
from training.quiz.rules.answers import AnswerDoesNotFit, Value, is_complete, parse_answer
from training.quiz.rules.papers import PERSON, WHEN
from training.quiz.rules.showing import OpenQuestion, open_questions, questions_of
from training.web.kinds import SHEETS, Form, in_words
from training.web.present import date_time
from training.web.refusals import sentence


@dataclass(frozen=True, slots=True)
class Line:
    """One question to be typed, in the shape of the components of questions."""

    number: int
    question: OpenQuestion
    value: Value
    answered: bool
    error: str = ""
    revision: int = 0
    saved: str = ""


@dataclass(frozen=True, slots=True)
class Apart:
    """One thing in which two entries differ, in words; `number` is 0 for who and when."""

    key: str
    number: int
    prompt_html: str
    first: tuple[str, ...]
    second: tuple[str, ...]


def lines(sheet: Sheet, answers: Mapping[str, Any], errors: Mapping[str, str]) -> tuple[Line, ...]:
    """The questions in the order of the sheet, with what was typed just now if it came back."""
    shown = open_questions(sheet.quiz, sheet.drawn, {})
    full = questions_of(sheet.quiz, sheet.drawn)
    made = []
    for number, (question, asked) in enumerate(zip(shown, full, strict=True), 1):
        error = errors.get(question.key, "")
        value = answers.get(question.key)
        answered = not error and is_complete(asked, value)
        made.append(Line(number, question, value, answered, error))
    return tuple(made)


def read_answers(sheet: Sheet, form: Form) -> tuple[dict[str, Any], dict[str, str]]:
    """What a form holds of every question, and why some of it cannot be kept."""
    found, errors = {}, {}
    full = {each.key: each for each in questions_of(sheet.quiz, sheet.drawn)}
    for question in open_questions(sheet.quiz, sheet.drawn, {}):
        raw = SHEETS[question.kind].read(form, question)
        try:
            found[question.key] = parse_answer(full[question.key], raw)
        except AnswerDoesNotFit as error:
            found[question.key], errors[question.key] = raw, sentence(error)
    return found, errors


def apart(sheet: Sheet) -> tuple[Apart, ...]:
    """Every difference in words."""
    shown = open_questions(sheet.quiz, sheet.drawn, {})
    asked = {each.key: (number, each) for number, each in enumerate(shown, 1)}
    return tuple(_apart(sheet, key, asked) for key in sheet.apart)


def _apart(sheet: Sheet, key: str, asked: Mapping[str, tuple[int, OpenQuestion]]) -> Apart:
    first, second = sheet.entries
    if key == PERSON:
        names = names_of([first.person, second.person])
        both = (str(escape(names[each.person])) for each in (first, second))
        return Apart(key, 0, _("Whose sheet it is"), *((each,) for each in both))
    if key == WHEN:
        times = (date_time(each.sat_at) for each in (first, second))
        return Apart(key, 0, _("When the person sat"), *((each,) for each in times))
    number, question = asked[key]
    said: list[tuple[Markup, ...]] = [
        in_words(question, each.answers.get(key)) for each in (first, second)
    ]
    return Apart(key, number, question.prompt_html, said[0], said[1])
