"""Reads the body of a module line by line into its pieces: lessons, boxes, paragraphs, speeches.

The renderer is given only these pieces, never the author's raw lines: what is not in the format
cannot reach the Markdown library.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from training.content.rules.codes import ProblemCode as C
from training.content.rules.problems import Problem, Spot, problem
from training.content.rules.source import Locator

BOXES = ("catatan", "penting", "contoh", "hukum", "bahaya", "rincian", "tab", "dialog", "periksa")
DEEPEST_BOX = 3
DEEPEST_LIST = 3
MOST_PIECES = 1_500

_FENCE = re.compile(r"[ ]*/{3,}[ ]*(.*?)[ ]*$")
_OPENING = re.compile(r"([\w-]+)[ ]*(?:\|[ ]*(.*))?$")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?!#)[ ]*(.*?)[ ]*(?:\{[ ]*#([^}]*)\})?[ ]*#*[ ]*$")
_ITEM = re.compile(r"([ ]*)([-*+]|\d{1,2}[.)])[ ]+(?=\S)")
_CHOICE = re.compile(r"[ ]*[-*+][ ]+\[([ xX])\][ ]+(?=\S)")
_SPEAKER = re.compile(r"[ ]*([^\W\d_][\w .’'()/-]{0,39}?)[ ]*:[ ]+(?=\S)")
_FIGURE = re.compile(
    r'[ ]*!\[(?P<alt>[^\]]*)\]\((?P<target>[^\s)]*)(?:[ ]+"(?P<caption>.*)")?\)[ ]*$'
)
_RULER = re.compile(r"[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$")
_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")


class Sort(StrEnum):
    """The sorts of piece."""

    LESSON = "lesson"
    SECTION = "section"
    OPEN = "open"
    CLOSE = "close"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    MORE = "more"
    TABLE = "table"
    FIGURE = "figure"
    SPEECH = "speech"
    CHOICE = "choice"


@dataclass(slots=True)
class Piece:
    """One piece of the body; `start` and `end` bound its words in the file."""

    sort: Sort
    start: int
    end: int
    spot: Spot
    name: str = ""  # the box, the id, the speaker, the list marker or the image
    title: str = ""  # of a lesson, a section or a box; the caption of an image
    level: int = 0  # depth of a box or a list item
    right: bool = False  # of a choice
    box: str = ""  # the innermost box around it


class Body:
    """The pieces of a body and what is wrong with its structure."""

    def __init__(self, path: str, text: str, start: int) -> None:
        self.path = path
        self.text = text
        self.locator = Locator(text)
        self.pieces: list[Piece] = []
        self.problems: list[Problem] = []
        self._boxes: list[Piece] = []
        self._indents: list[int] = []
        self._open: Piece | None = None  # the piece that the next line may continue
        self._blank = True
        for offset, line in _lines(text, start):
            self._read(offset, line)
            if len(self.pieces) > MOST_PIECES:
                self.refuse(offset, C.TOO_MANY_PIECES, limit=MOST_PIECES)
                break
        for box in reversed(self._boxes):
            self.refuse(box.start, C.UNCLOSED_BLOCK, name=box.name)
            self._add(Sort.CLOSE, len(text), len(text), name=box.name, level=box.level)

    def words(self, piece: Piece) -> str:
        """The words of a piece as they stand in the file."""
        return self.text[piece.start : piece.end]

    def refuse(self, offset: int, code: C, **found: object) -> None:
        """Note a problem at an offset of the file."""
        self.problems.append(problem(self.path, self.locator.spot(offset), code, **found))

    def _read(self, offset: int, line: str) -> None:
        if not line.strip():
            self._blank, self._open = True, None
            return
        readers: tuple[Callable[[int, str], bool], ...] = (
            self._fence,
            self._heading,
            self._in_dialog,
            self._in_check,
            self._figure,
            self._table,
            self._item,
        )
        if not any(reader(offset, line) for reader in readers):
            self._paragraph(offset, line)
        self._blank = False

    def _add(self, sort: Sort, start: int, end: int, **more: Any) -> Piece:
        box = self._boxes[-1].name if self._boxes else ""
        piece = Piece(sort, start, end, self.locator.spot(start), box=box, **more)
        self.pieces.append(piece)
        self._open = piece
        if sort not in (Sort.ITEM, Sort.MORE):
            self._indents = []
        return piece

    def _fence(self, offset: int, line: str) -> bool:
        found = _FENCE.match(line)
        if not found:
            return False
        start, end = offset + found.start(1), offset + len(line)
        if found[1]:
            self._open_box(start, end, found[1])
        elif self._boxes:
            box = self._boxes.pop()
            self._add(Sort.CLOSE, start, end, name=box.name, level=box.level)
            if self.pieces[-2] is box:
                self.refuse(box.start, C.BLOCK_EMPTY, name=box.name)
        else:
            self.refuse(offset, C.STRAY_BLOCK_END)
        self._open = None
        return True

    def _open_box(self, start: int, end: int, header: str) -> None:
        found = _OPENING.match(header)
        name, title = (found[1].lower(), (found[2] or "").strip()) if found else (header, "")
        known = name in BOXES
        if not known:
            self.refuse(start, C.UNKNOWN_BLOCK, name=name, known=", ".join(BOXES))
        elif not title:
            self.refuse(start, C.BLOCK_WITHOUT_TITLE, name=name)
        level = len(self._boxes) + 1
        if level > DEEPEST_BOX:
            self.refuse(start, C.TOO_DEEP, limit=DEEPEST_BOX)
        name = name if known else "catatan"
        box = self._add(Sort.OPEN, end - len(title), end, name=name, title=title, level=level)
        box.spot = self.locator.spot(start)
        self._boxes.append(box)

    def _heading(self, offset: int, line: str) -> bool:
        found = _HEADING.match(line)
        if not found or self._inside("dialog", "periksa"):
            return False
        level, title, key = len(found[1]), found[2], (found[3] or "").strip()
        if level not in (2, 3):
            self.refuse(offset + found.start(1), C.HEADING_LEVEL)
        sort = Sort.LESSON if level == 2 else Sort.SECTION
        if sort is Sort.LESSON:
            self._close_all(offset)
        if (sort is Sort.LESSON or key) and not _ID.fullmatch(key):
            self.refuse(offset, C.LESSON_WITHOUT_ID)
            key = ""
        start = offset + found.start(2)
        self._add(sort, start, start + len(title), name=key, title=title)
        self._open = None
        return True

    def _close_all(self, offset: int) -> None:
        """A lesson is a page: no box goes on over its end."""
        while self._boxes:
            box = self._boxes.pop()
            self.refuse(box.start, C.UNCLOSED_BLOCK, name=box.name)
            self._add(Sort.CLOSE, offset, offset, name=box.name, level=box.level)

    def _inside(self, *names: str) -> bool:
        return bool(self._boxes) and self._boxes[-1].name in names

    def _in_dialog(self, offset: int, line: str) -> bool:
        if not self._inside("dialog"):
            return False
        found = _SPEAKER.match(line)
        if found:
            self._add(Sort.SPEECH, offset + found.end(), offset + len(line), name=found[1])
        elif not self._goes_on(offset, line, Sort.SPEECH):
            self.refuse(_first(offset, line), C.BAD_DIALOG)
        return True

    def _in_check(self, offset: int, line: str) -> bool:
        if not self._inside("periksa"):
            return False
        found = _CHOICE.match(line)
        if found:
            right = found[1] != " "
            self._add(Sort.CHOICE, offset + found.end(), offset + len(line), right=right)
        elif not self._goes_on(offset, line, Sort.CHOICE):
            self.refuse(_first(offset, line), C.BAD_CHECK)
        return True

    def _goes_on(self, offset: int, line: str, *sorts: Sort) -> bool:
        """Lengthen the piece above by this line, when it may go on."""
        if self._open is None or self._open.sort not in sorts:
            return False
        self._open.end = offset + len(line)
        return True

    def _figure(self, offset: int, line: str) -> bool:
        found = _FIGURE.match(line)
        if not found or (self._open and self._open.sort is not Sort.FIGURE):
            return False
        start, end = found.span("alt")
        target, caption = found["target"], found["caption"] or ""
        self._add(Sort.FIGURE, offset + start, offset + end, name=target, title=caption)
        self._open = None
        return True

    def _table(self, offset: int, line: str) -> bool:
        if self._goes_on(offset, line, Sort.TABLE):
            return True
        ruled = "|" in line and self._ruler_follows(offset)
        if not ruled and not line.lstrip().startswith("|"):
            return False
        self._add(Sort.TABLE, _first(offset, line), offset + len(line))
        return True

    def _ruler_follows(self, offset: int) -> bool:
        start = self.text.find("\n", offset) + 1
        end = self.text.find("\n", start) if start else 0
        ruler = self.text[start : end if end >= 0 else None] if start else ""
        return "|" in ruler and bool(_RULER.match(ruler))

    def _item(self, offset: int, line: str) -> bool:
        found = _ITEM.match(line)
        if not found:
            return False
        after_text = self._open is not None and self._open.sort is Sort.PARAGRAPH
        if after_text and found[2][0].isdigit() and found[2][:-1] != "1":
            return False  # a wrapped line that happens to begin with a number
        indent = len(found[1])
        while self._indents and indent < self._indents[-1]:
            self._indents.pop()
        if not self._indents or indent > self._indents[-1] + 1:
            self._indents.append(indent)
        level = len(self._indents) - 1
        if level >= DEEPEST_LIST:
            self.refuse(_first(offset, line), C.TOO_DEEP, limit=DEEPEST_LIST)
        self._add(Sort.ITEM, offset + found.end(), offset + len(line), name=found[2], level=level)
        return True

    def _paragraph(self, offset: int, line: str) -> None:
        sorts = (Sort.PARAGRAPH, Sort.ITEM, Sort.MORE)
        if self._goes_on(offset, line, *sorts):
            return
        start, end = _first(offset, line), offset + len(line)
        if self._indents and line.startswith("  "):
            self._add(Sort.MORE, start, end, level=len(self._indents) - 1)
            return
        self._add(Sort.PARAGRAPH, start, end)


def _lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    offset = start
    for line in text[start:].split("\n"):
        yield offset, line.replace("\t", " ").rstrip()
        offset += len(line) + 1


def _first(offset: int, line: str) -> int:
    return offset + len(line) - len(line.lstrip())
