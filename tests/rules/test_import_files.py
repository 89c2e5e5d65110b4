"""Files as offices send them, and as nobody should: all are read or refused with a reason."""

import io
import random
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.factories import sheets
from training.people.rules.imports import limits
from training.people.rules.imports.columns import PEOPLE
from training.people.rules.imports.intake import is_private, plain_head, take
from training.people.rules.imports.people_rows import read_rows
from training.people.rules.imports.problems import Code, FileRefused

ROWS = [sheets.line(1, name="Siti Répaan"), sheets.line(2)]


@pytest.fixture
def tight(monkeypatch):
    """The same limits, a hundred times tighter, so that a test stays quick."""
    for name, most in (("FILE_BYTES", 300_000), ("ROWS", 2_000), ("UNPACKED_BYTES", 1_000_000)):
        monkeypatch.setattr(limits, name, most)


def test_the_limits_are_those_of_the_handbook():
    assert (limits.FILE_BYTES, limits.ROWS, limits.COLUMNS, limits.CELL_SIGNS) == (
        5 * 1024 * 1024, 200_000, 60, 1_000,
    )  # fmt: skip


def codes(data: bytes) -> set[Code]:
    with pytest.raises(FileRefused) as refused:
        take(data, PEOPLE)
    return {problem.code for problem in refused.value.problems}


def names(data: bytes) -> list[str]:
    return [row.name for row in read_rows(take(data, PEOPLE))[0]]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_csv_is_read_in_every_delimiter_and_encoding(delimiter, encoding):
    data = sheets.text(ROWS, delimiter=delimiter, encoding=encoding)
    assert names(data) == ["Siti Répaan", "Pegawai Rekaan Ca"]


def test_a_guessed_encoding_is_noted():
    assert [note.code for note in take(sheets.text(ROWS, encoding="cp1252"), PEOPLE).problems] == [
        Code.ENCODING_GUESSED
    ]


def test_a_line_break_in_a_cell_does_not_shift_the_lines():
    rows = [sheets.line(1, title="Petugas\nLoket"), sheets.line(2)]
    assert [line for line, _ in take(sheets.text(rows), PEOPLE).rows] == [2, 4]


def test_excels_text_formula_and_its_separator_line_are_understood():
    number = sheets.nip(1)
    data = f'sep=;\nNAMA;NIP\nSiti;="{number}"\n'.encode()
    assert take(data, PEOPLE).rows[0][1]["nip"] == number


def test_xlsx_is_read_with_its_numbers_days_and_formulas():
    heads = [*sheets.HEADS, "TMT jabatan"]
    rows = [heads, [*sheets.line(1), "12/06/2025"], [*sheets.line(2), ""]]
    rows[2][1] = 190001011925012000
    data = sheets.workbook(
        rows, formulas={"A3": ('=UPPER("siti")', "SITI"), "E3": ("=1/0", "#DIV/0!")}
    )
    taken = take(data, PEOPLE)
    understood, problems = read_rows(taken)
    assert understood[1].name == "SITI"
    assert understood[0].since.isoformat() == "2025-06-12"
    assert [(each.line, each.code) for each in problems] == [(3, Code.NUMERIC_NUMBER)]


def test_the_sheet_with_the_heads_is_found_below_a_title():
    notes = [["Daftar pegawai"], ["Dicetak hari ini"]]
    table = [["DAFTAR PEGAWAI", ""], ["", ""], list(sheets.HEADS), sheets.line(1)]
    taken = take(sheets.workbook(notes, table), PEOPLE)
    assert [line for line, _ in taken.rows] == [4]


def test_a_csv_with_a_formula_never_reaches_the_record():
    rows = [sheets.line(1, title="=cmd|'/c calc'!A1"), sheets.line(2, name="@SUM(1)")]
    _, problems = read_rows(take(sheets.text(rows), PEOPLE))
    assert {(each.line, each.code) for each in problems} == {(2, Code.FORMULA), (3, Code.NAME_ODD)}


@pytest.mark.parametrize(
    ("head", "private"),
    [("No. KTP", True), ("NIK", True), ("NIP/NIK", True), ("Rekening", True),
     ("Tempat/Tgl Lahir", True),
     ("No HP", True), ("NPWP", True), ("NIP", False), ("Jabatan", False),
     ("Unit_Kerja", False),
     ("JK", True), ("Agama", True), ("Alamat rumah", True)],
)  # fmt: skip
def test_private_columns_are_known_by_their_heads(head, private):
    assert is_private(plain_head(head)) is private


@pytest.mark.parametrize(
    "heads",
    [("Nama", "NIP", "Telepon", "Jabatan"),
     ("NIP", "Nama", "Jabatan", "Golongan", "Pangkat", "Rekening", "Bank", "Unit Kerja"),
     ("NIK", "NAMA", "JABATAN", "UNIT_KERJA", "EMAIL", "TELEPON"),
     ("Nama", "Email", "NIP", "No KTP", "No HP", "JK", "Tempat/Tgl Lahir", "Pendidikan", "Unit",
      "Jab Struktural/Fungsional", "Jenis", "TMT", "Golongan")],
)  # fmt: skip
def test_the_heads_of_simpeg_files_are_known_and_private_values_never_taken(heads):
    taken = take(sheets.text([[f"isi {head}" for head in heads]], heads), PEOPLE)
    kept = set(taken.rows[0][1].values())
    assert kept <= {f"isi {head}" for head in taken.heads.values()}
    assert not kept & {f"isi {head}" for head in taken.dropped}
    assert "nama" in taken.heads


def test_an_email_address_is_not_an_address():
    assert take(
        sheets.text([["Ani", "a@contoh.invalid"]], ("Nama", "Alamat Email")), PEOPLE
    ).heads.keys() == {"nama", "surel"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.FILE_EMPTY),
        (b"\r\n \x00", Code.FILE_EMPTY),
        (b"%PDF-1.7", Code.FILE_KIND),
        (b"\x89PNG\r\n", Code.FILE_KIND),
        (b"Nama;NIP\n\x00\x01\x02", Code.FILE_KIND),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Code.FILE_OLD_EXCEL),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), Code.FILE_LOCKED),
        (b"PK\x03\x04", Code.FILE_BROKEN),
        (b"\xff\xfeN", Code.FILE_BROKEN),
        (b"Nama;Umur\nAni;9\n", Code.HEADS_MISSING),
        (b"Nama;Jabatan\nAni;Lurah\n", Code.COLUMN_MISSING),
        (b"Nama;NIP\n", Code.NO_ROWS),
        (b"Nama;NIP\n" + b"Ani;1\n" * 2_001, Code.TOO_MANY_ROWS),
        (b"Nama;NIP" + b";x" * 60 + b"\nAni;1\n", Code.TOO_MANY_COLUMNS),
        (b"x" * 300_001, Code.FILE_TOO_LARGE),
        (b'Nama;NIP\n"' + b"x" * 200_000, Code.FILE_BROKEN),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tight, data, code):
    assert codes(data) == {code}


def test_a_cell_of_a_thousand_and_one_signs_is_named():
    rows = [sheets.line(1, title="x" * 1001)]
    assert [each.code for each in take(sheets.text(rows), PEOPLE).problems] == [Code.CELL_TOO_LONG]


def _with_member(name: str, body: bytes, data: bytes | None = None) -> bytes:
    """A sound workbook in which one member was replaced."""
    data = data or sheets.workbook([list(sheets.HEADS), *ROWS])
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            new.writestr(member, body if member == name else old.read(member))
        if name not in old.namelist():
            new.writestr(name, body)
    return packed.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _sheet(*cells: str) -> bytes:
    """The inside of a sheet whose cells stand at the given places ("" hides its place)."""
    places = (f'<c r="{cell}"><v>1</v></c>' if cell else "<c><v>1</v></c>" for cell in cells)
    rows = "".join(f"<row>{place}</row>" for place in places)
    return f'<worksheet xmlns="{NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'.encode()


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        (SHEET, b" " * 2_000_000, Code.FILE_SWOLLEN),
        (SHEET, _sheet("A1", "XFD1048576"), Code.TOO_MANY_ROWS),
        (SHEET, _sheet("A1", "XFD1900"), Code.FILE_SWOLLEN),
        (SHEET, _sheet("", ""), Code.FILE_BROKEN),
        (SHEET, b"<worksheet", Code.FILE_BROKEN),
        ("xl/workbook.xml", b"no xml", Code.FILE_BROKEN),
    ],
)
def test_a_hostile_workbook_is_refused_before_it_is_opened(tight, name, body, code):
    assert codes(_with_member(name, body)) <= {code, Code.FILE_EMPTY}


def test_a_long_string_that_many_cells_repeat_is_refused():
    cells = "".join(f'<c r="A{n}" t="s"><v>0</v></c>' for n in range(1, 20_001))
    sheet = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{cells}</sheetData></worksheet>'
    data = _with_member(SHEET, sheet.encode())
    strings = f'<sst xmlns="{NAMESPACE}"><si><t>{"x" * 30_000}</t></si></sst>'
    data = _with_member("xl/sharedStrings.xml", strings.encode(), data)
    assert codes(data) == {Code.FILE_SWOLLEN}


def test_macros_and_links_are_never_looked_at():
    data = _with_member("xl/vbaProject.bin", b"\x00" * 100)
    data = _with_member("xl/externalLinks/externalLink1.xml", b"<x/>" * 10, data)
    assert len(take(data, PEOPLE).rows) == 2


def test_a_zip_that_is_no_workbook_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("content.xml", "<office/>")
    assert codes(packed.getvalue()) == {Code.FILE_KIND}


def taken_or_refused(data: bytes) -> bool:
    try:
        read_rows(take(data, PEOPLE))
    except FileRefused as refused:
        return bool(refused.problems)
    return True


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_taken_or_refused(data):
    for start in (b"", b"PK\x03\x04", b"Nama;NIP\n", b"\xff\xfe"):
        assert taken_or_refused(start + data)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
@example(920)  # a member that begins before the file does
def test_a_damaged_workbook_is_taken_or_refused(seed):
    chance = random.Random(seed)
    data = bytearray(WORKBOOK)
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    assert taken_or_refused(bytes(data))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=20), min_size=6, max_size=6), min_size=1, max_size=5))
def test_any_text_in_the_cells_is_understood_or_named(rows):
    try:
        _, problems = read_rows(take(sheets.text(rows), PEOPLE))
    except FileRefused:
        return
    assert all(problem.line and problem.column for problem in problems)


WORKBOOK = sheets.workbook([list(sheets.HEADS), *ROWS])
