"""What a closed attempt tells about each question, in the shape of the page's components."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _

from training.content.rules.model import Module
from training.content.rules.quizzes import Kind, Question, Quiz
from training.quiz.queries import Sitting
from training.quiz.queries.correcting import Correction, applied, corrections, with_corrections
from training.quiz.queries.marking import Marked, markings
from training.quiz.rules.answers import Value, is_complete
from training.quiz.rules.kinds import KINDS
from training.quiz.rules.kinds.frame import Explained, Points
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
    explained: tuple[Explained, ...]
    rated: bool
    outcome: str | None
    score: str
    lines: list[dict[str, Any]]
    objective: str
    indicator: str
    sources: list[dict[str, Any]]
    correction: Correction | None
    markings: Sequence[Marked]
    story: Retold | None = None


def told(sitting: Sitting, module: Module, indicators: Mapping[str, str]) -> list[Told]:
    """Every question with the answer given, what is right, and why."""
    known = corrections_of(sitting)
    quiz = keyed_quiz(sitting)
    every = feedback(quiz, sitting.drawn, sitting.values, sitting.past.marks)
    texts = any(KINDS[each.question.kind].by_people for each in every)
    parts = Around(quiz, module, indicators, known, _markings(sitting) if texts else {})
    return [told_one(place, each, parts) for place, each in enumerate(every, 1)]


def keyed_quiz(sitting: Sitting) -> Quiz:
    """The quiz of an attempt with its keys as they were corrected."""
    keyed = with_corrections(sitting.quiz, _corrections(sitting))
    return replace(sitting.quiz, questions=tuple(keyed.values()))


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the questions of one attempt."""

    quiz: Quiz
    module: Module
    indicators: Mapping[str, str]
    corrections: Mapping[str, Correction]
    markings: Mapping[str, Sequence[Marked]]


def _markings(sitting: Sitting) -> dict[str, Sequence[Marked]]:
    """What people found in each free text, once all of them are settled; before that nothing."""
    if sitting.past.pending:
        return {}
    return {key: found for (_attempt, key), found in markings([sitting.past.id]).items()}


def corrections_of(sitting: Sitting) -> dict[str, Correction]:
    """The corrected keys of the questions that an attempt asks, by question."""
    asked = {each.key for each in sitting.drawn}
    found = applied(sitting.quiz, _corrections(sitting))
    return {key: last for key, last in found.items() if key in asked}


def _corrections(sitting: Sitting) -> tuple[Correction, ...]:
    if not sitting.has_corrections:
        return ()
    return corrections(sitting.past.slug, of=sitting.past.release_id)


def told_one(place: int, each: Feedback, around: Around) -> Told:
    """One question with everything that is known of it."""
    rated = KINDS[each.question.kind].by_distance
    objectives = {objective.key: objective.text for objective in around.quiz.objectives}
    return Told(
        number=place,
        prompt_html=each.question.prompt_html,
        kind=each.question.kind.value,
        question=each.question,
        value=each.value,
        parts=each.parts,
        explained=each.explained,
        rated=rated,
        outcome=_outcome(each, around),
        score=_score(each, around),
        lines=[LINES.get(each.question.kind, _chosen)(each, line) for line in each.lines],
        objective=objectives.get(each.question.objective or "", ""),
        indicator=around.indicators.get(each.question.indicator, each.question.indicator).rstrip(
            "."
        ),
        sources=_sources(around.module, each.question.references),
        correction=around.corrections.get(each.question.key),
        markings=around.markings.get(each.question.key, ()),
        story=retold(each.question, each.value),
    )


def _outcome(each: Feedback, around: Around) -> str | None:
    """Right, partly right, wrong, empty or waiting; a rated situation has only its distance."""
    handling = KINDS[each.question.kind]
    if not is_complete(each.question, each.value):
        return "empty"
    if handling.by_people:
        return None if each.question.key in around.markings else "waits"
    if handling.by_distance:
        return None
    if 0 < each.points < 1:
        return "partly"
    return "right" if each.points == 1 else "wrong"


def _score(each: Feedback, around: Around) -> str:
    """How near to the experts, what two people found, or what a partly right answer earned."""
    by_people = each.question.key in around.markings
    if by_people or KINDS[each.question.kind].by_distance:
        return whole_percent(each.points)
    partly = _outcome(each, around) == "partly"
    return _("%(points)s of 1 point", points=number(each.points, 2)) if partly else ""


def _chosen(_each: Feedback, line: FeedbackLine) -> dict[str, Any]:
    return {
        "key": line.key, "html": line.html, "chosen": line.chosen, "right": line.right,
        "rationale_html": line.rationale_html,
    }  # fmt: skip


def _rated(_each: Feedback, line: FeedbackLine) -> dict[str, Any]:
    distance = abs(line.mine - line.expert) if line.mine and line.expert else None
    near = "near" if distance is not None and distance <= NEAR else "off"
    agreement = None if distance is None else near if distance <= OFF else "far"
    return {
        "html": line.html, "mine": line.mine, "expert": number(line.expert, 1),
        "agreement": agreement, "rationale_html": line.rationale_html,
    }  # fmt: skip


def _picked(each: Feedback, line: FeedbackLine) -> dict[str, Any]:
    """For which end a response was chosen, by the person and by the experts."""
    best, mine = experts_choice(each.question), each.value
    return {
        "html": line.html, "expert": number(line.expert, 1),
        "mine": _end_of(mine, line.key), "theirs": _end_of(best, line.key),
        "rationale_html": line.rationale_html,
    }  # fmt: skip


def _end_of(value: Value, key: str) -> str:
    ends = value.items() if isinstance(value, dict) else ()
    return next((end for end, chosen in ends if chosen == key), "")


def _ranked(each: Feedback, line: FeedbackLine) -> dict[str, Any]:
    """The person's place of a response beside the experts', and how far they lie apart."""
    theirs = experts_choice(each.question)
    place = theirs[line.key] if isinstance(theirs, dict) else None
    apart = abs(line.mine - int(place)) if line.mine and place else None
    agreement = None if apart is None else ("near", "off", "far")[min(apart, 2)]
    return {
        "html": line.html, "mine": line.mine, "place": place, "expert": number(line.expert, 1),
        "agreement": agreement, "rationale_html": line.rationale_html,
    }  # fmt: skip


def experts_choice(question: Question) -> Value:
    """The answer that is nearest to the experts'."""
    return KINDS[question.kind].best(question)


Line = Callable[[Feedback, FeedbackLine], dict[str, Any]]
LINES: dict[Kind, Line] = {
    Kind.SJT_RATING: _rated,
    Kind.SJT_BEST_WORST: _picked,
    Kind.SJT_RANK: _ranked,
}


def _sources(module: Module, keys: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {
            "law": each.law, "article": each.article,
            "doubt": each.needs_signature,
        }
        for each in module.references
        if each.key in keys
    ]  # fmt: skip
