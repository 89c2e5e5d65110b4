"""Authors see what is wrong, how it will look, and publish; nobody else sees a key."""

import pytest

from tests.factories import people
from training.content.queries import newest_release
from training.people.rules.kinds import Role

pytestmark = pytest.mark.slow

SLUG = "m3-berbicara-melayani"


@pytest.fixture
def author(app, browse):
    unit = people.unit("DP3AKB")
    person = people.employee(unit)
    people.role(person, Role.AUTHOR, unit)
    return browse(person)


def test_an_author_sees_every_draft(author):
    assert author.get("/penulis").text.count("Siap terbit") == 3


def test_an_author_publishes_a_draft_once(author):
    author.post(f"/penulis/{SLUG}/terbitkan")
    assert newest_release(SLUG).number == 1
    author.post(f"/penulis/{SLUG}/terbitkan", status=409)
    assert "Sama dengan terbitan" in author.get("/penulis").text


@pytest.mark.parametrize("page", ["", "/kuis", "/banding"])
def test_pages_of_a_draft_open(author, page):
    author.get(f"/penulis/{SLUG}{page}")


def test_every_lesson_of_a_draft_can_be_previewed_with_its_figures(author):
    lessons = [href for href in author.get(f"/penulis/{SLUG}").links if "/pratinjau/" in href]
    pages = [author.get(href) for href in lessons]
    pictures = [img.get("src") for page in pages for img in page.all("img")]
    assert len(lessons) >= 4
    assert pictures
    assert all(author.client.get(src).mimetype == "image/svg+xml" for src in pictures)


def test_a_preview_shows_contacts_links_and_sources_as_readers_will_see_them(author):
    page = author.get(f"/penulis/{SLUG}/pratinjau/keterangan-lengkap")
    assert f"/penulis/{SLUG}/pratinjau/jeda-dan-pilihan" in page.links
    assert page.all("li", id="rujukan-uupa-10-24")
    last = author.get(f"/penulis/{SLUG}/pratinjau/rencana-jika-maka")
    contacts = ["".join(each.itertext()) for each in last.all("span", "resap-contact")]
    assert contacts
    assert all(contacts)


def test_comparing_a_release_with_its_draft_says_that_nothing_changed(author):
    author.post(f"/penulis/{SLUG}/terbitkan")
    page = author.get(f"/penulis/{SLUG}/banding?dari=1&ke=draf")
    assert "Tidak ada perubahan makna" in page.text


@pytest.mark.parametrize(
    "path",
    ["tidak-ada", f"{SLUG}/pratinjau/tidak-ada", f"{SLUG}/banding?dari=99",
     f"{SLUG}/banding?dari=-1", f"{SLUG}/gambar/0000000000000000.svg"],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(author, path):
    author.get(f"/penulis/{path}", status=404)


def test_an_employee_is_not_shown_any_key(app, browse):
    employee = browse(people.employee(people.unit("DINSOS")))
    employee.get(f"/penulis/{SLUG}/kuis", status=403)


def test_an_author_sees_what_people_see_and_when(author):
    page = author.get(f"/penulis/{SLUG}/kuis")
    table = next(t for t in page.all("table") if "Yang dilihat" in "".join(t.itertext()))
    rows = [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
    assert rows[0][1] == "Selama mengerjakan"
    assert rows[1][1:] == ["tampil"] * 4
    assert rows[3][:3] == ["Jawaban yang benar", "ditahan", "tampil"]
