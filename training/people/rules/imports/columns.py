"""The heads under which the city's files name what an import wants."""

from enum import StrEnum

from training.people.rules.imports.intake import Wanted


class PersonField(StrEnum):
    """What a row can say about a person and their post."""

    NAME = "nama"
    NIP = "nip"
    NI_PPPK = "ni-pppk"
    CONTRACT = "nomor-kontrak"
    OLD_NUMBER = "nomor-lama"
    EMAIL = "surel"
    STATUS = "status"
    UNIT = "unit-kerja"
    OFFICE = "unit-induk"
    TITLE = "jabatan"
    FAMILY = "rumpun-jabatan"
    POSTING = "jenis-penempatan"
    STANDING = "kedudukan-hukum"
    SINCE = "tmt-jabatan"


class UnitField(StrEnum):
    """What a row can say about a unit."""

    CODE = "kode"
    NAME = "nama"
    PARENT = "induk"
    KIND = "jenis"
    GROUP = "kelompok"
    SECTOR = "sektor"
    REGION = "kode-wilayah"
    VERIFIED = "diverifikasi"
    SOURCE = "sumber"
    NOTE = "catatan"
    VALID_FROM = "berlaku-sejak"
    VALID_TO = "berlaku-sampai"
    PREDECESSOR = "pendahulu"
    CHANGE = "perubahan"


P, U = PersonField, UnitField

PEOPLE = Wanted(
    aliases={
        P.NAME: ("nama", "nama pegawai", "nama lengkap", "nama lengkap dan gelar", "nama dan gelar",
                 "nama asn", "name", "nama gelar"),
        P.NIP: ("nip", "nip baru", "no nip", "nomor nip", "nomor induk pegawai", "nip nipppk",
                "nip ni pppk", "nip nippk", "nip pegawai"),
        P.NI_PPPK: ("ni pppk", "nipppk", "nippppk", "nomor induk pppk", "ni p3k", "nip3k",
                    "nomor induk pppk ni pppk", "nippk", "nip pppk"),
        P.CONTRACT: ("nomor kontrak", "no kontrak", "nomor perjanjian kerja", "nomor spk",
                     "no spk"),
        P.OLD_NUMBER: ("nip lama", "nomor lama", "nip sebelumnya", "nomor sebelumnya",
                       "ni pppk lama"),
        P.EMAIL: ("email", "e mail", "surel", "alamat email", "alamat e mail", "alamat surel",
                  "email dinas", "email kedinasan"),
        P.STATUS: ("status", "status pegawai", "status kepegawaian", "jenis pegawai",
                   "status asn", "jenis kepegawaian"),
        P.UNIT: ("unit kerja", "unit", "unit organisasi", "unor", "nama unit kerja", "kode unit",
                 "kode unit kerja", "satuan kerja", "satker", "tempat tugas", "penempatan",
                 "nama unor"),
        P.OFFICE: ("opd", "skpd", "perangkat daerah", "unit induk", "unit kerja induk",
                   "unor induk", "instansi", "instansi induk", "nama opd"),
        P.TITLE: ("jabatan", "nama jabatan", "jab struktural fungsional", "jab struktural",
                  "jab fungsional", "jabatan struktural", "jabatan fungsional", "jabatan terakhir",
                  "jabatan struktural fungsional", "jab pelaksana", "jabatan pelaksana"),
        P.FAMILY: ("rumpun jabatan", "rumpun", "job family", "peran pelayanan"),
        P.POSTING: ("jenis penempatan", "plt plh", "definitif plt plh", "jenis penugasan",
                    "sifat jabatan", "definitif plt", "status jabatan"),
        P.STANDING: ("kedudukan hukum", "kedudukan", "kedudukan pegawai", "status kedudukan",
                     "kedudukan hukum pegawai", "keterangan aktif", "status aktif"),
        P.SINCE: ("tmt jabatan", "tmt", "tmt penempatan", "tmt unit kerja", "tmt jab"),
    },
    needed=((P.NAME,), (P.NIP, P.NI_PPPK, P.CONTRACT, P.EMAIL)),
)  # fmt: skip

UNITS = Wanted(
    aliases={
        U.CODE: ("code", "kode", "kode unit", "kode unit kerja", "kode opd"),
        U.NAME: ("name", "nama", "nama unit", "nama unit kerja", "nama opd", "unit kerja"),
        U.PARENT: ("parent", "induk", "unit induk", "kode induk", "kode unit induk"),
        U.KIND: ("type", "jenis", "jenis unit", "kind", "tipe"),
        U.GROUP: ("kelompok", "group"),
        U.SECTOR: ("sector", "sektor", "urusan", "bidang urusan"),
        U.REGION: ("kode wilayah", "region code", "kode kemendagri"),
        U.VERIFIED: ("verified", "diverifikasi", "terverifikasi", "verifikasi"),
        U.SOURCE: ("source", "sumber"),
        U.NOTE: ("note", "catatan", "keterangan"),
        U.VALID_FROM: ("valid from", "berlaku sejak", "berlaku mulai", "tmt"),
        U.VALID_TO: ("valid to", "berlaku sampai", "berakhir"),
        U.PREDECESSOR: ("predecessor", "pendahulu", "kode pendahulu", "kode lama"),
        U.CHANGE: ("change", "perubahan", "jenis perubahan"),
    },
    needed=((U.CODE,), (U.NAME,), (U.KIND,)),
)  # fmt: skip
# What the template file offers, in this order.
TEMPLATE_HEADS = (
    "Nama", "NIP", "NI PPPK", "Nomor kontrak", "Status", "Unit kerja", "Jabatan", "Rumpun jabatan",
    "Jenis penempatan", "Email", "Kedudukan hukum", "TMT jabatan",
)  # fmt: skip
