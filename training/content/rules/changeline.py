"""The kinds of change between two releases, and how much each of them weighs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from training.content.rules.model import Change

Shown = str | int | float | None


class ChangeKind(StrEnum):
    """The kinds of change that a reader of a release cares about."""

    FIRST_RELEASE = "first-release"
    TITLE_CHANGED = "title-changed"
    SUMMARY_CHANGED = "summary-changed"
    AUDIENCE_CHANGED = "audience-changed"
    INDICATORS_CHANGED = "indicators-changed"
    OUTCOMES_CHANGED = "outcomes-changed"
    PRACTICE_PLAN_CHANGED = "practice-plan-changed"
    VALID_UNTIL_CHANGED = "valid-until-changed"
    SENSITIVITY_CHANGED = "sensitivity-changed"
    CONTACTS_CHANGED = "contacts-changed"
    DETAILS_CHANGED = "details-changed"
    LESSON_ADDED = "lesson-added"
    LESSON_REMOVED = "lesson-removed"
    LESSON_RETITLED = "lesson-retitled"
    LESSON_REWORDED = "lesson-reworded"
    LESSON_REWRITTEN = "lesson-rewritten"
    LESSONS_REORDERED = "lessons-reordered"
    REFERENCE_ADDED = "reference-added"
    REFERENCE_REMOVED = "reference-removed"
    REFERENCE_CHANGED = "reference-changed"
    REFERENCE_RECHECKED = "reference-rechecked"
    FIGURE_ADDED = "figure-added"
    FIGURE_REMOVED = "figure-removed"
    FIGURE_REDRAWN = "figure-redrawn"
    QUIZ_ADDED = "quiz-added"
    QUIZ_REMOVED = "quiz-removed"
    PASS_MARK_CHANGED = "pass-mark-changed"  # noqa: S105  (a mark, not a password)
    RETAKE_CHANGED = "retake-changed"
    DRAW_CHANGED = "draw-changed"
    RULES_CHANGED = "rules-changed"
    CERTAINTY_CHANGED = "certainty-changed"
    REVIEW_CHANGED = "review-changed"
    PANEL_CHANGED = "panel-changed"
    OBJECTIVE_ADDED = "objective-added"
    OBJECTIVE_REMOVED = "objective-removed"
    OBJECTIVE_REWORDED = "objective-reworded"
    OBJECTIVE_MEASURES_OTHER = "objective-measures-other"
    QUESTION_ADDED = "question-added"
    QUESTION_REMOVED = "question-removed"
    QUESTION_REWORDED = "question-reworded"
    QUESTION_MEASURES_OTHER = "question-measures-other"
    QUESTION_DETAILS_CHANGED = "question-details-changed"
    OPTIONS_CHANGED = "options-changed"
    RIGHT_ANSWER_CHANGED = "right-answer-changed"
    EXPERT_KEY_CHANGED = "expert-key-changed"
    RATIONALE_REWORDED = "rationale-reworded"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: its kind, the key of the thing, and what it was before and is now."""

    kind: ChangeKind
    subject: str
    before: Shown = None
    after: Shown = None

    @property
    def arguments(self) -> dict[str, Shown]:
        """What a sentence about the change may show."""
        return {"subject": self.subject, "before": self.before, "after": self.after}


K = ChangeKind
_MATERIAL = frozenset(
    {
        *(K.FIRST_RELEASE, K.QUIZ_ADDED, K.QUIZ_REMOVED, K.PASS_MARK_CHANGED),
        *(K.OBJECTIVE_ADDED, K.OBJECTIVE_REMOVED, K.OBJECTIVE_MEASURES_OTHER),
        *(K.RIGHT_ANSWER_CHANGED, K.EXPERT_KEY_CHANGED, K.QUESTION_MEASURES_OTHER),
    }
)
_COSMETIC = frozenset(
    {
        *(K.TITLE_CHANGED, K.SUMMARY_CHANGED, K.VALID_UNTIL_CHANGED, K.CONTACTS_CHANGED),
        *(K.LESSON_RETITLED, K.LESSON_REWORDED, K.LESSONS_REORDERED, K.REFERENCE_RECHECKED),
        *(K.FIGURE_REDRAWN, K.DETAILS_CHANGED, K.PANEL_CHANGED, K.RATIONALE_REWORDED),
        *(K.OBJECTIVE_REWORDED, K.QUESTION_DETAILS_CHANGED, K.RETAKE_CHANGED),
    }
)


def weight_of(changes: Iterable[ChangeLine]) -> Change:
    """The least that the author may declare."""
    kinds = {change.kind for change in changes}
    if kinds & _MATERIAL:
        return Change.MATERIAL
    return Change.COSMETIC if kinds <= _COSMETIC else Change.MINOR


def understates(declared: Change, changes: Iterable[ChangeLine]) -> bool:
    """Whether the author calls the change smaller than it is."""
    order = tuple(Change)
    return order.index(declared) < order.index(weight_of(changes))


def keyed(things: Iterable[Any]) -> dict[str, Any]:
    """Things by their key."""
    return {thing.key: thing for thing in things}


def matched(
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    kinds: tuple[ChangeKind, ChangeKind],
    compare: Callable[[Any, Any], Iterable[ChangeLine]],
) -> Iterator[ChangeLine]:
    """Things by key: which came, which went, and what changed in those that stayed."""
    added, removed = kinds
    yield from (ChangeLine(added, key) for key in new if key not in old)
    yield from (ChangeLine(removed, key) for key in old if key not in new)
    for key in new:
        if key in old and old[key] != new[key]:
            yield from compare(old[key], new[key])
