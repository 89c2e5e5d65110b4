"""One visit on phones, from plan to closed finding: no line, a photograph, an escalation."""

import struct
import zlib
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.keeping import at_home, down, forgive, held, settled, until_kept
from tests.journeys.person import PHONE
from training.commitments.rules.files.images import PNG

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]
WITA = ZoneInfo("Asia/Makassar")
SEEN = "Anak menunggu sambil berdiri di lorong."
PERSON = """SELECT e.id, e.name FROM employee e JOIN identifier i ON i.employee_id = e.id
  WHERE i.value = ?"""
THEME = "Loket akta kelahiran ramah anak"


@pytest.fixture(autouse=True)
def working_hours(house):
    """What is signed was held today at eight; other tests may have moved the clock into a night."""
    while not 10 <= house.forward().astimezone(WITA).hour < 16:
        house.forward(hours=1)


def photograph() -> bytes:
    """A grey picture that a browser can draw, with words in it that tell where it was taken."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        told = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + told

    width, height = 2400, 1800
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    lines = zlib.compress((b"\0" + bytes(width)) * height)
    place = chunk(b"tEXt", b"Location\x005.14S 119.41E")
    return PNG + head + place + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def due(house, days: int = 14) -> str:
    return (house.forward().astimezone(WITA).date() + timedelta(days=days)).isoformat()


def plan(house, force, head, mentor) -> str:
    """The task force plans on a phone; answers the address of the entry for who leads."""
    (unit,) = house.ask("SELECT id FROM unit WHERE code = ?", head.unit)
    (leader,) = house.ask(PERSON, mentor.nip)
    force.go("/gugus-tugas/pendampingan/rencana")
    page = force.page
    page.locator("[name=jenis][value=pengawasan]").check()
    page.locator("[name=tema]").fill(THEME)
    page.locator("[name=alasan]").fill("Keluhan tentang antrean keluarga yang membawa anak.")
    page.locator("[name=unit]").select_option(str(UUID(unit[0])))
    page.locator("[name=tanggal]").fill(due(house, 0))
    page.locator("[name=pemimpin]").select_option(str(UUID(leader[0])))
    force.press("Masukkan ke kalender")
    return f"/pendampingan/agenda/{force.path.rsplit('/', 1)[1]}"


def write(house, page, doer: str) -> None:
    for name, value in {
        "mulai": "08:00", "selesai": "09:00", "tempat": "Ruang layanan",
        "hadir": "Kepala seksi dan petugas loket", "amatan": "Loket dibuka tepat waktu.",
    }.items():  # fmt: skip
        sheet(page).locator(f"[name={name}]").fill(value)
    page.locator("summary", has_text="Temuan 1").click()
    for name, value in {
        "apa": SEEN, "pemilik": "Kepala seksi pelayanan", "pelaku": doer,
        "tindakan": "Menyediakan dua kursi anak.", "tenggat": due(house),
    }.items():  # fmt: skip
        page.locator(f"[name=temuan1-{name}]").fill(value)
    page.locator("[name=temuan1-tahap][value=service]").check()
    page.locator("[name=temuan1-bobot][value=diperbaiki]").check()


def sheet(page):
    return page.locator("form[data-sign-url$='/lembar']")


def take_photograph(page) -> None:
    page.locator("summary", has_text="Tambah foto").click()
    form = page.locator("form[data-photo-url]")
    status, send = form.locator("[data-photo-status]"), form.get_by_role("button").last
    expect(page.locator("main")).to_contain_text("Tanpa wajah, tanpa nama")
    file = {"name": "IMG_0001.png", "mimeType": "image/png", "buffer": photograph()}
    form.locator("[name=berkas]").set_input_files(file)
    form.locator("[name=keterangan]").fill("Lorong tanpa kursi anak")
    send.click()
    expect(status).to_contain_text("pastikan tidak ada orang di dalamnya")
    form.locator("[name=tanpa_wajah]").check()
    page.wait_for_timeout(1100)  # a button takes no second click within a second
    send.click()
    expect(form.locator("[data-photo-list]")).to_contain_text("Lorong tanpa kursi anak")
    expect(status).to_contain_text("Tersimpan di perangkat ini")


def correct(page) -> None:
    page.locator("summary", has_text="Tambahkan koreksi").click()
    form = page.locator("form[data-sign-url$='/perbaikan']")
    expect(form.locator("[name=amatan]")).to_have_value("Loket dibuka tepat waktu.")
    form.locator("[name=alasan]").fill("Ruangnya di lantai dua.")
    form.locator("[name=tempat]").fill("Ruang layanan lantai dua")
    form.get_by_role("button").last.click()
    expect(form.locator("[data-sign-status]")).to_contain_text("Belum terkirim")


def visit(house, me, path: str, doer: str) -> UUID:
    """Everything of the visit without a line; it arrives in order and once."""
    me.go(path)
    until_kept(me, path)
    with down(house, me):
        me.page.reload()
        me.sees("Anda membaca salinan")
        take_photograph(me.page)
        write(house, me.page, doer)
        me.page.get_by_role("button", name="Tanda tangani", exact=True).click()
        expect(sheet(me.page).locator("[data-sign-status]")).to_contain_text("Belum terkirim")
        correct(me.page)
        me.page.reload()  # the phone was put away and taken out again
        expect(me.page.locator("[data-photo-list]")).to_contain_text("Lorong tanpa kursi anak")
        forgive(me)
    settled(me.page)
    expect(me.page.locator("main")).to_contain_text("Yang ditandatangani", timeout=20_000)
    forgive(me)
    me.go(path)
    assert held(me.page) == []
    return UUID(path.rsplit("/", 1)[1])


def check_what_arrived(house, entry: UUID) -> str:
    """One sheet and its correction, one finding, one small photograph that tells no place."""
    said = "SELECT number, place FROM oversight_record WHERE entry_id = ? ORDER BY number"
    assert house.ask(said, entry.hex) == [
        (1, "Ruang layanan"), (2, "Ruang layanan lantai dua"),
    ]  # fmt: skip
    ((data,),) = house.ask(
        "SELECT f.data FROM oversight_photo_file f JOIN oversight_photo p ON p.id = f.photo_id "
        "WHERE p.entry_id = ?", entry.hex,
    )  # fmt: skip
    assert data[:3] == b"\xff\xd8\xff"
    assert b"119.41E" not in data
    assert len(data) < 200_000
    ((finding,),) = house.ask("SELECT id FROM oversight_finding WHERE entry_id = ?", entry.hex)
    return str(UUID(finding))


def say(me, path: str, answer: dict[str, str], button: str, *, ticks: str = "") -> None:
    me.go(path)
    for name, value in answer.items():
        me.page.locator(f"[name={name}]").fill(value)
    if ticks:
        me.page.locator(ticks).check()
    me.press(button)


def goes_up_and_comes_back(force, head, finding: str) -> None:
    """The task force cannot solve it in the unit: it is escalated, and the head is told to whom."""
    check = f"/gugus-tugas/pendampingan/temuan/{finding}"
    force.go("/gugus-tugas/pendampingan")
    force.sees("Menunggu pemeriksaan")
    force.go(check)
    force.page.locator("summary", has_text="dieskalasi").click()
    force.page.locator("[name=kepada]").fill("Sekretaris Daerah")
    force.page.locator("[name=hasil][value=escalated]").check()
    force.page.locator("[name=uraian]").fill("Anggarannya diputuskan di atas unit ini.")
    force.press("Simpan")
    force.go("/gugus-tugas")
    force.sees("Temuan yang dieskalasi dan belum ditutup")
    head.go(f"/unit/{head.account.unit}/tindak-lanjut/{finding}")
    head.sees("Kepada: Sekretaris Daerah.")
    seen = {"uraian": "Kursi terpasang, dilihat langsung."}
    say(force, check, seen, "Simpan", ticks="[name=hasil][value=closed]")


def test_from_plan_to_escalated_and_closed_finding_on_phones(house, visitor):
    heads = house.account("unit_head")
    crew = [each for each in house.accounts if each.role == "employee" and each.unit == heads.unit]
    doer = next(iter(crew), heads)
    force = at_home(visitor, house.account("task_force"), size=PHONE)
    mentor = at_home(visitor, house.account("mentor"), size=PHONE)
    entry = visit(house, mentor, plan(house, force, heads, mentor.account), doer.nip)
    finding = check_what_arrived(house, entry)
    worker = at_home(visitor, doer, size=PHONE)
    say(worker, f"/saya/tindak-lanjut/{finding}", {"kabar": "Kursi sudah dipesan."}, "Simpan")
    head = at_home(visitor, heads, size=PHONE)
    told = f"/unit/{heads.unit}/tindak-lanjut/{finding}"
    head.go(told)
    head.sees("Kursi sudah dipesan.")
    done = {"jawaban": "Kursi belum ada anggarannya."}
    say(head, told, done, "Kirim jawaban", ticks="[name=selesai]")
    goes_up_and_comes_back(force, head, finding)
    worker.go("/saya/tindak-lanjut")
    worker.sees("Sudah diperiksa dan ditutup")
    force.go(f"/gugus-tugas/pendampingan/{entry}")
    force.sees("Lorong tanpa kursi anak")
