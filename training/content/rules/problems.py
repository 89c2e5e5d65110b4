"""A problem in a content file: where it is, what it is, and a sentence that says how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from training.content.rules.codes import WARNINGS, ProblemCode, Severity
from training.content.rules.sentences import SENTENCES

MOST_PROBLEMS = 300
T = TypeVar("T")


class Spot(NamedTuple):
    """A place in a file; lines and columns count from one."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend."""

    path: str
    line: int
    column: int
    code: ProblemCode
    sentence: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Places:
    """Where the keys and values of a file stand, so that later checks can point at them."""

    path: str
    keys: dict[tuple[str | int, ...], Spot]
    values: dict[tuple[str | int, ...], Spot]

    def at(self, *where: str | int) -> Spot:
        """The spot of a value, or of the nearest thing around it that has one."""
        while where:
            found = self.values.get(where)
            if found:
                return found
            where = where[:-1]
        return Spot()


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """What a file holds, if it could be understood, and everything that is wrong with it."""

    value: T | None
    problems: tuple[Problem, ...]
    places: Places

    @property
    def holds(self) -> bool:
        """Whether the file may be released: it was understood and nothing in it is an error."""
        return self.value is not None and not has_errors(self.problems)


def problem(path: str, spot: Spot, code: ProblemCode, **found: object) -> Problem:
    """A problem with its sentence filled in."""
    severity = Severity.WARNING if code in WARNINGS else Severity.ERROR
    shown = {name: _short(str(value)) for name, value in found.items()}
    return Problem(path, spot.line, spot.column, code, SENTENCES[code].format(**shown), severity)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops a release."""
    return any(each.severity is Severity.ERROR for each in problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in reading order, each once, and never so many that nobody reads them."""
    found = sorted(set(problems))
    if len(found) <= MOST_PROBLEMS:
        return tuple(found)
    last = found[MOST_PROBLEMS - 1]
    spot = Spot(last.line, last.column)
    more = problem(last.path, spot, ProblemCode.TOO_MANY_PROBLEMS, limit=MOST_PROBLEMS)
    return (*found[:MOST_PROBLEMS], more)


def _short(text: str, most: int = 80) -> str:
    """What was found may be hostile or endless: one line, and not too much of it."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
