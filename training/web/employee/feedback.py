"""What a closed attempt tells about each question, in the shape of the page's components."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from training.content.rules.model import Certainty, Module
from training.content.rules.quizzes import Question, Quiz
from training.quiz.queries import Sitting
from training.quiz.rules.answers import Value, is_complete
from training.quiz.rules.kinds import KINDS
from training.quiz.rules.kinds.frame import Points
from training.quiz.rules.showing import Feedback, FeedbackLine, feedback
from training.web.employee.stories import Retold, retold
from training.web.employee.words import whole_percent
from training.web.present import number

NEAR, OFF = 0.75, 1.5


@dataclass(frozen=True, slots=True)
class Told:
    """One question as the result page shows it."""

    number: int
    prompt_html: str
    kind: str
    question: Question
    value: Value
    parts: Points
    rated: bool
    outcome: str | None
    score: str
    lines: list[dict[str, Any]]
    objective: str
    indicator: str
    sources: list[dict[str, Any]]
    story: Retold | None = None


def told(sitting: Sitting, module: Module, indicators: Mapping[str, str]) -> list[Told]:
    """Every question with the answer given, what is right, and why."""
    quiz = sitting.quiz
    every = feedback(quiz, sitting.drawn, sitting.values, sitting.past.marks)
    return [_told(place, each, quiz, module, indicators) for place, each in enumerate(every, 1)]


def _told(
    place: int, each: Feedback, quiz: Quiz, module: Module, indicators: Mapping[str, str]
) -> Told:
    rated = KINDS[each.question.kind].by_distance
    objectives = {objective.key: objective.text for objective in quiz.objectives}
    return Told(
        number=place,
        prompt_html=each.question.prompt_html,
        kind=each.question.kind.value,
        question=each.question,
        value=each.value,
        parts=each.parts,
        rated=rated,
        outcome=_outcome(each),
        score=whole_percent(each.points) if rated else "",
        lines=[_rated(line) if rated else _chosen(line) for line in each.lines],
        objective=objectives.get(each.question.objective or "", ""),
        indicator=indicators.get(each.question.indicator, each.question.indicator).rstrip("."),
        sources=_sources(module, each.question.references),
        story=retold(each.question, each.value),
    )


def _outcome(each: Feedback) -> str | None:
    """Right, partly right, wrong or empty in words; a rated situation has only its distance."""
    if not is_complete(each.question, each.value):
        return "empty"
    if KINDS[each.question.kind].by_distance:
        return None
    if 0 < each.points < 1:
        return "partly"
    return "right" if each.points == 1 else "wrong"


def _chosen(line: FeedbackLine) -> dict[str, Any]:
    return {
        "html": line.html, "chosen": line.chosen, "right": line.right,
        "rationale_html": line.rationale_html,
    }  # fmt: skip


def _rated(line: FeedbackLine) -> dict[str, Any]:
    distance = abs(line.mine - line.expert) if line.mine and line.expert else None
    near = "near" if distance is not None and distance <= NEAR else "off"
    agreement = None if distance is None else near if distance <= OFF else "far"
    return {
        "html": line.html, "mine": line.mine, "expert": number(line.expert, 1),
        "agreement": agreement, "rationale_html": line.rationale_html,
    }  # fmt: skip


def _sources(module: Module, keys: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {
            "law": each.law, "article": each.article,
            "doubt": each.certainty is not Certainty.READ,
        }
        for each in module.references
        if each.key in keys
    ]  # fmt: skip
