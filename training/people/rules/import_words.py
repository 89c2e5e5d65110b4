"""The Indonesian sentences of an import's report, the same on the page and on the command line."""

from datetime import date

from training.people.rules.imports.problems import Code
from training.people.rules.imports.report import Entry

HOW_TO_TEXT = (
    "Blok kolom nomor di Excel, pilih Format Sel > Teks, ketik ulang atau tempel nomor dari "
    "SIMPEG, "
    "lalu simpan lagi."
)
SENTENCES: dict[Code, str] = {
    Code.FILE_EMPTY: "Berkas kosong.",
    Code.FILE_TOO_LARGE: "Berkas lebih besar dari 5 MB. Bagilah menjadi beberapa berkas.",
    Code.FILE_KIND: "Berkas ini bukan tabel yang dikenal. Simpan sebagai XLSX atau CSV.",
    Code.FILE_OLD_EXCEL: "Berkas ini berformat Excel lama (.xls). Simpan sebagai XLSX atau CSV.",
    Code.FILE_LOCKED: "Berkas ini terkunci dengan kata sandi. Simpan tanpa kata sandi.",
    Code.FILE_BROKEN: "Berkas ini rusak atau tidak dapat dibaca. Buka di Excel atau LibreOffice, "
    "lalu simpan ulang sebagai XLSX atau CSV.",
    Code.FILE_SWOLLEN: "Isi berkas ini terlalu besar untuk dibuka dengan aman. Simpan sebagai CSV "
    "dengan kolom yang perlu saja.",
    Code.ENCODING_GUESSED: "Pengodean huruf berkas ini bukan UTF-8; dibaca sebagai {new}. Periksa "
    "nama yang berhuruf khusus.",
    Code.TOO_MANY_ROWS: "Berkas ini berisi lebih dari {new} baris. Bagilah menjadi beberapa "
    "berkas.",
    Code.TOO_MANY_COLUMNS: "Berkas ini berisi lebih dari {new} kolom. Hapus kolom yang tidak "
    "perlu.",
    Code.CELL_TOO_LONG: "Isi sel lebih dari 1.000 karakter.",
    Code.HEADS_MISSING: "Baris judul kolom tidak ditemukan pada sepuluh baris pertama. Paling "
    "sedikit diperlukan kolom: {new}.",
    Code.COLUMN_MISSING: "Kolom ini tidak ada dalam berkas, padahal wajib.",
    Code.NO_ROWS: "Tidak ada baris data di bawah judul kolom.",
    Code.DAY_AHEAD: "Tanggal keadaan {old} belum tiba. Pakai tanggal hari ini atau sebelumnya.",
    Code.FORMULA: "Sel ini berisi rumus atau diawali tanda =, +, -, atau @. Isilah dengan teks "
    "biasa.",
    Code.NUMERIC_NUMBER: f"Nomor tersimpan sebagai angka sehingga digitnya tidak utuh. "
    f"{HOW_TO_TEXT}",
    Code.ROUNDED_NUMBER: "Tiga digit terakhir 000: tampaknya nomor sudah dibulatkan oleh Excel. "
    f"{HOW_TO_TEXT}",
    Code.NUMBER_LENGTH: "Nomor tidak terdiri atas 18 digit (nomor kontrak: paling banyak 40 "
    "karakter).",
    Code.NUMBER_SHAPE: "Susunan nomor tidak sesuai: digit ke-15 harus 1 atau 2.",
    Code.NUMBER_DATE: "Tanggal di dalam nomor tidak masuk akal. Periksa digitnya.",
    Code.NUMBER_IS_NIK: "Sel ini tampaknya berisi NIK. NIK tidak boleh diunggah; hapus isinya.",
    Code.NUMBER_UNSURE: "Jenis nomor (NIP atau NI PPPK) tidak dapat dipastikan dari digitnya.",
    Code.NUMBER_RETIRED: "Nomor ini sudah tidak berlaku karena telah diganti. Pakai nomor yang "
    "baru.",
    Code.NUMBER_OF_OTHER: "Nomor baru memuat tanggal lahir yang berbeda dari nomor lama. Periksa "
    "apakah ini orang yang sama.",
    Code.NUMBER_CHANGED: "Nomor pegawai ini diganti; nomor lama diakhiri.",
    Code.TWO_NUMBERS: "Baris ini memuat dua nomor yang berbeda. Isilah satu saja.",
    Code.OLD_NUMBER_UNKNOWN: "Nomor lama ini tidak tercatat.",
    Code.NO_KEY: "Baris ini tidak memuat nomor maupun surel, sehingga orangnya tidak dapat "
    "dipastikan.",
    Code.NAME_MISSING: "Nama kosong.",
    Code.NAME_ODD: "Nama memuat angka atau tanda yang tidak lazim, atau lebih dari 200 karakter.",
    Code.NAME_DIFFERS: "Nama berbeda sama sekali dari yang tercatat. Periksa apakah nomornya "
    "tepat.",
    Code.EMAIL_ODD: "Alamat surel tidak sah.",
    Code.EMAIL_TWICE: "Surel ini juga dipakai orang lain pada baris {new}. Satu surel untuk "
    "satu orang.",
    Code.EMAIL_OF_OTHER: "Surel ini tercatat atas nama orang lain.",
    Code.EMAIL_OF_OFFICER: "Surel pemegang peran di luar unit Anda hanya dapat diubah oleh admin.",
    Code.STATUS_UNKNOWN: "Status tidak dikenal. Pilihan: PNS, PPPK, PPPK Paruh Waktu, Non-ASN, "
    "Alih "
    "daya.",
    Code.STATUS_DIFFERS: "Status tidak sesuai dengan digit nomor. Periksa kembali.",
    Code.STANDING_UNKNOWN: "Kedudukan hukum tidak dikenal. Contoh: Aktif, CLTN, Tugas Belajar, "
    "MPP, "
    "Pensiun.",
    Code.POSTING_KIND_UNKNOWN: "Jenis penempatan tidak dikenal. Pilihan: Definitif, Plt, Plh.",
    Code.FAMILY_UNKNOWN: "Rumpun jabatan tidak dikenal. Pilihan: Pelayanan langsung, Perencana, "
    "Pengambil keputusan, Pendukung.",
    Code.FAMILY_DERIVED: "Rumpun jabatan diturunkan dari nama jabatan.",
    Code.DATE_ODD: "Tanggal tidak dapat dibaca. Tulis seperti 12/06/2025 atau 12 Juni 2025.",
    Code.DATE_AHEAD: "Tanggal ini sesudah tanggal keadaan berkas.",
    Code.TITLE_LONG: "Nama jabatan lebih dari 200 karakter.",
    Code.UNIT_MISSING: "Unit kerja kosong untuk pegawai yang belum memiliki penempatan.",
    Code.UNIT_UNKNOWN: "Unit kerja tidak dikenal. Pakai kode atau nama unit yang tercatat.",
    Code.UNIT_AMBIGUOUS: "Nama unit ini dimiliki beberapa unit. Pakai kodenya: {new}.",
    Code.UNIT_CLOSED: "Unit ini sudah berakhir pada tanggal keadaan berkas.",
    Code.OUT_OF_SCOPE: "Unit ini di luar wewenang Anda.",
    Code.PERSON_ELSEWHERE: "Pegawai ini tercatat di unit di luar wewenang Anda. Mintalah "
    "kepegawaian "
    "kota untuk memindahkannya.",
    Code.TWICE_IN_FILE: "Sudah ada pada baris {new}.",
    Code.ROWS_DISAGREE: "Berbeda dari baris lain untuk orang yang sama.",
    Code.OLDER_THAN_RECORD: "Catatan sudah berubah pada {old}, sesudah tanggal keadaan berkas. "
    "Pakai "
    "berkas yang lebih baru.",
    Code.ONLY_ACTING: "Pegawai baru ini hanya memiliki penempatan Plt/Plh, tanpa penempatan "
    "definitif.",
    Code.LEAVER_UNKNOWN: "Orang yang sudah berhenti ini tidak tercatat; baris dilewati.",
    Code.LEAVER_HOLDS_ROLE: "Orang ini berhenti dan masih memegang peran. Perannya berakhir dan "
    "akunnya ditutup bersama impor ini.",
    Code.LEAVER_HOLDS_MORE: "Orang ini memegang peran atas unit di luar wewenang Anda. Mintalah "
    "kepegawaian kota untuk mencatat bahwa ia berhenti.",
    Code.LAST_ADMIN: "Sesudah impor ini tidak ada lagi administrator seluruh kota: {old} berhenti. "
    "Berikan dahulu peran itu kepada orang lain.",
    Code.TOO_MANY_LEAVERS: "Berkas ini akan mengakhiri penempatan {new} dari {old} pegawai "
    "(lebih dari "
    "5 %). Periksa apakah berkasnya lengkap, lalu nyatakan dengan tegas bahwa ini benar.",
    Code.CODE_ODD: "Kode unit hanya boleh memuat huruf, angka, tanda hubung, dan titik (paling "
    "banyak "
    "40 karakter).",
    Code.KIND_UNKNOWN: "Jenis unit tidak dikenal. Contoh: dinas, badan, kecamatan, kelurahan, "
    "uptd.",
    Code.PARENT_UNKNOWN: "Unit induk ini tidak ada dalam berkas dan tidak tercatat.",
    Code.PARENT_CYCLE: "Unit ini menjadi induk bagi dirinya sendiri melalui unit lain.",
    Code.TOO_DEEP: "Susunan unit terlalu dalam.",
    Code.TEXT_LONG: "Teks lebih dari {new} karakter.",
    Code.NUMERIC_REGION: "Kode wilayah tersimpan sebagai angka. Format kolom sebagai Teks, lalu "
    "ketik "
    "ulang.",
    Code.DATES_CROSSED: "Tanggal berakhir mendahului tanggal mulai.",
    Code.PREDECESSOR_UNKNOWN: "Unit pendahulu ini tidak ada dalam berkas dan tidak tercatat.",
    Code.PREDECESSOR_ALONE: "Kolom pendahulu dan kolom perubahan harus diisi bersama.",
    Code.CHANGE_UNKNOWN: "Jenis perubahan tidak dikenal. Pilihan: ganti nama, digabung, dipecah.",
}
KINDS = {
    "problem": "Masalah", "note": "Catatan", "added": "Baru", "changed": "Berubah",
    "left": "Berakhir",
}  # fmt: skip
COLUMNS = {
    "nama": "Nama", "nip": "NIP", "ni-pppk": "NI PPPK", "nomor-kontrak": "Nomor kontrak",
    "nomor-lama": "Nomor lama", "surel": "Surel", "status": "Status", "unit-kerja": "Unit kerja",
    "unit-induk": "Unit induk", "jabatan": "Jabatan", "rumpun-jabatan": "Rumpun jabatan",
    "jenis-penempatan": "Jenis penempatan", "kedudukan-hukum": "Kedudukan hukum",
    "tmt-jabatan": "TMT jabatan", "kode": "Kode", "induk": "Induk", "jenis": "Jenis",
    "kelompok": "Kelompok", "sektor": "Sektor", "kode-wilayah": "Kode wilayah",
    "diverifikasi": "Diverifikasi", "sumber": "Sumber", "catatan": "Catatan",
    "berlaku-sejak": "Berlaku sejak", "berlaku-sampai": "Berlaku sampai", "pendahulu": "Pendahulu",
    "perubahan": "Perubahan",
}  # fmt: skip
VALUES = {
    "pns": "PNS", "pppk": "PPPK", "pppk-paruh-waktu": "PPPK Paruh Waktu", "non-asn": "Non-ASN",
    "alih-daya": "Alih daya", "pelayanan-langsung": "Pelayanan langsung", "perencana": "Perencana",
    "pengambil-keputusan": "Pengambil keputusan", "pendukung": "Pendukung",
    "definitif": "Definitif", "plt": "Plt", "plh": "Plh", "aktif": "Aktif",
    "cuti-di-luar-tanggungan": "Cuti di luar tanggungan", "tugas-belajar": "Tugas belajar",
    "cuti-sakit-panjang": "Cuti sakit panjang", "cuti-melahirkan": "Cuti melahirkan",
    "masa-persiapan-pensiun": "Masa persiapan pensiun",
    "diberhentikan-sementara": "Diberhentikan sementara", "berhenti": "Berhenti",
}  # fmt: skip
# Columns whose values are kinds of ours; in the others a word like "pns" is somebody's own text.
CODED = frozenset({"status", "rumpun-jabatan", "jenis-penempatan", "kedudukan-hukum"})
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip


LEFT = "Penempatan diakhiri. Tanpa penempatan lain, akun ditutup dan perannya berakhir."


def sentence(entry: Entry) -> str:
    """What a line of the report says beside its values."""
    if entry.code:
        said = _template(entry)
        return said.replace("{old}", _spoken(entry.old)).replace("{new}", _thousands(entry.new))
    plain = {"added": "Akan ditambahkan.", "changed": "", "left": LEFT}
    moved = entry.kind == "changed" and not entry.column
    return "Berpindah bersama unit induknya." if moved else plain.get(entry.kind, "")


def _template(entry: Entry) -> str:
    guess = (
        " Mungkin yang dimaksud: {new}." if entry.code == Code.UNIT_UNKNOWN and entry.new else ""
    )
    return SENTENCES[Code(entry.code)] + guess if entry.code else ""


def values(entry: Entry) -> tuple[str, str]:
    """Old and new in words, without what the sentence already says."""
    said = _template(entry)
    old = "" if "{old}" in said else value(entry.old, entry.column)
    return old, "" if "{new}" in said else value(entry.new, entry.column)


def column(entry: Entry, heads: dict[str, str]) -> str:
    """The column as the file heads it, or as we call it."""
    return heads.get(entry.column) or COLUMNS.get(entry.column, entry.column)


def value(text: str, field: str) -> str:
    """A stored value in words; parts of a sum-up are translated one by one."""
    if field in CODED:
        return VALUES.get(text, text)
    return " · ".join(VALUES.get(part, part) for part in text.split(" · ")) if not field else text


def _spoken(text: str) -> str:
    """A stored day as people say it; other text as it is."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return _thousands(text)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _thousands(text: str) -> str:
    return f"{int(text):,}".replace(",", ".") if text.isdigit() and 4 <= len(text) <= 7 else text
