"""How an invented person answers a question: ability against difficulty, with some chance."""

import math
from dataclasses import dataclass
from random import Random
from typing import Any

from training.content.rules.quizzes import Difficulty, Kind, Question, Quiz
from training.quiz.rules.answers import AnswerDoesNotFit, Value, parse_answer
from training.quiz.rules.kinds import KINDS
from training.quiz.rules.kinds.situations import BEST, WORST
from training.quiz.rules.kinds.stories import walked

DIFFICULTY = {Difficulty.EASY: -0.75, Difficulty.MEDIUM: -0.35, Difficulty.HARD: 0.05}
STEEP, WEAK = 3.2, 0.5
"""How sharply a question tells people apart: a good one, and the few that are badly made."""
WEAK_SHARE = 0.05
SLIP = 0.03
LEFT_OPEN = 0.008
UNSURE = "tidak tahu"


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A question with what answering it takes."""

    question: Question
    difficulty: float
    slope: float
    keys: tuple[str, ...]
    right: tuple[str, ...]

    def answered(self, ability: float, chance: Random) -> Value:
        """What a person of this ability says; None when the question is left open."""
        if chance.random() < LEFT_OPEN:
            return None
        certain = (1 - SLIP) * self._known(ability)
        if self.question.is_story:
            return self._told(certain, chance)
        if self.question.judged:
            return self._judged(self._felt(ability, chance))
        if self.question.kind is Kind.MULTIPLE:
            return self._several(chance.random() < certain, chance)
        if not self.right:
            return self._composed(chance.random() < certain, chance)
        if chance.random() < certain:
            return self.right[0]
        return chance.choice(self.keys)

    def _known(self, ability: float) -> float:
        """How likely a person of this ability knows it: one half where it is as hard as that."""
        return 1 / (1 + math.exp(self.slope * (self.difficulty - ability)))

    def _several(self, knows: bool, chance: Random) -> Value:
        chosen = set(self.right)
        if not knows:
            chosen ^= {chance.choice(self.keys)}
        return [key for key in self.keys if key in chosen] or None

    def _composed(self, knows: bool, chance: Random) -> Value:
        """Pairs, places, gaps or words: whoever is not sure mixes up what belongs where."""
        best = KINDS[self.question.kind].best(self.question)
        if knows:
            return best
        if not isinstance(best, dict):
            return UNSURE
        given: list[Any] = list(best.values())
        mixed = dict(zip(best, chance.sample(given, len(given)), strict=True))
        return mixed if self._fits(mixed) else None

    def _fits(self, value: Value) -> bool:
        try:
            return parse_answer(self.question, value) == value
        except AnswerDoesNotFit:
            return False

    def _told(self, certain: float, chance: Random) -> Value:
        """The path through a story: at every moment the best choice, or any."""
        path: list[str] = []
        while not (gone := walked(self.question, path)).is_over:
            here = gone.here
            good = [each.key for each in here.offered if each.worth == here.best]
            every = [each.key for each in here.offered]
            path.append(chance.choice(good if chance.random() < certain else every))
        return path

    def _felt(self, ability: float, chance: Random) -> dict[str, float]:
        """How good each response feels: near the experts' mean, the nearer the abler."""
        blur = 0.3 + 1.2 * (1 - self._known(ability))
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
    """Every question of a quiz; no two of one difficulty are quite equally hard or sharp."""
    return {
        question.key: Puzzle(
            question,
            DIFFICULTY[question.difficulty] + chance.gauss(0, 0.2),
            WEAK if chance.random() < WEAK_SHARE else STEEP * math.exp(chance.gauss(0, 0.15)),
            tuple(option.key for option in question.options),
            tuple(option.key for option in question.options if option.correct),
        )
        for question in quiz.questions
    }
