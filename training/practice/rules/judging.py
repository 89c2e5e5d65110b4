"""What the answer to a case says: recalled or not, how easily, and whether it is evidence."""

from dataclasses import dataclass

from training.content.rules.quizzes import Question
from training.kernel.errors import Conflict, Invalid
from training.practice.rules.memory import Grade
from training.quiz.rules.answers import Value
from training.quiz.rules.effort import WORDS_A_SECOND, threshold
from training.quiz.rules.marking import mark

RECALLED = 0.75
"""From this agreement with the experts on (for situations, r of 0.75) a judgement is recalled."""
UNHURRIED = 60.0
READINGS = 3
INTERRUPTED = 600.0


class CaseHasLapsed(Conflict):
    """The week of this case is over; what was not answered in it is left alone."""


class AnswerIsMissing(Invalid):
    """A case is answered completely or not at all."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The worth of an answer (0–1), whether the card was recalled, its grade, and if it is void."""

    points: float
    recalled: bool
    grade: Grade
    void: bool


def judged(question: Question, value: Value, seconds: float) -> Judged:
    """Judge a complete answer that took so many seconds by the server's clock.

    What came faster than it can be read is void (the threshold of the quiz: a tenth of the reading
    time, 3 to 10 seconds): no evidence and no review. Right is good, slowly right is hard, wrong is
    again. Slow is over a minute and three readings; over ten minutes somebody was interrupted, of
    which nothing follows.
    """
    found = mark(question, value)
    recalled = found.points >= RECALLED if found.right is None else found.right
    fast = seconds < threshold(question, None)
    grade = Grade.AGAIN
    if recalled:
        grade = Grade.HARD if _is_slow(question, seconds) else Grade.GOOD
    return Judged(found.points, recalled, grade, fast)


def _is_slow(question: Question, seconds: float) -> bool:
    texts = [question.prompt, *(option.text for option in question.options)]
    reading = sum(len(text.split()) for text in texts) / WORDS_A_SECOND
    return UNHURRIED + READINGS * reading < seconds <= INTERRUPTED
