"""Drafts: the modules and quizzes as they lie in the folders, before anybody publishes them."""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from training.content.rules.check import check_set
from training.content.rules.codes import ProblemCode
from training.content.rules.model import Indicator, Module, Quiz
from training.content.rules.parse import parse_indicators, parse_module, parse_quiz
from training.content.rules.problems import (
    Parsed, Problem, Spot, has_errors, in_order, problem,
)  # fmt: skip
from training.content.rules.source import decode

MOST_BYTES = 1_000_000
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Draft:
    """One module with its quiz as it lies in the folders; `module` is None if it cannot be read."""

    slug: str
    module: Module | None
    quiz: Quiz | None
    module_source: str
    quiz_source: str | None
    problems: tuple[Problem, ...]

    @property
    def publishable(self) -> bool:
        return self.module is not None and not has_errors(self.problems)

    @property
    def digest(self) -> str:
        """SHA-256 over the sources and the figures: equal digests are equal releases."""
        figures = self.module.figures if self.module else ()
        parts = (self.module_source, self.quiz_source or "", *(each.digest for each in figures))
        return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Drafts:
    """All drafts of a folder, and everything that is wrong with them."""

    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...]
    files: int

    def of(self, slug: str) -> Draft | None:
        return next((draft for draft in self.drafts if draft.slug == slug), None)


def read(root: Path, *, today: date, tell: Tell = lambda done, of: None) -> Drafts:
    """Read `modules/` and `quizzes/` under `root`; every problem is reported, none raises."""
    reader = _Reader(root)
    indicators = reader.indicators()
    figures = {name: data for name, data in reader.figures()}
    slugs = reader.slugs()
    modules: list[Parsed[Module]] = []
    quizzes: list[Parsed[Quiz]] = []
    for done, slug in enumerate(slugs):
        tell(done, len(slugs))
        module = reader.module(slug, figures, indicators.value or ())
        modules.append(module)
        quizzes += reader.quiz(slug, module.value, indicators.value or ())
    tell(len(slugs), len(slugs))
    cross = check_set(tuple(modules), tuple(quizzes), indicators, today)
    everything = in_order((*reader.problems, *cross))
    return Drafts(_drafts(reader, modules, quizzes, everything), everything, reader.files)
