"""What a phone kept without a line: photographs and corrections arrive later, and count once."""

from base64 import b64encode

import pytest

from tests.factories.commitments import jpeg
from tests.factories.oversight import Town
from tests.web.test_oversight import DESK, DOOR, HERE, finding, kept, sheet
from training.oversight.actions import planning
from training.oversight.queries.cases import cases_of_entry
from training.oversight.queries.records import photo_data, photos_of, records_of

pytestmark = pytest.mark.slow


@pytest.fixture
def town(app, clock):
    made = Town(clock.now)
    kept(made)
    return made


class Phone:
    """A device of whoever leads an entry, which sends what it kept under a key of its own."""

    def __init__(self, browser, entry) -> None:
        self.browser, self.door = browser, f"{DESK}/{entry}"
        browser.get(self.door)

    def send(self, where: str, answer, key: str = "kunci"):
        return self.browser.client.put(
            f"{self.door}/{where}", json={"answer": answer},
            headers=HERE | {"Idempotency-Key": f'"{key}"'},
        )  # fmt: skip


def shown(data: bytes, **more: str) -> dict[str, str]:
    told = {"keterangan": "Ruang tunggu kosong", "tanpa_wajah": "y"}
    return told | {"berkas": b64encode(data).decode()} | more


def test_a_photograph_taken_before_the_record_is_signed_arrives_once_and_tells_no_place(
    browse, town
):
    entry = town.planned()
    kept(town)
    phone, data = Phone(browse(town.mentor), entry), jpeg(exif=b"GPS 5.14S 119.41E")
    for _ in range(2):
        assert phone.send("foto", shown(data)).json["saved_label"] == "Foto disimpan."
    (photo,) = photos_of(entry)
    assert b"GPS" in data
    assert b"GPS" not in photo_data(photo.id)
    assert records_of(entry) == ()
    assert phone.send("lembar", sheet(town)).status_code == 200
    assert "Ruang tunggu kosong" in phone.browser.get(phone.door).text
    assert "Ruang tunggu kosong" in browse(town.force).get(f"{DOOR}/{entry}").text


def test_a_photograph_without_the_word_or_of_another_kind_or_too_large_is_refused(browse, town):
    entry = town.planned()
    kept(town)
    phone, data = Phone(browse(town.mentor), entry), jpeg()
    for answer, told in (
        (shown(data, tanpa_wajah=""), "tidak ada anak dan tidak ada wajah"),
        (shown(data, keterangan=""), "Tulis apa yang ditunjukkannya"),
        (shown(b"GIF89a"), "PNG atau JPEG"),
        (shown(b"%PDF-1.4"), "tidak terbaca"),
        (shown(b"Catatan rapat tanpa nama."), "PNG atau JPEG"),
        (shown(data + b"x" * 2 * 1024 * 1024), "2 MB"),
        (shown(data, berkas="bukan base64!"), "Pilih berkas"),
    ):
        reply = phone.send("foto", answer)
        assert reply.status_code in (413, 422), reply.json
        assert told in reply.json["message"], reply.json
    assert photos_of(entry) == ()
    planning.cancel(entry, "Digabung dengan rapat.", desk=town.desk())
    kept(town)
    assert phone.send("foto", shown(data)).status_code == 409


def test_a_correction_and_a_further_finding_of_a_phone_are_appended_once(browse, town):
    entry = town.held()
    kept(town)
    phone = Phone(browse(town.mentor), entry)
    right = sheet(town, findings=False, alasan="Salah mencatat ruang.", tempat="Lantai dua")
    assert phone.send("perbaikan", right | {"alasan": ""}).status_code == 422
    for _ in range(2):
        assert phone.send("perbaikan", right).status_code == 200
        assert phone.send("temuan", finding(town), "lain").status_code == 200
    assert [each.place for each in records_of(entry)] == ["Ruang layanan lantai 1", "Lantai dua"]
    assert len(cases_of_entry(entry, today=town.today)) == 2


def test_a_correction_does_not_overtake_its_sheet(browse, town):
    entry = town.planned()
    kept(town)
    phone = Phone(browse(town.mentor), entry)
    right = sheet(town, findings=False, alasan="Salah mencatat ruang.")
    assert phone.send("perbaikan", right).status_code == 409
    assert phone.send("temuan", finding(town)).status_code == 409


def test_nobody_else_sends_to_an_entry_or_sees_its_photographs(browse, town):
    entry = town.planned()
    kept(town)
    Phone(browse(town.mentor), entry).send("foto", shown(jpeg()))
    (photo,) = photos_of(entry)
    for person in (town.head, town.force):
        other = browse(person)
        other.get("/belajar")
        reply = other.client.put(f"{DESK}/{entry}/foto", json={"answer": {}}, headers=HERE)
        assert reply.status_code in (403, 404)
        assert other.client.get(f"{DESK}/{entry}/foto/{photo.id}").status_code in (403, 404)
    assert browse(town.head).client.get(f"{DOOR}/{entry}/foto/{photo.id}").status_code == 403
