"""XLSX workbooks: measured before they are opened, and only their cells are ever looked at."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from training.people.rules.imports import limits
from training.people.rules.imports.problems import Code, refuse_file

Cell = str | int | float
Line = tuple[int, tuple[Cell, ...]]
KEPT = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/worksheets/[^/]+\.xml|xl/sharedStrings\.xml|xl/styles\.xml",
    re.IGNORECASE,
)
# What Python's zip reader raises where a directory or a member lies about itself.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError,
    OverflowError, RuntimeError, ValueError,
)  # fmt: skip
FULL_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>])([^>]*[^/>])?>")
PLACE = re.compile(rb"\sr\s*=\s*[\"']\$?([A-Za-z]{1,3})\$?([0-9]{1,7})[\"']")


def read(data: bytes, score: Callable[[Sequence[Line]], int]) -> list[Line]:
    """The rows of the sheet that looks most like the wanted heads (the first one on a tie)."""
    packed = _repacked(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(packed)) as book:
            sheets = [_sheet(book, name) for name in book.sheet_names[: limits.SHEETS]]
    except PasswordError:
        raise refuse_file(Code.FILE_LOCKED) from None
    except (CalamineError, ValueError, OverflowError, OSError):
        raise refuse_file(Code.FILE_BROKEN) from None
    except BaseException as error:
        # The reader is Rust: what it did not foresee arrives as PanicException, not as Exception.
        if type(error).__name__ == "PanicException":
            raise refuse_file(Code.FILE_BROKEN) from None
        raise
    return max(sheets, key=lambda sheet: score(sheet[: limits.HEAD_ROWS]), default=[])


def _sheet(book: CalamineWorkbook, name: str) -> list[Line]:
    grid = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    lines = ((number, tuple(map(_plain, row))) for number, row in enumerate(grid, start=1))
    return [line for line in lines if any(cell != "" for cell in line[1])]


def _plain(cell: object) -> Cell:
    """Text and numbers as they are; days as 2025-06-12; anything else as text."""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, str | int | float):
        return cell
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell) if isinstance(cell, time | timedelta) else ""


def _repacked(data: bytes) -> bytes:
    """The workbook without macros, links and pictures, in a zip whose sizes are what they say.

    The reader of the sheets trusts the zip; so it gets one that we wrote, after every member was
    unpacked under a limit (a zip bomb stops there, whatever its directory claims).
    """
    kept = io.BytesIO()
    left = limits.UNPACKED_BYTES
    strings, cells = 0, 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(kept, "w") as clean:
            for member in _wanted(archive):
                body = _unpacked(archive, member, left)
                left -= len(body)
                if member.filename.lower().startswith("xl/worksheets/"):
                    cells += _measured(body)
                strings = max(strings, _longest_string(member.filename, body))
                clean.writestr(member.filename, body)
    except UNREADABLE:
        raise refuse_file(Code.FILE_BROKEN) from None
    if cells > limits.CELLS or cells * strings > limits.STRING_BYTES:
        raise refuse_file(Code.FILE_SWOLLEN)
    return kept.getvalue()


def _wanted(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > limits.MEMBERS:
        raise refuse_file(Code.FILE_SWOLLEN)
    wanted = {member.filename: member for member in members if KEPT.fullmatch(member.filename)}
    if not any(name.lower() == "xl/workbook.xml" for name in wanted):
        raise refuse_file(Code.FILE_KIND)
    return list(wanted.values())


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    with archive.open(member) as packed:
        body = packed.read(most + 1)
    if len(body) > most:
        raise refuse_file(Code.FILE_SWOLLEN)
    return body


def _measured(sheet: bytes) -> int:
    """How many cells the sheet will spread over: the reader lays out the whole rectangle."""
    if sheet.count(b"<c") + sheet.count(b":c") > limits.CELLS_WRITTEN:
        raise refuse_file(Code.FILE_SWOLLEN)
    furthest_row = furthest_column = 0
    for found in FULL_CELL.finditer(sheet):
        place = PLACE.search(b" " + (found[1] or b""))
        if place is None:
            raise refuse_file(Code.FILE_BROKEN)  # a cell that hides its place cannot be measured
        furthest_row = max(furthest_row, int(place[2]))
        furthest_column = max(furthest_column, _column(place[1]))
    if furthest_row > limits.ROWS + limits.HEAD_ROWS:
        raise refuse_file(Code.TOO_MANY_ROWS, new=str(limits.ROWS))
    return furthest_row * furthest_column


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _longest_string(name: str, body: bytes) -> int:
    """The longest shared string in bytes: every cell that names it becomes a copy of it."""
    if name.lower() != "xl/sharedstrings.xml":
        return 0
    return max(map(len, re.split(rb"</(?:\w+:)?si>", body)), default=0)
