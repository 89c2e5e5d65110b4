"""Quizzes as values: questions of every kind, their objectives, and what an attempt draws."""

import hashlib
import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

from training.content.rules.details import Detail
from training.content.rules.gates import USUAL, Form, Line, Purpose, Rule
from training.content.rules.model import Dimension, Figure, Stage
from training.content.rules.review import TOLD_AT_ONCE, Review


class Kind(StrEnum):
    """The kinds of question."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true-false"
    MATCHING = "matching"
    ORDERING = "ordering"
    SHORT_TEXT = "short-text"
    NUMERIC = "numeric"
    CLOZE = "cloze"
    HOTSPOT = "hotspot"
    FREE_TEXT = "free-text"
    SJT_RATING = "sjt-rating"
    SJT_BEST_WORST = "sjt-best-worst"
    SJT_RANK = "sjt-rank"
    SCENARIO = "scenario"


JUDGED = frozenset({Kind.SJT_RATING, Kind.SJT_BEST_WORST, Kind.SJT_RANK, Kind.SCENARIO})
"""Situations and stories: what is asked for is judgement, not something to know."""


class Credit(StrEnum):
    """What a partly right answer earns: nothing, or its share less what was wrongly chosen."""

    WHOLE = "utuh"
    PARTIAL = "sebagian"


class Difficulty(StrEnum):
    EASY = "mudah"
    MEDIUM = "sedang"
    HARD = "sulit"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question; `correct` is None and `expert` a number for rated situations."""

    key: str
    text: str
    html: str
    correct: bool | None
    rationale: str
    rationale_html: str
    expert: float | None


@dataclass(frozen=True, slots=True)
class Question:
    """One question or one situation to judge; `detail` is what only its kind has.

    `conflict`: in this situation the child's interest stands against speed, money, an order or an
    adult's complaint, so that it asks how somebody weighs values.
    """

    key: str
    kind: Kind
    objective: str | None
    variant: str | None
    indicator: str
    difficulty: Difficulty
    references: tuple[str, ...]
    prompt: str
    prompt_html: str
    options: tuple[Option, ...]
    situation: str | None
    dimension: Dimension
    stage: Stage
    sector: str | None
    credit: Credit = Credit.WHOLE
    detail: Detail | None = None
    conflict: bool = False

    @property
    def judged(self) -> bool:
        """Whether this is a situation to judge, and not something to know."""
        return self.kind in JUDGED

    @property
    def is_story(self) -> bool:
        """Whether this is a scenario, which is drawn apart from the situations."""
        return self.kind is Kind.SCENARIO

    @property
    def rated(self) -> bool:
        """Whether experts' ratings of its options are the key; a story has its own."""
        return self.judged and not self.is_story


@dataclass(frozen=True, slots=True)
class Objective:
    key: str
    text: str
    indicator: str


@dataclass(frozen=True, slots=True)
class Draw:
    """How many variants of each objective, situations and scenarios one attempt holds."""

    per_objective: int
    situations: int
    scenarios: int = 0


@dataclass(frozen=True, slots=True)
class Panel:
    """Who made the experts' key of the rated situations."""

    status: str
    judges: int
    basis: str


@dataclass(frozen=True, slots=True)
class Quiz:
    """The questions of one module, named by the module's slug.

    `figures` are the drawings that its questions show. With `certainty` every question that is
    right or wrong also asks how sure the person is.
    """

    module: str
    pass_mark: float
    retake_after_hours: int
    draw: Draw
    objectives: tuple[Objective, ...]
    questions: tuple[Question, ...]
    panel: Panel
    blueprint: tuple[Line, ...] = ()
    forms: tuple[Form, ...] = ()
    anchors: tuple[str, ...] = ()
    exposure_cap: float | None = None
    purposes: tuple[Purpose, ...] = USUAL
    rules: tuple[Rule, ...] = ()
    figures: tuple[Figure, ...] = ()
    certainty: bool = False
    review: Review = TOLD_AT_ONCE

    @property
    def lines(self) -> tuple[Line, ...]:
        """How many questions of what an attempt holds: the blueprint, or what `draw` says."""
        if self.blueprint:
            return self.blueprint
        each = (Line(one.key, self.draw.per_objective) for one in self.objectives)
        return (*each, Line(None, self.draw.situations))

    @property
    def size(self) -> int:
        """How many questions an attempt holds."""
        if self.forms:
            return len(self.anchors) + max(len(form.questions) for form in self.forms)
        return sum(line.count for line in self.lines) + self.draw.scenarios


_REASON = re.compile(r"rationale|^otherwise|^example|^principle|html$")
_QUIZZES = TypeAdapter(Quiz)
_QUESTIONS = TypeAdapter(Question)


def dump_quiz(quiz: Quiz) -> dict[str, Any]:
    """A quiz, key included, as JSON values; the bytes of its figures are kept apart."""
    return _QUIZZES.dump_python(quiz, mode="json")


def load_quiz(stored: dict[str, Any]) -> Quiz:
    """The quiz that was dumped, with its figures named but without their bytes."""
    drawings = [{**one, "data": b""} for one in stored.get("figures", ())]
    return _QUIZZES.validate_python({**stored, "figures": drawings})


def item_version(question: Question) -> str:
    """Twelve hexadecimal digits that name what a question asks and what it counts as right.

    Statistics are kept per version: a reworded or newly keyed question starts afresh. What only
    explains (rationale) or files it (sources, difficulty) is not part of the version.
    """
    dumped = _QUESTIONS.dump_python(question, mode="json")
    asked = {name: dumped[name] for name in ("key", "kind", "prompt", "credit")}
    bare = _without_reasons([dumped["options"], dumped["detail"]])
    text = json.dumps([asked, bare], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def bare_detail(question: Question) -> Any:
    """What the detail of a question asks and counts as right, without what only explains."""
    return _without_reasons(_QUESTIONS.dump_python(question, mode="json")["detail"])


def _without_reasons(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_reasons(each) for each in value]
    if isinstance(value, dict):
        kept = (name for name in value if not _REASON.search(name))
        return {name: _without_reasons(value[name]) for name in kept}
    return value
