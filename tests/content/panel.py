"""The guide's panel of experts beside the guide's quiz, and edits of both."""

from dataclasses import dataclass

from tests.content.guide import FIGURE, INDICATORS, QUIZ, TODAY, edit, example, module
from training.content.rules.panelcheck import check_panel, check_status, parse_panel
from training.content.rules.panels import Panel
from training.content.rules.parse import parse_indicators, parse_quiz
from training.content.rules.problems import Parsed, Problem
from training.content.rules.quizzes import Quiz

PANEL = "quizzes/panels/m0-menyapa.yaml"
JUDGED = {"judges: 0": "judges: 8", "status: sementara": "status: tetap"}


@dataclass(frozen=True)
class Judged:
    """A panel and its quiz, parsed."""

    panel: Parsed[Panel]
    quiz: Parsed[Quiz]

    def problems(self) -> tuple[Problem, ...]:
        between = check_panel(self.panel, self.quiz)
        return (*self.panel.problems, *self.quiz.problems, *between, *check_status(self.quiz))


def judged(panel: str | None = None, quiz: str | None = None) -> Judged:
    """The guide's files after their panel has judged, or the given texts instead."""
    known = parse_indicators(INDICATORS, example("indicators")).value or ()
    drawn = {FIGURE: example("figure").encode()}
    text = quiz or edit("quiz", JUDGED)[0]
    parsed = parse_quiz(QUIZ, text, module(), known, drawn)
    return Judged(parse_panel(PANEL, panel or example("panel"), TODAY), parsed)
