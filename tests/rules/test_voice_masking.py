"""Names, numbers and addresses do not survive in a text that is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.voice.rules.masking import COVER, masked

NAMES = st.sampled_from(["Budi", "Siti", "Rahmat", "Andini", "Joko", "Wulan", "Made", "Yohanes"])


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Pak Budi ramah", f"Pak {COVER} ramah"),
        ("saya dibantu bu Siti Aminah di loket", f"saya dibantu bu {COVER} di loket"),
        ("tadi pak budi ramah", f"tadi pak {COVER} ramah"),
        ("dr. Andi baik", f"dr. {COVER} baik"),
        ("nama saya sari", f"nama saya {COVER}"),
        ("anak bernama rudi hartono", f"anak bernama {COVER}"),
        ("hubungi 0812-3456-7890 ya", f"hubungi {COVER} ya"),
        ("+62 812 3456 7890", COVER),
        ("NIK 6471010101010001 salah", f"NIK {COVER} salah"),
        ("surel saya a.b@c.id", f"surel saya {COVER}"),
        ("ig @sari_07 dan www.contoh.id/x", f"ig {COVER} dan {COVER}"),
        ("motor KT 1234 AB parkir", f"motor {COVER} parkir"),
        ("Petugas Rina membantu", f"Petugas {COVER} membantu"),
    ],
)
def test_what_leads_to_somebody_is_covered(text, kept):
    assert masked(text) == kept


@pytest.mark.parametrize(
    "text",
    ["pak satpam baik, mbak petugas sabar",
     "Terima kasih Bu Bidan. Anaknya senang", "Loket 3 lama, 15 menit", "Buka pukul 08.00",
     "Petugas di Balikpapan ramah", "Senin antre lama. Selasa sepi", "KTP dan KIA cepat jadi"],
)  # fmt: skip
def test_what_leads_to_nobody_stays(text):
    assert masked(text) == text


@given(NAMES, NAMES, st.sampled_from(["pak", "Bu", "kak", "dokter", "om"]))
def test_no_name_after_a_title_survives(first, second, title):
    found = masked(f"kemarin {title} {first} {second} menolong saya")
    assert first not in found
    assert second not in found


@given(st.from_regex(r"08[0-9]{2}[ .-]?[0-9]{3,4}[ .-]?[0-9]{3,4}", fullmatch=True))
def test_no_telephone_number_survives(number):
    assert masked(f"telepon {number} ya") == f"telepon {COVER} ya"


@given(st.text(max_size=500))
def test_covering_twice_changes_nothing_and_never_fails(text):
    once = masked(text)
    assert masked(once) == once
