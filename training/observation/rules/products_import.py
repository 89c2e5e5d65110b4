"""Lines of a register from a table: columns by their heads, days as they are written here."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import StringIO

from training.kernel.errors import Invalid, TooLarge
from training.observation.rules.products import ProductKind

HEADS = ("jenis", "tanggal", "judul", "nomor", "pembuat", "teks")
MOST_ROWS, MOST_CHARS = 200, 400_000
LONGEST_CELL = 20_000
KINDS: Mapping[str, ProductKind] = {
    "renja": ProductKind.RENJA_LINE, "rka": ProductKind.RKA_LINE, "sop": ProductKind.SOP,
    "keputusan": ProductKind.DECISION, "nota dinas": ProductKind.DECISION,
    "catatan layanan": ProductKind.SERVICE_LOG, "notula": ProductKind.MINUTES,
}  # fmt: skip
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class TableIsUnreadable(Invalid):
    """The table has no heads that are known, or quotation marks that never end."""


class TableIsTooLong(TooLarge):
    """A table has at most 200 lines and 400,000 characters."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line as the table holds it; makers by their numbers, `number` is the line in the file."""

    line: int
    kind: ProductKind | None
    made_on: date | None
    title: str
    number: str
    makers: tuple[str, ...]
    text: str

    @property
    def key(self) -> str:
        """The same line brought twice has the same key."""
        parts = (self.kind or "", str(self.made_on), self.title, self.number, self.text)
        return sha256("\x1e".join((*parts, *self.makers)).encode()).hexdigest()


def rows(text: str) -> tuple[Row, ...]:
    """The lines of a table with `;` or `,` between cells. TableIsUnreadable, TableIsTooLong."""
    if len(text) > MOST_CHARS:
        raise TableIsTooLong
    text = text.removeprefix("\ufeff").replace("\x00", "")
    head = text.split("\n", 1)[0]
    delimiter = ";" if head.count(";") >= head.count(",") else ","
    try:
        found = tuple(_rows(csv.reader(StringIO(text, newline=""), delimiter=delimiter)))
    except csv.Error as refused:
        raise TableIsUnreadable from refused
    if len(found) > MOST_ROWS:
        raise TableIsTooLong
    return found


def _rows(reader: "csv._reader") -> Iterator[Row]:  # type: ignore[name-defined]  (the type has no public name)
    head = [cell.strip().casefold() for cell in next(reader, [])]
    if not set(HEADS) <= set(head):
        raise TableIsUnreadable
    begins = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            named = dict(zip(head, (cell.strip()[:LONGEST_CELL] for cell in cells), strict=False))
            yield _row(begins, {key: named.get(key, "") for key in HEADS})
        begins = reader.line_num + 1


def _row(line: int, cells: Mapping[str, str]) -> Row:
    kind = KINDS.get(" ".join(cells["jenis"].casefold().split()))
    makers = tuple(dict.fromkeys(re.split(r"[\s,/]+", cells["pembuat"].strip())))
    return Row(
        line, kind, day_in(cells["tanggal"]), cells["judul"], cells["nomor"],
        tuple(each for each in makers if each), cells["teks"],
    )  # fmt: skip


def day_in(text: str) -> date | None:
    """A day written 2026-06-12 or 12/06/2026; None for anything else."""
    found = _DAY.fullmatch(text.strip())
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
