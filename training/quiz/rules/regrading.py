"""What a corrected key changes: which questions may be corrected, and what becomes of a result."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

from training.content.rules.details import Scenario
from training.content.rules.quizzes import Question, item_version
from training.kernel.errors import Conflict
from training.quiz.rules.answers import Value
from training.quiz.rules.kinds import KINDS
from training.quiz.rules.marking import mark, passed, score_of


class QuestionItselfChanged(Conflict):
    """Not only the key changed: what people answered then was another question."""


class NothingToCorrect(Conflict):
    """No closed attempt would be marked differently."""


class Policy(StrEnum):
    """Whose result a corrected key changes."""

    EVERYBODY = "everybody"
    ONLY_BETTER = "only-better"


@dataclass(frozen=True, slots=True)
class Result:
    """A score from 0 to 1, whether it passes, and the marks that it is the mean of.

    While people still mark a text of it, it is `pending`; what is `void` passes nothing.
    """

    score: float
    passed: bool
    marks: Mapping[str, float]
    pending: bool = False
    void: bool = False


@dataclass(frozen=True, slots=True)
class Effect:
    """How many results change: up, down, over the pass mark and under it; by how much in all."""

    marked: int = 0
    better: int = 0
    worse: int = 0
    now_passed: int = 0
    no_longer_passed: int = 0
    mean_change: float = 0.0

    @property
    def changed(self) -> int:
        return self.better + self.worse


def is_correction(old: Question, new: Question) -> bool:
    """Whether two versions ask the same and only count something else as right.

    They ask the same when an open attempt shows the same of both. Stories are never corrected:
    their later moments are not shown at once.
    """
    if isinstance(old.detail, Scenario) or item_version(old) == item_version(new):
        return False
    return _shown(old) == _shown(new)


def _shown(question: Question) -> tuple[object, ...]:
    handling = KINDS[question.kind]
    order = tuple(sorted(handling.shuffled(question)))
    return question.kind, question.prompt_html, handling.opened(question, order, None)


def remarked(
    before: Result, question: Question, value: Value, *, pass_mark: float
) -> Result | None:
    """The result with one question marked by its corrected key, or None where nothing changes."""
    marks = {**before.marks, question.key: mark(question, value).points}
    reached = score_of(marks)
    if reached == before.score:
        return None
    won = passed(reached, pass_mark) and not before.void
    return Result(reached, won, marks, before.pending, before.void)


def concerns(policy: Policy, before: Result, after: Result) -> bool:
    """Whether a policy lets a result change so: for everybody, or only where it gets better."""
    return policy is Policy.EVERYBODY or after.score > before.score


def effect(changes: Iterable[tuple[Result, Result]], *, marked: int) -> Effect:
    """What a correction does to all results (before, after), of which `marked` were looked at."""
    pairs = list(changes)
    differences = [after.score - before.score for before, after in pairs]
    return Effect(
        marked=marked,
        better=sum(each > 0 for each in differences),
        worse=sum(each < 0 for each in differences),
        now_passed=sum(after.passed and not before.passed for before, after in pairs),
        no_longer_passed=sum(before.passed and not after.passed for before, after in pairs),
        mean_change=fmean(differences) if differences else 0.0,
    )
