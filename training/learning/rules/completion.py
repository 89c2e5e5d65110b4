"""Whether a module is complete for a person, and if not, exactly why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from training.content.rules.gates import Counts
from training.quiz.rules.attempts import Past, best, counted, first, first_passed, latest


class Progress(StrEnum):
    """How far a person is with a module."""

    NOT_STARTED = "not-started"
    STARTED = "started"
    COMPLETE = "complete"


class Reason(StrEnum):
    """What is still missing."""

    LESSONS_MISSING = "lessons-missing"
    QUIZ_NOT_TRIED = "quiz-not-tried"
    QUIZ_NOT_SUBMITTED = "quiz-not-submitted"
    QUIZ_NOT_PASSED = "quiz-not-passed"
    EDITION_IS_NEW = "edition-is-new"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a module's current release asks: its edition, its lessons, and whether it has a quiz.

    `counts` says which attempt at the quiz decides.
    """

    edition: int
    lessons: tuple[str, ...]
    has_quiz: bool = True
    counts: Counts = Counts.BEST


@dataclass(frozen=True, slots=True)
class Completion:
    """How far a person is, derived from facts, with the reasons why it is not complete."""

    state: Progress
    lessons_read: int
    missing_lessons: tuple[str, ...]
    reasons: tuple[Reason, ...]
    first_score: float | None
    latest_score: float | None
    best_score: float | None
    read_at: datetime | None
    passed_at: datetime | None
    completed_at: datetime | None


def completion(
    asked: Asked, read: Mapping[str, datetime], past: Sequence[Past], *, earlier: bool = False
) -> Completion:
    """Read to the end and passed (after learning, validly), both in the current edition.

    `read` holds the lessons read in the current edition, `past` the attempts at the module, and
    `earlier` says that an older edition had been begun, which is then named as a reason.
    """
    missing = tuple(lesson for lesson in asked.lessons if lesson not in read)
    read_at = max((read[each] for each in asked.lessons), default=None) if not missing else None
    won = first_passed(past, asked.edition, asked.counts)
    passed_at = won.submitted_at if won else None
    reasons = _reasons(asked, missing, past)
    begun = len(missing) < len(asked.lessons) or bool(counted(past, asked.edition))
    if reasons and not begun and (earlier or any(e.edition < asked.edition for e in past)):
        reasons = (Reason.EDITION_IS_NEW, *reasons)
    dates = [each for each in (read_at, passed_at) if each]
    opening, top = first(past, asked.edition), best(past, asked.edition)
    closing = latest(past, asked.edition)
    return Completion(
        state=_state(reasons, begun=begun),
        lessons_read=len(asked.lessons) - len(missing),
        missing_lessons=missing,
        reasons=reasons,
        first_score=opening.score if opening else None,
        latest_score=closing.score if closing else None,
        best_score=top.score if top else None,
        read_at=read_at,
        passed_at=passed_at,
        completed_at=max(dates, default=None) if not reasons else None,
    )


def _reasons(asked: Asked, missing: tuple[str, ...], past: Sequence[Past]) -> tuple[Reason, ...]:
    lessons = (Reason.LESSONS_MISSING,) if missing else ()
    if not asked.has_quiz or first_passed(past, asked.edition, asked.counts):
        return lessons
    tried = counted(past, asked.edition)
    if not tried:
        return (*lessons, Reason.QUIZ_NOT_TRIED)
    if not any(each.submitted_at for each in tried):
        return (*lessons, Reason.QUIZ_NOT_SUBMITTED)
    return (*lessons, Reason.QUIZ_NOT_PASSED)


def _state(reasons: tuple[Reason, ...], *, begun: bool) -> Progress:
    if not reasons:
        return Progress.COMPLETE
    return Progress.STARTED if begun else Progress.NOT_STARTED
