"""What a person is shown: of an open attempt never the key, of a closed one what may be seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from training.content.rules.details import Matching, Scenario
from training.content.rules.quizzes import Kind, Question, Quiz
from training.content.rules.review import Piece
from training.quiz.rules.answers import Value
from training.quiz.rules.certainty import asks_certainty
from training.quiz.rules.drawing import Drawn
from training.quiz.rules.kinds import KINDS
from training.quiz.rules.kinds.frame import Explained, Opened, OpenOption, Points


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question without its key, its rationale and its sources; `shown` is what its kind shows.

    `certainty`: it also asks how sure the person is.
    """

    key: str
    kind: Kind
    prompt_html: str
    shown: Opened
    certainty: bool = False

    @property
    def options(self) -> tuple[OpenOption, ...]:
        return self.shown.options


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
    parts: Points
    explained: tuple[Explained, ...]


def questions_of(quiz: Quiz, drawn: Sequence[Drawn]) -> tuple[Question, ...]:
    """The drawn questions, key included, in the attempt's order."""
    known = {question.key: question for question in quiz.questions}
    return tuple(known[each.key] for each in drawn)


def open_questions(
    quiz: Quiz, drawn: Sequence[Drawn], values: Mapping[str, Value]
) -> tuple[OpenQuestion, ...]:
    """The drawn questions as an open attempt may show them, with what was answered so far."""
    pairs = zip(questions_of(quiz, drawn), drawn, strict=True)
    return tuple(
        _open(quiz, question, each.options, values.get(each.key)) for question, each in pairs
    )


def _open(quiz: Quiz, question: Question, order: tuple[str, ...], value: Value) -> OpenQuestion:
    shown, sure = (
        KINDS[question.kind].opened(question, order, value),
        asks_certainty(quiz, question),
    )
    return OpenQuestion(question.key, question.kind, question.prompt_html, shown, sure)


def feedback(
    quiz: Quiz, drawn: Sequence[Drawn], values: Mapping[str, Value], marks: Mapping[str, float]
) -> tuple[Feedback, ...]:
    """Everything about every drawn question; only for attempts that are closed."""
    pairs = zip(questions_of(quiz, drawn), drawn, strict=True)
    return tuple(
        _feedback(question, each, values.get(each.key), marks.get(each.key, 0.0))
        for question, each in pairs
    )


def _feedback(question: Question, drawn: Drawn, value: Value, points: float) -> Feedback:
    """Options speak for themselves, unless parts, explanations, people or a story tell more."""
    handling = KINDS[question.kind]
    parts, explained = handling.parts(question, value), handling.explained(question, value)
    told = parts or explained or handling.by_people or question.is_story
    lines = () if told else _lines(question, drawn.options, value)
    return Feedback(question, value, points, lines, parts, explained)


def _lines(question: Question, order: Sequence[str], value: Value) -> tuple[FeedbackLine, ...]:
    options = {option.key: option for option in question.options}
    ratings = value if isinstance(value, dict) else {}
    chosen = {value} if isinstance(value, str) else set(value or ())
    rated = KINDS[question.kind].by_distance
    return tuple(
        FeedbackLine(
            key, options[key].html, options[key].rationale_html,
            chosen=not rated and key in chosen,
            right=None if rated else bool(options[key].correct),
            mine=_number(ratings.get(key)),
            expert=options[key].expert,
        )
        for key in order
    )  # fmt: skip


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


@dataclass(frozen=True, slots=True)
class Glimpse:
    """One question after closing of which not everything is shown; what is withheld is None.

    `asked` is the question with the person's own way through it, `keyed` with the best one.
    """

    asked: OpenQuestion
    value: Value = None
    keyed: OpenQuestion | None = None
    best: Value = None
    reasons: tuple[tuple[str, str], ...] = ()


def glimpses(
    quiz: Quiz, drawn: Sequence[Drawn], values: Mapping[str, Value], shown: frozenset[Piece]
) -> tuple[Glimpse, ...]:
    """Every drawn question with only the pieces that are shown."""
    pairs = zip(questions_of(quiz, drawn), drawn, strict=True)
    seen = values if Piece.ANSWERS in shown else {}
    return tuple(
        _glimpse(quiz, question, each.options, seen.get(each.key), shown)
        for question, each in pairs
    )


def _glimpse(
    quiz: Quiz, question: Question, order: tuple[str, ...], value: Value, shown: frozenset[Piece]
) -> Glimpse:
    asked = _open(quiz, question, order, value)
    if Piece.RIGHT not in shown:
        return Glimpse(asked, value)
    best = KINDS[question.kind].best(question)
    why = reasons(question, value or best) if Piece.RATIONALE in shown else ()
    return Glimpse(asked, value, _open(quiz, question, order, best), best, why)


def reasons(question: Question, value: Value) -> tuple[tuple[str, str], ...]:
    """What the author says to a question: release HTML of what it is about and of the reason."""
    said = [(each.html, each.rationale_html) for each in question.options]
    if isinstance(question.detail, Matching):
        said += [(each.html, each.rationale_html) for each in question.detail.pairs]
    if isinstance(question.detail, Scenario):
        said += [("", node.principle_html) for node in question.detail.nodes if not node.choices]
    told = KINDS[question.kind].explained(question, value)
    said += [(escape(each.name), each.why_html) for each in told]
    return tuple((text, why) for text, why in said if why)
