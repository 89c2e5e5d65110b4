"""The staff administration: finds people, takes lists away, brings a list in."""

import csv
import re
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests.factories import sheets
from tests.journeys.person import Person

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

SOMEBODY = """SELECT e.name FROM employee e JOIN identifier i ON i.employee_id = e.id
  WHERE i.value = ?"""


@pytest.fixture
def hr(house, visitor) -> Person:
    me = visitor()
    me.account = house.account("hr")
    me.sign_in(me.account)
    return me


def find(hr: Person, words: str) -> None:
    hr.go("/kepegawaian")
    hr.page.get_by_label("Nama atau NIP").fill(words)
    hr.press("Tampilkan")


def test_hr_finds_a_person_and_that_person_sees_who_looked(house, hr, visitor):
    someone = house.account("employee")
    [(name,)] = house.ask(SOMEBODY, someone.nip)
    find(hr, f"{someone.nip[:8]} {someone.nip[8:14]} {someone.nip[14:]}")
    hr.sees("1 orang")
    hr.follow(name)
    assert hr.heading == name
    hr.sees("Kunjungan Anda ke halaman ini dicatat")

    seen = visitor()
    seen.sign_in(someone)
    seen.go("/saya/data")
    [(looker,)] = house.ask(SOMEBODY, hr.account.nip)
    section = seen.page.get_by_role("region", name="Siapa yang melihat data Anda")
    assert looker in section.inner_text()


def listed(hr) -> int:
    """How many people the list says that it has; the desk above it counts others."""
    return int(re.search(r"(\d+) orang", hr.page.locator("p[role=status]").inner_text())[1])


def test_filters_narrow_the_list_and_say_so_when_nobody_is_left(hr):
    hr.go("/kepegawaian")
    everybody = listed(hr)
    hr.page.get_by_label("Status kepegawaian").select_option("pppk")
    hr.press("Tampilkan")
    assert 0 < listed(hr) < everybody
    find(hr, "zzzzzz")
    hr.sees("Tidak ada pegawai yang cocok")
    hr.follow("Tampilkan semua")
    hr.sees(f"{everybody} orang")


def download(person: Person, words: str) -> bytes:
    with person.page.expect_download() as found:
        person.page.get_by_role("link", name=words, exact=True).click()
    return found.value.path().read_bytes()


def test_the_lists_to_take_away_open_and_keep_the_nip_as_text(hr):
    hr.go("/kepegawaian")
    told = list(
        csv.reader(download(hr, "Unduh CSV").decode("utf-8-sig").splitlines(), delimiter=";")
    )
    book = CalamineWorkbook.from_filelike(BytesIO(download(hr, "Unduh XLSX")))
    rows = book.get_sheet_by_index(0).to_python()
    place = rows[0].index("NIP")
    numbers = [row[place] for row in rows[1:] if row[place]]
    assert len(rows) == len(told) > 100
    assert all(isinstance(each, str) and re.fullmatch(r"\d{18}", each) for each in numbers)


def test_hr_brings_a_list_looks_at_it_and_applies_it(hr):
    people = [sheets.line(n, "DINSOS", name=f"Impor Rekaan {chr(65 + n)}") for n in range(5)]
    hr.go("/kepegawaian")
    hr.follow("Impor pegawai")
    file = {"name": "dinsos.csv", "mimeType": "text/csv", "buffer": sheets.text(people)}
    hr.page.get_by_label("Berkas pegawai").set_input_files(file)
    hr.press("Unggah dan periksa")
    hr.page.get_by_role("heading", name="Laporan unggahan").wait_for()
    hr.look()
    tile = hr.page.locator(".resap-tile", has_text="Orang baru")
    assert tile.locator("dd").first.inner_text() == "5"

    hr.press("Terapkan semua perubahan")
    hr.page.get_by_role("heading", name="Impor selesai").wait_for()
    hr.look()
    find(hr, "Impor Rekaan")
    hr.sees("5 orang")

    hr.go("/kepegawaian/impor")  # the same list once more changes nothing
    hr.page.get_by_label("Berkas pegawai").set_input_files(file)
    hr.press("Unggah dan periksa")
    hr.sees("Tidak ada yang perlu diterapkan")


def test_a_file_that_is_no_list_is_refused_with_a_sentence(hr):
    hr.go("/kepegawaian/impor")
    file = {"name": "foto.csv", "mimeType": "text/csv", "buffer": b"\x00\x01\x02" * 300}
    hr.page.get_by_label("Berkas pegawai").set_input_files(file)
    hr.press("Unggah dan periksa", status=422)
    assert hr.page.locator(".govuk-error-summary").inner_text().count(" ") > 4
