"""What an answer is worth, and whether an attempt has passed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from training.content.rules.quizzes import Question
from training.quiz.rules.answers import Value, is_complete
from training.quiz.rules.kinds import KINDS

ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Mark:
    """The worth of one answer: `right` is None where there is no right or wrong, only distance."""

    question: str
    points: float
    right: bool | None
    chosen: Value


def mark(question: Question, value: Value) -> Mark:
    """Judge one answer. What was not answered, or not completely, earns nothing."""
    handling = KINDS[question.kind]
    points = handling.points(question, value) if is_complete(question, value) else 0.0
    right = None if handling.by_distance or handling.by_people else points == 1
    return Mark(question.key, points, right, value)


def waits(question: Question, value: Value) -> bool:
    """Whether people have to mark this answer. One that is too short earns nothing at once."""
    return KINDS[question.kind].by_people and is_complete(question, value)


def score(marks: Sequence[Mark]) -> float:
    """The mean of the points, from 0 to 1."""
    return score_of({each.question: each.points for each in marks})


def score_of(points: Mapping[str, float]) -> float:
    """The mean of the points by question, from 0 to 1."""
    return fmean(points.values()) if points else 0.0


def passed(reached: float, pass_mark: float) -> bool:
    """Reaching the pass mark is passing; a rounding error of the machine never fails anybody."""
    return reached >= pass_mark - ROUNDING
