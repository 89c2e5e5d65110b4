"""Numbers from a CSV file that anybody may have made: read whole, or refused in words."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from training.people.rules.imports.problems import FileRefused
from training.people.rules.imports.text_files import DELIMITERS, decode

FILE_BYTES = 64 * 1024 * 1024
LINES = 500_000
CELLS = 5_000_000
TOLD = 20
NOT_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")
NO_CSV = "Berkas ini bukan teks CSV. Simpan sebagai CSV."
TOO_LARGE = "Berkas berisi lebih dari 5.000.000 sel atau 500.000 baris. Bagilah."
NUMBER = re.compile(r"[+-]?([0-9]{1,15}([.,][0-9]{0,30})?|[.,][0-9]{1,30})([eE][+-]?[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at one place of the file; line and column count from 1, 0 is the whole."""

    line: int
    column: int
    sentence: str


class TableRefused(click.ClickException):
    """The file cannot be used; the message says where and why, one line for each reason."""

    def __init__(self, path: Path, problems: Sequence[Problem]) -> None:
        self.problems = problems
        told = [_told(path.name, each) for each in problems[:TOLD]]
        if len(problems) > TOLD:
            told.append(f"… dan {len(problems) - TOLD} masalah lain.")
        super().__init__("\n".join(told))


def _told(name: str, problem: Problem) -> str:
    places = ((problem.line, "baris"), (problem.column, "kolom"))
    at = ", ".join(f"{word} {number}" for number, word in places if number)
    return f"{name}{', ' if at else ''}{at}: {problem.sentence}"


@dataclass(frozen=True, slots=True)
class Line:
    """A record of the file and the line on which it begins."""

    number: int
    cells: tuple[str, ...]


def read(path: Path) -> list[Line]:
    """The records of a file, cells bare of spaces. Raises TableRefused with what is wrong."""
    with path.open("rb") as opened:
        data = opened.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        raise TableRefused(path, [Problem(0, 0, "Berkas lebih besar dari 64 MB. Bagilah.")])
    if data.startswith(NOT_TEXT):
        raise TableRefused(path, [Problem(0, 0, NO_CSV)])
    try:
        text = decode(data)[0].removeprefix("\ufeff")
    except FileRefused:
        raise TableRefused(path, [Problem(0, 0, NO_CSV)]) from None
    delimiter = _delimiter(text)
    if text.count("\n") + text.count("\r") > 2 * LINES or text.count(delimiter) > CELLS:
        raise TableRefused(path, [Problem(0, 0, TOO_LARGE)])
    found = _records(path, text, delimiter)
    if not found:
        raise TableRefused(path, [Problem(0, 0, "Berkas kosong.")])
    return found


def _delimiter(text: str) -> str:
    """The sign that parts the cells of the first line that says something; "," if there is none."""
    first = text.lstrip("\r\n")[:100_000].splitlines()[:1]
    return max(DELIMITERS, key=first[0].count) if first and _parted(first[0]) else ","


def _parted(line: str) -> bool:
    return any(each in line for each in DELIMITERS)


def _records(path: Path, text: str, delimiter: str) -> list[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found, begins = [], 1
    try:
        for record in reader:
            if record:
                found.append(Line(begins, tuple(cell.strip() for cell in record)))
            begins = reader.line_num + 1
    except csv.Error:
        said = "Mulai baris ini berkas tidak dapat dibaca; mungkin ada tanda kutip yang tertinggal."
        raise TableRefused(path, [Problem(begins, 0, said)]) from None
    return found


def number(cell: str) -> float | None:
    """The number that a cell holds, with a point or a comma; None when it holds none."""
    if len(cell) > 60 or not NUMBER.fullmatch(cell):
        return None
    return float(cell.replace(",", "."))


def shown(cell: str) -> str:
    """A foreign cell as it may be printed: short, and without signs that steer a terminal."""
    clean = "".join(sign if sign.isprintable() else "?" for sign in cell[:30])
    return f"“{clean}{'…' if len(cell) > 30 else ''}”"
