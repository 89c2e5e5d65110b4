"""The city's words in a file's cells, and the kinds that they mean."""

import re
import unicodedata
from enum import StrEnum

from training.people.rules.kinds import JobFamily, PostingKind, StandingKind, Status, UnitKind


class Left(StrEnum):
    """A standing that is none: the person no longer serves the city."""

    LEFT = "berhenti"


def plain(text: object) -> str:
    """A cell's word without case, accents and punctuation."""
    bare = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare.casefold()).split())


STATUSES: dict[str, Status] = {
    **dict.fromkeys(("pns", "cpns", "asn pns", "pegawai negeri sipil"), Status.PNS),
    **dict.fromkeys(("pppk", "p3k", "asn pppk", "pppk penuh waktu"), Status.PPPK),
    **dict.fromkeys(
        ("pppk paruh waktu", "pppk pw", "p3k paruh waktu", "p3kpw", "pppkpw", "paruh waktu"),
        Status.PPPK_PART_TIME,
    ),
    **dict.fromkeys(
        ("non asn", "nonasn", "honorer", "thl", "tenaga harian lepas", "tenaga kontrak", "kontrak",
         "naban", "tkk", "ptt", "pegawai tidak tetap", "kader", "non pns"),
        Status.NON_ASN,
    ),
    **dict.fromkeys(
        ("alih daya", "outsourcing", "outsource", "tenaga alih daya"), Status.OUTSOURCED
    ),
}  # fmt: skip

STANDINGS: dict[str, StandingKind | Left] = {
    **dict.fromkeys(("aktif", "01", "1", "01 aktif"), StandingKind.ACTIVE),
    **dict.fromkeys(
        ("cltn", "02", "2", "02 cltn", "cuti di luar tanggungan", "cuti di luar tanggungan negara",
         "cuti diluar tanggungan negara"),
        StandingKind.UNPAID_LEAVE,
    ),
    **dict.fromkeys(("tugas belajar", "03", "3", "03 tugas belajar"), StandingKind.STUDY),
    **dict.fromkeys(("cuti sakit panjang", "cuti sakit"), StandingKind.LONG_SICK_LEAVE),
    **dict.fromkeys(("cuti melahirkan", "cuti bersalin"), StandingKind.MATERNITY_LEAVE),
    **dict.fromkeys(
        ("mpp", "20", "20 mpp", "masa persiapan pensiun"), StandingKind.PRE_RETIREMENT
    ),
    **dict.fromkeys(
        ("diberhentikan sementara", "pemberhentian sementara"), StandingKind.SUSPENDED
    ),
    **dict.fromkeys(
        ("pensiun", "99", "99 pensiun", "berhenti", "diberhentikan", "meninggal", "meninggal dunia",
         "wafat", "mengundurkan diri", "pindah", "pindah instansi", "mutasi keluar", "non aktif",
         "tidak aktif", "nonaktif", "kontrak berakhir"),
        Left.LEFT,
    ),
}  # fmt: skip

POSTING_KINDS: dict[str, PostingKind] = {
    **dict.fromkeys(("definitif", "tetap", "definitive"), PostingKind.DEFINITIVE),
    **dict.fromkeys(("plt", "pelaksana tugas"), PostingKind.ACTING),
    **dict.fromkeys(("plh", "pelaksana harian"), PostingKind.DAILY_ACTING),
}

FAMILIES: dict[str, JobFamily] = {
    **dict.fromkeys(
        ("pelayanan langsung", "pelayanan", "layanan langsung", "front line"), JobFamily.FRONT_LINE
    ),
    **dict.fromkeys(("perencana", "perencanaan"), JobFamily.PLANNER),
    **dict.fromkeys(
        ("pengambil keputusan", "pimpinan", "keputusan", "manajerial"), JobFamily.DECISION_MAKER
    ),
    **dict.fromkeys(("pendukung", "dukungan", "support"), JobFamily.SUPPORT),
}

# A post's title tells its job family by the first line of this table that matches; what matches
# none supports. Whoever knows better writes the column "rumpun jabatan".
FAMILY_KEYWORDS: tuple[tuple[JobFamily, re.Pattern[str]], ...] = (
    (JobFamily.DECISION_MAKER, re.compile(
        r"^(plt |plh )?(kepala|ketua|camat|lurah|direktur|wakil direktur|inspektur(?! pembantu)"
        r"|sekretaris (daerah|dinas|badan|camat|kecamatan|kelurahan|lurah|dprd|inspektorat)|asisten"
        r"|staf ahli|kabid|kabag|kasubag|kasubbag|kasi|kasubid|kasubbid)\b")),
    (JobFamily.PLANNER, re.compile(
        r"\b(perencana|perencanaan|analis|penyusun|penelaah|peneliti|statistisi|perancang"
        r"|auditor|pengawas penyelenggaraan|kebijakan|anggaran|program|evaluasi"
        r"|inspektur pembantu)\b")),
    (JobFamily.FRONT_LINE, re.compile(
        r"\b(guru|dokter|perawat|bidan|pelayanan|layanan|loket|petugas|satpol|polisi pamong praja"
        r"|penyuluh|pekerja sosial|konselor|psikolog|apoteker|farmasi|pustakawan|kader|pendamping"
        r"|resepsionis|nutrisionis|gizi|terapis|fisioterapis|front office|pemadam|registrasi"
        r"|sanitarian|radiografer|laboratorium|operator|pengasuh|pembina|pengemudi ambulans"
        r"|satpam|petugas keamanan|rekam medis|kasir|mediator|instruktur)\b")),
)  # fmt: skip


def family_of(title: str) -> JobFamily:
    """The job family that a post's title suggests."""
    words = plain(title)
    found = (family for family, pattern in FAMILY_KEYWORDS if pattern.search(words))
    return next(found, JobFamily.SUPPORT)


UNIT_GROUPS: dict[UnitKind, str] = {
    UnitKind.KOTA: "Pemerintah Kota",
    UnitKind.SEKRETARIAT: "Sekretariat",
    UnitKind.BAGIAN: "Sekretariat",
    UnitKind.INSPEKTORAT: "Inspektorat",
    UnitKind.DINAS: "Dinas",
    UnitKind.BADAN: "Badan",
    UnitKind.SATUAN: "Satuan",
    UnitKind.UPTD: "UPTD dan UOBK",
    UnitKind.UOBK: "UPTD dan UOBK",
    UnitKind.KECAMATAN: "Kecamatan",
    UnitKind.KELURAHAN: "Kelurahan",
    UnitKind.LAYANAN: "Layanan",
}


def unit_kind(text: str) -> UnitKind | None:
    """The kind of unit in a cell; what follows a slash is a remark ("uobk/rs")."""
    word = plain(text.partition("/")[0])
    return UnitKind(word) if word in set(UnitKind) else None
