"""Which questions an attempt holds, and in what order: drawn by a seed, least seen first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from training.content.rules.quizzes import Question, Quiz
from training.quiz.rules.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Drawn:
    """One question of an attempt, with its options in the order in which they are shown."""

    key: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a person has seen: how often each question, and which ones in the last attempt."""

    times: Counter[str]
    last: frozenset[str]


def exposure(earlier: Sequence[Sequence[str]]) -> Exposure:
    """What earlier attempts (oldest first, the keys of their questions) have shown."""
    times = Counter(key for keys in earlier for key in keys)
    return Exposure(times, frozenset(earlier[-1]) if earlier else frozenset())


def draw(quiz: Quiz, *, seed: str, earlier: Sequence[Sequence[str]] = ()) -> tuple[Drawn, ...]:
    """Draw for every objective its number of variants, then situations, then scenarios.

    Questions of the last attempt come back only when nothing else is left; before that, those seen
    least often come first, and the seed decides between equals. The same seed gives the same draw.
    """
    chance, seen = Random(seed), exposure(earlier)
    known: list[Question] = []
    for objective in quiz.objectives:
        variants = [q for q in quiz.questions if q.objective == objective.key and not q.judged]
        known += _least_seen(variants, quiz.draw.per_objective, seen, chance)
    rated = [q for q in quiz.questions if q.rated]
    situations = _least_seen(rated, quiz.draw.situations, seen, chance)
    chance.shuffle(known)
    chance.shuffle(situations)
    told = [question for question in quiz.questions if question.is_story]
    stories = _least_seen(told, quiz.draw.scenarios, seen, chance)
    return tuple(Drawn(q.key, _options(q, chance)) for q in (*known, *situations, *stories))


def _least_seen(
    questions: Sequence[Question], count: int, seen: Exposure, chance: Random
) -> list[Question]:
    shuffled = chance.sample(questions, len(questions))
    shuffled.sort(key=lambda question: (question.key in seen.last, seen.times[question.key]))
    return shuffled[:count]


def _options(question: Question, chance: Random) -> tuple[str, ...]:
    handling = KINDS[question.kind]
    keys = list(handling.shuffled(question))
    if not handling.fixed:
        chance.shuffle(keys)
    return tuple(keys)
