"""The editor's eye: wrong words are corrected, right words are left alone, hard texts are named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.content.rules.codes import ProblemCode as C
from training.content.rules.facts import claim
from training.content.rules.inline import is_safe, plain
from training.content.rules.language import reading_index, sentences, words
from training.content.rules.spelling import corrections


def corrected(text: str) -> list[tuple[str, str]]:
    return [
        (found.words["wrong"], found.words["right"])
        for found in corrections(plain(text))
        if "right" in found.words
    ]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        *(("walikota", "wali kota"), ("praktek", "praktik"), ("beresiko", "berisiko")),
        *(("menganalisa", "menganalisis"), ("ijin", "izin"), ("perijinan", "perizinan")),
        *(("sekedar", "sekadar"), ("mempengaruhi", "memengaruhi"), ("Silahkan", "Silakan")),
        *(("standarisasi", "standardisasi"), ("jadual", "jadwal"), ("kwalitas", "kualitas")),
        *(("dimana", "di mana"), ("disini", "di sini"), ("kesana", "ke sana")),
        *(("apotik", "apotek"), ("penasehat", "penasihat"), ("aktifitas", "aktivitas")),
        *(("efektifitas", "efektivitas"), ("obyek", "objek"), ("subyek", "subjek")),
        *(("menghimbau", "mengimbau"), ("himbauan", "imbauan"), ("ketrampilan", "keterampilan")),
        *(("sistim", "sistem"), ("tehnik", "teknik"), ("karir", "karier"), ("telor", "telur")),
        *(("hirarki", "hierarki"), ("antrian", "antrean"), ("merubah", "mengubah")),
        *(("dikantor", "di kantor"), ("di tulis", "ditulis"), ("di laporkan", "dilaporkan")),
        *(("antar pegawai", "antarpegawai"), ("non formal", "nonformal"), ("non ASN", "non-ASN")),
        *(("pasca bencana", "pascabencana"), ("kerjasama", "kerja sama"), ("23:59", "23.59")),
        *(("2025-06-12", "12 Juni 2025"), ("3.5 %", "3,5 %"), ("6-11", "6–11")),
    ],
)
def test_a_slip_is_corrected(wrong, right):
    found = corrected(f"Kata {wrong} ada.")
    assert len(found) == 1
    assert found[0][1].split(" %")[0] == right.split(" %")[0]


@pytest.mark.parametrize(
    "text",
    [
        "Pinjaman, piutang, surveyor, responden, responsif, keterampilan, diperluas, dan antrean.",
        "Kedua anak di antara kami diantar ke sana, ditempatkan di kelas, lalu dirumahkan.",
        "Anda menonton di rumah; antarkan surat itu kepada Ibu Sistina di Jalan Praktisi.",
        "Pukul 09.30 WITA, 12 Juni 2025, 1.234,5, Rp1.500.000, 3×24 jam, usia 6–11, 40 %.",
        "Anak-anak itu itulah yang kami tunggu. Pada pada lain, ia diam.",
        "Nomor 3.1.2 dan versi 2.0 ada di bagian 4.1.",
        "Kode `resiko 23:59` dan [tautan](https://contoh.id/praktek) dibiarkan [@uu-resiko].",
        "Ia mengimbau, memengaruhi, menganalisis, menaati, dan menyukseskan.",
    ],
)
def test_right_words_are_left_alone(text):
    assert [found for found in corrected(text) if found[0] != "Pada pada"] == []


def test_a_pronoun_of_respect_is_capital_and_a_word_is_not_said_twice():
    codes = [found.code for found in corrections("Saya dan anda yang yang datang.")]
    assert codes == [C.LOWERCASE_ANDA, C.DOUBLED_WORD]


def test_dashes_belong_to_feedback_only():
    assert [found.code for found in corrections("Satu — dua")] == [C.EM_DASH]
    assert list(corrections("Satu — dua", with_dashes=True)) == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Satu dua. Tiga empat lima!", [2, 3]),
        ("Pukul 09.30 WITA kami buka. Silakan.", [5, 1]),
        ("Ia bertanya, “Siapa namamu?” Laras diam.", [4, 2]),
        ("Menurut dr. Sari, ini baik.", [5]),
        ("Tebal **sekali. Ya**.", [2, 1]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_breathes(text, counts):
    assert [len(found) for *_, found in sentences(text)] == counts


def test_marks_and_keys_are_no_words():
    assert words("**Anak** [lihat](https://a.id/b) [@uu] [[kontak:a]] `kode`") == ["Anak", "lihat"]


def test_officialese_reads_harder_than_plain_words():
    plain_words = words("Kami menyapa anak lebih dulu. Lalu kami menunggu sebentar.")
    official = ["penyelenggaraan", "pelayanan", "berkesinambungan", "dimaksudkan", "meningkatkan"]
    assert reading_index([5, 4], plain_words) < 25 < 40 < reading_index([25], official * 5)
    assert reading_index([], []) == 0


@pytest.mark.parametrize(
    "text",
    [
        *(
            "UU 25/2009",
            "UU Nomor 12 Tahun 2022",
            "Perpres 25/2021",
            "Permendagri 9/2016",
            "Pasal 34",
        ),
        *("KHA 12", "SNI 9169:2023", "3×24 jam", "3 x 24 jam", "dipidana", "denda paling banyak"),
        *("PP Tunas", "UU TPKS", "Komentar Umum 14", "KUHP 2023"),
    ],
)
def test_a_law_a_deadline_and_a_sanction_are_claims(text):
    assert claim(f"Menurut {text} begitu.")


@pytest.mark.parametrize(
    "text",
    [
        "tiga hari kerja",
        "pasal itu",
        "dendang",
        "24 jam",
        "menurut undang-undang itu",
        "PP itu",
        "Rp500",
    ],
)
def test_other_words_are_no_claims(text):
    assert not claim(f"Menurut {text} begitu.")


@pytest.mark.parametrize(
    ("target", "safe"),
    [
        *(("https://kota.go.id", True), ("https://kota.go.id/a?b=c#d", True)),
        *(("http://kota.go.id", False), ("//kota.go.id", False), ("https://a@b.id", False)),
        *(("javascript:alert(1)", False), ("https:\\\\a.id", False), ("", False)),
    ],
)
def test_only_plain_https_leads_out(target, safe):
    assert is_safe(target) is safe


@given(st.text(max_size=300))
def test_blanking_marks_keeps_every_word_in_its_place(text):
    shown = plain(text)
    assert len(shown) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, shown, strict=True))
