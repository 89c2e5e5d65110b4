"""What the rules of every kind have in common: how they look and how they refuse."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from training.content.rules import quizzes
from training.content.rules.codes import ProblemCode as C
from training.content.rules.details import Detail
from training.content.rules.model import Reference
from training.content.rules.problems import Problem, problem
from training.content.rules.quizshape import Question
from training.content.rules.quizzes import Credit
from training.content.rules.yamltext import Document

QUESTIONS = "questions"
References = Mapping[str, Reference]
Figures = Mapping[str, bytes]
Where = tuple[str | int, ...]
NO_FIGURES: Figures = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Placed:
    """A question, the list of the file that it stands in, and its number there.

    `figures` are the drawings by file name.
    """

    question: Question
    number: int
    part: str = QUESTIONS
    figures: Figures = field(default_factory=dict)

    @property
    def where(self) -> Where:
        return (self.part, self.number)


Check = Callable[[Document, Placed], Iterator[Problem]]


def no_problem(_document: Document, _placed: Placed) -> Iterator[Problem]:
    """The check of a kind whose fields say all."""
    return iter(())


def no_detail(_found: Question, _references: References) -> Detail | None:
    """The detail of a kind that has only options."""
    return None


def undrawn(detail: Detail | None, _figures: Figures) -> Detail | None:
    """The detail of a kind without a picture."""
    return detail


def right_options(question: quizzes.Question) -> str:
    """The right answer of a kind whose options say by themselves whether they are right."""
    return ", ".join(sorted(option.key for option in question.options if option.correct))


@dataclass(frozen=True, slots=True)
class KindRules:
    """How a question of one kind is built.

    `options`: how many it may have (None: it has none). `graded`: the field that every option needs
    and no other kind has. `detail`: the YAML key that it needs. `credits`: which credit may be
    chosen. `check`: what else can be wrong. `build`: the detail with its texts rendered. `draw`:
    the built detail with what is known of its drawing. `right`: what earns points, on one line;
    when it changes, people have been marked by another key. `part`: the list of the file where it
    is written.
    """

    options: range | None = None
    graded: str | None = None
    detail: str | None = None
    credits: tuple[Credit, ...] = ()
    check: Check = no_problem
    build: Callable[[Question, References], Detail | None] = no_detail
    draw: Callable[[Detail | None, Figures], Detail | None] = undrawn
    right: Callable[[quizzes.Question], str] = right_options
    part: str = QUESTIONS


def refuse(document: Document, where: Where, code: C, **more: object) -> Problem:
    """A problem at a key or value of the file."""
    return problem(document.path, document.places().at(*where), code, **more)


def keys_once(document: Document, where: Where, keys: Sequence[str]) -> Iterator[Problem]:
    """Keys that stand twice in a list of things with keys."""
    seen: dict[str, int] = {}
    for number, key in enumerate(keys):
        at = (*where, number, "key")
        if key in seen:
            yield refuse(document, at, C.KEY_TWICE, key=key, first=seen[key])
        seen.setdefault(key, document.places().at(*at).line)


def right_count(document: Document, placed: Placed, allowed: range, rule: str) -> Iterator[Problem]:
    """Too few or too many right options."""
    question, at = placed.question, placed.where
    count = sum(option.correct is True for option in question.options)
    if count == 0:
        yield refuse(document, at, C.NO_RIGHT_ANSWER, key=question.key)
    elif count not in allowed:
        yield refuse(document, at, C.RIGHT_COUNT, key=question.key, count=count, rule=rule)
