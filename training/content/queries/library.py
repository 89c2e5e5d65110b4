"""The whole content read at once: every file by its path, every problem in one list."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from training.content.rules import figures as drawings
from training.content.rules.check import INDICATORS, check_set
from training.content.rules.codes import ProblemCode as C
from training.content.rules.instrumentcheck import parse_instrument
from training.content.rules.instruments import Instrument
from training.content.rules.kla import KLA, parse_kla
from training.content.rules.model import Indicator, Module
from training.content.rules.panelcheck import check_panel, check_status, parse_panel
from training.content.rules.panels import Panel
from training.content.rules.parse import parse_indicators, parse_module, parse_quiz
from training.content.rules.paths import PATHS, parse_paths
from training.content.rules.plans import PLANS, check_modules, parse_plans
from training.content.rules.problems import Parsed, Problem, Spot, in_order, problem
from training.content.rules.programmes import Programme, parse_programme
from training.content.rules.quizzes import Quiz
from training.content.rules.reminders import REMINDERS, parse_reminders
from training.content.rules.rubrics import Rubric, parse_rubric
from training.content.rules.source import decode
from training.content.rules.voicecheck import check_voices, parse_voices
from training.content.rules.waveforms import WaveForm, parse_wave

KINDS = {
    ("modules", ".md"): "module",
    ("modules/figures", ".svg"): "figure",
    ("modules/programmes", ".yaml"): "programme",
    ("quizzes", ".yaml"): "quiz",
    ("quizzes/panels", ".yaml"): "panel",
    ("quizzes/instruments", ".yaml"): "instrument",
    ("quizzes/voices", ".yaml"): "voices",
    ("quizzes/rubrics", ".yaml"): "rubric",
    ("quizzes/waves", ".yaml"): "wave",
}


@dataclass(frozen=True, slots=True)
class Library:
    """All content that could be understood, by slug, and all problems of all files."""

    indicators: tuple[Indicator, ...]
    modules: Mapping[str, Module]
    quizzes: Mapping[str, Quiz]
    problems: tuple[Problem, ...]
    panels: Mapping[str, Panel] = field(default_factory=dict)
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    rubrics: Mapping[str, Rubric] = field(default_factory=dict)
    waves: Mapping[str, WaveForm] = field(default_factory=dict)
    programmes: Mapping[str, Programme] = field(default_factory=dict)

    def problems_of(self, slug: str) -> tuple[Problem, ...]:
        """The problems in the files of a module: its lessons, its quiz and its quiz's panel."""
        paths = (f"modules/{slug}.md", f"quizzes/{slug}.yaml", f"quizzes/panels/{slug}.yaml")
        return tuple(each for each in self.problems if each.path in paths)


def read_library(files: Mapping[str, bytes], today: date) -> Library:
    """The content of a folder, given as bytes by their path from the root of the project.

    Known are `indicators.yaml`, `kla.yaml`, `paths.yaml`, `plans.yaml`, `reminders.yaml` and `*.md`
    in `modules`, `modules/figures/*.svg`, `modules/programmes/*.yaml`, `quizzes/*.yaml`, and
    `*.yaml` in `panels`, `instruments`, `rubrics`, `voices` and `waves` of `quizzes`; any other
    file is a problem. Never raises: what cannot be read is a problem too.
    """
    texts, unread = _texts(files)
    kinds = {path: _kind(path) for path in sorted(files)}
    figures = {PurePosixPath(path).name: files[path] for path in _of(kinds, "figure")}
    indicators = parse_indicators(INDICATORS, texts.get(INDICATORS, ""))
    known = indicators.value or ()
    shared = (tuple(known), tuple(sorted(figures.items())))
    sources = {PurePosixPath(p).stem: (p, texts[p]) for p in _there("module", kinds, texts)}
    modules = {slug: _module(*source, *shared) for slug, source in sources.items()}
    quizzes = {
        PurePosixPath(p).stem: _quiz(p, texts[p], sources.get(PurePosixPath(p).stem), *shared)
        for p in _there("quiz", kinds, texts)
    }
    panels = {
        PurePosixPath(p).stem: parse_panel(p, texts[p], today)
        for p in _there("panel", kinds, texts)
    }
    instruments = _instruments(kinds, texts, [each.key for each in known])
    voices = {p: parse_voices(p, texts[p], known) for p in _there("voices", kinds, texts)}
    rubrics, waves = _forms(kinds, texts, [each.key for each in known])
    programmes = _programmes(kinds, texts, modules)
    strange = [problem(path, Spot(), C.UNEXPECTED_FILE) for path in _of(kinds, "unknown")]
    used = _observed(instruments) | _looked_for(rubrics.values())
    whole = check_set(modules.values(), quizzes.values(), indicators, today, used=used)
    judged = [
        *_judged(panels, quizzes),
        *check_voices(voices),
        *_planned(texts, known, modules),
        *_walked(texts, modules),
        *_reminded(texts),
        *_of_kla(texts),
        *_inside(instruments, rubrics, waves, programmes),
    ]
    return Library(
        known,
        _whole(modules),
        _whole(quizzes),
        in_order((*unread, *strange, *_unshown(figures, texts), *whole, *judged)),
        *map(_whole, (panels, instruments, rubrics, waves, programmes)),
    )


@lru_cache(maxsize=32)
def _module(
    path: str, text: str, known: tuple[Indicator, ...], figures: tuple[tuple[str, bytes], ...]
) -> Parsed[Module]:
    """A module, kept with its source: authors change one file and look at all of them again."""
    return parse_module(path, text, dict(figures), known)


@lru_cache(maxsize=32)
def _quiz(
    path: str, text: str, partner: tuple[str, str] | None,
    known: tuple[Indicator, ...], figures: tuple[tuple[str, bytes], ...],
) -> Parsed[Quiz]:  # fmt: skip
    """A quiz beside its module (given as path and text), kept with the sources of both."""
    module = _module(*partner, known, figures).value if partner else None
    return parse_quiz(path, text, module, known, dict(figures))


def _whole(parsed: Mapping[str, Parsed[Any]]) -> dict[str, Any]:
    """Of several files those that could be understood."""
    return {key: each.value for key, each in parsed.items() if each.value}


def _programmes(
    kinds: Mapping[str, str], texts: Mapping[str, str], modules: Iterable[str]
) -> dict[str, Parsed[Programme]]:
    """The programmes of certification, by the names of their files."""
    known = tuple(modules)
    return {
        PurePosixPath(path).stem: parse_programme(path, texts[path], known)
        for path in _there("programme", kinds, texts)
    }


def _reminded(texts: Mapping[str, str]) -> tuple[Problem, ...]:
    """The problems of the rules of reminders, if there are any rules."""
    return parse_reminders(REMINDERS, texts[REMINDERS]).problems if REMINDERS in texts else ()


def _walked(texts: Mapping[str, str], modules: Mapping[str, Parsed[Module]]) -> tuple[Problem, ...]:
    """The problems of the paths by job, if there are any paths."""
    if PATHS not in texts:
        return ()
    return parse_paths(PATHS, texts[PATHS], {s: each.value for s, each in modules.items()}).problems


def _of_kla(texts: Mapping[str, str]) -> tuple[Problem, ...]:
    """The problems of the 24 indicators of a child-friendly city, if they are there."""
    return parse_kla(KLA, texts[KLA]).problems if KLA in texts else ()


def _inside(*forms: Mapping[str, Parsed[Any]]) -> Iterator[Problem]:
    """The problems inside files of several kinds."""
    for each in forms:
        yield from (problem for form in each.values() for problem in form.problems)


def _forms(
    kinds: Mapping[str, str], texts: Mapping[str, str], known: Sequence[str]
) -> tuple[dict[str, Parsed[Rubric]], dict[str, Parsed[WaveForm]]]:
    """The rubrics of work products and the anonymous waves, by the names of their files."""
    named = {path: PurePosixPath(path).stem for path in texts}
    rubrics, waves = _of(kinds, "rubric"), _of(kinds, "wave")
    return (
        {named[at]: parse_rubric(at, texts[at], known) for at in rubrics if at in texts},
        {named[at]: parse_wave(at, texts[at]) for at in waves if at in texts},
    )


def _looked_for(rubrics: Iterable[Parsed[Rubric]]) -> frozenset[str]:
    """The indicators that the rubrics of work products are about."""
    understood = (each.value for each in rubrics if each.value)
    return frozenset(one.indicator for rubric in understood for one in rubric.criteria)


def _there(kind: str, kinds: Mapping[str, str], texts: Mapping[str, str]) -> list[str]:
    """The files of a kind that could be read."""
    return [path for path in _of(kinds, kind) if path in texts]


def _instruments(
    kinds: Mapping[str, str], texts: Mapping[str, str], indicators: list[str]
) -> dict[str, Parsed[Instrument]]:
    """Every instrument by the name of its file."""
    return {
        PurePosixPath(path).stem: parse_instrument(path, texts[path], indicators)
        for path in _there("instrument", kinds, texts)
    }


def _observed(instruments: Mapping[str, Parsed[Instrument]]) -> frozenset[str]:
    """The conducts that some instrument watches."""
    known = (each.value for each in instruments.values() if each.value)
    return frozenset(item.indicator for each in known for item in each.items)


def _judged(
    panels: Mapping[str, Parsed[Panel]], quizzes: Mapping[str, Parsed[Quiz]]
) -> Iterator[Problem]:
    """The problems of panels, and those between them and their quizzes."""
    for slug, panel in panels.items():
        yield from panel.problems
        yield from check_panel(panel, quizzes.get(slug))
    for quiz in quizzes.values():
        yield from check_status(quiz)


def _planned(
    texts: Mapping[str, str], indicators: Iterable[Indicator], modules: Mapping[str, Parsed[Module]]
) -> Iterator[Problem]:
    """The problems of the templates of plans, if there are any."""
    if PLANS in texts:
        plans = parse_plans(PLANS, texts[PLANS], indicators)
        yield from plans.problems
        understood = _whole(modules)
        yield from check_modules(plans, understood)


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
    if path in (INDICATORS, KLA, PATHS, PLANS, REMINDERS):
        return path
    parts = PurePosixPath(path)
    return KINDS.get((str(parts.parent), parts.suffix), "unknown")
