"""The words the city uses for units, employment and posts."""

from enum import StrEnum


class UnitKind(StrEnum):
    """Kinds of unit, from the city down to a service point."""

    KOTA = "kota"
    SEKRETARIAT = "sekretariat"
    BAGIAN = "bagian"
    INSPEKTORAT = "inspektorat"
    DINAS = "dinas"
    BADAN = "badan"
    SATUAN = "satuan"
    UPTD = "uptd"
    UOBK = "uobk"
    KECAMATAN = "kecamatan"
    KELURAHAN = "kelurahan"
    LAYANAN = "layanan"


class ChangeKind(StrEnum):
    """How a unit came out of an earlier one."""

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"


class Status(StrEnum):
    """Employment status."""

    PNS = "pns"
    PPPK = "pppk"
    PPPK_PART_TIME = "pppk-paruh-waktu"
    NON_ASN = "non-asn"
    OUTSOURCED = "alih-daya"


class JobFamily(StrEnum):
    """What a post does for children: serves them, plans for them, decides, or supports."""

    FRONT_LINE = "pelayanan-langsung"
    PLANNER = "perencana"
    DECISION_MAKER = "pengambil-keputusan"
    SUPPORT = "pendukung"


class PostingKind(StrEnum):
    """Definitive, or acting for somebody (Plt, Plh)."""

    DEFINITIVE = "definitif"
    ACTING = "plt"
    DAILY_ACTING = "plh"


class StandingKind(StrEnum):
    """Legal standing (kedudukan hukum). All but ACTIVE leave the denominators while they last."""

    ACTIVE = "aktif"
    UNPAID_LEAVE = "cuti-di-luar-tanggungan"
    STUDY = "tugas-belajar"
    LONG_SICK_LEAVE = "cuti-sakit-panjang"
    MATERNITY_LEAVE = "cuti-melahirkan"
    PRE_RETIREMENT = "masa-persiapan-pensiun"
    SUSPENDED = "diberhentikan-sementara"


class IdentifierKind(StrEnum):
    """Numbers by which the administration knows a person; contract staff may have none."""

    NIP = "nip"
    NI_PPPK = "ni-pppk"
    CONTRACT = "nomor-kontrak"


class Role(StrEnum):
    """What a person may do beyond being an employee; each grant names a unit."""

    EMPLOYEE = "employee"
    UNIT_HEAD = "unit_head"
    MENTOR = "mentor"
    HR = "hr"
    TASK_FORCE = "task_force"
    AUTHOR = "author"
    ADMIN = "admin"
    AUDITOR = "auditor"
