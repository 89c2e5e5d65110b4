"""What a person is shown: of an open attempt never the key, of a closed one everything."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from training.content.rules.model import Kind, Question, Quiz
from training.quiz.rules.answers import Value
from training.quiz.rules.drawing import Drawn


@dataclass(frozen=True, slots=True)
class OpenOption:
    """An option without its worth."""

    key: str
    text_html: str


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question without its key, its rationale and its sources."""

    key: str
    kind: Kind
    prompt_html: str
    options: tuple[OpenOption, ...]


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """One option after closing: what the person said of it, what is right, and why.

    `mine` and `expert` are ratings of a situation; `chosen` and `right` belong to the other kinds.
    """

    key: str
    html: str
    rationale_html: str
    chosen: bool = False
    right: bool | None = None
    mine: int | None = None
    expert: float | None = None


@dataclass(frozen=True, slots=True)
class Feedback:
    """One question after closing."""

    question: Question
    value: Value
    points: float
    lines: tuple[FeedbackLine, ...]


def questions_of(quiz: Quiz, drawn: Sequence[Drawn]) -> tuple[Question, ...]:
    """The drawn questions, key included, in the attempt's order."""
    known = {question.key: question for question in quiz.questions}
    return tuple(known[each.key] for each in drawn)


def open_questions(quiz: Quiz, drawn: Sequence[Drawn]) -> tuple[OpenQuestion, ...]:
    """The drawn questions as an open attempt may show them."""
    pairs = zip(questions_of(quiz, drawn), drawn, strict=True)
    return tuple(_open(question, each.options) for question, each in pairs)


def _open(question: Question, order: Sequence[str]) -> OpenQuestion:
    texts = {option.key: option.html for option in question.options}
    options = tuple(OpenOption(key, texts[key]) for key in order)
    return OpenQuestion(question.key, question.kind, question.prompt_html, options)


def feedback(
    quiz: Quiz, drawn: Sequence[Drawn], values: Mapping[str, Value], marks: Mapping[str, float]
) -> tuple[Feedback, ...]:
    """Everything about every drawn question; only for attempts that are closed."""
    pairs = zip(questions_of(quiz, drawn), drawn, strict=True)
    return tuple(
        Feedback(
            question, values.get(question.key), marks.get(question.key, 0.0),
            _lines(question, each.options, values.get(question.key)),
        )
        for question, each in pairs
    )  # fmt: skip


def _lines(question: Question, order: Sequence[str], value: Value) -> tuple[FeedbackLine, ...]:
    options = {option.key: option for option in question.options}
    ratings = value if isinstance(value, dict) else {}
    chosen = {value} if isinstance(value, str) else set(value or ())
    rated = question.kind is Kind.SJT_RATING
    return tuple(
        FeedbackLine(
            key, options[key].html, options[key].rationale_html,
            chosen=not rated and key in chosen,
            right=None if rated else bool(options[key].correct),
            mine=ratings.get(key),
            expert=options[key].expert,
        )
        for key in order
    )  # fmt: skip
