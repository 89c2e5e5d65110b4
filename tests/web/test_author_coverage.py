"""Authors see which conduct is taught, asked, practised and observed, and where nothing is."""

import csv
import io

import pytest

from tests.factories import people
from training.people.rules.kinds import Role

pytestmark = pytest.mark.slow

MATRIX = "/penulis/cakupan"


@pytest.fixture
def author(app, browse):
    unit = people.unit("DP3AKB")
    person = people.employee(unit)
    people.role(person, Role.AUTHOR, unit)
    return browse(person)


def rows(page) -> list:
    return page.all("tbody")[0].findall("tr")


def lines(page) -> list[list[str]]:
    return list(csv.reader(io.StringIO(page.raw.lstrip("\ufeff")), delimiter=";"))


def test_the_matrix_is_reached_from_the_list_of_drafts(author):
    assert MATRIX in author.get("/penulis").links


def test_every_indicator_has_a_row_with_its_counts(author):
    page = author.get(MATRIX)
    (greeting,) = [row for row in rows(page) if "menyapa-anak" in "".join(row.itertext())]
    counts = ["".join(cell.itertext()).strip() for cell in greeting.findall("td")]
    assert len(rows(page)) >= 40
    assert len(counts) == 8
    assert [each.isdigit() for each in counts] == [True] * 6 + [False, True]


def test_a_conduct_leads_to_all_its_items(author):
    page = author.get(f"{MATRIX}/laku/menyapa-anak")
    assert "/penulis/m3-berbicara-melayani" in page.links
    assert "/penulis/m3-berbicara-melayani/kuis#m3-menyapa-langsung-a" in page.links
    assert "quizzes/instruments/loket.yaml" in page.text
    assert "quizzes/voices/anak.yaml" in page.text
    assert 'id="m3-menyapa-langsung-a"' in author.get("/penulis/m3-berbicara-melayani/kuis").raw


def test_a_conduct_that_does_not_exist_is_not_found(author):
    author.get(f"{MATRIX}/laku/tidak-ada", status=404)


def test_the_rows_are_filtered_by_dimension_and_stage(author):
    page = author.get(f"{MATRIX}?dimensi=decide&tahap=planning")
    assert 0 < len(rows(page)) < 15
    assert all("Memutuskan" in "".join(row.itertext()) for row in rows(page))


def test_a_filter_that_nobody_offers_filters_nothing(author):
    assert len(rows(author.get(f"{MATRIX}?dimensi=lain"))) >= 40


def test_the_file_holds_the_rows_that_are_shown(author):
    asked = "?dimensi=speak&tahap=service"
    head, *found = lines(author.get(f"{MATRIX}/berkas.csv{asked}"))
    assert head[:4] == ["Indikator", "Kalimat", "Dimensi", "Tahap"]
    assert len(found) == len(rows(author.get(MATRIX + asked)))
    assert all(line[2:4] == ["Berbicara", "Pelayanan"] for line in found)
