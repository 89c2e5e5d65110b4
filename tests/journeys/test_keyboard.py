"""Every role's work by the keyboard alone."""

import pytest

from tests.journeys.keys import come_in, enter, go_by, tab_to, write

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

NAME = "SELECT e.name FROM employee e JOIN identifier i ON i.employee_id = e.id WHERE i.value = ?"


@pytest.fixture
def typist(house, visitor):
    """`typist(role)`: somebody with that role who has signed in by keyboard."""

    def signed_in(role: str):
        me, who = visitor(), house.account(role)
        come_in(me, who.nip, who.password)
        return me

    return signed_in


def test_hr_finds_a_person_and_allows_an_exception(house, typist):
    someone = house.account("employee")
    [(name,)] = house.ask(NAME, someone.nip)
    me = typist("hr")
    go_by(me, "Kepegawaian")
    write(me, "Nama atau NIP", someone.nip)
    enter(me)
    go_by(me, name)
    assert me.heading == name
    go_by(me, "Lihat, buat, atau akhiri pengecualian")
    write(me, "Kesempatan tambahan", "1")
    write(me, "Alasan", "Tugas lapangan pada hari kuis.")
    write(me, "Hari terakhir pengecualian", "12122026")  # the same in every order
    go_by(me, "Buat pengecualian")
    me.sees("Tugas lapangan pada hari kuis.")


def test_hr_reaches_the_file_of_an_import(typist):
    me = typist("hr")
    me.go("/kepegawaian/impor")
    tab_to(me, "Berkas pegawai")
    tab_to(me, "Unggah dan periksa")


def test_the_task_force_reads_a_unit_then_and_now(typist):
    me = typist("task_force")
    go_by(me, "Gugus Tugas")
    go_by(me, "Seperti saat itu")
    assert "dasar=dulu" in me.page.url
    go_by(me, "Dinas Sosial")
    assert "Dinas Sosial" in me.heading


def test_the_administrator_gives_and_ends_a_role(house, typist):
    someone = [each for each in house.accounts if each.role == "employee"][1]
    [(name,)] = house.ask(NAME, someone.nip)
    me = typist("admin")
    me.go("/admin")
    write(me, "Nama, NIP, atau surel", someone.nip)
    enter(me)
    go_by(me, name)
    write(me, "Peran", "Auditor")
    go_by(me, "Lanjutkan")
    go_by(me, "Berikan peran")
    me.sees("Peran sudah diberikan")
    go_by(me, "Akhiri")
    go_by(me, "Akhiri peran itu")
    me.sees("Peran sudah diakhiri")


def test_an_author_previews_compares_and_takes_a_module_away(typist):
    me = typist("author")
    me.go("/penulis")
    go_by(me, "M3 ")
    go_by(me, "Semua soal beserta kuncinya")
    me.sees("Halaman ini memuat kunci jawaban")
    me.go("/penulis/m3-berbicara-melayani/banding")
    go_by(me, "Bandingkan")
    me.go("/penulis/m3-berbicara-melayani/ekspor")
    tab_to(me, "Unduh")


def test_an_auditor_filters_the_trail(typist):
    me = typist("auditor")
    me.go("/admin/jejak")
    write(me, "Jenis peristiwa", "peran")
    go_by(me, "Tampilkan")
    me.sees("Rantai utuh")


def test_a_mentor_reaches_the_texts_that_wait(typist):
    me = typist("mentor")
    go_by(me, "Pendampingan")
    go_by(me, "Penilaian")
    assert me.path == "/penilaian"
