"""The whole content read at once: every file by its path, every problem in one list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from training.content.rules import figures as drawings
from training.content.rules.check import INDICATORS, check_set
from training.content.rules.codes import ProblemCode as C
from training.content.rules.model import Indicator, Module
from training.content.rules.panelcheck import check_panel, check_status, parse_panel
from training.content.rules.panels import Panel
from training.content.rules.parse import parse_indicators, parse_module, parse_quiz
from training.content.rules.problems import Parsed, Problem, Spot, in_order, problem
from training.content.rules.quizzes import Quiz
from training.content.rules.source import decode

KINDS = {
    ("modules", ".md"): "module",
    ("modules/figures", ".svg"): "figure",
    ("quizzes", ".yaml"): "quiz",
    ("quizzes/panels", ".yaml"): "panel",
}


@dataclass(frozen=True, slots=True)
class Library:
    """All content that could be understood, by slug, and all problems of all files."""

    indicators: tuple[Indicator, ...]
    modules: Mapping[str, Module]
    quizzes: Mapping[str, Quiz]
    problems: tuple[Problem, ...]
    panels: Mapping[str, Panel] = field(default_factory=dict)

    def problems_of(self, slug: str) -> tuple[Problem, ...]:
        """The problems in the files of a module: its lessons, its quiz and its quiz's panel."""
        paths = (f"modules/{slug}.md", f"quizzes/{slug}.yaml", f"quizzes/panels/{slug}.yaml")
        return tuple(each for each in self.problems if each.path in paths)


def read_library(files: Mapping[str, bytes], today: date) -> Library:
    """The content of a folder, given as bytes by their path from the root of the project.

    Known are `modules/indicators.yaml`, `modules/*.md`, `modules/figures/*.svg`, `quizzes/*.yaml`,
    `quizzes/panels/*.yaml`; any other file is a problem. Never raises: what cannot be read is a
    problem too.
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
    panels = {
        PurePosixPath(path).stem: parse_panel(path, texts[path], today)
        for path in _of(kinds, "panel")
        if path in texts
    }
    strange = [problem(path, Spot(), C.UNEXPECTED_FILE) for path in _of(kinds, "unknown")]
    whole = check_set(modules.values(), quizzes.values(), indicators, today)
    judged = [*_judged(panels, quizzes)]
    return Library(
        known,
        {slug: each.value for slug, each in modules.items() if each.value},
        {slug: each.value for slug, each in quizzes.items() if each.value},
        in_order((*unread, *strange, *_unshown(figures, texts), *whole, *judged)),
        {slug: each.value for slug, each in panels.items() if each.value},
    )


def _judged(
    panels: Mapping[str, Parsed[Panel]], quizzes: Mapping[str, Parsed[Quiz]]
) -> Iterator[Problem]:
    """The problems of panels, and those between them and their quizzes."""
    for slug, panel in panels.items():
        yield from panel.problems
        yield from check_panel(panel, quizzes.get(slug))
    for quiz in quizzes.values():
        yield from check_status(quiz)


def _unshown(figures: Mapping[str, bytes], texts: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with drawings that nothing shows; the others are told of where they stand."""
    shown = "\n".join(texts.values())
    for name, data in figures.items():
        if f"figures/{name}" not in shown:
            yield from drawings.check(f"modules/figures/{name}", name, data)


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
