"""Names, numbers and addresses in a text are covered before it is kept."""

import re

COVER = "▇▇▇"
_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿ"
_CONTACTS = re.compile(
    r"\S+@\S+|@\w[\w.]+|\b(?:https?://|www\.)\S+|\b\w+\.(?:com|net|id|org)\b\S*", re.IGNORECASE
)
# Telephone numbers, NIK, bank accounts: six digits or more, however they are grouped.
_NUMBERS = re.compile(r"\+?\d(?:[\s.\-/()]{0,2}\d){5,}")
_PLATES = re.compile(r"\b[A-Z]{1,2}\s?\d{1,4}\s?[A-Z]{1,3}\b")
_TITLES = (
    "pak|bapak|bpk|bu|ibu|kak|kakak|mas|mba|mbak|bang|abang|om|tante|paman|dik|adik|de|dek|"
    "ustaz|ustad|ustadz|ustazah|ustadzah|dokter|dr|drg|suster|bidan|perawat|guru|haji|hj"
)
# After a title a name is what is written large; after "my name is" it is what follows.
_TITLED = re.compile(
    rf"\b(?i:({_TITLES}))\b(\.?[ ]+)((?:[A-ZÀ-Ö]\.|[A-ZÀ-Ö][{_LETTERS}'’\-]*)"
    rf"(?:[ ](?:[A-ZÀ-Ö]\.|[A-ZÀ-Ö][{_LETTERS}'’\-]*)){{0,3}})"
)
_NAMED = re.compile(
    r"\b(bernama|namanya|nama\s*(?:saya|aku|ku|dia|nya|anak(?:\s+saya)?|petugas(?:nya)?)"
    rf"|panggil\s+(?:saya|aku))\b(\s*(?:adalah|itu|:)?\s+)([{_LETTERS}'’\-]+(?:\s+[A-Z][{_LETTERS}'’\-]*){{0,3}})",
    re.IGNORECASE,
)
# Who types in small letters writes names so too: after a short title only known words stay.
_SPOKEN = re.compile(r"\b(pak|bu|mas|mba|mbak|kak|bang|om|tante|dr|ust)(\.?[ ]+)([a-z'’\-]{3,})\b")
_FOLLOWS = frozenset(
    """
    yang ini itu saya aku kami kita dia kamu anda satpam guru petugas dokter bidan perawat suster
    polisi lurah camat kepala ramah baik sabar sudah udah tidak nggak gak mau bisa juga dan terima
    makasih loket depan belakang tadi kasih tolong mohon boleh kenapa kalau banget sekali cepat
    lama galak judes lucu keren bagus sopan senyum karena dengan sama untuk dari lagi masih jangan
    semua satu dua nya tiri angkot ojek sopir pegawai staf jaga parkir direktur wali ustaz haji
    bantu dibantu menolong menjelaskan bilang tanya marah senang suka minta semoga saja aja dulu
    """.split()  # noqa: SIM905  (a list of words reads best as words)
)
_LARGE = re.compile(rf"(?<![{_LETTERS}])[A-ZÀ-Ö][a-zà-ÿ'’]+(?![{_LETTERS}])")
_STARTS = re.compile(r"(?:^|[.!?:\n…]['\")\s]*)$")
_NOT_NAMES = frozenset(
    """
    Saya Aku Kami Kita Anda Dia Mereka Bapak Ibu Pak Bu Kak Kakak Mas Mbak Adik Dik Om Tante Dokter
    Suster Bidan Perawat Petugas Guru Senin Selasa Rabu Kamis Jumat Sabtu Minggu Januari Februari
    Maret April Mei Juni Juli Agustus September Oktober November Desember Indonesia Balikpapan Kota
    Kalimantan Timur Barat Utara Selatan Tengah Puskesmas Kelurahan Kecamatan Dinas Posyandu Loket
    Sekolah Kantor Ruang Akta Kartu Keluarga Kelahiran Identitas Anak Rumah Sakit Umum Poli Gigi
    Alhamdulillah Allah Tuhan Terima Kasih Mohon Tolong Semoga Tidak Ya Tapi Dan Yang Di Ke Dari
    Baik Bagus Ramah Sangat Lebih Wali Lansia Wifi Bahasa Inggris Ramadan Idulfitri Natal
    """.split()  # noqa: SIM905  (a list of words reads best as words)
)


def masked(text: str) -> str:
    """The text with whatever looks like a name, a number or an address covered.

    It covers too much rather than too little, and can never be sure: texts are read by few people.
    Covering a text twice changes nothing.
    """
    text = _CONTACTS.sub(COVER, text)
    text = _PLATES.sub(COVER, text)
    text = _NUMBERS.sub(COVER, text)
    text = _NAMED.sub(lambda found: f"{found[1]}{found[2]}{COVER}", text)
    text = _TITLED.sub(_titled, text)
    text = _SPOKEN.sub(_spoken, text)
    return _LARGE.sub(_large, text)


def _titled(found: re.Match[str]) -> str:
    """A title keeps standing; what follows it is a name unless every word of it is known."""
    words = found[3].split()
    if all(word.strip(".'’-") in _NOT_NAMES for word in words):
        return found[0]
    return f"{found[1]}{found[2]}{COVER}"


def _spoken(found: re.Match[str]) -> str:
    return found[0] if found[3] in _FOLLOWS else f"{found[1]}{found[2]}{COVER}"


def _large(found: re.Match[str]) -> str:
    """A large letter inside a sentence begins a name, if it is no word that is written so."""
    if found[0] in _NOT_NAMES or _STARTS.search(found.string[: found.start()]):
        return found[0]
    return COVER
