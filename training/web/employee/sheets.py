"""The questions of an open attempt as a form: what it shows, and what came back in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from training.quiz.queries import Sitting
from training.quiz.rules.answers import AnswerDoesNotFit, Value, is_complete
from training.quiz.rules.attempts import AnswerHasMovedOn
from training.quiz.rules.showing import OpenQuestion, open_questions, questions_of
from training.web.employee.kinds import SHEETS, in_words
from training.web.present import to_the_second

KEEP_SAVED = "tersimpan"


@dataclass(frozen=True, slots=True)
class Card:
    """One question on the page: without its key, with the answer that is kept."""

    number: int
    question: OpenQuestion
    value: Value
    revision: int
    saved: str
    answered: bool
    error: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A question that was answered differently elsewhere: both answers in words.

    `onward`: the saved answer counts, and there is nothing to choose.
    """

    number: int
    question: OpenQuestion
    revision: int
    mine: tuple[str, ...]
    saved: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    onward: bool = False


def cards(sitting: Sitting) -> tuple[Card, ...]:
    """The attempt's questions in their order."""
    quiz = sitting.quiz
    shown = open_questions(quiz, sitting.drawn, sitting.values)
    asked = questions_of(quiz, sitting.drawn)
    made = []
    for number, (question, full) in enumerate(zip(shown, asked, strict=True), 1):
        kept = sitting.answers.get(question.key)
        value = kept.value if kept else None
        revision, saved = (kept.revision, saved_at(kept.at)) if kept else (0, "")
        made.append(Card(number, question, value, revision, saved, is_complete(full, value)))
    return tuple(made)


def saved_at(at: Any) -> str:
    """tersimpan 09.30.15 WITA."""
    return _("saved at %(time)s", time=to_the_second(at))


def given(form: MultiDict[str, str], asked: Sequence[Card]) -> dict[str, tuple[Any, int]]:
    """What a form says of the questions it holds: the raw answer and the revision it showed."""
    return {
        card.question.key: (
            SHEETS[card.question.kind].read(form, card.question),
            _revision(form, card),
        )
        for card in asked
        if f"{card.question.key}-revision" in form
        and form.get(f"{card.question.key}-pilih") != KEEP_SAVED
    }


def _revision(form: MultiDict[str, str], card: Card) -> int:
    text = form[f"{card.question.key}-revision"]
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise AnswerDoesNotFit
    return int(text)


def clashes(
    moved_on: Sequence[AnswerHasMovedOn],
    asked: Sequence[Card],
    sent: Mapping[str, tuple[Any, int]],
) -> tuple[Clash, ...]:
    """The questions whose answers met another one, in the attempt's order."""
    met = {each.question: each for each in moved_on}
    return tuple(
        _clash(card, met[card.question.key], sent[card.question.key][0])
        for card in asked
        if card.question.key in met
    )


def _clash(card: Card, other: AnswerHasMovedOn, mine: Any) -> Clash:
    question, sheet = card.question, SHEETS[card.question.kind]
    return Clash(
        card.number, question, other.revision, in_words(question, mine),
        in_words(question, other.value), tuple(sheet.hidden(question.key, mine)), sheet.onward,
    )  # fmt: skip
