"""The 24 indicators of a child-friendly city, with the offices that usually answer for each.

Names are short; before a bundle is sent they are matched with the annex of Permen PPPA 12/2022, as
its sheet says. What Resap counts for an indicator stands in `kla_bundle`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

TRAINED, HEALTH, SCHOOLS = "K2", "15", "19"
NOT_HERE = "Tidak dicatat di Resap: dokumen dan angka dari penanggung jawab."


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: its number, its cluster, what it is about, and who answers for it."""

    number: str
    cluster: str
    about: str
    offices: str


K, I, II, III, IV, V = (  # noqa: E741  (clusters are numbered so)
    "Kelembagaan", "I Hak sipil dan kebebasan",
    "II Lingkungan keluarga dan pengasuhan alternatif", "III Kesehatan dasar dan kesejahteraan",
    "IV Pendidikan, waktu luang, kegiatan budaya", "V Perlindungan khusus",
)  # fmt: skip
ROWS = (
    ("K1", K, "Perda atau kebijakan daerah tentang KLA", "Bagian Hukum, DP3AKB, Setwan"),
    ("K2", K, "Terlembaga KLA: SDM terlatih KHA", "Bappeda, DP3AKB, kecamatan, kelurahan"),
    ("K3", K, "Peran lembaga masyarakat, media massa, dunia usaha",
     "DP3AKB, Disnaker, Diskominfo"),
    ("4", I, "Anak memiliki kutipan akta kelahiran", "Disdukcapil, kelurahan, RSUD, puskesmas"),
    ("5", I, "Informasi Layak Anak", "Disputakar, Diskominfo"),
    ("6", I, "Pelembagaan partisipasi anak", "DP3AKB, Bappeda, kelurahan"),
    ("7", II, "Pencegahan perkawinan anak", "DP3AKB, Kemenag, kelurahan"),
    ("8", II, "Penguatan kapasitas keluarga (Puspaga)", "DP3AKB"),
    ("9", II, "PAUD-HI", "Disdikbud, DKK, DP3AKB"),
    ("10", II, "Standardisasi lembaga pengasuhan alternatif", "Dinsos, Disdikbud"),
    ("11", II, "Infrastruktur ramah anak", "DPU, Disperkim, DLH, Dishub, DPPR"),
    ("12", III, "Persalinan di fasilitas kesehatan", "DKK"),
    ("13", III, "Status gizi balita", "DKK, DP3"),
    ("14", III, "PMBA anak di bawah dua tahun", "DKK"),
    ("15", III, "Fasyankes dengan Pelayanan Ramah Anak", "DKK, RSUD"),
    ("16", III, "Air minum dan sanitasi", "DPU, Disperkim, DLH"),
    ("17", III, "Kawasan tanpa rokok dan iklan rokok", "DKK, Satpol PP, DPMPTSP, BPPDRD"),
    ("18", IV, "Wajib belajar 12 tahun", "Disdikbud"),
    ("19", IV, "Satuan Pendidikan Ramah Anak", "Disdikbud"),
    ("20", IV, "Fasilitas kegiatan budaya, kreativitas, dan rekreasi ramah anak",
     "Disdikbud, Disparpora, Disputakar"),
    ("21", V, "Anak korban kekerasan, eksploitasi, penelantaran", "DP3AKB, UPTD PPA, Dinsos"),
    ("22", V, "Anak korban pornografi, NAPZA, HIV, dan situasi darurat", "DKK, BPBD, Dinsos"),
    ("23", V, "Anak disabilitas, kelompok minoritas, terisolasi", "Dinsos, Disdikbud, DKK"),
    ("24", V, "ABH, jaringan terorisme, stigmatisasi akibat kondisi orang tua",
     "Dinsos, UPTD PPA, Satpol PP, Kesbangpol"),
)  # fmt: skip
INDICATORS: Mapping[str, Indicator] = {row[0]: Indicator(*row) for row in ROWS}
