"""What people are reminded of, when and in which words: the authors' file, with all its faults."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from training.content.rules import language, shape
from training.content.rules.codes import ProblemCode as C
from training.content.rules.kinds.frame import keys_once, refuse
from training.content.rules.problems import Parsed, Places, Problem, in_order
from training.content.rules.source import QUIZ_BYTES, Locator, limits, tidy
from training.content.rules.strict import Strict
from training.content.rules.yamltext import Document, read

REMINDERS = "modules/reminders.yaml"
_HOLE = re.compile(r"\{[^{}]*\}|[{}]")
_LINK = re.compile(r"https?://|www\.|@", re.IGNORECASE)


class Kind(StrEnum):
    """What somebody can be reminded of. Stored by value; a value is never reused."""

    PRACTICE = "practice"
    CHECK_IN = "check-in"
    TESTIMONY = "testimony"
    VISIT = "visit"
    RATING = "rating"
    WAVE = "wave"
    MODULE = "module"
    CERTIFICATE_ASSIGNED = "certificate-assigned"
    CERTIFICATE_WINDOW = "certificate-window"
    CERTIFICATE_DUE = "certificate-due"
    CERTIFICATE_OVERDUE = "certificate-overdue"
    CERTIFICATE_EXPIRED = "certificate-expired"
    CASEWORK = "casework"
    FOLLOW_UP = "follow-up"
    ACT = "act"
    CHECK = "check"
    ESCALATED = "escalated"


class To(StrEnum):
    """Who is told: the person themself, or the head of their unit."""

    SELF = "self"
    HEAD = "head"


class Rhythm(StrEnum):
    """How often a kind may come: any working day, or once a week."""

    DAILY = "daily"
    WEEKLY = "weekly"


COMPULSORY = frozenset({Kind.CERTIFICATE_OVERDUE, Kind.CERTIFICATE_EXPIRED})
"""What nobody can turn off: somebody's duty to the city hangs on it."""
ADMINISTRATIVE = frozenset({
    Kind.MODULE, Kind.CERTIFICATE_ASSIGNED, Kind.CERTIFICATE_WINDOW, Kind.CERTIFICATE_DUE,
    Kind.CERTIFICATE_OVERDUE, Kind.CERTIFICATE_EXPIRED,
})  # fmt: skip
"""What the head of a unit may know of their staff; all else is a person's own affair."""
Said = Annotated[str, Field(min_length=1, max_length=160, pattern=r"\S")]
HOLES = {"line": {"{perihal}", "{tanggal}"}}


class _Step(Strict):
    days: int = Field(ge=-90, le=365)
    to: Annotated[To, Field(strict=False)]


class _Kind(Strict):
    key: Annotated[Kind, Field(strict=False)]
    title: Said
    steps: list[_Step] = Field(min_length=1, max_length=8)
    stop_after: int = Field(ge=0, le=400)
    digest: Annotated[Rhythm, Field(strict=False)]
    optional: bool
    calendar: bool = False
    line: Said
    group: Said | None = None
    head: Said | None = None


class _File(Strict):
    daily_cap: int = Field(ge=1, le=20)
    kinds: list[_Kind] = Field(min_length=1, max_length=40)


@dataclass(frozen=True, slots=True)
class Step:
    """So many days after the anchor (before it, if negative) this one is told."""

    days: int
    to: To


@dataclass(frozen=True, slots=True)
class ReminderRule:
    """How one kind is told. `group` and `head` are neutral: no names, no numbers."""

    kind: Kind
    title: str
    steps: tuple[Step, ...]
    stop_after: int
    rhythm: Rhythm
    optional: bool
    in_calendar: bool
    line: str
    group: str = ""
    head: str = ""


@dataclass(frozen=True, slots=True)
class ReminderBook:
    """All rules in the order in which a letter names them; `cap`: lines a person and day."""

    cap: int = 1
    rules: tuple[ReminderRule, ...] = ()

    def rule(self, kind: Kind) -> ReminderRule | None:
        """The rule of a kind, or None where the file has none."""
        return next((each for each in self.rules if each.kind is kind), None)


def parse_reminders(path: str, text: str) -> Parsed[ReminderBook]:
    """The rules of reminders, and every place where the file is not as it must be."""
    text = tidy(text)
    unfit = list(limits(path, text, QUIZ_BYTES))
    if unfit:
        return Parsed(None, in_order(unfit), Places(path, {}, {}))
    document = read(path, text)
    fitted, mistakes = shape.fit(document, _File)
    problems = [*document.problems, *mistakes]
    if fitted is None:
        return Parsed(None, in_order(problems), document.places())
    problems += keys_once(document, ("kinds",), [each.key for each in fitted.kinds])
    problems += _wrong(document, fitted)
    problems += _words(document, text, fitted)
    return Parsed(_built(fitted), in_order(problems), document.places())


def _built(found: _File) -> ReminderBook:
    rules = (
        ReminderRule(
            each.key, each.title, tuple(Step(step.days, step.to) for step in each.steps),
            each.stop_after, each.digest, each.optional, each.calendar, each.line,
            each.group or "", each.head or "",
        )
        for each in found.kinds
    )  # fmt: skip
    return ReminderBook(found.daily_cap, tuple(rules))


def _wrong(document: Document, found: _File) -> Iterator[Problem]:
    for number, each in enumerate(found.kinds):
        at = ("kinds", number)
        for where, reason in (*_steps(each), *_duties(each), *_sentences(each)):
            yield refuse(document, (*at, *where), C.BAD_VALUE, key=where[0], reason=reason)


def _steps(each: _Kind) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Steps go forward in time, and none comes when the kind has stopped already."""
    days = [step.days for step in each.steps]
    for number, day in enumerate(days):
        if number and day <= days[number - 1]:
            yield ("steps", number), "hari harus lebih besar daripada langkah sebelumnya"
        if day > each.stop_after:
            yield ("steps", number), "langkah ini datang sesudah stop_after"


def _duties(each: _Kind) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The head is told of administrative matters only, and has a sentence for them."""
    tells_head = any(step.to is To.HEAD for step in each.steps)
    if tells_head and each.key not in ADMINISTRATIVE:
        yield ("steps",), "kepala unit hanya diberi tahu tentang modul dan sertifikat"
    if tells_head != (each.head is not None):
        yield ("head",) if each.head else ("steps",), "langkah to: head dan kalimat head sepasang"
    if each.optional and each.key in COMPULSORY:
        yield ("optional",), "jenis ini menyangkut kewajiban dan tidak boleh dimatikan"


def _sentences(each: _Kind) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Only known holes; no addresses; what many read holds no number."""
    for name in ("title", "line", "group", "head"):
        said = getattr(each, name) or ""
        if any(hole not in HOLES.get(name, set()) for hole in _HOLE.findall(said)):
            yield (name,), "hanya {perihal} dan {tanggal}, dan hanya di line"
        if _LINK.search(said):
            yield (name,), "tanpa alamat: surat hanya menunjuk halaman masuk"
        if name in ("group", "head") and any(sign.isdigit() for sign in said):
            yield (name,), "tanpa angka: kalimat ini dibaca banyak orang"


def _words(document: Document, text: str, found: _File) -> list[Problem]:
    places = (
        ("kinds", number, name)
        for number, each in enumerate(found.kinds)
        for name in ("title", "line", "group", "head")
        if getattr(each, name)
    )
    prose = [document.prose(text, place) for place in places]
    return list(language.check(document.path, Locator(text), [each for each in prose if each]))
