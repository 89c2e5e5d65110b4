"""The words of the demo's work products: for each kind a good paper and one that is not yet."""

from collections.abc import Mapping
from random import Random

from training.observation.rules.products import ProductKind

THINGS = (
    "ruang tunggu", "antrean loket", "jadwal layanan sore", "taman bacaan", "jalur rujukan",
    "rute aman ke sekolah", "pos pengaduan", "formulir pendaftaran", "kegiatan Forum Anak",
    "pojok menyusui", "papan informasi", "penertiban tanpa kekerasan",
)  # fmt: skip
NAMES: Mapping[ProductKind, str] = {
    ProductKind.RENJA_LINE: "Renja: penataan {thing}",
    ProductKind.RKA_LINE: "RKA: belanja untuk {thing}",
    ProductKind.SOP: "SOP {thing} bagi anak",
    ProductKind.DECISION: "Nota dinas tentang {thing}",
    ProductKind.SERVICE_LOG: "Catatan layanan: {thing}",
    ProductKind.MINUTES: "Notula rapat {thing}",
}
PLAN = (
    "Sasaran {thing} adalah {n} anak usia 6–17 tahun, dipilah menurut usia, jenis kelamin, "
    "dan disabilitas (data Dinas, tahun berjalan). Risiko: anak yang datang tanpa pendamping "
    "dapat tertinggal; karena itu satu petugas disiapkan untuk mereka. Forum Anak mengusulkan "
    "jam sore, dan usul itu dipakai. Ukuran hasil: bagian anak yang merasa didengar, ditinjau "
    "setiap triwulan bersama wakil anak."
)
DECISION = (
    "Keputusan tentang {thing} menyentuh sekitar {n} anak. Pilihan yang ditimbang: tetap, "
    "diubah jamnya, atau dipindah. Pendapat anak dihimpun lewat Forum Anak; mereka meminta "
    "tempat yang tidak terlihat dari jalan. Kepentingan terbaik anak didahulukan; biaya "
    "ditanggung dari pos yang ada. Nama anak tidak dimuat. Keputusan ditinjau enam bulan lagi "
    "oleh kepala bidang, dan keluarga dapat berkeberatan melalui loket pengaduan."
)
SERVICE = (
    "Petugas {thing} menyapa anak lebih dulu, duduk setinggi matanya, dan menjelaskan apa "
    "yang akan terjadi. Anak boleh meminta jeda. Bila dokumen belum lengkap, petugas menyebut "
    "jalan yang sah sebelum menyebut kekurangannya. Catatan dibuat seperlunya dan disimpan di "
    "lemari terkunci. Aduan anak dijawab paling lambat tiga hari kerja. Bila anak tampak "
    "terancam, petugas menghubungi UPTD PPA dan menunggu bersama anak."
)
GOOD: Mapping[ProductKind, str] = {
    ProductKind.RENJA_LINE: PLAN, ProductKind.RKA_LINE: PLAN, ProductKind.DECISION: DECISION,
    ProductKind.MINUTES: DECISION, ProductKind.SOP: SERVICE, ProductKind.SERVICE_LOG: SERVICE,
}  # fmt: skip
POOR: Mapping[ProductKind, str] = {
    ProductKind.RENJA_LINE: "Kegiatan {thing} bagi warga. Keluaran: {n} peserta, satu laporan.",
    ProductKind.RKA_LINE: "Belanja untuk {thing}: {n} paket. Ukuran: anggaran terserap.",
    ProductKind.DECISION: "Sesuai arahan pimpinan, {thing} berjalan seperti tahun lalu.",
    ProductKind.MINUTES: "Rapat membahas {thing}. Peserta {n} orang. Disepakati berjalan.",
    ProductKind.SOP: "Pemohon mengambil nomor, menunggu, menyerahkan berkas {thing}, selesai.",
    ProductKind.SERVICE_LOG: "Layanan {thing} berjalan lancar. Pengunjung hari ini {n} orang.",
}


def title(kind: ProductKind, chance: Random) -> str:
    return NAMES[kind].format(thing=chance.choice(THINGS))


def words(kind: ProductKind, chance: Random, *, good: bool) -> str:
    """What the paper says; `good` papers speak of children, others of peers and parcels."""
    text = (GOOD if good else POOR)[kind]
    return text.format(thing=chance.choice(THINGS), n=chance.randint(20, 400))
