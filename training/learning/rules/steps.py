"""What a person does next in a module, and in which module to go on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from training.learning.rules.completion import Completion, Progress
from training.quiz.rules.permits import MayStart, Permit


class StepKind(StrEnum):
    """What the next step is."""

    READ = "read"
    GO_ON_WITH_QUIZ = "go-on-with-quiz"
    START_QUIZ = "start-quiz"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Step:
    """The next step in one module."""

    slug: str
    kind: StepKind
    lesson: str | None = None
    attempt: UUID | None = None
    not_before: datetime | None = None


def step(slug: str, done: Completion, permit: Permit) -> Step | None:
    """The next step in a module that is not complete: an open quiz, else reading, else the quiz."""
    if done.state is Progress.COMPLETE:
        return None
    if permit.open_attempt:
        return Step(slug, StepKind.GO_ON_WITH_QUIZ, attempt=permit.open_attempt)
    if done.missing_lessons:
        return Step(slug, StepKind.READ, lesson=done.missing_lessons[0])
    if permit.reason is MayStart.OK:
        return Step(slug, StepKind.START_QUIZ)
    return Step(slug, StepKind.WAIT, not_before=permit.not_before)


def foremost(steps: Iterable[tuple[Step, Progress]]) -> Step | None:
    """Where to go on: what was begun before what is new; waiting only if nothing else is left."""
    ranked = sorted(
        steps, key=lambda each: (each[0].kind is StepKind.WAIT, each[1] is Progress.NOT_STARTED)
    )
    return ranked[0][0] if ranked else None
