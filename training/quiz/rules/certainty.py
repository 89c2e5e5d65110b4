"""How sure a person is of an answer: what that earns, and how well being sure meets being right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from training.content.rules.details import FreeText, Scenario
from training.content.rules.quizzes import Question, Quiz
from training.quiz.rules.answers import AnswerDoesNotFit, Value, is_complete
from training.quiz.rules.kinds import KINDS

LEVELS = (1, 2, 3)
RIGHT = {1: 1, 2: 2, 3: 3}
WRONG = {1: 0, 2: -2, 3: -6}
# Where each level earns the most: below 2/3, from there to 4/5, and above (see `earned`).
BEST_FROM, BEST_TO = {1: 0.0, 2: 2 / 3, 3: 4 / 5}, {1: 2 / 3, 2: 4 / 5, 3: 1.0}
ENOUGH, CLOSE = 5, 0.1


class Verdict(StrEnum):
    """What being sure and being right say together."""

    TOO_FEW = "too-few"
    FITTING = "fitting"
    TOO_SURE = "too-sure"
    TOO_UNSURE = "too-unsure"


@dataclass(frozen=True, slots=True)
class Said:
    """The answers that were given with one certainty: how many, and how many of them were right."""

    level: int
    n: int
    right: int

    @property
    def share(self) -> float | None:
        return self.right / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Calibration:
    """How sure a person was, level by level; `unsaid` answers came without a certainty."""

    levels: tuple[Said, ...]
    score: int
    most: int
    unsaid: int
    verdict: Verdict


def parse_certainty(raw: Any) -> int | None:
    """1, 2 or 3; None and an empty text say nothing. Refuses anything else (AnswerDoesNotFit)."""
    if raw in (None, ""):
        return None
    if type(raw) is not int or raw not in LEVELS:
        raise AnswerDoesNotFit
    return raw


def asks_certainty(quiz: Quiz, question: Question) -> bool:
    """Whether a question also asks how sure one is: it must be right or wrong by itself.

    Situations have no right or wrong, only distance to experts; free texts are marked by people.
    """
    by_itself = not KINDS[question.kind].by_distance
    return quiz.certainty and by_itself and not isinstance(question.detail, FreeText | Scenario)


def earned(level: int, right: bool) -> int:
    """Right 1, 2, 3; wrong 0, −2, −6.

    Source: Gardner-Medwin & Gahan (2003), "Formative and summative confidence-based assessment",
    Proceedings of the 7th International CAA Conference, 147–155. With these marks it pays to say
    1 below a chance of 2/3 to be right, 2 up to 4/5, and 3 above: honesty earns the most.
    """
    return (RIGHT if right else WRONG)[level]


def calibration(said: Iterable[tuple[int | None, bool]]) -> Calibration:
    """What a person's certainties (1–3 or None) were worth, each with whether it was right.

    The verdict compares the share right at each level with the range in which that level is the
    best one to say; the mean gap over all answers tells the tendency, from 5 answers on.
    """
    every = tuple(said)
    given = [(level, right) for level, right in every if level is not None]
    levels = tuple(
        Said(level, *_counted([right for each, right in given if each == level]))
        for level in LEVELS
    )
    score = sum(earned(level, right) for level, right in given)
    most = max(RIGHT.values()) * len(given)
    return Calibration(levels, score, most, len(every) - len(given), _verdict(levels))


def _counted(right: Sequence[bool]) -> tuple[int, int]:
    return len(right), sum(right)


def _verdict(levels: Sequence[Said]) -> Verdict:
    count = sum(each.n for each in levels)
    if count < ENOUGH:
        return Verdict.TOO_FEW
    gap = sum(each.n * _gap(each) for each in levels) / count
    if abs(gap) <= CLOSE:
        return Verdict.FITTING
    return Verdict.TOO_UNSURE if gap > 0 else Verdict.TOO_SURE


def _gap(said: Said) -> float:
    """How far the share right lies above (+) or below (−) the range of its level."""
    if said.share is None:
        return 0.0
    low, high = BEST_FROM[said.level], BEST_TO[said.level]
    return min(0.0, said.share - low) + max(0.0, said.share - high)


def calibration_of(
    quiz: Quiz,
    asked: Iterable[Question],
    values: Mapping[str, Value],
    certainties: Mapping[str, int | None],
    marks: Mapping[str, float],
) -> Calibration | None:
    """The calibration of a closed attempt; None where the quiz does not ask for certainty.

    Only answered questions count, and right is what earned all points.
    """
    if not quiz.certainty:
        return None
    answered = [
        each
        for each in asked
        if asks_certainty(quiz, each) and is_complete(each, values.get(each.key))
    ]
    return calibration((certainties.get(each.key), marks.get(each.key) == 1) for each in answered)
