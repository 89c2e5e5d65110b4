"""The text of a file before anyone reads meaning into it: bytes to text, places, limits."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from training.content.rules.codes import ProblemCode
from training.content.rules.problems import Problem, Spot, problem

MODULE_BYTES = 200_000
QUIZ_BYTES = 500_000
LINE_CHARS = 5_000
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")

# Control characters, other line breaks than \n, direction overrides (they make a text read other
# than it is stored), lone surrogates and non-characters: none has a place in a module.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ufeff\ufff9-\uffff\ud800-\udfff]"
)


class Prose(NamedTuple):
    """A stretch of text that people read, with its offset in the file."""

    text: str
    start: int
    kind: str = "text"


class Locator:
    """Turns offsets in a text into lines and columns."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def spot(self, offset: int) -> Spot:
        line = bisect_right(self._starts, offset)
        return Spot(line, offset - self._starts[line - 1] + 1)


def decode(path: str, data: bytes) -> str | Problem:
    """The text of a file, or why it is none."""
    most = MODULE_BYTES if path.endswith(".md") else QUIZ_BYTES
    if len(data) > most:
        return _too_large(path, len(data), most)
    try:
        return tidy(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before.rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        spot = Spot(before.count(b"\n") + 1, column)
        return problem(path, spot, ProblemCode.UNREADABLE_BYTES)


def tidy(text: str) -> str:
    """The same text with one kind of line end and without a byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def limits(path: str, text: str, most: int) -> Iterator[Problem]:
    """What makes a text unfit to be parsed at all; nothing is parsed unless this is empty."""
    size = len(text.encode("utf-8", "replace"))
    if size > most:
        yield _too_large(path, size, most)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LINE_CHARS:
            code = ProblemCode.LINE_TOO_LONG
            yield problem(path, Spot(number), code, size=len(line), limit=LINE_CHARS)
        found = _UNSEEN.search(line)
        if found:
            spot = Spot(number, found.start() + 1)
            name = f"U+{ord(found[0]):04X}"
            yield problem(path, spot, ProblemCode.CONTROL_CHARACTER, name=name)


def _too_large(path: str, size: int, most: int) -> Problem:
    code = ProblemCode.FILE_TOO_LARGE
    return problem(path, Spot(), code, size=-(-size // 1000), limit=most // 1000)
