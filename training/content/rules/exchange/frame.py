"""What every foreign format is read into and written from, and what is said of what got lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from training.content.rules.exchange.sentences import LOST, WRONG, Lost, Wrong

FILE_BYTES = 8_000_000
MOST_QUESTIONS = 300
MOST_TOLD = 5_000
TEXT_CHARS = 20_000
# What crafted marks cost grows with their text: about a second for so many signs.
MARKED_CHARS = 600_000
Question = dict[str, Any]


class Format(StrEnum):
    """The formats that are read and written."""

    YAML = "yaml"
    GIFT = "gift"
    MOODLE_XML = "moodle-xml"
    QTI = "qti"
    CSV = "csv"
    DOCX = "docx"


@dataclass(frozen=True, slots=True, order=True)
class Loss:
    """What a format cannot carry: `where` is a question's key or title, `what` a field."""

    where: str
    what: str
    sentence: str


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What must be mended in a foreign file, or in a `part` of a package; lines count from one."""

    line: int
    column: int
    code: Wrong
    sentence: str
    part: str = ""


class Refused(Exception):
    """The file, or a part of it, cannot be read; `problem` says where and why."""

    def __init__(self, code: Wrong, line: int = 1, column: int = 1, **found: object) -> None:
        self.problem = wrong(code, line, column, **found)
        super().__init__(self.problem.sentence)


@dataclass(frozen=True, slots=True)
class Read:
    """What a foreign file holds: questions in the shape of our YAML, as far as it says them.

    `lines` is the line on which each question begins. `frame` is what stands beside the questions
    (only our own YAML has it).
    """

    questions: tuple[Question, ...]
    losses: tuple[Loss, ...] = ()
    problems: tuple[Problem, ...] = ()
    lines: tuple[int, ...] = ()
    frame: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """A file in a foreign format, and what of the quiz it does not carry."""

    data: bytes
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """A quiz to be written: the values of its YAML, its text, and the pictures by file name."""

    data: Mapping[str, Any]
    title: str
    source: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def questions(self) -> Sequence[Question]:
        return self.data.get("questions", ())


@dataclass(slots=True)
class Tally:
    """Where a reader or writer notes what it meets, question by question.

    A format that `keeps_tags` brings back what it has no place for.
    """

    questions: list[Question] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    losses: dict[Loss, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    where: str = ""
    keeps_tags: bool = True
    marked: int = 0

    def lose(self, what: str, code: Lost, **found: object) -> None:
        """Note once that a field of the present question is not carried."""
        if len(self.losses) < MOST_TOLD:
            self.losses[lost(self.where, what, code, **found)] = None

    def refuse(self, code: Wrong, line: int, column: int = 1, **found: object) -> None:
        """Note what is wrong at a place of the file."""
        if len(self.problems) < MOST_TOLD:
            self.problems.append(wrong(code, line, column, **found))

    def spend(self, chars: int, line: int) -> None:
        """Count text whose marks are about to be read; Refused when one file has too much of it."""
        self.marked += chars
        if self.marked > MARKED_CHARS:
            raise Refused(Wrong.TOO_MANY, line, limit=MARKED_CHARS, what="huruf")

    def add(self, question: Question, line: int) -> None:
        """Keep a question that was understood."""
        self.questions.append(question)
        self.lines.append(line)

    def read(self) -> Read:
        """Everything that was met, as the answer of a reader."""
        return Read(
            tuple(self.questions), tuple(self.losses), tuple(self.problems), tuple(self.lines)
        )


def lost(where: str, what: str, code: Lost, **found: object) -> Loss:
    """A loss with its sentence filled in."""
    return Loss(short(where, 60), what, LOST[code].format(what=what, **_shown(found)))


def wrong(code: Wrong, line: int = 1, column: int = 1, **found: object) -> Problem:
    """A problem with its sentence filled in."""
    return Problem(line, column, code, WRONG[code].format(**_shown(found)))


def _shown(found: Mapping[str, object]) -> dict[str, str]:
    return {name: short(str(value)) for name, value in found.items()}


def short(text: str, most: int = 80) -> str:
    """What was found may be hostile or endless: one line, without signs that steer a terminal."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text[:500]).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
