"""A person's own results by where conduct shows and when: first attempts and best ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from training.content.rules.quizzes import Question


class Part(StrEnum):
    """By what results are told."""

    DIMENSION = "dimension"
    STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Judged:
    """The questions of one attempt with their marks."""

    questions: Mapping[str, Question]
    marks: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Share:
    """The mean of n marks; None where there is none."""

    n: int
    mean: float | None


def shares(attempts: Iterable[Judged], part: Part, values: Sequence[str]) -> dict[str, Share]:
    """The mean mark of the questions of each dimension or stage, with how many there were."""
    found: dict[str, list[float]] = {value: [] for value in values}
    for each in attempts:
        for key, points in each.marks.items():
            question = each.questions.get(key)
            if question:
                found[str(getattr(question, part.value))].append(points)
    return {
        value: Share(len(points), fmean(points) if points else None)
        for value, points in found.items()
    }
