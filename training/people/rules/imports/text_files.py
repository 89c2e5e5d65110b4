"""CSV as offices save it: any of three delimiters, any of four encodings."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from training.people.rules.imports import limits
from training.people.rules.imports.problems import Code, FileRefused, Problem, refuse_file

DELIMITERS = (";", ",", "\t")
Line = tuple[int, tuple[str, ...]]


def decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file, with a note when its encoding had to be guessed."""
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if data.startswith(mark):
            return _strictly(data[len(mark):], name), ()  # fmt: skip
    unmarked = _wide_encoding(data)
    if unmarked:
        return _strictly(data, unmarked), ()
    if b"\x00" in data:
        raise refuse_file(Code.FILE_KIND)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        note = Problem(None, "", Code.ENCODING_GUESSED, new="Windows-1252")
        return data.decode("cp1252", errors="replace"), (note,)


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without its mark shows as zeros at every second byte of the first lines."""
    start = data[:400]
    if len(start) < 8:
        return ""
    if start[1::2].count(0) > len(start) * 0.35:
        return "utf-16-le"
    return "utf-16-be" if start[0::2].count(0) > len(start) * 0.35 else ""


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise refuse_file(Code.FILE_BROKEN) from None


def rows(text: str, delimiter: str) -> Iterator[Line]:
    """The records with the line on which each begins; blank records are left out."""
    reader = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter)
    begins = 1
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                yield begins, tuple(record)
            begins = reader.line_num + 1
    except csv.Error:
        raise refuse_file(Code.FILE_BROKEN, old=str(begins)) from None


def read(text: str, score: Callable[[Sequence[Line]], int]) -> list[Line]:
    """All records by the delimiter under which the first ones look most like the wanted heads."""
    best = max(DELIMITERS, key=lambda each: score(_first(text, each)))
    return list(islice(rows(text, best), limits.ROWS + limits.HEAD_ROWS + 1))


def _first(text: str, delimiter: str) -> list[Line]:
    start = text[:200_000]  # a stray quotation mark must not make three parses of the whole file
    try:
        return list(islice(rows(start, delimiter), limits.HEAD_ROWS))
    except FileRefused:
        return []
