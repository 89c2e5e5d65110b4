"""The task force sees every unit, a head their own, an author the drafts, an auditor the trail."""

import re

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests.paper_words import words_of

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

RANKED = re.compile(r"peringkat ke|urut(kan)? menurut (nilai|hasil)", re.IGNORECASE)


def test_the_task_force_sees_units_and_takes_a_report_away(house, visitor):
    me = visitor()
    me.sign_in(house.account("task_force"))
    me.go("/gugus-tugas")
    expect(me.page.get_by_role("table").first).to_be_visible()
    assert not RANKED.search(me.page.locator("main").inner_text())
    me.follow("Seperti saat itu")
    assert "dasar=dulu" in me.page.url
    me.follow("Seperti sekarang")
    me.follow("Pemerintah Kota Balikpapan")
    for heading in ("Menurut dimensi laku", "Menurut tahap pekerjaan", "Menurut modul"):
        expect(me.page.locator("caption", has_text=heading)).to_be_visible()
    with me.page.expect_download() as found:
        me.page.get_by_role("link", name="Unduh XLSX").click()
    assert CalamineWorkbook.from_path(str(found.value.path())).sheet_names


def test_a_head_sees_the_own_subtree_and_nothing_beside_it(house, visitor):
    me = visitor()
    head = house.account("unit_head")
    me.sign_in(head)
    me.go(f"/unit/{head.unit}")
    own = me.heading
    me.go("/unit")
    assert me.heading == own
    beside = me.go("/unit/DPU", status=404).text()
    unknown = me.go("/unit/TIDAK-ADA", status=404).text()
    assert stripped(beside) == stripped(unknown)
    me.go("/gugus-tugas", status=403)


def stripped(page: str) -> str:
    """A page without what differs at every request."""
    return re.sub(r'content="[^"]{40,}"|name="csrf_token" value="[^"]*"', "", page)


def test_an_author_previews_compares_and_sees_what_is_published(house, visitor):
    me = visitor()
    me.sign_in(house.account("author"))
    me.go("/penulis")
    drafts = me.page.locator("tbody tr")
    assert drafts.count() >= 3
    expect(me.page.get_by_text("Sama dengan terbitan")).to_have_count(drafts.count())
    me.follow(re.compile("^M3 "))
    me.sees("Naskah ini sudah terbit persis seperti ini")
    me.page.locator("main a[href*=pratinjau]").first.click()
    me.sees("Pratinjau naskah")
    me.page.go_back()
    me.follow("Semua soal beserta kuncinya")
    me.sees("Halaman ini memuat kunci jawaban")
    me.go("/penulis/m3-berbicara-melayani/banding")
    me.page.get_by_label("Ke", exact=True).select_option(label="Naskah")
    me.press("Bandingkan")
    me.sees("Tidak ada perubahan makna")


def test_an_auditor_filters_the_trail_and_sees_that_the_chain_is_whole(house, visitor):
    me = visitor()
    me.sign_in(house.account("auditor"))
    me.go("/admin/jejak")
    me.sees("Rantai utuh")
    me.page.get_by_label("Jenis peristiwa").select_option(label="peran diberikan")
    me.press("Tampilkan")
    kinds = me.page.locator("td[data-label='Apa'], td[data-label='Peristiwa']").all_inner_texts()
    assert set(kinds) <= {"peran diberikan"}
    me.go("/admin", status=403)


def test_a_figure_is_opened_and_every_printed_sheet_has_the_fingerprint(house, visitor):
    me = visitor()
    me.sign_in(house.account("task_force"))
    me.go("/gugus-tugas/laporan")
    me.page.locator("main tbody tr a").first.click()
    me.sees("Laporan kota")
    told = me.page.get_by_text(re.compile("^Sidik jari: [0-9a-f]{64}$")).inner_text()
    pages = words_of(me.page.pdf(prefer_css_page_size=True))
    assert len(pages) > 1
    assert all(told.removeprefix("Sidik jari: ") in page for page in pages)
    figure = me.page.locator("main a[href$='angka/level.3.estimate']").first
    words = figure.inner_text()
    figure.click()
    me.sees("Jalan dari fakta ke angka")
    expect(me.page.locator("main")).to_contain_text(words)
    me.page.get_by_role("link", name="Dinilai dengan bukti apa pun").click()
    me.sees("Yang belum diketahui")
