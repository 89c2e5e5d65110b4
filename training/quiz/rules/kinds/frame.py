"""What every kind of question does with an answer, and the blocks that it is made of."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Any, TypeAlias

from training.content.rules.quizzes import Question
from training.kernel.errors import Invalid

Value: TypeAlias = str | list[str] | dict[str, int] | dict[str, str] | None
"""Text or one key; several keys; a number or a key for each part; None is no answer."""

Points = Mapping[str, float]
"""Points from 0 to 1 by part of a question."""


class AnswerDoesNotFit(Invalid):
    """What was sent is not an answer to this question."""


@dataclass(frozen=True, slots=True)
class OpenOption:
    """An option without its worth."""

    key: str
    text_html: str


@dataclass(frozen=True, slots=True)
class OpenPart:
    """A part that is answered by itself: a pair to be matched, a gap, the words between gaps.

    `kind` says how it is answered; words that only stand there have none and no key.
    """

    key: str
    text_html: str
    kind: str = ""
    options: tuple[OpenOption, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class OpenPicture:
    """A picture with the places that can be chosen: option key, x, y, width, height."""

    address: str
    alt: str
    width: int
    height: int
    regions: tuple[tuple[str, float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A moment of a story: what was chosen there and what followed, or nothing where it stands."""

    text_html: str
    choice: OpenOption | None = None
    consequence_html: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What an open attempt may show of a question besides its prompt: never the key.

    `partial`: a partly right answer earns its share, which the person is told beforehand.
    """

    options: tuple[OpenOption, ...] = ()
    parts: tuple[OpenPart, ...] = ()
    picture: OpenPicture | None = None
    unit: str = ""
    words: tuple[int, int] | None = None
    story: tuple[OpenStep, ...] = ()
    partial: bool = False


def option_keys(question: Question) -> tuple[str, ...]:
    """The keys of a question's options, in the order of its file."""
    return tuple(option.key for option in question.options)


def open_options(question: Question, order: Iterable[str]) -> tuple[OpenOption, ...]:
    """The options in the order in which an attempt shows them."""
    texts = {option.key: option.html for option in question.options}
    return tuple(OpenOption(key, texts[key]) for key in order if key in texts)


def opened_options(question: Question, order: tuple[str, ...], value: Value) -> Opened:  # noqa: ARG001  (a story needs what was answered)
    """What kinds show that have only options."""
    return Opened(options=open_options(question, order))


def may_change(_question: Question, _kept: Value, _value: Value) -> bool:
    """Any answer may stand in the place of another."""
    return True


def is_given(_question: Question, value: Value) -> bool:
    """Complete as soon as there is an answer."""
    return value is not None


@dataclass(frozen=True, slots=True)
class Explained:
    """A part after closing, in plain words that a page must escape.

    `name` says which part (a kind without parts has one without a name), `mine` what was answered
    ("" for nothing), `right` what earns everything, `why_html` what the author says to the answer.
    """

    name: str
    mine: str
    right: str
    points: float
    why_html: str


def nothing_explained(_question: Question, _value: Value) -> tuple[Explained, ...]:
    """Kinds whose options or pairs are told one by one."""
    return ()


def no_parts(_question: Question, _value: Value) -> Points:
    """Kinds without parts."""
    return {}


@dataclass(frozen=True, slots=True)
class Handling:
    """How one kind of question is answered and marked. All of it is pure.

    `parse`: the raw answer in its one form, or AnswerDoesNotFit; never called with nothing.
    `points`: the worth of a complete answer, 0 to 1. `best`: the answer that earns the most.
    `responses`: what was answered as (part, response) pairs, for the statistics of distractors.
    `shuffled`: the keys whose order is drawn anew for every attempt. `fixed`: the keys keep the
    file's order. `opened`: what an open attempt shows, given that order and the answer so far.
    `parts`: the points of each part, where a part is right or wrong by itself. `explained`: after
    closing, what is said to words, numbers and gaps. `by_distance`: there is no right or wrong,
    only nearer and farther. `by_people`: the points come from two people. `follows`: whether an
    answer may take the place of the one that is kept (None: there is none).
    """

    parse: Callable[[Question, Any], Value]
    points: Callable[[Question, Value], float]
    best: Callable[[Question], Value]
    responses: Callable[[Question, Value], tuple[tuple[str, str], ...]]
    is_complete: Callable[[Question, Value], bool] = is_given
    shuffled: Callable[[Question], tuple[str, ...]] = option_keys
    fixed: bool = False
    opened: Callable[[Question, tuple[str, ...], Value], Opened] = opened_options
    parts: Callable[[Question, Value], Points] = no_parts
    explained: Callable[[Question, Value], tuple[Explained, ...]] = nothing_explained
    by_distance: bool = False
    by_people: bool = False
    follows: Callable[[Question, Value, Value], bool] = may_change


def one_of(raw: Any, known: Iterable[str]) -> str:
    """A known key."""
    if not isinstance(raw, str) or raw not in known:
        raise AnswerDoesNotFit
    return raw


def some_of(raw: Any, known: tuple[str, ...]) -> list[str]:
    """Known keys, each once, in the question's own order."""
    if not isinstance(raw, list) or not all(isinstance(key, str) and key in known for key in raw):
        raise AnswerDoesNotFit
    if len(set(raw)) != len(raw):
        raise AnswerDoesNotFit
    return [key for key in known if key in raw]


def numbers_of(raw: Any, known: tuple[str, ...], allowed: range) -> dict[str, int]:
    """A whole number of a range for some of the known keys, in the question's own order."""
    if not isinstance(raw, dict) or not all(key in known for key in raw):
        raise AnswerDoesNotFit
    if not all(type(each) is int and each in allowed for each in raw.values()):
        raise AnswerDoesNotFit
    return {key: raw[key] for key in known if key in raw}


def keys_of(raw: Any, known: tuple[str, ...], allowed: Iterable[str]) -> dict[str, str]:
    """A known key for some of the known parts, in the question's own order."""
    if not isinstance(raw, dict) or not all(key in known for key in raw):
        raise AnswerDoesNotFit
    choices = frozenset(allowed)
    if not all(isinstance(each, str) and each in choices for each in raw.values()):
        raise AnswerDoesNotFit
    return {key: raw[key] for key in known if key in raw}


def mean_of(points: Points) -> float:
    """The share of the parts that are right."""
    return fmean(points.values()) if points else 0.0


def as_pairs(_question: Question, value: Value) -> tuple[tuple[str, str], ...]:
    """The responses of kinds whose answer is one key, several keys, or one for each part."""
    if isinstance(value, dict):
        return tuple((part, str(each)) for part, each in value.items())
    keys = [value] if isinstance(value, str) else value or []
    return tuple(("", key) for key in keys)
