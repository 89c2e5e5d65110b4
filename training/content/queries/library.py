"""The whole content read at once: every file by its path, every problem in one list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from training.content.rules.check import INDICATORS, check_set
from training.content.rules.codes import ProblemCode as C
from training.content.rules.model import Indicator, Module
from training.content.rules.parse import parse_indicators, parse_module, parse_quiz
from training.content.rules.problems import Problem, Spot, in_order, problem
from training.content.rules.quizzes import Quiz
from training.content.rules.source import decode

KINDS = {
    ("modules", ".md"): "module",
    ("modules/figures", ".svg"): "figure",
    ("quizzes", ".yaml"): "quiz",
}


@dataclass(frozen=True, slots=True)
class Library:
    """All content that could be understood, by slug, and all problems of all files."""

    indicators: tuple[Indicator, ...]
    modules: Mapping[str, Module]
    quizzes: Mapping[str, Quiz]
    problems: tuple[Problem, ...]

    def problems_of(self, slug: str) -> tuple[Problem, ...]:
        """The problems in the two files of a module."""
        paths = (f"modules/{slug}.md", f"quizzes/{slug}.yaml")
        return tuple(each for each in self.problems if each.path in paths)


def read_library(files: Mapping[str, bytes], today: date) -> Library:
    """The content of a folder, given as bytes by their path from the root of the project.

    Known are `modules/indicators.yaml`, `modules/*.md`, `modules/figures/*.svg`, `quizzes/*.yaml`;
    any other file is a problem. Never raises: what cannot be read is a problem too.
    """
    texts, unread = _texts(files)
    kinds = {path: _kind(path) for path in sorted(files)}
    figures = {PurePosixPath(path).name: files[path] for path in _of(kinds, "figure")}
    indicators = parse_indicators(INDICATORS, texts.get(INDICATORS, ""))
    known = indicators.value or ()
    modules = {
        PurePosixPath(path).stem: parse_module(path, texts[path], figures, known)
        for path in _of(kinds, "module")
        if path in texts
    }
    quizzes = {}
    for path in _of(kinds, "quiz"):
        slug = PurePosixPath(path).stem
        partner = modules[slug].value if slug in modules else None
        if path in texts:
            quizzes[slug] = parse_quiz(path, texts[path], partner, known, figures)
    strange = [problem(path, Spot(), C.UNEXPECTED_FILE) for path in _of(kinds, "unknown")]
    whole = check_set(modules.values(), quizzes.values(), indicators, today)
    return Library(
        known,
        {slug: each.value for slug, each in modules.items() if each.value},
        {slug: each.value for slug, each in quizzes.items() if each.value},
        in_order((*unread, *strange, *whole)),
    )


def _texts(files: Mapping[str, bytes]) -> tuple[dict[str, str], list[Problem]]:
    """What is text, and why the rest is not."""
    read = {path: decode(path, data) for path, data in files.items() if not path.endswith(".svg")}
    texts = {path: text for path, text in read.items() if isinstance(text, str)}
    return texts, [each for each in read.values() if isinstance(each, Problem)]


def _of(kinds: Mapping[str, str], kind: str) -> list[str]:
    return [path for path, its_kind in kinds.items() if its_kind == kind]


def _kind(path: str) -> str:
    if path == INDICATORS:
        return "indicators"
    parts = PurePosixPath(path)
    return KINDS.get((str(parts.parent), parts.suffix), "unknown")
