"""A city's counts from a JSON file that anybody may have made: read whole, or refused in words."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import click
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from training.internalization.rules.estimate.audits import audit_size
from training.internalization.rules.estimate.counts import (
    CountsDoNotAddUp,
    Gold,
    RatersGuess,
    UnitCounts,
)

FILE_BYTES = 8 * 1024 * 1024
TOLD = 20
People = Annotated[int, Field(ge=0, le=10_000_000)]
Name = Annotated[str, Field(min_length=1, max_length=100)]
FAULTS = {
    "missing": "wajib ada.", "extra_forbidden": "nama ini tidak dikenal.",
    "int_type": "harus bilangan bulat.", "int_from_float": "harus bilangan bulat.",
    "string_type": "harus teks.", "list_type": "harus daftar.", "tuple_type": "harus daftar.",
    "model_type": "harus objek.", "model_attributes_type": "harus objek.",
    "greater_than_equal": "tidak boleh negatif.", "less_than_equal": "terlalu besar.",
    "string_too_short": "tidak boleh kosong.", "string_too_long": "terlalu panjang.",
    "too_short": "terlalu sedikit isinya.", "too_long": "terlalu banyak isinya.",
    "json_invalid": "berkas ini bukan JSON dalam UTF-8.",
}  # fmt: skip
OTHER_FAULT = "nilai ini tidak dapat dipakai."


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class UnitLine(_Strict):
    """One unit; `drawn` tells how many the audit drew where that is not the rule's number."""

    unit: Name
    group: Name
    roster: People
    assessed: People
    positives: People
    unassessed: People
    audited: People
    audit_positives: People
    drawn: People | None = None


class GoldPair(_Strict):
    """Of people known to be there and known not to be: how many rated rightly, of how many."""

    positive: tuple[People, People]
    negative: tuple[People, People]


class CityFile(_Strict):
    """What `measure estimate` reads (docs/contracts.md)."""

    groups: Annotated[list[Name], Field(min_length=1, max_length=200)]
    units: Annotated[list[UnitLine], Field(min_length=1, max_length=5000)]
    gold: GoldPair | None = None
    seed: Annotated[int, Field(ge=0, le=2**63 - 1)] = 1


class FileRefused(click.ClickException):
    """The file cannot be used; the message says where and why, one line for each reason."""

    def __init__(self, path: Path, sentences: Sequence[str]) -> None:
        told = [f"{path.name}: {each}" for each in sentences[:TOLD]]
        if len(sentences) > TOLD:
            told.append(f"… dan {len(sentences) - TOLD} masalah lain.")
        super().__init__("\n".join(told))


def read(path: Path) -> CityFile:
    """The file, with every number where it should be and none that contradicts another."""
    with path.open("rb") as opened:
        data = opened.read(FILE_BYTES + 1)
    if len(data) > FILE_BYTES:
        raise FileRefused(path, ["berkas lebih besar dari 8 MB."])
    try:
        found = CityFile.model_validate_json(data.removeprefix(b"\xef\xbb\xbf"))
    except ValidationError as error:
        raise FileRefused(path, [_said(each) for each in error.errors()]) from None
    problems = _problems(found)
    if problems:
        raise FileRefused(path, problems)
    return found


def _said(error: ErrorDetails) -> str:
    place = ", ".join(f"nomor {at + 1}" if isinstance(at, int) else _shown(at)
                      for at in error["loc"])  # fmt: skip
    said = FAULTS.get(error["type"], OTHER_FAULT)
    return f"{place}: {said}" if place else said


def _shown(text: str) -> str:
    """A foreign word as it may be printed: short, and without signs that steer a terminal."""
    clean = "".join(sign if sign.isprintable() else "?" for sign in text[:40])
    return clean + ("…" if len(text) > 40 else "")


def _problems(found: CityFile) -> list[str]:
    known = set(found.groups)
    problems = [
        f"unit “{_shown(name)}” tertulis {count} kali."
        for name, count in Counter(each.unit for each in found.units).items()
        if count > 1
    ]
    if not any(each.roster for each in found.units):
        problems.append("tidak ada satu unit pun yang berpegawai.")
    for each in found.units:
        problems += [f"unit “{_shown(each.unit)}”: {said}" for said in _unit_problems(each, known)]
    try:
        gold(found)
    except CountsDoNotAddUp:
        problems.append("gold: yang dinilai benar melebihi yang dinilai.")
    except RatersGuess:
        problems.append("gold: penilai tidak lebih sering benar daripada menebak, atau kosong.")
    return problems


def _unit_problems(unit: UnitLine, groups: set[str]) -> list[str]:
    drawn = unit.audited if unit.drawn is None else unit.drawn
    wrong = {
        f"kelompok “{_shown(unit.group)}” tidak ada dalam groups.": unit.group not in groups,
        "assessed dan unassessed tidak berjumlah roster.": (
            unit.assessed + unit.unassessed != unit.roster
        ),
        "positives melebihi assessed.": unit.positives > unit.assessed,
        "audited melebihi unassessed.": unit.audited > unit.unassessed,
        "audit_positives melebihi audited.": unit.audit_positives > unit.audited,
        "drawn di luar audited sampai unassessed.": not unit.audited <= drawn <= unit.unassessed
        and unit.audited <= unit.unassessed,
    }
    return [said for said, is_so in wrong.items() if is_so]


def units(found: CityFile) -> list[UnitCounts]:
    """The units; who was to be drawn for the audit and is not among the audited was missed."""
    return [
        UnitCounts(
            each.unit, each.group, each.roster, each.assessed, each.positives,
            max(each.audited, audit_size(each.unassessed)) if each.drawn is None else each.drawn,
            each.audited, each.audit_positives,
        )
        for each in found.units
    ]  # fmt: skip


def gold(found: CityFile) -> Gold | None:
    """The double-rated set, if there is one."""
    return found.gold and Gold(*found.gold.positive, *found.gold.negative)
