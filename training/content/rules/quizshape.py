"""What a quiz file holds, key by key."""

from typing import Annotated, Literal

from pydantic import Field

from training.content.rules import detailshape, quizzes
from training.content.rules.strict import Dimension, Key, Line, Stage, Strict, Text


class Draw(Strict):
    per_objective: int = Field(ge=1, le=20)
    situations: int = Field(ge=0, le=50)


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
    credit: Annotated[quizzes.Credit, Field(strict=False)] | None = None
    matching: detailshape.Matching | None = None
    hotspot: detailshape.Hotspot | None = None


class Panel(Strict):
    status: Literal["sementara", "tetap"]
    judges: int = Field(ge=0, le=100)
    basis: Line


class QuizFile(Strict):
    module: Key
    pass_mark: float = Field(gt=0, le=1)
    retake_after_hours: int = Field(ge=0, le=720)
    draw: Draw
    objectives: list[Objective] = Field(max_length=60)
    questions: list[Question] = Field(max_length=300)
    panel: Panel
    certainty: bool = False
