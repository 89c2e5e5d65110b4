"""Certificates as rows of SIASN's course records: its fields by its names, nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from training.certification.rules.hours import Counted

E_LEARNING = "16"
"""SIASN's reference of kinds (jenisDiklat): 16 is E-Learning."""
HEAD = (
    "nip", "nama", "instansiId", "institusiPenyelenggara", "jenisDiklatId", "jenisKursus",
    "jenisKursusSertipikat", "jumlahJam", "lokasiId", "namaKursus", "nomorSertipikat",
    "pnsOrangId", "tahunKursus", "tanggalKursus", "tanggalSelesaiKursus",
)  # fmt: skip
"""`nip` and `nama` find the person; the others are the body of `/kursus/save` in its order."""
Row = tuple[str | int | None, ...]


class CourseKind(StrEnum):
    """What BKPSDM decides that a certificate is in SIASN (jenisKursusSertipikat)."""

    T = "T"
    F = "F"
    P = "P"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who reports: SIASN's id of the agency, the organiser, and the kind that BKPSDM decided."""

    agency: str
    organiser: str
    kind: CourseKind = CourseKind.T


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A certificate and whose it is, by name and by a number of 18 digits."""

    name: str
    nip: str
    counted: Counted


def row(each: Outgoing, sender: Sender) -> Row:
    """One course record. Days as SIASN writes them (d-m-Y); hours are JP, empty without a decree.

    `jenisKursus`, `lokasiId` and `pnsOrangId` stay empty: SIASN's own ids, found by the NIP.
    """
    done = each.counted
    return (
        each.nip, each.name, sender.agency, sender.organiser, E_LEARNING, "", sender.kind.value,
        done.jp.hours if done.jp else None, "", done.title, done.number, "", done.completed.year,
        f"{done.begun:%d-%m-%Y}", f"{done.completed:%d-%m-%Y}",
    )  # fmt: skip


def rows(found: Iterable[Outgoing], sender: Sender) -> Iterator[Row]:
    """All records, one after another."""
    return (row(each, sender) for each in found)
