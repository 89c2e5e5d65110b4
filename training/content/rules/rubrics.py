"""Rubrics for the work of a stage: five criteria with four anchors each, from authors' files."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from pydantic import Field

from training.content.rules import shape
from training.content.rules.codes import ProblemCode as C
from training.content.rules.kinds.frame import keys_once, refuse
from training.content.rules.model import Stage
from training.content.rules.problems import Parsed, Places, Problem, in_order
from training.content.rules.source import QUIZ_BYTES, limits, tidy
from training.content.rules.strict import Key, Line, Strict, Text
from training.content.rules.strict import Stage as StageText
from training.content.rules.yamltext import Document, read

CRITERIA, ANCHORS = 5, 4
HIGHEST = ANCHORS - 1


class CriterionShape(Strict):
    """One criterion as the file holds it."""

    key: Key
    indicator: Key
    text: Line
    anchors: list[Line]


class RubricShape(Strict):
    """A file of `quizzes/rubrics/`, key by key."""

    stage: StageText
    title: Line
    about: Text
    criteria: list[CriterionShape] = Field(min_length=1, max_length=20)


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is looked for, the indicator it is about, and what 0, 1, 2 and 3 look like."""

    key: str
    indicator: str
    text: str
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rubric:
    """How the work products of one stage are judged."""

    stage: Stage
    title: str
    about: str
    criteria: tuple[Criterion, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(each.key for each in self.criteria)


def parse_rubric(path: str, text: str, known: Collection[str]) -> Parsed[Rubric]:
    """A rubric and everything that is wrong with its file; `known` are the indicators' keys."""
    text = tidy(text)
    unfit = list(limits(path, text, QUIZ_BYTES))
    if unfit:
        return Parsed(None, in_order(unfit), Places(path, {}, {}))
    document = read(path, text)
    fitted, problems = shape.fit(document, RubricShape)
    problems = [*document.problems, *problems]
    if fitted is None:
        return Parsed(None, in_order(problems), document.places())
    problems += _slips(document, fitted, set(known))
    value = None if problems else _rubric(fitted)
    return Parsed(value, in_order(problems), document.places())


def _rubric(fitted: RubricShape) -> Rubric:
    criteria = (
        Criterion(each.key, each.indicator, each.text, tuple(each.anchors))
        for each in fitted.criteria
    )
    return Rubric(fitted.stage, fitted.title, fitted.about, tuple(criteria))


def _slips(document: Document, fitted: RubricShape, known: set[str]) -> Iterator[Problem]:
    name = PurePosixPath(document.path).stem
    if fitted.stage.value != name:
        more = {"key": fitted.stage.value, "name": name}
        yield refuse(document, ("stage",), C.RUBRIC_WRONG_STAGE, **more)
    if len(fitted.criteria) != CRITERIA:
        more = {"count": len(fitted.criteria), "limit": CRITERIA}
        yield refuse(document, ("criteria",), C.RUBRIC_CRITERIA, **more)
    yield from keys_once(document, ("criteria",), [each.key for each in fitted.criteria])
    for number, each in enumerate(fitted.criteria):
        at = ("criteria", number)
        if len(each.anchors) != ANCHORS:
            more = {"key": each.key, "count": len(each.anchors), "limit": ANCHORS}
            yield refuse(document, (*at, "anchors"), C.RUBRIC_ANCHORS, **more)
        if each.indicator not in known:
            yield refuse(document, (*at, "indicator"), C.UNKNOWN_INDICATOR, key=each.indicator)


def as_told(rubric: Rubric) -> dict[str, object]:
    """A rubric as plain values, to be kept beside what is judged by it; `from_told` reads it."""
    return {
        "stage": rubric.stage.value, "title": rubric.title, "about": rubric.about,
        "criteria": [
            {"key": each.key, "indicator": each.indicator, "text": each.text,
             "anchors": list(each.anchors)}
            for each in rubric.criteria
        ],
    }  # fmt: skip


def from_told(told: object) -> Rubric:
    """The rubric that `as_told` had told."""
    return _rubric(RubricShape.model_validate(told, strict=False))
