"""Texts that are not about the service: a life, which no machine should judge."""

import re

_PEOPLE = (
    "ayah|bapak|bapa|papa|papi|papah|abah|abi|umi|ibu|mama|mamah|mami|emak|mak|bunda|om|"
    "paman|pakde|"
    "pakle|bude|tante|bibi|kakek|nenek|opa|oma|kakak|kak|abang|mas|guru|wali kelas|"
    "pembina|pacar|"
    "mantan|ustadz?|ustaz|pelatih|tetanga|suami|istri|sepupu|saudara|ipar|tiri|senior|"
    "geng|preman|"
    "majikan|juragan|bos|supir|sopir|pengasuh|pembantu|ortu|orang tua|temen|teman|"
    "sahabat|cowok|cewek|"
    "dia|mereka|orang|oknum|anak kelas|pendeta|romo|kiai|ojek"
)
_PRIVATE = (
    "rumah(?! sakit)|kamar(?! mandi)|kasur|ranjang|kontrakan|kosan|teras|gudang|dapur|"
    "sekolah|kelas|asrama|pondok|"
    "pasar|jalanan|tidur|mandi|malam|celana|rok|baju|badan|tubuh|dada|paha|punggung|"
    "pungung|leher|"
    "tangan|lengan|kaki|pipi|muka|wajah|bibir|mulut|rambut|kepala|perut|telinga|kuping|"
    "jari|mata|"
    "chat|wa|inbox|ig|hape|hp|uang|foto|video|hamil"
)
_FEELINGS = (
    "takut|nangis|menangis|sedih|sendirian|benci|capek|lelah|kangen|sakit|perih|luka|"
    "trauma|jerit|"
    "menjerit|teriak|gemetar|hancur|kesepian|malu|jijik|risih|stres|strez|hampa|mati|"
    "lapar|ampun|"
    "marah\\w*|dimarah\\w*|ngamuk|mabok|mabuk|maki"
)
_FORCE = (
    "di ?suruh|nyuruh|menyuruh|harus|di ?paksa|maksa|di ?larang|tidak boleh|"
    "di ?minta\\w*|minta|"
    "di ?ajak|ngajak|kalau|bakal|awas|ngadu|bilang|lapor|ambil|di ?ambil|di ?buang|"
    "di ?tahan|tahan|"
    "rahasia|cerita|tolong\\w*"
)
_OFTEN = "terus|tiap|setiap|sering|selalu|suka|lagi|dari dulu|sejak|kadang|pernah|dua kali"
_GROUPS = tuple(
    re.compile(rf"\b(?:{group})(?: ?ku|nya|mu)?\b")
    for group in (_PEOPLE, _PRIVATE, _FEELINGS, _FORCE, _OFTEN)
)
_SERVICE = re.compile(
    r"\b(?:petugas\w*|pegawai|loket|antre\w*|antri\w*|nomor|kartu|kia|ktp|kk|akta|akte|"
    r"formulir|berkas|"
    r"ruangan|ruang(?: (?:tunggu|bermain|menyusui|laktasi))|toilet|kursi|dokter\w*|"
    r"suster\w*|perawat\w*|bidan|"
    r"imunisasi|vaksin|(?:di|mem|me)?periksa|pelayanan|layanan|dilayani|melayani|kantor|"
    r"parkir\w*|wifi|jadwal|"
    r"biaya|harga|tarif|gratis|bagus|cepat|lambat|ramah|bersih|kotor|puas|terima kasih|"
    r"makasih|mainan\w*|"
    r"permen|balon|boneka|stiker|poster|lampu|ac|kipas|tungu|nungu|menungu|mantap|keren|"
    r"jelas|dijelaskan|"
    r"penjelasan|sabar|sopan|ditanya|proses|dibantu|membantu|diantar|stempel|fotokopi|"
    r"sinyal|judes|galak|"
    r"puskesmas|kelurahan|kecamatan|obat|giginya|gigi|darah|lift|tanga|air minum|"
    r"pintu(?!nya dikunci)|meja|"
    r"suaranya|bahasanya|tempatnya|ruangnya|jalan ke sini|papan|seragam|ibu hamil|"
    r"luka saya|datanya|"
    r"prosedur\w*|pengumuman\w*|sistem|kantin|wastafel|perpustakaan\w*|perosotan\w*|kolam\w*|pendaftaran\w*|dangkal|kesempatan|"
    r"main di sini|di sini enak|angkot jarang|didahulukan|ditimbang|diukur|"
    r"disapa|disuntik|diperban|dipijat|kuota|daring|online|aplikasi|cetak)(?:nya|ku|an|"
    r"kan)?\b"
)
_MILD = re.compile(
    r"\b(?:surat|ruang|buku|gambar|baik|lama|salah|jauh|dekat|susah|mudah|senang|nyaman|"
    r"seru|sudah jadi|"
    r"hasil|datang|selesai|lancar|hebat|tempat|tempatnya|kota|lucu|buka|tutup|hujan|bocor|"
    r"rusak|musik\w*|ikan\w*|"
    r"urus\w*|semoga|mohon|sebaiknya|perlu|kurang|terlalu|boleh|suka gambar|cat|ok|oke|"
    r"bola|kutu|"
    r"jam|menit|digigit|sepeda|bingung|tidak ada pungutan|taman|pojok|bayi|rambut)(?:nya|"
    r"ku|an|kan)?\b"
)
_BODY = re.compile(
    r"\b(?:telinga|kuping|lengan|tangan|rambut|pipi|paha|kepala|muka|badan|dada|"
    r"pundak)(?:nya|ku)?\b"
)
_TOUCH = re.compile(
    r"\b(?:di ?|me|men|n|ny|nge)?(?:tarik|narik|ambak|jewer|tepis|pencet|cekal|pelintir|"
    r"tekan|puntir|"
    r"colek|nyolek|remas|sentil|tunjuk tunjuk|jitak|betot|geret|seret)\w*\b"
)
_GENTLE = re.compile(r"\b(?:pelan|lembut|hati hati|pijat|perban|obat|rawat|suntik|cuci|izin)\b")


FEW_WORDS = 3


def speaks_of_home(reading: str) -> bool:
    """Whether a text is not about the service, so that somebody should see it.

    What speaks of the service (a counter, a card, a queue) is left alone. What only may do so is
    kept back if it speaks of two or more things of a life that hurts: people, private places and
    the body, feelings, force, how often; one of the first three among them. And three words or
    more that do not speak of the service at all are nothing that a machine should judge.
    """
    if _BODY.search(reading) and _TOUCH.search(reading) and not _GENTLE.search(reading):
        return True
    if _SERVICE.search(reading):
        return False
    found = [bool(group.search(reading)) for group in _GROUPS]
    if _MILD.search(reading):
        return sum(found) >= 2 and any(found[:3])
    return len(reading.split()) >= FEW_WORDS
