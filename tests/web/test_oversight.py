"""Casework in a browser without JavaScript: planned, signed, answered, checked, closed."""

import struct
import zlib
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import pytest

from tests.factories.oversight import SEEN, Town
from tests.web.counting import counted
from training.commitments.rules.files.images import PNG
from training.kernel.db import db
from training.oversight.queries.cases import cases_of_entry
from training.oversight.queries.records import photos_of, records_of
from training.oversight.rules.following import CaseState, StepKind

pytestmark = pytest.mark.slow
HERE = {"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}
DOOR, DESK, UNIT = "/gugus-tugas/pendampingan", "/pendampingan/agenda", "/unit/DINSOS/tindak-lanjut"


@pytest.fixture
def town(app, clock):
    made = Town(clock.now)
    kept(made)
    return made


def kept(town) -> None:
    db.session.commit()
    for each in (town.root, town.unit, town.below, town.beside, town.force, town.head, town.mentor):
        if each in db.session:
            db.session.refresh(each)
            db.session.expunge(each)


def chunk(kind: bytes, data: bytes) -> bytes:
    told = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + told


def picture() -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    told = chunk(b"tEXt", b"Author\x00Seseorang")
    return PNG + head + told + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def plan(town, **more) -> dict[str, object]:
    return {
        "jenis": "pengawasan", "tema": "Loket akta kelahiran", "alasan": "Antrean keluarga.",
        "unit": str(town.unit.id), "tanggal": town.today.isoformat(),
        "pemimpin": str(town.mentor.id), "perilaku": ["menyapa-anak"], "kla": ["4"],
        "putaran": "", "kunci": "k", **more,
    }  # fmt: skip


def sheet(town, *, findings: bool = True, **more) -> dict[str, str]:
    plain = {
        "tanggal": town.today.isoformat(), "mulai": "08:00", "selesai": "09:00",
        "tempat": "Ruang layanan", "hadir": "Kepala seksi", "amatan": SEEN, "kunci": "lembar",
    }  # fmt: skip
    return plain | (finding(town, "temuan1-") if findings else {}) | more


def finding(town, prefix: str = "", **more) -> dict[str, str]:
    told = {
        "apa": "Anak menunggu sambil berdiri di lorong.", "tahap": "service",
        "bobot": "diperbaiki", "perilaku": "menata-layanan-anak", "kla": "4",
        "tindakan": "Menyediakan dua kursi anak.", "pemilik": "Kepala Seksi Pelayanan",
        "tenggat": (town.today + timedelta(days=7)).isoformat(),
    }  # fmt: skip
    return {f"{prefix}{name}": value for name, value in (told | more).items()}


def test_from_plan_to_closed_finding(browse, town):
    force, mentor, head = browse(town.force), browse(town.mentor), browse(town.head)
    assert "Belum ada rencana" in force.get(DOOR).text
    assert DOOR in force.get("/gugus-tugas").links
    made = force.post(f"{DOOR}/rencana", plan(town)).location
    assert force.post(f"{DOOR}/rencana", plan(town)).location == made
    entry = UUID(made.rsplit("/", 1)[1])
    page = force.get(made)
    assert "4. Anak memiliki kutipan akta kelahiran" in page.text
    assert "Menyapa anak lebih dulu" in page.text
    assert "Agenda gugus tugas saya" in mentor.get("/pendampingan").text
    assert f"{DESK}/{entry}" in mentor.get(DESK).links
    assert mentor.post(f"{DESK}/{entry}", sheet(town)).location == f"{DESK}/{entry}"
    signed = mentor.get(f"{DESK}/{entry}")
    assert "Yang ditandatangani" in signed.text
    assert "Menyediakan dua kursi anak." in signed.text
    (case,) = cases_of_entry(entry, today=town.today)
    assert "Menunggu jawaban unit" in force.get(DOOR).text
    door = f"{UNIT}/{case.id}"
    assert door in head.get(UNIT).links
    assert UNIT in head.get("/unit/DINSOS").links
    assert head.post(door, {"jawaban": "Kursi sudah dipesan."}).location == door
    head.post(door, {"jawaban": "Kursi sudah terpasang.", "selesai": "y"})
    assert "menunggu pemeriksaan" in head.get(door).text
    check = f"{DOOR}/temuan/{case.id}"
    assert "Kursi sudah terpasang." in force.get(check).text
    told = {"hasil": "closed", "uraian": "Dilihat langsung di tempat."}
    assert force.post(check, told).location == check
    assert cases_of_entry(entry, today=town.today)[0].state is CaseState.CLOSED
    assert "Tidak ada temuan yang terbuka" in head.get(UNIT).text
    assert "Temuan yang ditutup" in force.get(DOOR).text


def test_a_plan_that_says_too_little_comes_back(browse, town):
    force = browse(town.force)
    asked = force.get(f"{DOOR}/rencana").text
    assert "Unit KOTA" in asked
    assert "masih perlu dicocokkan" in asked
    page = force.post(f"{DOOR}/rencana", plan(town, tema="", tanggal="2020-01-01"), 422)
    assert "Tulis temanya" in page.text
    late = force.post(f"{DOOR}/rencana", plan(town, tanggal="2020-01-01"), 422)
    assert "Pilih hari ini" in late.text
    nobody = plan(town, pemimpin=str(town.head.id))
    force.post(f"{DOOR}/rencana", nobody, 422)


def test_a_sheet_that_says_too_little_comes_back_with_what_is_missing(browse, town):
    entry = town.planned()
    kept(town)
    mentor = browse(town.mentor)
    empty = mentor.post(f"{DESK}/{entry}", {"kunci": "x"}, 422)
    assert "Tulis siapa yang hadir" in empty.text
    half = sheet(town, **{"temuan1-bobot": "", "temuan1-tenggat": ""})
    assert "Temuan 1" in mentor.post(f"{DESK}/{entry}", half, 422).text
    late = sheet(town, selesai="23:00")
    assert "sudah selesai saat ditandatangani" in mentor.post(f"{DESK}/{entry}", late, 422).text
    assert records_of(entry) == ()


def test_a_sheet_of_a_phone_without_a_line_is_signed_once_when_it_arrives(browse, town):
    entry = town.planned()
    kept(town)
    browser = browse(town.mentor)
    browser.get(f"{DESK}/{entry}")

    def send(answer) -> object:
        key = {"Idempotency-Key": '"kunci-satu"'}
        return browser.client.put(
            f"{DESK}/{entry}/lembar", json={"answer": answer}, headers=HERE | key
        )

    for _ in range(2):
        reply = send(sheet(town))
        assert (reply.status_code, reply.json["revision"]) == (200, 1)
    assert len(records_of(entry)) == len(cases_of_entry(entry, today=town.today)) == 1
    again = browser.client.put(f"{DESK}/{entry}/lembar", json={"answer": sheet(town)}, headers=HERE)
    assert again.status_code == 409
    for broken in (None, {"tanggal": 1}, sheet(town, tempat=""), {str(n): "x" for n in range(50)}):
        assert send(broken).status_code == 422
    foreign = browser.client.put(f"{DESK}/{entry}/lembar", json={"answer": sheet(town)})
    assert foreign.status_code == 400


def test_the_unit_is_not_told_of_what_comes_unannounced(browse, town):
    town.planned(days=3, announced=False, title="Datang tiba-tiba")
    town.planned(days=4, title="Rapat bersama")
    kept(town)
    told = browse(town.head).get(UNIT).text
    assert "Rapat bersama" in told
    assert "Datang tiba-tiba" not in told


def test_a_plan_is_moved_and_cancelled_with_a_reason(browse, town):
    entry = town.planned(days=2)
    kept(town)
    force, door = browse(town.force), f"{DOOR}/{entry}"
    force.get(f"{door}/pindah")
    day = (town.today + timedelta(days=9)).isoformat()
    given = {"tanggal": day, "pemimpin": str(town.force.id), "alasan": "Ruang sedang dipakai."}
    force.post(f"{door}/pindah", {**given, "alasan": ""}, 422)
    assert force.post(f"{door}/pindah", given).location == door
    assert "Ruang sedang dipakai." in force.get(door).text
    assert f"{DESK}/{entry}" in force.get(door).links
    force.get(f"{door}/batal")
    force.post(f"{door}/batal", {"alasan": "Tidak"}, 422)
    assert force.post(f"{door}/batal", {"alasan": "Digabung dengan rapat."}).location == door
    assert "Digabung dengan rapat." in force.get(door).text


def test_what_goes_on_or_is_escalated_needs_its_fields(browse, town):
    case = town.case()
    kept(town)
    force, door = browse(town.force), f"{DOOR}/temuan/{case}"
    force.post(door, {"hasil": "goes-on", "uraian": "Baru satu kursi."}, 422)
    force.post(door, {"hasil": "escalated", "uraian": "Belum ada anggaran."}, 422)
    anew = {"tindakan": "Kursi kedua dipasang.", "pemilik": "Sekretaris",
            "tenggat": (town.today + timedelta(days=3)).isoformat()}  # fmt: skip
    force.post(door, {"hasil": "goes-on", "uraian": "Baru satu kursi.", **anew})
    assert "Kursi kedua dipasang." in browse(town.head).get(f"{UNIT}/{case}").text
    told = {"hasil": "escalated", "uraian": "Belum ada anggaran.", "kepada": "Sekretaris Daerah"}
    force.post(door, told)
    assert "Kepada: Sekretaris Daerah." in force.get(door).text
    force.post(door, {"hasil": "remark", "uraian": "Ruangnya lantai dua."})
    assert "Koreksi di sampingnya" in force.get(door).text


def test_a_record_is_corrected_and_gets_a_finding_and_a_photograph(browse, town):
    entry = town.held()
    kept(town)
    mentor, door = browse(town.mentor), f"{DESK}/{entry}"
    mentor.get(f"{door}/perbaikan")
    right = sheet(town, findings=False, alasan="Salah mencatat ruang.", kunci="dua")
    mentor.post(f"{door}/perbaikan", {**right, "alasan": ""}, 422)
    assert mentor.post(f"{door}/perbaikan", right).location == door
    assert "Salah mencatat ruang." in mentor.get(door).text
    mentor.get(f"{door}/temuan")
    mentor.post(f"{door}/temuan", {"kunci": "t"}, 422)
    assert mentor.post(f"{door}/temuan", finding(town, kunci="t")).location == door
    assert len(cases_of_entry(entry, today=town.today)) == 2
    mentor.get(f"{door}/foto")
    file = {"berkas": (BytesIO(picture()), "foto.png"), "keterangan": "Ruang tunggu kosong"}
    mentor.post(f"{door}/foto", file, 422)
    file = {"berkas": (BytesIO(b"GIF89a"), "foto.png"), "keterangan": "Ruang tunggu kosong"}
    mentor.post(f"{door}/foto", {**file, "tanpa_wajah": "y"}, 422)
    file = {"berkas": (BytesIO(picture()), "foto.png"), "keterangan": "Ruang tunggu kosong"}
    assert mentor.post(f"{door}/foto", {**file, "tanpa_wajah": "y"}).location == door
    (photo,) = photos_of(entry)
    force, shown = browse(town.force), f"{DOOR}/{entry}/foto/{photo.id}"
    data = force.client.get(shown).data
    assert data.startswith(PNG)
    assert b"Seseorang" not in data
    assert force.post(f"{shown}/hapus", {}).location == f"{DOOR}/{entry}"
    assert force.client.get(shown).status_code == 409
    assert "dihapus: Dihapus oleh gugus tugas." in mentor.get(door).text


def test_the_list_is_filtered_by_unit_and_shows_what_is_late(browse, town, clock):
    town.planned(title="Di sebelah", unit=town.beside)
    case = town.case()
    kept(town)
    force = browse(town.force)
    only = force.get(f"{DOOR}?unit=DISHUB").text
    assert "Di sebelah" in only
    assert "berdiri di lorong" not in only
    clock.forward(days=20)
    late = browse(town.force).get(DOOR).text
    assert "Melewati tenggat yang disepakati" in late
    assert "lewat harinya" in late
    town.at = clock.now
    town.says(case, StepKind.DONE)
    db.session.commit()
    assert "Melewati tenggat yang disepakati" not in browse(town.force).get(DOOR).text


def test_own_data_tell_of_casework_and_the_calendar_file_of_its_day(browse, town):
    town.planned(days=5)
    town.held(title="Yang terlaksana")
    kept(town)
    mentor = browse(town.mentor)
    assert "Yang terlaksana" in mentor.get("/saya/data").text
    answer = mentor.client.get("/saya/kalender.ics")
    assert answer.data.count(b"BEGIN:VEVENT") == 1
    assert "Loket" not in answer.get_data(as_text=True)


def test_pages_of_casework_cost_the_same_however_much_there_is(browse, town):
    for _ in range(2):
        town.held()
    kept(town)
    few = counted_home(browse, town)
    for _ in range(6):
        town.held()
        town.planned(days=1)
    kept(town)
    assert counted_home(browse, town) == few


def counted_home(browse, town) -> list[int]:
    pages = ((town.force, DOOR), (town.head, UNIT), (town.mentor, DESK))
    found = []
    for person, door in pages:
        browser = browse(person)
        browser.get(door)
        with counted() as statements:
            browser.get(door)
        found.append(len(statements))
    return found
