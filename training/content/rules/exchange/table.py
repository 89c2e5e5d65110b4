"""A table as CSV: parted by semicolons, commas or tabs, with or without a byte order mark."""

import csv
import io
import re

from training.content.rules.exchange.frame import (
    MOST_QUESTIONS,
    Given,
    Read,
    Refused,
    Tally,
    Written,
)
from training.content.rules.exchange.opening import text_of
from training.content.rules.exchange.sentences import Wrong
from training.content.rules.exchange.tablereading import Line, questions
from training.content.rules.exchange.tablerows import rows

DELIMITERS = ";,\t"
MOST_ROWS = 10 * MOST_QUESTIONS
MOST_COLUMNS = 200
# A cell that begins so is a formula to a spreadsheet: an apostrophe before it makes it text.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MARKED = re.compile(r"'+[=+\-@\t\r]")


def read(data: bytes) -> Read:
    """The questions of a CSV file; the first row holds the heads."""
    text = text_of(data)
    if data.startswith(b"PK"):
        raise Refused(Wrong.WRONG_ROOT, name="CSV")
    tally = Tally()
    questions(_lines(text), tally)
    return tally.read()


def _lines(text: str) -> list[Line]:
    first = next((line for line in text[:100_000].split("\n") if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found, begins = [], 1
    try:
        for record in reader:
            if len(record) > MOST_COLUMNS:
                raise Refused(Wrong.TOO_MANY, begins, limit=MOST_COLUMNS, what="kolom")
            if any(cell.strip() for cell in record):
                found.append(Line(begins, tuple(_unmarked(cell) for cell in record)))
            begins = reader.line_num + 1
            if len(found) > MOST_ROWS:
                raise Refused(Wrong.TOO_MANY, begins, limit=MOST_QUESTIONS, what="baris")
    except csv.Error:
        raise Refused(Wrong.BAD_ANSWER, begins, found=text.split("\n")[begins - 1]) from None
    return found


def _unmarked(cell: str) -> str:
    bare = cell.strip()
    return bare[1:] if _MARKED.match(bare) else bare


def write(given: Given) -> Written:
    """The quiz as CSV that a spreadsheet set to Indonesian opens with a double click."""
    tally, made = Tally(), io.StringIO(newline="")
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    for row in rows(given, tally):
        writer.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in row])
    return Written(made.getvalue().encode("utf-8-sig"), tuple(tally.losses))
