"""Lists for a spreadsheet: cells keep their type, and no text is ever taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, tzinfo

import xlsxwriter

Cell = str | int | float | bool | date | datetime | None
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
BOM = "\ufeff"


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
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([guarded(name) for name in head])
    writer.writerows([_csv_cell(cell, zone) for cell in row] for row in rows)
    return (BOM + out.getvalue()).encode()


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
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False, "constant_memory": True}  # fmt: skip
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True})
        formats = {
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(head):
            sheet.set_column(column, column, max(10, min(40, len(name) + 2)))
            sheet.write_string(0, column, name, bold)
        for place, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                _write(sheet, place, column, cell, formats, zone)
    return out.getvalue()


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
