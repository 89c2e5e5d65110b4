"""The questions of an open attempt as a form: what it shows, and what came back in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup, escape

from training.quiz.queries import Sitting
from training.quiz.rules.answers import AnswerDoesNotFit, Value, is_complete, parse_answer
from training.quiz.rules.attempts import AnswerHasMovedOn
from training.quiz.rules.showing import OpenQuestion, open_questions, questions_of
from training.web.kinds import SHEETS, Form, in_words
from training.web.present import to_the_second
from training.web.refusals import sentence

KEEP_SAVED = "tersimpan"
SURE, SURELY = "yakin", ("1", "2", "3")


@dataclass(frozen=True, slots=True)
class Card:
    """One question on the page: without its key, with the answer that is kept.

    An answer that was refused is shown instead, with the `error` that says why.
    """

    number: int
    question: OpenQuestion
    value: Value
    revision: int
    saved: str
    answered: bool
    certainty: int | None = None
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
        value, certainty = (kept.value, kept.certainty) if kept else (None, None)
        revision, saved = (kept.revision, saved_at(kept.at)) if kept else (0, "")
        complete = is_complete(full, value)
        made.append(Card(number, question, value, revision, saved, complete, certainty))
    return tuple(made)


def saved_at(at: Any) -> str:
    """tersimpan 09.30.15 WITA."""
    return _("saved at %(time)s", time=to_the_second(at))


def given(form: Form, asked: Sequence[Card]) -> dict[str, tuple[Any, int]]:
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


def sureness(form: Form, asked: Sequence[Card]) -> dict[str, Any]:
    """How sure a form says the person is, by question, where that is asked."""
    said = {
        card.question.key: form.get(f"{SURE}-{card.question.key}")
        for card in asked
        if card.question.certainty
    }
    return {key: int(text) if text in SURELY else text for key, text in said.items() if text}


def refused(sitting: Sitting, sent: Mapping[str, tuple[Any, int]]) -> dict[str, str]:
    """Why some of the answers that were sent cannot be kept, by question."""
    asked = {each.key: each for each in questions_of(sitting.quiz, sitting.drawn)}
    found = {}
    for key, (raw, _revision) in sent.items():
        try:
            parse_answer(asked[key], raw)
        except AnswerDoesNotFit as error:
            found[key] = sentence(error)
    return found


def to_mend(
    asked: Sequence[Card], sent: Mapping[str, tuple[Any, int]], errors: Mapping[str, str]
) -> tuple[Card, ...]:
    """The cards with the refused answers as they were sent, each with its error."""
    return tuple(
        replace(card, value=sent[key][0], error=errors[key])
        if (key := card.question.key) in errors
        else card
        for card in asked
    )


def _revision(form: Form, card: Card) -> int:
    text = form[f"{card.question.key}-revision"]
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise AnswerDoesNotFit
    return int(text)


def clashes(
    moved_on: Sequence[AnswerHasMovedOn],
    asked: Sequence[Card],
    sent: Mapping[str, tuple[Any, int]],
    sure: Mapping[str, int],
) -> tuple[Clash, ...]:
    """The questions whose answers met another one, in the attempt's order."""
    met = {each.question: each for each in moved_on}
    return tuple(
        _clash(card, met[key], sent[key][0], sure.get(key))
        for card in asked
        if (key := card.question.key) in met
    )


def _clash(card: Card, other: AnswerHasMovedOn, mine: Any, sure: int | None) -> Clash:
    question, sheet = card.question, SHEETS[card.question.kind]
    fields = [*sheet.hidden(question.key, mine)]
    fields += [(f"{SURE}-{question.key}", str(sure))] if sure else []
    return Clash(
        card.number, question, other.revision, (*in_words(question, mine), *surely(sure)),
        (*in_words(question, other.value), *surely(other.certainty)), tuple(fields), sheet.onward,
    )  # fmt: skip


def surely(level: int | None) -> tuple[Markup, ...]:
    """How sure, as a line of words; nothing where nothing was said."""
    return (escape(_("how sure: %(level)s", level=level)),) if level else ()
