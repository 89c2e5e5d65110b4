"""Stories that branch: the answer is the path, gone choice by choice, and never gone back."""

from statistics import fmean
from typing import Any

from training.content.rules.details import Choice, Scenario
from training.content.rules.quizzes import Question
from training.content.rules.stories import NotOnOffer, Walk, best_path, walk
from training.quiz.rules.kinds.frame import (
    AnswerDoesNotFit,
    Handling,
    Opened,
    OpenOption,
    OpenStep,
    Points,
    Value,
)


def scenario_of(question: Question) -> Scenario:
    """The story that a question of this kind holds."""
    assert isinstance(question.detail, Scenario)  # noqa: S101  (a release holds what its kind needs)
    return question.detail


def walked(question: Question, value: Value) -> Walk:
    """The path of an answer as the moments that were met; no answer stands at the beginning."""
    return walk(scenario_of(question), value if isinstance(value, list) else ())


def _parse(question: Question, raw: Any) -> Value:
    """Keys of choices, each of them offered where it was taken."""
    if not isinstance(raw, list) or not all(isinstance(key, str) for key in raw):
        raise AnswerDoesNotFit
    try:
        walk(scenario_of(question), raw)
    except NotOnOffer:
        raise AnswerDoesNotFit from None
    return raw


def _follows(_question: Question, kept: Value, value: Value) -> bool:
    """One choice more than what is kept: no choice is taken back, skipped or rewritten."""
    before = kept if isinstance(kept, list) else []
    return isinstance(value, list) and len(value) == len(before) + 1 and value[:-1] == before


def _is_over(question: Question, value: Value) -> bool:
    return walked(question, value).is_over


def _points(question: Question, value: Value) -> float:
    """The mean over the moments met of what was chosen as a share of the best offered there.

    Whatever was chosen before, the best that is on offer earns a whole moment: the most that can
    be reached does not depend on the path, and no early slip makes the later choices worthless.
    """
    steps = walked(question, value).steps
    return fmean(step.points for step in steps) if steps else 0.0


def _best(question: Question) -> Value:
    return list(best_path(scenario_of(question)))


def _parts(question: Question, value: Value) -> Points:
    return {step.moment.node.key: step.points for step in walked(question, value).steps}


def _responses(question: Question, value: Value) -> tuple[tuple[str, str], ...]:
    steps = walked(question, value).steps
    return tuple((step.moment.node.key, step.choice.key) for step in steps)


def _choices(question: Question) -> tuple[str, ...]:
    """Choices of different nodes may have the same key; with their node's they are unlike."""
    nodes = scenario_of(question).nodes
    return tuple(_name(node.key, choice) for node in nodes for choice in node.choices)


def _name(node: str, choice: Choice) -> str:
    return f"{node}/{choice.key}"


def _opened(question: Question, order: tuple[str, ...], value: Value) -> Opened:
    """The story so far and the choices of the present moment: nothing of what may come."""
    gone = walked(question, value)
    here = gone.here
    places = {name: place for place, name in enumerate(order)}
    offered = sorted(here.offered, key=lambda each: places.get(_name(here.node.key, each), 0))
    so_far = (
        OpenStep(
            step.moment.node.html, OpenOption(step.choice.key, step.choice.html),
            step.choice.consequence_html,
        )
        for step in gone.steps
    )  # fmt: skip
    return Opened(
        options=tuple(OpenOption(each.key, each.html) for each in offered),
        story=(*so_far, OpenStep(here.node.html)),
    )


SCENARIO = Handling(
    _parse, _points, _best, _responses, is_complete=_is_over, shuffled=_choices, opened=_opened,
    parts=_parts, follows=_follows,
)  # fmt: skip
