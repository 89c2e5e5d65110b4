"""What is said of problems in rubrics, in anonymous waves, programmes and paths."""

from training.content.rules.codes import ProblemCode as C
from training.content.rules.instrumentwords import INSTRUMENTS

FORM_SENTENCES: dict[C, str] = {
    **INSTRUMENTS,
    C.RUBRIC_WRONG_STAGE: "Rubrik ini menyebut tahap “{key}”, padahal nama berkasnya “{name}”.",
    C.RUBRIC_CRITERIA: "Rubrik ini punya {count} kriteria; harus tepat {limit}.",
    C.RUBRIC_ANCHORS: "Kriteria “{key}” punya {count} jenjang; harus tepat {limit}, dari 0.",
    C.WAVE_WRONG_NAME: "Gelombang ini menyebut “{key}”, padahal nama berkasnya “{name}”.",
    C.WAVE_SCALE: "Skala gelombang ini punya {count} jenjang; harus tepat {limit}.",
    C.WAVE_UNKNOWN_CONSTRUCT: "Konstruk “{key}” tidak ada di daftar constructs.",
    C.WAVE_CONSTRUCT_UNASKED: "Tidak ada butir yang menanyakan konstruk “{key}”.",
    C.PROGRAMME_WRONG_NAME: "Program ini menyebut “{key}”, padahal nama berkasnya “{name}”.",
    C.PROGRAMME_PROMISES: (
        "Sertifikat hanya menyatakan bahwa seseorang terlatih. Hapus kata tentang tingkat atau "
        "kompetensi."
    ),
    C.PROGRAMME_NUMBER: (
        "Pola nomor memuat {{urut}} (atau {{urut:04}}) dan {{tahun}} tepat sekali; selebihnya "
        "huruf, angka, titik, garis miring, spasi, dan tanda hubung."
    ),
    C.PROGRAMME_VALIDITY: (
        "Masa berlaku belum benar: aturan fixed-date memakai day (bulan-tanggal) tanpa months; "
        "aturan lain memakai months tanpa day."
    ),
    C.PROGRAMME_MODULE: "Modul “{key}” tidak ada. Periksa ejaannya.",
    C.PROGRAMME_MODULE_TWICE: "Modul “{key}” tertulis dua kali pada jalur ini. Hapus salah satu.",
    C.PATH_TWICE: "Jalur untuk “{key}” sudah ditulis di atas. Gabungkan keduanya.",
    C.PATH_MISSING: "Belum ada jalur untuk “{key}”. Tambahkan satu di paths.",
    C.PATH_MODULE: "Modul “{key}” di jalur ini tidak ada. Periksa ejaannya.",
    C.PATH_MODULE_TWICE: "Modul “{key}” sudah ada di jalur ini. Hapus salah satu.",
    C.PATH_NOT_FOR: (
        "Modul “{key}” tidak untuk “{family}” menurut audience modul itu, jadi tidak akan tampil. "
        "Hapus dari jalur ini, atau perluas audience."
    ),
    C.PATH_LACKS: "Modul “{key}” untuk “{family}”, tetapi belum ada di jalurnya.",
}
