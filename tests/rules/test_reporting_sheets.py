"""Lists for spreadsheets: no text becomes a formula, no number loses its digits."""

import csv
import io
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from training.reporting.rules.sheets import csv_bytes, guarded, xlsx_bytes

WITA = ZoneInfo("Asia/Makassar")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_looks_like_a_formula_is_quoted_in_csv(sign):
    text = csv_bytes(["a"], [[f"{sign}1+1"]]).decode("utf-8-sig")
    [_, [cell]] = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert cell == f"'{sign}1+1"


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=20))
def test_no_cell_of_a_csv_begins_with_a_sign_of_formulas(text):
    assert not guarded(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_csv_is_what_excel_opens_in_indonesia():
    rows = [
        ["Ámi; S.Sos", 0.75, 3, None, date(2026, 11, 23), datetime(2026, 11, 23, 1, 30, tzinfo=UTC)]
    ]
    data = csv_bytes(["Nama", "Nilai", "n", "x", "hari", "saat"], rows, zone=WITA)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines()[1] == (
        '"Ámi; S.Sos";0,75;3;;2026-11-23;2026-11-23 09:30'
    )


def test_a_workbook_keeps_texts_as_texts_and_numbers_as_numbers():
    row = ["190001011925010001", "=1+1", 0.75, date(2026, 11, 23), None, "http://x"]
    data = xlsx_bytes("Judul", ["a", "b", "c", "d", "e", "f"], [row])
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert sheet[1] == ["190001011925010001", "=1+1", 0.75, date(2026, 11, 23), "", "http://x"]
