"""Lists for a spreadsheet: cells keep their type, and no text is ever taken for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from itertools import islice

import xlsxwriter

Cell = str | int | float | bool | date | datetime | None
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM = "\ufeff"
CHUNK = 500


def sheet_bytes(
    form: str,
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    zone: tzinfo = UTC,
) -> bytes:
    """A list as a file of the form: "csv" or "xlsx" (where `title` names the sheet)."""
    if form == "csv":
        return csv_bytes(head, rows, zone=zone)
    return xlsx_bytes(title, head, rows, zone=zone)


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[Cell]], *, zone: tzinfo = UTC) -> bytes:
    """A list as Excel opens it in Indonesia: UTF-8 with its mark, semicolons, decimal commas."""
    return b"".join(csv_chunks(head, rows, zone=zone))


def csv_chunks(
    head: Sequence[str], rows: Iterable[Sequence[Cell]], *, zone: tzinfo = UTC
) -> Iterator[bytes]:
    """The same list piece by piece, so that a long one need not lie in memory."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    out.write(BOM)
    writer.writerow([guarded(name) for name in head])
    left = iter(rows)
    while some := list(islice(left, CHUNK)):
        writer.writerows([_csv_cell(cell, zone) for cell in row] for row in some)
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()
    if out.tell():
        yield out.getvalue().encode()


def guarded(text: str) -> str:
    """The text with an apostrophe before a sign that a spreadsheet would take for a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_SIGNS) else text


def _csv_cell(cell: Cell, zone: tzinfo) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return f"{cell.astimezone(zone):%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.4f}".rstrip("0").rstrip(".").replace(".", ",")
    return guarded(cell) if isinstance(cell, str) else str(cell)


def xlsx_bytes(
    title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], *, zone: tzinfo = UTC
) -> bytes:
    """A workbook of one sheet: texts stay texts (a NIP keeps its digits), numbers numbers."""
    return workbook_bytes((Sheet(title, head, rows),), zone=zone)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook; `shares` are the columns whose numbers are shares of one.

    Columns are as wide as their heads, or as wide as `widths` says; wide ones break their lines.
    """

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    shares: frozenset[int] = frozenset()
    widths: Sequence[int] = ()


def workbook_bytes(sheets: Iterable[Sheet], *, zone: tzinfo = UTC) -> bytes:
    """A workbook of several sheets, in their order; cells keep their type."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False, "constant_memory": True}  # fmt: skip
    with xlsxwriter.Workbook(out, options) as book:
        looks = {
            "head": book.add_format({"bold": True}),
            "share": book.add_format({"num_format": "0.0 %"}),
            "long": book.add_format({"text_wrap": True, "valign": "top"}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for each in sheets:
            _fill(book.add_worksheet(each.title[:31]), each, looks, zone)
    return out.getvalue()


def _fill(sheet, told: Sheet, looks, zone: tzinfo) -> None:
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(told.head):
        wide = told.widths[column] if column < len(told.widths) else 0
        sheet.set_column(
            column, column, wide or max(10, min(40, len(name) + 2)), looks["long"] if wide else None
        )
        sheet.write_string(0, column, name, looks["head"])
    for place, row in enumerate(told.rows, 1):
        for column, cell in enumerate(row):
            if column in told.shares and isinstance(cell, float):
                sheet.write_number(place, column, cell, looks["share"])
            elif column < len(told.widths) and isinstance(cell, str):
                sheet.write_string(place, column, cell, looks["long"])
            else:
                _write(sheet, place, column, cell, looks, zone)


def _write(sheet, place, column, cell: Cell, formats, zone: tzinfo) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        sheet.write_string(place, column, cell)
    elif isinstance(cell, datetime):
        local = cell.astimezone(zone).replace(tzinfo=None)
        sheet.write_datetime(place, column, local, formats[datetime])
    elif isinstance(cell, date):
        sheet.write_datetime(place, column, cell, formats[date])
    elif isinstance(cell, bool):
        sheet.write_boolean(place, column, cell)
    else:
        sheet.write_number(place, column, cell)
