"""The register of work products in a browser: head, keeper, guard, and what is learnt."""

from datetime import timedelta
from io import BytesIO

import pytest

from tests.factories import people, products
from training.kernel.db import db
from training.observation.queries.products import entries, keepers
from training.observation.rules.products import ProductKind
from training.people.rules.kinds import Role
from training.people.tables.employees import Identifier

pytestmark = pytest.mark.slow


@pytest.fixture
def house(app, clock):
    made = products.House(clock.now)
    people.role(made.maker, Role.UNIT_HEAD, made.unit)
    db.session.commit()
    for each in (made.unit, made.maker, made.own_mentor, *made.mentors):
        db.session.refresh(each)
        db.session.expunge(each)
    return made


def nip(person) -> str:
    return db.session.query(Identifier.value).filter_by(employee_id=person.id).scalar()


def filled(house, **more) -> dict[str, object]:
    plain = {
        "kunci": "0b9f1c1e-0000-4000-8000-000000000001", "jenis": "sop", "judul": "SOP loket anak",
        "tanggal": "2026-10-01", "nomor": "", "pegawai": str(house.maker.id), "nip": "",
        "teks": products.TEXT, "yakin": "y",
    }  # fmt: skip
    return {**plain, **more}


DOOR = "/unit/DINSOS/daftar-produk"


def test_the_head_adds_a_product_and_a_double_click_adds_no_second(browse, house):
    head = browse(house.maker)
    assert "Daftar masih kosong" in head.get(DOOR).text
    assert DOOR in head.get("/daftar-produk").links
    assert head.get(f"{DOOR}/tambah").h1 == "Tambah produk"
    for _ in range(2):
        assert head.post(f"{DOOR}/tambah", filled(house)).location == DOOR
    page = head.get(DOOR)
    assert "SOP loket anak" in page.text
    assert len(entries(house.unit.id)) == 1


def test_a_childs_data_is_hidden_shown_once_more_and_must_be_confirmed_again(browse, house):
    head = browse(house.maker)
    told = filled(house, teks=f"{products.TEXT} Nama anak: Contoh Rekaan, NIK 6471010101150001")
    page = head.post(f"{DOOR}/tambah", told, 422)
    assert "2 bagian yang menyerupai data anak" in page.text
    shown = "".join(page.all("textarea")[0].itertext()).strip()
    assert "Contoh Rekaan" not in page.raw
    assert "6471010101150001" not in page.raw
    (box,) = (each for each in page.all("input") if each.get("name") == "yakin")
    assert box.get("checked") is None
    head.post(f"{DOOR}/tambah", filled(house, teks=shown))
    assert len(entries(house.unit.id)) == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"judul": ""}, "Isi judulnya"),
        ({"yakin": ""}, "Baca teksnya sekali lagi"),
        ({"tanggal": "2027-01-01"}, "Tanggal ini belum tiba"),
        ({"tanggal": "kemarin"}, ""),
        ({"pegawai": "", "nip": ""}, "Sebutkan paling sedikit satu pembuat."),
        ({"pegawai": "bukan-kunci"}, "Ada pembuat yang tidak bertugas"),
        ({"nip": "123 456"}, "Ada pembuat yang tidak bertugas"),
        ({"teks": "pendek"}, "paling sedikit 40 karakter"),
        ({"jenis": "lain"}, ""),
        ({"judul": "NIK 6471010101150001"}, "menyerupai data anak"),
        ({"judul": "a" * 3000}, ""),
        ({"teks": "a\x00" * 15000}, ""),
    ],
)
def test_bad_input_brings_the_form_back(browse, house, more, said):
    page = browse(house.maker).post(f"{DOOR}/tambah", filled(house, **more), 422)
    assert said in page.text
    assert entries(house.unit.id) == ()


def test_the_words_of_a_file_are_shown_before_they_are_kept(browse, house):
    head = browse(house.maker)
    text = BytesIO(products.TEXT.encode())
    page = head.post(f"{DOOR}/tambah", filled(house, teks="", berkas=(text, "sop.txt")), 422)
    assert "Ini teks dari berkas Anda" in page.text
    assert products.TEXT in "".join(page.all("textarea")[0].itertext())
    bad = BytesIO(b"MZ\x90\x00\x03")
    page = head.post(f"{DOOR}/tambah", filled(house, berkas=(bad, "sop.docx")), 422)
    assert "bukan PDF, DOCX, atau teks biasa" in page.text


def test_a_pdf_is_kept_for_the_unit(browse, house):
    head = browse(house.maker)
    paper = b"%PDF-1.7\nisi\n%%EOF\n"
    head.post(f"{DOOR}/tambah", filled(house, berkas=(BytesIO(paper), "sop.pdf")))
    (entry,) = entries(house.unit.id)
    assert f"{DOOR}/{entry.id}/berkas" in head.get(f"{DOOR}/{entry.id}").links
    assert head.get(f"{DOOR}/{entry.id}/berkas").response.data == paper


def test_the_head_names_a_keeper_who_then_names_nobody(browse, house, clock):
    person = people.employee(house.unit)
    db.session.commit()
    db.session.refresh(person)
    db.session.expunge(person)
    browse(person).get(DOOR, 404)
    head = browse(house.maker)
    head.post(f"{DOOR}/petugas", {"pegawai": str(person.id), "tindakan": "tunjuk"})
    keeper = browse(person)
    keeper.post(f"{DOOR}/tambah", filled(house, pegawai=str(person.id)))
    assert "Tunjuk petugas" not in keeper.get(DOOR).text
    keeper.post(f"{DOOR}/petugas", {"pegawai": str(person.id)}, 403)
    clock.forward(seconds=1)
    head.post(f"{DOOR}/petugas", {"pegawai": str(person.id), "tindakan": "akhiri"})
    keeper.get(DOOR, 404)
    assert keepers(house.unit.id) == []


def test_a_table_is_looked_through_row_by_row_and_then_kept_whole(browse, house):
    head, number = browse(house.maker), nip(house.maker)
    good = f"SOP;01/10/2026;SOP satu;1;{number};{products.TEXT} 0812-3456-7890\r\n"
    bad = "Puisi;kemarin;;;123;pendek\r\n"
    table = "\ufeffjenis;tanggal;judul;nomor;pembuat;teks\r\n"
    page = head.post(
        f"{DOOR}/impor", {"berkas": (BytesIO((table + good + bad).encode()), "a.csv")}, 422
    )
    assert "Jenis ini tidak dikenal." in page.text
    assert "Baik; 1 bagian disembunyikan" in page.text
    page = head.post(f"{DOOR}/impor", {"berkas": (BytesIO((table + good).encode()), "a.csv")}, 200)
    shown = "".join(page.all("textarea")[0].itertext()).lstrip("\n")
    assert entries(house.unit.id) == ()
    page = head.post(f"{DOOR}/impor", {"isi": shown, "terapkan": "1"}, 200)
    assert "Baca teksnya sekali lagi" in page.text
    head.post(f"{DOOR}/impor", {"isi": shown, "terapkan": "1", "yakin": "1"})
    assert [each.title for each in entries(house.unit.id)] == ["SOP satu"]
    page = head.post(f"{DOOR}/impor", {"isi": shown, "terapkan": "1", "yakin": "1"}, 422)
    assert "Baris ini sudah ada di daftar." in page.text


@pytest.mark.parametrize(
    "text", ["", "a;b\n1;2", '"' * 3001, "jenis;tanggal;judul;nomor;pembuat;teks\n" + "\n" * 9]
)
def test_a_table_that_cannot_be_read_is_refused(browse, house, text):
    browse(house.maker).post(f"{DOOR}/impor", {"berkas": (BytesIO(text.encode()), "a.csv")}, 422)
    assert entries(house.unit.id) == ()


def test_a_line_is_withdrawn_and_remarked_upon(browse, house):
    product = products.product(house.unit, house.maker, house.at)
    db.session.commit()
    head = browse(house.maker)
    door = f"{DOOR}/{product}"
    assert "Tulis alasannya" in head.post(f"{door}/tarik", {"alasan": " "}, 422).text
    head.post(f"{door}/tarik", {"alasan": "Salah berkas"})
    head.post(f"{door}/catatan", {"alasan": "Versi akhir menyusul"})
    page = head.get(door)
    assert "Ditarik: Salah berkas" in page.text
    assert "Versi akhir menyusul" in page.text
    head.post(f"{door}/tarik", {"alasan": "Lagi"}, 409)


def test_the_unit_learns_from_what_was_found_once_the_draw_is_closed(browse, house):
    product = products.product(house.unit, house.maker, house.at, kind=ProductKind.DECISION)
    products.drawn(house.at)
    products.rate_all(house.at, *house.mentors)
    db.session.commit()
    head = browse(house.maker)
    assert "Langkah berikutnya" not in head.get(f"{DOOR}/{product}").text
    assert products.SEED not in head.get(DOOR).raw
    products.closed(house.at + timedelta(days=1))
    db.session.commit()
    page = head.get(f"{DOOR}/{product}")
    assert "Langkah berikutnya" in page.text
    assert not [each for each in house.mentors if each.name in page.raw]
    assert products.SEED in head.get(DOOR).raw
    held = browse(house.maker).get("/saya/data").text
    assert "Produk kerja Anda" in held
