"""The report of an import on an operator's screen, or as JSON for a script."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from training.people.rules import import_words as words
from training.people.rules.imports.intake import Taken
from training.people.rules.imports.model import Counts, PersonChange
from training.people.rules.imports.problems import Code, Problem
from training.people.rules.imports.report import NOTE, PROBLEM, Entry, entries
from training.people.rules.imports.unit_plan import UnitChange

WIDTHS = (8, 6, 26, 20, 24, 30)
HEADS = ("Jenis", "Baris", "Siapa", "Kolom", "Lama", "Baru")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an import ended; without `taken` the file could not be read at all."""

    taken: Taken | None
    day: date | None
    counts: Counts | None
    problems: Sequence[Problem]
    changes: Sequence[PersonChange] | Sequence[UnitChange]
    applied: bool

    @property
    def refused(self) -> bool:
        return any(problem.refuses for problem in self.problems)

    @property
    def heads(self) -> dict[str, str]:
        return dict(self.taken.heads) if self.taken else {}


def tell_as_json(outcome: Outcome) -> dict[str, Any]:
    """Everything that the table says, for a script."""
    taken = outcome.taken
    listed = list(entries(outcome.problems, outcome.changes))
    return {
        "applied": outcome.applied,
        "refused": outcome.refused,
        "as_of": outcome.day.isoformat() if outcome.day else None,
        "sha256": taken.digest if taken else None,
        "counts": asdict(outcome.counts) if outcome.counts else None,
        "dropped": list(taken.dropped) if taken else [],
        "unused": list(taken.unused) if taken else [],
        "problems": [_entry(each, outcome) for each in listed if each.kind in {PROBLEM, NOTE}],
        "changes": [_entry(each, outcome) for each in listed if each.kind not in {PROBLEM, NOTE}],
    }


def _entry(each: Entry, outcome: Outcome) -> dict[str, Any]:
    return {
        "kind": str(each.kind), "line": each.line, "who": each.who, "field": str(each.column),
        "column": words.column(each, outcome.heads), "code": str(each.code), "old": each.old,
        "new": each.new, "sentence": words.sentence(each),
    }  # fmt: skip


def tell_as_table(outcome: Outcome, *, dry_run: bool) -> Iterator[str]:
    """Problems first, each with its sentence; the changes too when nothing is stored."""
    shown = outcome.changes if dry_run else ()
    listed = list(entries(outcome.problems, shown))
    if listed:
        yield _cells(HEADS)
        yield " ".join("-" * width for width in WIDTHS)
    for each in listed:
        yield from _lines(each, outcome)
    if outcome.taken and outcome.taken.dropped:
        yield f"Kolom dibuang di pintu, tidak pernah disimpan: {', '.join(outcome.taken.dropped)}"
    if outcome.taken and outcome.taken.unused:
        yield f"Kolom tidak dipakai: {', '.join(outcome.taken.unused)}"
    yield _sum(outcome, dry_run)


def _lines(each: Entry, outcome: Outcome) -> Iterator[str]:
    yield _cells((
        words.KINDS[each.kind], str(each.line or ""), each.who, words.column(each, outcome.heads),
        *words.values(each),
    ))  # fmt: skip
    said = words.sentence(each)
    if said and each.kind in {PROBLEM, NOTE}:
        yield f"         {said}"


def _cells(texts: Sequence[str]) -> str:
    cut = (_cut(text, width) for text, width in zip(texts, WIDTHS, strict=True))
    return " ".join(cut).rstrip()


def _cut(text: str, width: int) -> str:
    return f"{text[: width - 1]}…" if len(text) > width else text.ljust(width)


def _sum(outcome: Outcome, dry_run: bool) -> str:
    counts = outcome.counts
    if counts is None:
        return "Berkas tidak dapat dibaca; tidak ada yang disimpan."
    told = (
        f"{counts.rows} baris: {counts.added} baru, {counts.changed} berubah, "
        f"{counts.left} berakhir, {counts.unchanged} tetap."
    )
    if outcome.refused:
        refusing = sum(problem.refuses for problem in outcome.problems)
        leavers = any(problem.code is Code.TOO_MANY_LEAVERS for problem in outcome.problems)
        hint = " Bila memang benar, tambahkan --confirm-leavers." if leavers else ""
        return f"{told} Ditolak karena {refusing} masalah; tidak ada yang disimpan.{hint}"
    return f"{told} {'Ini baru percobaan; tidak ada yang disimpan.' if dry_run else 'Disimpan.'}"
