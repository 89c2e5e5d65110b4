"""From the bytes of a file to the cells that are wanted: the rest is dropped at the door."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from training.people.rules.imports import limits, text_files, workbooks
from training.people.rules.imports.problems import Code, FileRefused, Problem, refuse_file

Cell = str | int | float
Line = tuple[int, tuple[Cell, ...]]
Row = tuple[int, dict[str, Cell]]
# One of these words in a column's head and the column is not read: the product has no use for it
# and the person has a right that it is not here (UU 27/2022, data minimisation).
PRIVATE = frozenset({
    "bank", "rekening", "norek", "ktp", "nik", "noktp", "kk", "lahir", "ttl", "tgllahir", "alamat",
    "domisili", "telepon", "telp", "tlp", "telpon", "hp", "nohp", "wa", "whatsapp", "ponsel",
    "handphone", "npwp", "agama", "gaji", "bpjs", "karpeg", "kawin", "pernikahan", "kelamin", "jk",
    "suku", "ibu", "anak", "darah",
})  # fmt: skip
MAIL_WORDS = frozenset({"email", "mail", "surel"})
NUMBER_WORDS = frozenset({"nip", "pppk", "p3k", "kontrak"})
EMPTY = frozenset({"", "-", "--", "–", "—", "n/a", "#n/a", "null", "none", "tidak ada", "kosong"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a kind of file may hold: each field's heads, and groups of which one is compulsory."""

    aliases: Mapping[str, tuple[str, ...]]
    needed: tuple[tuple[str, ...], ...]

    def field_of(self, head: str) -> str:
        return next((field for field, known in self.aliases.items() if head in known), "")


@dataclass(frozen=True, slots=True)
class Taken:
    """The wanted cells of a file by line and field, what was left out, and the file's digest."""

    digest: str
    heads: Mapping[str, str]
    dropped: tuple[str, ...]
    unused: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()


def plain_head(text: object) -> str:
    """A column's head without case, accents and punctuation: "Unit_Kerja " is "unit kerja"."""
    bare = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare.casefold()).split())


def is_private(head: str) -> bool:
    """Whether a head announces what the product does not need to know about a person."""
    words = head.split()
    joined = {first + second for first, second in pairwise(words)}
    private = PRIVATE & (joined | set(words))
    harmless = private == {"alamat"} and MAIL_WORDS & set(words)
    return bool(private) and not harmless and not (NUMBER_WORDS & set(words) and "nik" not in words)


def take(data: bytes, wanted: Wanted) -> Taken:
    """The wanted cells of a file. Raises FileRefused with every reason why it cannot be read."""
    lines, notes = _lines(data, wanted)
    place = _head_place(lines, wanted)
    if place is None:
        raise refuse_file(Code.FILE_EMPTY if not lines else Code.HEADS_MISSING, new=_names(wanted))
    body = lines[place + 1 :]
    columns, heads, dropped, unused = _columns(lines[place][1], wanted)
    missing = [group for group in wanted.needed if not set(group) & set(heads)]
    if missing:
        raise FileRefused(
            *(Problem(lines[place][0], group[0], Code.COLUMN_MISSING) for group in missing)
        )
    _refuse_by_size(lines, body)
    rows, long = _cells(body, columns)
    digest = hashlib.sha256(data).hexdigest()
    return Taken(digest, heads, dropped, unused, rows, (*notes, *long))


def _lines(data: bytes, wanted: Wanted) -> tuple[list[Line], tuple[Problem, ...]]:
    if not data.strip(b"\x00\r\n\t "):
        raise refuse_file(Code.FILE_EMPTY)
    if len(data) > limits.FILE_BYTES:
        raise refuse_file(Code.FILE_TOO_LARGE)

    def score(first: Sequence[Line]) -> int:
        return max((_hits(cells, wanted) for _, cells in first[: limits.HEAD_ROWS]), default=0)

    if data.startswith(b"\xd0\xcf\x11\xe0"):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise refuse_file(Code.FILE_LOCKED if locked else Code.FILE_OLD_EXCEL)
    if data.startswith(b"PK\x03\x04"):
        return workbooks.read(data, score), ()
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"PK", b"\x7fELF", b"\x1f\x8b")):
        raise refuse_file(Code.FILE_KIND)
    text, notes = text_files.decode(data)
    return list(text_files.read(text, score)), notes


def _hits(cells: Sequence[Cell], wanted: Wanted) -> int:
    """How many different fields the row names, if it were the row of heads."""
    fields = {
        wanted.field_of(plain_head(cell))
        for cell in cells[: limits.COLUMNS * 2]
        if isinstance(cell, str)
    }
    return len(fields - {""})


def _head_place(lines: Sequence[Line], wanted: Wanted) -> int | None:
    """The row among the first ten that names most fields, if it names at least two."""
    hits = [_hits(cells, wanted) for _, cells in lines[: limits.HEAD_ROWS]]
    best = max(hits, default=0)
    return hits.index(best) if best >= 2 else None


def _names(wanted: Wanted) -> str:
    return ", ".join(group[0] for group in wanted.needed)


def _columns(cells: Sequence[Cell], wanted: Wanted):
    """Each wanted column's place and field, the heads as the file writes them, and the rest."""
    columns: list[tuple[int, str]] = []
    heads: dict[str, str] = {}
    dropped, unused = [], []
    for place, cell in enumerate(cells):
        head = plain_head(cell)
        if not head:
            continue
        field = "" if is_private(head) else wanted.field_of(head)
        if field:
            columns.append((place, field))
            heads.setdefault(field, str(cell).strip()[:80])
        else:
            (dropped if is_private(head) else unused).append(str(cell).strip()[:80])
    return columns, heads, tuple(dropped), tuple(unused)


def _refuse_by_size(lines: Sequence[Line], body: Sequence[Line]) -> None:
    if not body:
        raise refuse_file(Code.NO_ROWS)
    if len(body) > limits.ROWS:
        raise refuse_file(Code.TOO_MANY_ROWS, new=str(limits.ROWS))
    if max(_width(cells) for _, cells in lines) > limits.COLUMNS:
        raise refuse_file(Code.TOO_MANY_COLUMNS, new=str(limits.COLUMNS))


def _width(cells: Sequence[Cell]) -> int:
    if len(cells) <= limits.COLUMNS:
        return len(cells)
    return max((place for place, cell in enumerate(cells, 1) if not _is_empty(cell)), default=0)


def _is_empty(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.strip().casefold() in EMPTY


def _cells(
    body: Sequence[Line], columns: Sequence[tuple[int, str]]
) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The wanted cells that say something; of two columns for one field the first that does."""
    rows: list[Row] = []
    long: list[Problem] = []
    for number, cells in body:
        found: dict[str, Cell] = {}
        for place, field in columns:
            cell = _bare(cells[place]) if place < len(cells) else ""
            if _is_empty(cell):
                continue
            if isinstance(cell, str) and len(cell) > limits.CELL_SIGNS:
                long.append(Problem(number, field, Code.CELL_TOO_LONG, old=f"{cell[:30]}…"))
                cell = cell[: limits.CELL_SIGNS]
            found.setdefault(field, cell)
        if found:
            rows.append((number, found))
    return tuple(rows), tuple(long)


def _bare(cell: Cell) -> Cell:
    """Excel's way to keep digits as text in CSV, ="1986…", is read as the text that it means."""
    if isinstance(cell, str) and cell.startswith('="') and cell.endswith('"') and len(cell) > 3:
        return cell[2:-1]
    return cell


def looks_like_formula(text: str) -> bool:
    """Text that a spreadsheet would run: it is never stored."""
    return text[:1] in {"=", "+", "@", "\t"} or (text[:1] == "-" and len(text) > 1)
