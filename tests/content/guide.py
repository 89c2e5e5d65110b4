"""The files of the authors' guide: the smallest content that has no problems, and edits of it."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from training.content.rules.check import check_set
from training.content.rules.model import Module
from training.content.rules.parse import parse_indicators, parse_module, parse_quiz
from training.content.rules.problems import Problem
from training.content.rules.quizzes import Quiz
from training.kernel.settings import ROOT

TODAY = date(2026, 11, 23)
INDICATORS = "modules/indicators.yaml"
MODULE = "modules/m0-menyapa.md"
QUIZ = "quizzes/m0-menyapa.yaml"
FIGURE = "m0-sapa.svg"
HERE = "@@"


@cache
def guide() -> str:
    return (ROOT / "docs" / "penulis.md").read_text(encoding="utf-8")


@cache
def example(name: str) -> str:
    """A fenced example of the guide by the word after its language."""
    found = re.search(rf"^```\w+ {name}\n(.*?)^```$", guide(), re.MULTILINE | re.DOTALL)
    assert found, name
    return found[1]


@dataclass(frozen=True)
class Files:
    """The three texts and the drawing, as they would lie in the folders."""

    indicators: str
    module: str
    quiz: str
    figures: dict[str, bytes]

    def problems(self, today: date = TODAY) -> tuple[Problem, ...]:
        known = parse_indicators(INDICATORS, self.indicators)
        module = parse_module(MODULE, self.module, self.figures, known.value or ())
        quiz = parse_quiz(QUIZ, self.quiz, module.value, known.value or (), self.figures)
        return check_set([module], [quiz], known, today)


def files(**edited: str) -> Files:
    """The guide's files, with some of them edited."""
    texts = {name: example(name) for name in ("indicators", "module", "quiz")} | edited
    return Files(**texts, figures={FIGURE: example("figure").encode()})


def edit(name: str, edits: dict[str, str]) -> tuple[str, tuple[int, int] | None]:
    """An example with each old text replaced once by the new; the spot that `@@` marks, if any."""
    text = example(name)
    for old, new in edits.items():
        assert old in text, f"{old!r} is not in the {name} of the guide"
        text = text.replace(old, new, 1)
    at = text.find(HERE)
    if at < 0:
        return text, None
    before = text[:at]
    spot = (before.count("\n") + 1, at - before.rfind("\n"))
    return text.replace(HERE, "", 1), spot


@cache
def module(text: str | None = None) -> Module:
    known = parse_indicators(INDICATORS, example("indicators")).value
    figures = {FIGURE: example("figure").encode()}
    found = parse_module(MODULE, text or example("module"), figures, known).value
    assert found
    return found


@cache
def quiz(text: str | None = None) -> Quiz:
    known = parse_indicators(INDICATORS, example("indicators")).value
    figures = {FIGURE: example("figure").encode()}
    found = parse_quiz(QUIZ, text or example("quiz"), module(), known, figures).value
    assert found
    return found
