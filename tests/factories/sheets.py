"""Invented staff and unit files for tests, as offices would send them."""

import csv
import io
from collections.abc import Sequence
from datetime import date

import xlsxwriter

from training.people.rules.imports.columns import PEOPLE, UNITS
from training.people.rules.imports.intake import Taken, take

HEADS = ("Nama", "NIP", "Status", "Unit Kerja", "Jabatan", "Email")
UNIT_HEADS = ("code", "name", "parent", "type")


def nip(n: int, *, month: str = "01", sex: int = 1) -> str:
    """A NIP of nobody: birth year 1900, appointed 1925 (two digits ≥ 21 make it a NI PPPK)."""
    return f"19000{1 + n // 28 % 9}{1 + n % 28:02d}1925{month}{sex}{1 + n // 252:03d}"


def line(n: int, unit: str = "DINSOS", **more: str) -> list[str]:
    """One row under HEADS."""
    told = {"name": f"Pegawai Rekaan {chr(65 + n % 26)}{chr(97 + n // 26 % 26)}", "number": nip(n),
            "status": "PNS", "unit": unit, "title": "Petugas Loket",
            "email": f"berkas{n}@contoh.invalid"} | more  # fmt: skip
    return [told[key] for key in ("name", "number", "status", "unit", "title", "email")]


def text(
    rows: Sequence[Sequence[str]], heads: Sequence[str] = HEADS, *, delimiter: str = ";",
    encoding: str = "utf-8",
) -> bytes:  # fmt: skip
    """A CSV file."""
    sheet = io.StringIO()
    csv.writer(sheet, delimiter=delimiter).writerows([heads, *rows])
    return sheet.getvalue().encode(encoding)


def workbook(*sheets: Sequence[Sequence[object]], formulas: dict | None = None) -> bytes:
    """An XLSX file: one list of rows for each sheet; days and numbers become typed cells."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for number, rows in enumerate(sheets):
        sheet = book.add_worksheet(f"Lembar {number + 1}")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, column, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(row, column, cell)
                else:
                    sheet.write(row, column, cell)
        for place, (formula, value) in (formulas or {}).items() if number == 0 else ():
            sheet.write_formula(place, formula, None, value)
    book.close()
    return packed.getvalue()


def people_file(*rows: Sequence[str], heads: Sequence[str] = HEADS) -> Taken:
    """A staff file as the importer takes it in."""
    return take(text(rows, heads), PEOPLE)


def unit_file(*rows: Sequence[str], heads: Sequence[str] = UNIT_HEADS) -> Taken:
    """A unit file as the importer takes it in."""
    return take(text(rows, heads), UNITS)
