"""What a new release changes by meaning: lessons, sources, figures, questions and their keys."""

import html
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from training.content.rules.changeline import (
    ChangeKind,
    ChangeLine,
    keyed,
    matched,
    understates,
    weight_of,
)
from training.content.rules.model import Lesson, Module, Reference
from training.content.rules.quizchanges import quiz_changes
from training.content.rules.quizzes import Quiz

__all__ = ["ChangeKind", "ChangeLine", "summary_of_changes", "understates", "weight_of"]

K = ChangeKind
# A lesson of which more than this share of words is new is no longer quite the same lesson.
MUCH_REWORDED = 0.25
MANY_WORDS = 3_000


def summary_of_changes(
    old: Module | None, old_quiz: Quiz | None, new: Module, new_quiz: Quiz | None
) -> tuple[ChangeLine, ...]:
    """What changed between two releases, by meaning; the first release is one line."""
    if old is None:
        return (ChangeLine(K.FIRST_RELEASE, new.slug),)
    return (*_module(old, new), *quiz_changes(old_quiz, new_quiz, new.slug))


def _module(old: Module, new: Module) -> Iterator[ChangeLine]:
    for kind, name in _MODULE_FIELDS.items():
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            told = (before, after) if isinstance(after, str) else (None, None)
            yield ChangeLine(kind, name, *told)
    plain = [name for name in _DETAILS if getattr(old, name) != getattr(new, name)]
    yield from (ChangeLine(K.DETAILS_CHANGED, name) for name in plain)
    yield from _lessons(old.lessons, new.lessons)
    yield from matched(keyed(old.references), keyed(new.references), _REFERENCES, _reference)
    drawn = {each.name: each for each in old.figures}
    drawings = {each.name: each for each in new.figures}
    yield from matched(drawn, drawings, (K.FIGURE_ADDED, K.FIGURE_REMOVED), _redrawn)


_MODULE_FIELDS = {
    K.TITLE_CHANGED: "title",
    K.SUMMARY_CHANGED: "summary",
    K.AUDIENCE_CHANGED: "audience",
    K.INDICATORS_CHANGED: "indicators",
    K.OUTCOMES_CHANGED: "outcomes",
    K.PRACTICE_PLAN_CHANGED: "practice_plan",
    K.VALID_UNTIL_CHANGED: "valid_until",
    K.SENSITIVITY_CHANGED: "sensitive",
    K.CONTACTS_CHANGED: "contacts",
}
_DETAILS = ("code", "minutes", "dimension", "stage", "values", "bct")
_REFERENCES = (K.REFERENCE_ADDED, K.REFERENCE_REMOVED)


def _lessons(old: tuple[Lesson, ...], new: tuple[Lesson, ...]) -> Iterator[ChangeLine]:
    before = {lesson.id: lesson for lesson in old}
    after = {lesson.id: lesson for lesson in new}
    yield from matched(before, after, (K.LESSON_ADDED, K.LESSON_REMOVED), _lesson)
    kept = [key for key in after if key in before]
    if kept != [key for key in before if key in after]:
        yield ChangeLine(K.LESSONS_REORDERED, "lessons")


def _lesson(old: Lesson, new: Lesson) -> Iterator[ChangeLine]:
    if old.title != new.title:
        yield ChangeLine(K.LESSON_RETITLED, new.id, old.title, new.title)
    share = _share_changed(old.html, new.html)
    if share > MUCH_REWORDED:
        yield ChangeLine(K.LESSON_REWRITTEN, new.id, None, share)
    elif share:
        yield ChangeLine(K.LESSON_REWORDED, new.id, None, share)


def _share_changed(old: str, new: str) -> float:
    """The share of words that are not in both texts in the same order, from 0 to 1."""
    before, after = _words(old), _words(new)
    if before == after:
        return 0.0
    same = SequenceMatcher(None, before, after, autojunk=len(before) > MANY_WORDS).ratio()
    return max(0.01, round(1 - same, 2))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", html.unescape(re.sub(r"<[^>]*>", " ", text)))


def _reference(old: Reference, new: Reference) -> Iterator[ChangeLine]:
    for name in ("law", "article", "says", "certainty"):
        before, after = str(getattr(old, name)), str(getattr(new, name))
        if before != after:
            yield ChangeLine(K.REFERENCE_CHANGED, new.key, before, after)
            return
    yield ChangeLine(K.REFERENCE_RECHECKED, new.key, old.checked_on, new.checked_on)


def _redrawn(_old: Any, new: Any) -> Iterator[ChangeLine]:
    yield ChangeLine(K.FIGURE_REDRAWN, new.name)
