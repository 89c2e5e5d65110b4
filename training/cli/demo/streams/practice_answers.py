"""What invented people answer to a case: rightly when they have it, wholly and wrongly when not."""

from collections.abc import Mapping
from random import Random
from uuid import UUID

from training.cli.demo.minds import Puzzle, puzzles
from training.content.queries import quiz_of
from training.content.rules.quizzes import Question
from training.practice.rules.judging import judged
from training.quiz.rules.answers import Value, is_complete
from training.quiz.rules.kinds import KINDS

CLUELESS, TRIES, CALM = -4.0, 12, 30.0


class Quizzes:
    """The questions of the current releases, and answers to them."""

    def __init__(self, releases: Mapping[str, UUID], chance: Random) -> None:
        self.puzzles: dict[str, dict[str, Puzzle]] = {}
        for slug, release in sorted(releases.items()):
            quiz = quiz_of(release)
            self.puzzles[slug] = puzzles(quiz, chance) if quiz else {}
        self.by_key = {key: each for some in self.puzzles.values() for key, each in some.items()}

    def question(self, slug: str, key: str) -> Question:
        return self.puzzles[slug][key].question

    def answer(self, question: Question, knows: bool, chance: Random) -> Value:
        """A whole answer that recalls the card, or one that does not where chance finds one."""
        best = KINDS[question.kind].best(question)
        if knows:
            return best
        puzzle = self.by_key[question.key]
        for _try in range(TRIES):
            given = puzzle.answered(CLUELESS, chance)
            if is_complete(question, given) and not judged(question, given, CALM).recalled:
                return given
        return best
