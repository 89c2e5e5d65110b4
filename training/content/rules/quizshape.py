"""What a quiz file holds, key by key."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from training.content.rules import detailshape, gates, quizzes
from training.content.rules.gateshape import BlueprintLine, Form, Purpose, Rule
from training.content.rules.reviewshape import ReviewFile
from training.content.rules.strict import Dimension, Key, Line, Stage, Strict, Text

MOST_STORIES = 12


class Draw(Strict):
    per_objective: int = Field(ge=1, le=20)
    situations: int = Field(ge=0, le=50)
    scenarios: int = Field(default=0, ge=0, le=5)


class Objective(Strict):
    key: Key
    text: Line
    indicator: Key


class Option(Strict):
    key: Key
    text: Line
    correct: bool | None = None
    rationale: str | None = None
    expert: float | None = Field(default=None, ge=1, le=4)


class Question(Strict):
    """One question; what only one kind holds stands under a key with that kind's name."""

    key: Key
    kind: Annotated[quizzes.Kind, Field(strict=False)]
    objective: Key | None = None
    variant: Key | None = None
    indicator: Key
    difficulty: Annotated[quizzes.Difficulty, Field(strict=False)]
    references: list[Key]
    prompt: Text
    options: list[Option] = Field(default=[], max_length=8)
    situation: Line | None = None
    dimension: Dimension | None = None
    stage: Stage | None = None
    sector: Line | None = None
    conflict: bool = False
    credit: Annotated[quizzes.Credit, Field(strict=False)] | None = None
    matching: detailshape.Matching | None = None
    short_text: detailshape.ShortText | None = Field(default=None, alias="short-text")
    numeric: detailshape.Numeric | None = None
    cloze: detailshape.Cloze | None = None
    hotspot: detailshape.Hotspot | None = None
    free_text: detailshape.FreeText | None = Field(default=None, alias="free-text")
    scenario: detailshape.Scenario | None = None


class Story(Strict):
    """A scenario, written in a list of its own; its title is what a question calls its prompt."""

    key: Key
    title: Line
    indicator: Key
    difficulty: Annotated[quizzes.Difficulty, Field(strict=False)]
    references: list[Key]
    sector: Line
    dimension: Dimension | None = None
    stage: Stage | None = None
    nodes: list[detailshape.Node] = Field(min_length=2, max_length=30)

    def as_question(self) -> Question:
        """The question that it is for everything that does not care how it is written."""
        return Question(
            key=self.key, kind=quizzes.Kind.SCENARIO, indicator=self.indicator,
            difficulty=self.difficulty, references=self.references, prompt=self.title,
            situation=self.title, dimension=self.dimension, stage=self.stage, sector=self.sector,
            scenario=detailshape.Scenario(nodes=self.nodes),
        )  # fmt: skip


class Panel(Strict):
    status: Literal["sementara", "tetap"]
    judges: int = Field(ge=0, le=100)
    basis: Line


class QuizFile(Strict):
    module: Key
    pass_mark: float = Field(gt=0, le=1)
    retake_after_hours: int = Field(ge=0, le=720)
    draw: Draw | None = None
    blueprint: list[BlueprintLine] = Field(default=[], max_length=100)
    forms: list[Form] = Field(default=[], max_length=10)
    anchors: list[Key] = Field(default=[], max_length=100)
    exposure_cap: float | None = Field(default=None, gt=0, le=1)
    purposes: list[Purpose] = Field(default=list(gates.USUAL), min_length=1)
    rules: list[Rule] = Field(default=[], max_length=40)
    objectives: list[Objective] = Field(max_length=60)
    questions: list[Question] = Field(max_length=300)
    scenarios: list[Story] = Field(default=[], max_length=MOST_STORIES)
    panel: Panel
    certainty: bool = False
    review: ReviewFile | None = None


def said(question: Question) -> Iterator[str]:
    """What a question tells: words that may claim something about the law."""
    yield question.prompt
    for option in question.options:
        yield f"{option.text} {option.rationale or ''}"
    for pair in question.matching.pairs if question.matching else ():
        yield f"{pair.text} {pair.rationale}"
    if question.cloze:
        yield question.cloze.text
    yield from _told(question)


def _told(question: Question) -> Iterator[str]:
    """Everything that a scenario tells."""
    for node in question.scenario.nodes if question.scenario else ():
        yield f"{node.text} {node.principle or ''}"
        yield from (f"{choice.text} {choice.consequence}" for choice in node.choices)
