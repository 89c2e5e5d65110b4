"""The units of the demo city: how many work there, what they are called, how keen they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from uuid import UUID

from training.people.rules.kinds import JobFamily

LARGE = {"DISDIKBUD": 1900, "DKK": 820, "RSUD-BERIMAN": 520, "SATPOLPP": 260, "DLH": 240,
         "DPU": 220, "DISHUB": 180, "RSKIA": 150, "PEMKOT": 0}  # fmt: skip
USUAL = {"kota": 0, "sekretariat": 22, "bagian": 14, "inspektorat": 45, "dinas": 70, "badan": 60,
         "satuan": 90, "uptd": 9, "uobk": 150, "kecamatan": 30, "kelurahan": 17,
         "layanan": 6}  # fmt: skip
FIXED = "kelurahan"
ENOUGH_FOR_FIXED = 1000
LIKE_THE_REAL_CITY = 4000
# Most offices of a small demo are large enough to be shown; some are not, as in the real city.
FEWEST, USUAL_FEWEST = {"bagian": 5, "uptd": 7, "layanan": 4, "kota": 0}, 12
KEEN, ABSENT = 0.94, 0.05

HEADS = {"sekretariat": "Sekretaris", "bagian": "Kepala Bagian", "inspektorat": "Inspektur",
         "dinas": "Kepala Dinas", "badan": "Kepala Badan", "satuan": "Kepala Satuan",
         "uptd": "Kepala UPTD", "uobk": "Direktur", "kecamatan": "Camat", "kelurahan": "Lurah",
         "layanan": "Koordinator Layanan"}  # fmt: skip
TITLES = {
    JobFamily.FRONT_LINE: ("Petugas Loket", "Petugas Layanan Informasi", "Pengelola Pelayanan",
                           "Petugas Pengaduan"),
    JobFamily.PLANNER: ("Perencana Ahli Muda", "Perencana Ahli Pertama", "Analis Kebijakan",
                        "Penyusun Program"),
    JobFamily.DECISION_MAKER: ("Kepala Bidang", "Kepala Subbagian", "Kepala Seksi"),
    JobFamily.SUPPORT: ("Pengadministrasi Umum", "Bendahara", "Pengelola Barang", "Pramu Kantor",
                        "Pengemudi"),
}  # fmt: skip
OF_SECTOR = {
    "pendidikan": ("Guru Kelas", "Guru PAUD", "Guru Bimbingan Konseling", "Pustakawan Sekolah"),
    "kesehatan": ("Perawat", "Bidan", "Dokter Umum", "Petugas Pendaftaran"),
    "ketertiban": ("Anggota Patroli", "Petugas Pengaduan"),
    "perhubungan": ("Petugas Lapangan", "Pengatur Lalu Lintas"),
    "perlindungan anak": ("Konselor", "Pekerja Sosial", "Pendamping Korban"),
    "sosial": ("Pekerja Sosial", "Pendamping Rehabilitasi"),
}
# Shares of the job families by kind of unit: serves, plans, decides, supports.
FAMILIES = tuple(JobFamily)
SHARES = {"kelurahan": (55, 12, 15, 18), "layanan": (80, 5, 5, 10), "uptd": (65, 10, 10, 15),
          "uobk": (68, 5, 7, 20), "kecamatan": (40, 18, 17, 25),
          "satuan": (60, 8, 12, 20)}  # fmt: skip
USUAL_SHARES = (34, 22, 14, 30)
TEACHING_SHARES = (78, 4, 6, 12)


@dataclass(frozen=True, slots=True)
class Office:
    """A unit as the demo needs it; `keenness` is the chance that somebody there takes part."""

    id: UUID
    code: str
    name: str
    kind: str
    path: str
    sector: str
    known_headcount: int | None
    keenness: float = 0.0
    skill: float = 0.0

    def title(self, family: JobFamily, chance: Random) -> str:
        """What such a post is called here."""
        own = OF_SECTOR.get(self.sector) if family is JobFamily.FRONT_LINE else None
        return chance.choice(own or TITLES[family])

    def family(self, chance: Random) -> JobFamily:
        """What kind of post one more person has here."""
        teaching = self.code == "DISDIKBUD"
        shares = TEACHING_SHARES if teaching else SHARES.get(self.kind, USUAL_SHARES)
        return chance.choices(FAMILIES, shares)[0]


def temper(chance: Random) -> tuple[float, float]:
    """How keen a unit is and how well its people judge: some shine, some do not show up at all."""
    draw = chance.random()
    skill = chance.gauss(0.0, 0.35)
    if draw < 0.16:
        return KEEN, skill + 0.3
    if draw < 0.27:
        return ABSENT, skill
    return chance.uniform(0.45, 0.9), skill


def sizes(offices: Sequence[Office], people: int, chance: Random) -> list[int]:
    """How many people each unit has, `people` in all.

    In a city of a thousand or more, small offices have their real size and the rest is shared.
    """
    if people < ENOUGH_FOR_FIXED:
        return _shared([_weight(office) for office in offices], people)
    usual = (16, 18) if people >= LIKE_THE_REAL_CITY else (10, 13)
    given = [_given(office, usual, chance) for office in offices]
    free = [0 if known else _weight(office) for office, known in zip(offices, given, strict=True)]
    left = people - sum(given)
    fewest = [FEWEST.get(office.kind, USUAL_FEWEST) for office in offices]
    least = [min(few, weight) for few, weight in zip(fewest, free, strict=True)]
    rest = _shared(free, max(0, left - sum(least)))
    return [a + b + c for a, b, c in zip(given, least, rest, strict=True)]


def _given(office: Office, usual: tuple[int, int], chance: Random) -> int:
    if office.known_headcount and office.kind != "kota":
        return office.known_headcount
    return chance.randint(*usual) if office.kind == FIXED else 0


def _weight(office: Office) -> int:
    return LARGE.get(office.code, USUAL.get(office.kind, 20))


def _shared(weights: Sequence[int], total: int) -> list[int]:
    """Share a number in proportion to weights, without losing anybody (largest remainders)."""
    whole = sum(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(each) for each in exact]
    by_rest = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in by_rest[: total - sum(parts)]:
        parts[i] += 1
    return parts
