"""Quizzes on paper: which can be printed, the code on a sheet, and two entries of one sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from training.content.rules.quizzes import Kind, Quiz
from training.kernel.errors import Conflict, Invalid
from training.quiz.rules.answers import Value

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 signs that are not taken for one another; their number is prime, which the check needs."""
SIGNS = 8
MOST_SHEETS = 40
ENTRIES = 2
PERSON, WHEN = "@pegawai", "@waktu"
"""What two entries may differ in besides questions; no question has such a key."""


class CodeIsMistyped(Invalid):
    """This is not the code of a sheet: a sign of it was read or typed wrongly."""


class QuizIsNotForPaper(Conflict):
    """What the quiz must ask cannot be printed: its plan demands a branching story."""


class SameClerkTwice(Conflict):
    """The second entry of a sheet is made by somebody else than the first."""


class OwnSheet(Conflict):
    """Nobody types or settles a sheet on which they sat themselves."""


class PaperIsTyped(Conflict):
    """Both entries of this sheet exist already."""


class PaperIsDone(Conflict):
    """This sheet has become an attempt; a code is entered once."""


class PaperIsNotAgreed(Conflict):
    """The sheet has not been entered twice alike yet, or its differences are not settled."""


class SittingTimeIsWrong(Invalid):
    """Nobody can have sat before the sheet was printed, or in the future."""


class Side(StrEnum):
    """Which entry is right where they differ; NEITHER: nothing can be read on the sheet."""

    FIRST = "pertama"
    SECOND = "kedua"
    NEITHER = "kosong"


class State(StrEnum):
    """How far a sheet is, derived from its entries."""

    PRINTED = "printed"
    ONCE = "once"
    DIFFERS = "differs"
    AGREED = "agreed"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one clerk read on a sheet: whose it is, when they sat, and the answers by question."""

    clerk: UUID
    person: UUID
    sat_at: datetime
    answers: Mapping[str, Value]


def code_of(numbers: Sequence[int]) -> str:
    """The code for seven numbers from 0 to 30, with its check sign at the end.

    The check is the sum of (place × number) mod 31. 31 is prime and the places are 1 to 7, so that
    every single wrong sign and every two signs that changed places are found (the weighted-sum
    scheme of ISBN-10, ISO 2108, with 31 in the place of 11).
    """
    check = sum(place * number for place, number in enumerate(numbers, 1)) % len(ALPHABET)
    return "".join(ALPHABET[number] for number in (*numbers, check))


def read_code(text: str) -> str:
    """The code that somebody typed, however it is spaced; CodeIsMistyped if it cannot be one."""
    signs = "".join(sign for sign in text.upper() if sign not in " -\t\n")
    if len(signs) != SIGNS or any(sign not in ALPHABET for sign in signs):
        raise CodeIsMistyped
    numbers = [ALPHABET.index(sign) for sign in signs]
    if code_of(numbers[:-1]) != signs:
        raise CodeIsMistyped
    return signs


def shown_code(code: str) -> str:
    """A code as it is printed: ABCD-EFGH."""
    return f"{code[:4]}-{code[4:]}"


def for_paper(quiz: Quiz) -> Quiz:
    """The quiz as paper can ask it: without stories, which go on by what was chosen.

    A picture is answered by its list, which earns the same. QuizIsNotForPaper where the plan names
    a story: leaving it out would make another quiz of it.
    """
    stories = {question.key for question in quiz.questions if question.is_story}
    named = {*quiz.anchors, *(key for form in quiz.forms for key in form.questions)}
    lines = any(set(line.kinds) == {Kind.SCENARIO.value} for line in quiz.blueprint)
    if lines or stories & named:
        raise QuizIsNotForPaper
    kept = tuple(question for question in quiz.questions if question.key not in stories)
    return replace(quiz, questions=kept, draw=replace(quiz.draw, scenarios=0))


def checked_time(sat_at: datetime, *, printed_at: datetime, at: datetime) -> datetime:
    """The instant of a sitting; minutes are written by hand, so the one of the print counts."""
    if not printed_at.replace(second=0, microsecond=0) <= sat_at <= at:
        raise SittingTimeIsWrong
    return sat_at


def differences(keys: Sequence[str], first: Entry, second: Entry) -> tuple[str, ...]:
    """Where two entries differ, in the order of the sheet. Blanks in written words do not count."""
    found = []
    if first.person != second.person:
        found.append(PERSON)
    if first.sat_at != second.sat_at:
        found.append(WHEN)
    same = {
        key for key in keys if _plain(first.answers.get(key)) == _plain(second.answers.get(key))
    }
    return (*found, *(key for key in keys if key not in same))


def _plain(value: Value) -> object:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return {key: _plain(each) if isinstance(each, str) else each for key, each in value.items()}
    return value


def settled(keys: Sequence[str], first: Entry, second: Entry, sides: Mapping[str, Side]) -> Entry:
    """What counts of two entries. PaperIsNotAgreed while a difference is not settled."""
    apart = differences(keys, first, second)
    if any(key not in sides for key in apart):
        raise PaperIsNotAgreed
    if Side.NEITHER in (sides.get(PERSON), sides.get(WHEN)):
        raise PaperIsNotAgreed
    chosen = {Side.FIRST: first, Side.SECOND: second}
    answers = {
        key: chosen[side].answers.get(key)
        for key in keys
        if (side := sides.get(key, Side.FIRST) if key in apart else Side.FIRST) in chosen
    }
    whose = chosen[sides[PERSON] if PERSON in apart else Side.FIRST]
    when = chosen[sides[WHEN] if WHEN in apart else Side.FIRST]
    return Entry(first.clerk, whose.person, when.sat_at, answers)
