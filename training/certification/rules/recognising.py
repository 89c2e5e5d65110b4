"""Certificates from elsewhere in a table: what each row says, and all that is wrong in it."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any
from uuid import UUID

from training.kernel.errors import Conflict, Invalid, NotAllowed, TooLarge
from training.people.rules.imports.days import read_day
from training.people.rules.imports.intake import Row, Wanted, looks_like_formula

MOST_ROWS = 1_000
LONGEST = 160
HEADS = ("NIP", "Program", "Dokumen", "Penerbit", "Tanggal")


class Field(StrEnum):
    """What a row says of a document."""

    NUMBER = "nip"
    PROGRAMME = "program"
    DOCUMENT = "dokumen"
    ISSUER = "penerbit"
    DAY = "tanggal"


WANTED = Wanted(
    aliases={
        Field.NUMBER: ("nip", "nip baru", "ni pppk", "nip ni pppk", "nip nipppk", "nomor kontrak",
                       "email", "surel"),
        Field.PROGRAMME: ("program", "kode program", "nama program", "programme"),
        Field.DOCUMENT: ("dokumen", "nama dokumen", "nomor dokumen", "nomor sertifikat",
                         "no sertifikat", "sertifikat", "nama dan nomor dokumen"),
        Field.ISSUER: ("penerbit", "lembaga penerbit", "penyelenggara",
                       "institusi penyelenggara", "diterbitkan oleh"),
        Field.DAY: ("tanggal", "tanggal dokumen", "tanggal sertifikat", "tanggal terbit",
                    "tanggal selesai"),
    },
    needed=tuple((each,) for each in Field),
)  # fmt: skip


class Fault(StrEnum):
    """What is wrong in a row."""

    NUMBER_MISSING = "number-missing"
    NUMBER_NUMERIC = "number-numeric"
    PERSON_UNKNOWN = "person-unknown"
    PROGRAMME_UNKNOWN = "programme-unknown"
    DOCUMENT_MISSING = "document-missing"
    ISSUER_MISSING = "issuer-missing"
    TEXT_LONG = "text-long"
    FORMULA = "formula"
    DAY_ODD = "day-odd"
    DAY_AHEAD = "day-ahead"
    TOO_OLD = "too-old"
    TWICE = "twice"


class TooManyDocuments(TooLarge):
    """A table of documents from elsewhere has at most 1,000 rows."""


class DocumentsAreFaulty(Invalid):
    """Nothing of a table is recognised while one of its rows has a fault."""


class NothingToRecognise(Conflict):
    """Every row of the table is on record already."""


class BatchIsDecided(Conflict):
    """A table that was approved or declined is not decided again."""


class OtherApproverIsNeeded(NotAllowed):
    """Nobody approves a table that they brought, or one that holds a document of their own."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One row as the file holds it: its line, its cells by field, as texts."""

    line: int
    number: str
    programme: str
    document: str
    issuer: str
    day_text: str
    day: date | None
    numeric: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """What a row claims once it is understood: whose learning, by which document, on which day."""

    person: UUID
    programme: str
    document: str
    issuer: str
    on: date

    @property
    def key(self) -> tuple[UUID, str, str, date]:
        """One document for one programme of one person, however its issuer is told."""
        return self.person, self.programme, self.document.casefold(), self.on

    def told(self) -> dict[str, str]:
        """As plain values, to be kept until somebody decides."""
        return {
            "person": str(self.person), "programme": self.programme, "document": self.document,
            "issuer": self.issuer, "on": self.on.isoformat(),
        }  # fmt: skip


def claim_told(told: Mapping[str, Any]) -> Claim:
    """The claim that `told` had told."""
    return Claim(
        UUID(told["person"]), told["programme"], told["document"], told["issuer"],
        date.fromisoformat(told["on"]),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    """One row with its faults, or its claim; `known`: it is on record already and changes nothing.

    `name` is what the person is called, where the row leads to one.
    """

    cells: Cells
    faults: tuple[Fault, ...]
    claim: Claim | None
    known: bool
    name: str


@dataclass(frozen=True, slots=True)
class Register:
    """What rows are held against: people by number, names, programmes, records, and the day.

    `lasts` says whether a document of a day leaves validity under a programme's key.
    """

    people: Mapping[str, UUID]
    names: Mapping[UUID, str]
    programmes: Mapping[str, str]
    recorded: frozenset[tuple[UUID, str, str, date]]
    today: date
    lasts: Callable[[str, date], bool]


def cells(rows: Iterable[Row]) -> tuple[Cells, ...]:
    """The rows of a file that was taken in. TooManyDocuments beyond MOST_ROWS."""
    found = tuple(_cells(line, row) for line, row in rows)
    if len(found) > MOST_ROWS:
        raise TooManyDocuments
    return found


def _cells(line: int, row: Mapping[str, Any]) -> Cells:
    def text(field: Field) -> str:
        return " ".join(str(row.get(field, "")).split())

    raw = row.get(Field.NUMBER, "")
    return Cells(
        line, text(Field.NUMBER), text(Field.PROGRAMME), text(Field.DOCUMENT), text(Field.ISSUER),
        text(Field.DAY), read_day(row.get(Field.DAY, "")), not isinstance(raw, str),
    )  # fmt: skip


def judge(rows: Sequence[Cells], held: Register) -> tuple[Judged, ...]:
    """Hold every row against the register; the second of two equal rows is at fault.

    What is on record already is known and has no fault, also when its validity is over by now.
    """
    seen: set[tuple[UUID, str, str, date]] = set()
    return tuple(_judged(each, held, seen) for each in rows)


def _judged(row: Cells, held: Register, seen: set[tuple[UUID, str, str, date]]) -> Judged:
    person = held.people.get(row.number)
    programme = held.programmes.get(row.programme.casefold())
    name = held.names.get(person, "") if person else ""
    faults = [*_of_texts(row), *_of_person(row, person)]
    claim = None
    if person and programme and row.day and not faults:
        claim = Claim(person, programme, row.document, row.issuer, row.day)
        if claim.key in seen:
            return Judged(row, (Fault.TWICE,), None, False, name)
        seen.add(claim.key)
        if claim.key in held.recorded:
            return Judged(row, (), claim, True, name)
    faults += _of_day(row, programme, held)
    return Judged(row, tuple(faults), None if faults else claim, False, name)


def review(claims: Iterable[Claim], held: Register) -> tuple[Judged, ...]:
    """Hold claims that were kept against the register of a later day; `people` by their ids."""
    rows = [
        Cells(line, str(each.person), each.programme, each.document, each.issuer,
              each.on.isoformat(), each.on, False)
        for line, each in enumerate(claims, 1)
    ]  # fmt: skip
    return judge(rows, held)


def _of_texts(row: Cells) -> Iterable[Fault]:
    if not row.document:
        yield Fault.DOCUMENT_MISSING
    if not row.issuer:
        yield Fault.ISSUER_MISSING
    if max(len(row.document), len(row.issuer)) > LONGEST:
        yield Fault.TEXT_LONG
    if looks_like_formula(row.document) or looks_like_formula(row.issuer):
        yield Fault.FORMULA


def _of_person(row: Cells, person: UUID | None) -> Iterable[Fault]:
    if not row.number:
        yield Fault.NUMBER_MISSING
    elif row.numeric:
        yield Fault.NUMBER_NUMERIC
    elif person is None:
        yield Fault.PERSON_UNKNOWN


def _of_day(row: Cells, programme: str | None, held: Register) -> Iterable[Fault]:
    if programme is None:
        yield Fault.PROGRAMME_UNKNOWN
    if row.day is None:
        yield Fault.DAY_ODD
    elif row.day > held.today:
        yield Fault.DAY_AHEAD
    elif programme is not None and not held.lasts(programme, row.day):
        yield Fault.TOO_OLD


def as_table(rows: Iterable[Cells]) -> str:
    """The rows as a table of our own heads, to be shown once more before they are kept."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(HEADS)
    writer.writerows(
        (each.number, each.programme, each.document, each.issuer, each.day_text) for each in rows
    )
    return out.getvalue()


def digest_of(claims: Iterable[Claim]) -> str:
    """The same claims in any order have the same digest."""
    lines = sorted("\x1e".join(each.told().values()) for each in claims)
    return sha256("\x1d".join(lines).encode()).hexdigest()
