"""How an invented person answers a question: ability against difficulty, with some chance."""

import math
from dataclasses import dataclass
from random import Random

from training.content.rules.quizzes import Difficulty, Kind, Question, Quiz
from training.quiz.rules.answers import Value
from training.quiz.rules.kinds import KINDS
from training.quiz.rules.kinds.situations import BEST, WORST

DIFFICULTY = {Difficulty.EASY: -1.7, Difficulty.MEDIUM: -0.9, Difficulty.HARD: -0.1}
SLIP = 0.03
LEFT_OPEN = 0.008


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A question with what answering it takes."""

    question: Question
    difficulty: float
    keys: tuple[str, ...]
    right: tuple[str, ...]

    def answered(self, ability: float, chance: Random) -> Value:
        """What a person of this ability says; None when the question is left open."""
        if chance.random() < LEFT_OPEN:
            return None
        if self.question.judged:
            return self._judged(self._felt(ability, chance))
        certain = (1 - SLIP) / (1 + math.exp(self.difficulty - ability))
        if not self.right:
            return (
                KINDS[self.question.kind].best(self.question) if chance.random() < certain else None
            )
        if self.question.kind is Kind.MULTIPLE:
            return self._several(chance.random() < certain, chance)
        if chance.random() < certain:
            return self.right[0]
        return chance.choice(self.keys)

    def _several(self, knows: bool, chance: Random) -> Value:
        chosen = set(self.right)
        if not knows:
            chosen ^= {chance.choice(self.keys)}
        return [key for key in self.keys if key in chosen] or None

    def _felt(self, ability: float, chance: Random) -> dict[str, float]:
        """How good each response feels: near the experts' mean, the nearer the abler."""
        blur = 0.35 + 0.75 / (1 + math.exp(1.2 * (ability - self.difficulty)))
        return {
            option.key: chance.gauss(option.expert or 2.5, blur) for option in self.question.options
        }

    def _judged(self, felt: dict[str, float]) -> Value:
        """The feeling as a rating of each response, as the two ends, or as an order."""
        best_first = sorted(felt, key=lambda key: -felt[key])
        if self.question.kind is Kind.SJT_BEST_WORST:
            return {BEST: best_first[0], WORST: best_first[-1]}
        if self.question.kind is Kind.SJT_RANK:
            return {key: best_first.index(key) + 1 for key in felt}
        return {key: min(4, max(1, round(each))) for key, each in felt.items()}


def puzzles(quiz: Quiz, chance: Random) -> dict[str, Puzzle]:
    """Every question of a quiz; no two of one difficulty are quite equally hard."""
    return {
        question.key: Puzzle(
            question,
            DIFFICULTY[question.difficulty] + chance.gauss(0, 0.3),
            tuple(option.key for option in question.options),
            tuple(option.key for option in question.options if option.correct),
        )
        for question in quiz.questions
    }
