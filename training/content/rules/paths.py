"""Paths by job: in what order a kind of work learns the modules, which come first, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from training.content.rules import language, shape
from training.content.rules.codes import ProblemCode as C
from training.content.rules.kinds.frame import Where, refuse
from training.content.rules.model import JobFamily, Module
from training.content.rules.problems import Parsed, Places, Problem, in_order
from training.content.rules.source import QUIZ_BYTES, Locator, limits, tidy
from training.content.rules.strict import Key, Line, Strict
from training.content.rules.yamltext import Document, read

PATHS = "modules/paths.yaml"
Modules = Mapping[str, Module | None]


class Walker(StrEnum):
    """Whose path it is: a family of jobs, or the leaders (heads of units and the task force)."""

    DIRECT_SERVICE = JobFamily.DIRECT_SERVICE.value
    PLANNER = JobFamily.PLANNER.value
    DECISION_MAKER = JobFamily.DECISION_MAKER.value
    SUPPORT = JobFamily.SUPPORT.value
    LEADERS = "pimpinan"


class _Step(Strict):
    module: Key
    why: Line


class _Path(Strict):
    walker: Annotated[Walker, Field(strict=False)] = Field(alias="for")
    why: Line
    first: list[_Step] = Field(min_length=1, max_length=40)
    later: list[_Step] = Field(default=[], max_length=40)


class _File(Strict):
    paths: list[_Path] = Field(min_length=1, max_length=20)


@dataclass(frozen=True, slots=True)
class Stop:
    """A module on a path: why it stands there, and whether it comes first."""

    module: str
    why: str
    first: bool


@dataclass(frozen=True, slots=True)
class Path:
    """The modules of one kind of work in the order in which they are learnt."""

    walker: Walker
    why: str
    stops: tuple[Stop, ...]

    def stop(self, slug: str) -> Stop | None:
        return next((each for each in self.stops if each.module == slug), None)

    def place(self, slug: str) -> int:
        """Where a module stands, from 0; one that is not on the path stands behind all others."""
        places = (number for number, each in enumerate(self.stops) if each.module == slug)
        return next(places, len(self.stops))


@dataclass(frozen=True, slots=True)
class Paths:
    """All paths by whose they are."""

    of: Mapping[Walker, Path]

    def path(self, job_family: str, *, leads: bool) -> Path | None:
        """The path of somebody of this family; who leads a unit or the work goes the leaders'."""
        if leads and Walker.LEADERS in self.of:
            return self.of[Walker.LEADERS]
        return next((path for walker, path in self.of.items() if walker.value == job_family), None)


NO_PATHS = Paths({})


def parse_paths(path: str, text: str, modules: Modules | None = None) -> Parsed[Paths]:
    """The paths of a file and everything that is wrong with it.

    `modules` are all modules by slug, None for one that could not be understood; without them
    only the file itself is looked at.
    """
    text = tidy(text)
    unfit = list(limits(path, text, QUIZ_BYTES))
    if unfit:
        return Parsed(None, in_order(unfit), Places(path, {}, {}))
    document = read(path, text)
    fitted, mistakes = shape.fit(document, _File)
    problems = [*document.problems, *mistakes]
    if fitted is None:
        return Parsed(None, in_order(problems), document.places())
    problems += _twice(document, fitted)
    problems += _missing(document, fitted)
    problems += _fit(document, fitted, modules) if modules is not None else ()
    problems += _words(document, text, fitted)
    return Parsed(_built(fitted), in_order(problems), document.places())


def _built(found: _File) -> Paths:
    def stops(path: _Path) -> Iterator[Stop]:
        yield from (Stop(each.module, each.why, True) for each in path.first)
        yield from (Stop(each.module, each.why, False) for each in path.later)

    return Paths({each.walker: Path(each.walker, each.why, tuple(stops(each)))
                  for each in found.paths})  # fmt: skip


def _steps(found: _File) -> Iterator[tuple[_Path, Where, _Step]]:
    for number, path in enumerate(found.paths):
        for part, steps in (("first", path.first), ("later", path.later)):
            for place, step in enumerate(steps):
                yield path, ("paths", number, part, place), step


def _twice(document: Document, found: _File) -> Iterator[Problem]:
    """A path that is written twice, and a module that stands twice on one."""
    walkers: set[Walker] = set()
    for number, path in enumerate(found.paths):
        if path.walker in walkers:
            yield refuse(document, ("paths", number, "for"), C.PATH_TWICE, key=path.walker.value)
        walkers.add(path.walker)
    seen: set[tuple[int, str]] = set()
    for path, at, step in _steps(found):
        if (id(path), step.module) in seen:
            yield refuse(document, (*at, "module"), C.PATH_MODULE_TWICE, key=step.module)
        seen.add((id(path), step.module))


def _missing(document: Document, found: _File) -> Iterator[Problem]:
    there = {path.walker for path in found.paths}
    for walker in Walker:
        if walker not in there:
            yield refuse(document, ("paths",), C.PATH_MISSING, key=walker.value)


def _words(document: Document, text: str, found: _File) -> list[Problem]:
    places = [("paths", number, "why") for number in range(len(found.paths))]
    places += [(*at, "why") for _, at, _ in _steps(found)]
    prose = [document.prose(text, place) for place in places]
    return list(language.check(document.path, Locator(text), [each for each in prose if each]))


def _fit(document: Document, found: _File, modules: Modules) -> Iterator[Problem]:
    """Whether paths and modules fit: each path holds all that is for its family, and no more.

    The leaders are of several families, so that their path may leave modules out.
    """
    for path, at, step in _steps(found):
        at = (*at, "module")
        module = modules.get(step.module)
        if step.module not in modules:
            yield refuse(document, at, C.PATH_MODULE, key=step.module)
        elif module is not None and not _is_for(path.walker, module):
            more = {"key": step.module, "family": path.walker.value}
            yield refuse(document, at, C.PATH_NOT_FOR, **more)
    for number, path in enumerate(found.paths):
        walked = {step.module for step in (*path.first, *path.later)}
        for slug, module in modules.items():
            if path.walker is Walker.LEADERS or slug in walked or module is None:
                continue
            if _is_for(path.walker, module):
                more = {"key": slug, "family": path.walker.value}
                yield refuse(document, ("paths", number, "for"), C.PATH_LACKS, **more)


def _is_for(walker: Walker, module: Module) -> bool:
    families = {family.value for family in module.audience.job_families}
    return walker is Walker.LEADERS or walker.value in families
