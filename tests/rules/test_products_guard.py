"""No child's data reaches the register, and no maker's name a rater."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.observation.rules.products_guard import HIDDEN, NOBODY, blind, mask


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("NIK 6471010101150001 dicatat.", "6471010101150001"),
        ("NIK 6471 0101 0115 0001 dicatat.", "6471 0101 0115 0001"),
        ("Hubungi 0812-3456-7890 segera", "0812-3456-7890"),
        ("WA +62 812 3456 7890", "812 3456 7890"),
        ("Nama anak: Rekaan Kecil, umur 7", "Rekaan Kecil"),
        ("nama lengkap siswa = Contoh Rekaan; kelas 2", "Contoh Rekaan"),
        ("Ananda Contoh Rekaan datang", "Contoh Rekaan"),
        ("Tanggal lahir: 12-03-2017", "12-03-2017"),
        ("NISN 0123456789", "0123456789"),
    ],
)
def test_what_looks_like_a_childs_data_is_hidden(text, hidden):
    found = mask(text)
    assert hidden not in found.text
    assert HIDDEN in found.text
    assert found.found == 1


@pytest.mark.parametrize(
    "text",
    [
        "NIP 199001012020121001 adalah nomor pegawai.",
        "Nomor 400/123/DINSOS/2026 tanggal 12 Juni 2026, pagu Rp1.250.000.000",
        "Petugas mencatat nama anak seperlunya. SAPA 129 dan 110.",
        "Anak usia 7–9 tahun sebanyak 1.234 orang.",
    ],
)
def test_ordinary_papers_stay_as_they_are(text):
    assert mask(text) == type(mask(text))(text, 0)


@given(st.text(max_size=200))
def test_masking_twice_changes_nothing(text):
    once = mask(text)
    assert mask(once.text).text == once.text
    assert mask(once.text).found == 0


@given(st.text(alphabet="0123456789 -.+62aNnk:", max_size=8000))
def test_hostile_texts_are_masked_in_time(text):
    mask(text)
    blind(text, ["Nama Rekaan"], [text[:30]])


def test_the_makers_their_numbers_and_the_unit_are_gone():
    text = (
        "Disusun oleh SITI Rekaan Wijaya, S.Sos (NIP 19900101 202012 2 001), Dinas Rekaan, no. 7/X"
    )
    seen = blind(text, ["Siti Rekaan Wijaya"], ["Dinas Rekaan", "7/X", ""])
    assert not {"siti", "wijaya", "rekaan", "19900101", "7/x"} & set(seen.lower().split())
    assert "Wijaya" not in seen
    assert "7/X" not in seen
    assert NOBODY in seen


def test_a_name_inside_another_word_stays():
    assert blind("Anisa dan Ani", ["Ani"]) == f"Anisa dan {NOBODY}"
