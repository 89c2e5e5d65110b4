"""What is said of a foreign file that cannot be read, and of what a format cannot carry."""

from enum import StrEnum


class Wrong(StrEnum):
    """What can be wrong with a foreign file."""

    TOO_LARGE = "berkas-terlalu-besar"
    EMPTY = "berkas-kosong"
    NOT_UTF8 = "bukan-utf8"
    UTF16 = "utf-16"
    NUL = "karakter-nol"
    NOT_XML = "bukan-xml"
    DOCTYPE = "doctype"
    TOO_DEEP = "terlalu-dalam"
    TOO_MANY = "terlalu-banyak"
    TEXT_TOO_LONG = "teks-terlalu-panjang"
    WRONG_ROOT = "bukan-format-ini"
    NOT_ZIP = "bukan-zip"
    ZIP_PATH = "zip-jalur-berbahaya"
    ZIP_BOMB = "zip-bom"
    ZIP_LOCKED = "zip-terkunci"
    MEMBER_MISSING = "isi-paket-tidak-ada"
    NO_QUESTIONS = "tanpa-soal"
    BRACE_OPEN = "kurung-tidak-ditutup"
    BRACE_INSIDE = "kurung-bertingkat"
    BAD_ANSWER = "jawaban-tak-terbaca"
    BAD_NUMBER = "angka-tak-terbaca"
    NO_PROMPT = "tanpa-pertanyaan"
    NO_ANSWER = "tanpa-jawaban"
    KIND_UNKNOWN = "jenis-tak-dikenal"
    VALUE = "nilai-tidak-muat"
    HEAD_MISSING = "kolom-tidak-ada"
    NO_TABLE = "tanpa-tabel"
    YAML = "yaml"


WRONG: dict[Wrong, str] = {
    Wrong.TOO_LARGE: "Berkas ini lebih dari {limit} MB. Bagi menjadi beberapa berkas.",
    Wrong.EMPTY: "Berkas ini kosong.",
    Wrong.NOT_UTF8: "Berkas ini bukan teks UTF-8. Simpan ulang dengan pengodean UTF-8.",
    Wrong.UTF16: "Berkas ini memakai UTF-16. Simpan ulang dengan pengodean UTF-8.",
    Wrong.NUL: "Berkas ini memuat karakter nol, jadi bukan teks. Ekspor ulang dari asalnya.",
    Wrong.NOT_XML: "XML tidak terbaca di sini. Ekspor ulang dari asalnya.",
    Wrong.DOCTYPE: (
        "Berkas ini memuat DOCTYPE atau entitas, yang tidak diterima. Hapus bagian itu atau "
        "ekspor ulang dari asalnya."
    ),
    Wrong.TOO_DEEP: "Susunan di sini bertingkat lebih dari {limit}, jadi berkas ini ditolak.",
    Wrong.TOO_MANY: "Isi berkas ini lebih dari {limit} {what}. Bagi menjadi beberapa berkas.",
    Wrong.TEXT_TOO_LONG: "Satu teks di sini lebih dari {limit} karakter. Pendekkan.",
    Wrong.WRONG_ROOT: "Ini bukan berkas {name}. Periksa pilihan formatnya.",
    Wrong.NOT_ZIP: "Paket ini bukan zip yang utuh. Ekspor ulang dari asalnya.",
    Wrong.ZIP_PATH: "Paket ini memuat jalur berbahaya “{name}”, jadi ditolak.",
    Wrong.ZIP_BOMB: "Isi paket ini mengembang melewati batas, jadi ditolak.",
    Wrong.ZIP_LOCKED: "Paket ini terkunci kata sandi. Simpan tanpa kata sandi.",
    Wrong.MEMBER_MISSING: "Berkas “{name}” tidak ada di dalam paket ini.",
    Wrong.NO_QUESTIONS: "Tidak ada soal yang dapat dibaca di berkas ini.",
    Wrong.BRACE_OPEN: (
        "Tanda {{ dan }} di soal ini tidak berpasangan. Tulis \\{{ atau \\}} bila bagian teks."
    ),
    Wrong.BRACE_INSIDE: "Ada {{ di dalam jawaban. Tulis \\{{ bila itu bagian teks.",
    Wrong.BAD_ANSWER: "Jawaban “{found}” tidak terbaca.",
    Wrong.BAD_NUMBER: "“{found}” bukan angka.",
    Wrong.NO_PROMPT: "Soal ini tidak punya pertanyaan.",
    Wrong.NO_ANSWER: "Soal “{title}” tidak punya jawaban yang dapat dipakai.",
    Wrong.KIND_UNKNOWN: "Jenis soal “{found}” tidak dikenal.",
    Wrong.VALUE: "Soal “{title}” belum muat di format Resap. {reason}",
    Wrong.HEAD_MISSING: "Kolom “{name}” tidak ada di baris judul tabel.",
    Wrong.NO_TABLE: "Tidak ada tabel soal di dokumen ini.",
    Wrong.YAML: "{reason}",
}


class Lost(StrEnum):
    """Why something is not carried."""

    KEPT = "kept"
    DROPPED = "dropped"
    KIND_NEAREST = "kind-nearest"
    KIND_NONE = "kind-none"
    EXPERT = "expert"
    EXPERT_KEPT = "expert-kept"
    RATIONALE = "rationale"
    CREDIT = "credit"
    LABEL = "label"
    PATTERN = "pattern"
    SPACING = "spacing"
    POINTS = "points"
    PICTURE = "picture"
    FRAME = "frame"
    FOREIGN = "foreign"
    WEIGHT = "weight"
    SCRIPT = "script"
    MARKUP = "markup"
    LINK = "link"
    KEY_INSIDE = "key-inside"
    EMPHASIS = "emphasis"
    ROUNDED = "rounded"
    COMMENTS = "comments"


LOST: dict[Lost, str] = {
    Lost.KEPT: (
        "“{what}” tidak dikenal di format ini; disimpan sebagai tag resap dan kembali bila "
        "diimpor lagi."
    ),
    Lost.DROPPED: "“{what}” tidak dapat ditulis di format ini, jadi hilang.",
    Lost.KIND_NEAREST: (
        "Soal {kind} ditulis sebagai {nearest}, bentuk terdekat yang ada di format ini."
    ),
    Lost.KIND_NONE: "Soal {kind} tidak punya bentuk di format ini, jadi tidak ikut ditulis.",
    Lost.EXPERT: ("Nilai ahli tidak dikenal di format ini: tanggapan terbaik menjadi kunci."),
    Lost.EXPERT_KEPT: (
        "Nilai ahli tidak dikenal di format ini: tanggapan terbaik menjadi kunci dan nilai ahli "
        "disimpan sebagai tag resap."
    ),
    Lost.RATIONALE: "Alasan (rationale) di sini tidak punya tempat di format ini, jadi hilang.",
    Lost.CREDIT: ("Aturan nilai “{credit}” tidak sama di format ini; disimpan sebagai tag resap."),
    Lost.LABEL: "Nama celah (label) tidak punya tempat di format ini, jadi hilang.",
    Lost.PATTERN: "Tanda pola pada jawaban (* atau ?) tidak berarti pola di format ini.",
    Lost.SPACING: "Aturan spasi (spacing) tidak ada di format ini, jadi hilang.",
    Lost.POINTS: "Nilai sebagian (points) tidak ada di format ini, jadi hilang.",
    Lost.PICTURE: "Gambar “{name}” tidak ikut; pasang kembali dengan tangan.",
    Lost.FRAME: "“{what}” milik seluruh kuis dan tidak punya tempat di format ini, jadi hilang.",
    Lost.FOREIGN: "“{what}” ({found}) tidak ada di Resap, jadi tidak dipakai.",
    Lost.WEIGHT: "Bobot jawaban ({found}) tidak ada di Resap; yang bernilai penuh saja yang benar.",
    Lost.SCRIPT: "Skrip, gaya, atau sisipan di dalam teks dibuang.",
    Lost.MARKUP: "Bentuk “{found}” di dalam teks tidak ada di Resap; hanya kata-katanya yang ikut.",
    Lost.LINK: "Tautan “{found}” tidak aman, jadi hanya kata-katanya yang ikut.",
    Lost.EMPHASIS: "Huruf tebal, miring, atau tautan pada pilihan pasangan hilang; katanya ikut.",
    Lost.ROUNDED: "Letak daerah dibulatkan ke bilangan bulat.",
    Lost.COMMENTS: "{n} komentar (#) di berkas asal tidak ikut ke draf.",
    Lost.KEY_INSIDE: (
        "Paket ini dinilai di peramban, jadi kunci jawaban ada di dalamnya. Jangan pakai untuk "
        "ujian yang menentukan."
    ),
}
