"""What a unit file changes in the tree of units; a unit that the file leaves out stays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from training.people.rules.imports.columns import UnitField as U
from training.people.rules.imports.model import Counts, Delta, Fate
from training.people.rules.imports.problems import Code, Problem
from training.people.rules.imports.unit_rows import UnitRow
from training.people.rules.kinds import ChangeKind

LONGEST_PATH = 400


@dataclass(frozen=True, slots=True)
class UnitRecord:
    """A unit as it is stored; `predecessors` are the codes of the units that it came out of."""

    code: str
    name: str
    kind: str
    group: str
    sector: str
    parent: str
    path: str
    valid_from: date
    valid_to: date | None = None
    region: str = ""
    verified: str = ""
    source: str = ""
    note: str = ""
    predecessors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class UnitChange:
    """One unit that is added or changes: how it will be stored, and what differs."""

    line: int | None
    fate: Fate
    unit: UnitRecord
    deltas: tuple[Delta, ...]
    links: tuple[tuple[str, ChangeKind], ...] = ()


@dataclass(frozen=True, slots=True)
class UnitsPlan:
    """Everything that the file would change, parents before their children."""

    changes: tuple[UnitChange, ...]
    problems: tuple[Problem, ...]
    counts: Counts

    @property
    def refused(self) -> bool:
        return any(problem.refuses for problem in self.problems)


COLUMNS: tuple[tuple[U, str], ...] = (
    (U.NAME, "name"), (U.KIND, "kind"), (U.GROUP, "group"), (U.SECTOR, "sector"),
    (U.PARENT, "parent"), (U.VALID_FROM, "valid_from"), (U.VALID_TO, "valid_to"),
    (U.REGION, "region"), (U.VERIFIED, "verified"), (U.SOURCE, "source"), (U.NOTE, "note"),
)  # fmt: skip


def plan(
    rows: Sequence[UnitRow],
    record: Mapping[str, UnitRecord],
    day: date,
    already: Iterable[Problem] = (),
) -> UnitsPlan:
    """Every change and every problem of a unit file read on `day` against the stored units."""
    problems = [*already, *_twice(rows), *_strangers(rows, record)]
    by_code = {row.code: row for row in rows if row.code and row.name and row.kind}
    parents = {code: unit.parent for code, unit in record.items()}
    parents |= {code: row.parent for code, row in by_code.items()}
    paths = {code: _path(code, parents) for code in parents}
    problems += _bad_places(by_code, paths)
    wanted = {
        code: _wanted(row, record.get(code), paths[code], day) for code, row in by_code.items()
    }
    for code, unit in record.items():  # children of a unit that moved move with it, unnamed
        if code not in wanted and paths[code] and paths[code] != unit.path:
            wanted[code] = _replace(unit, path=paths[code])
    found = [_change(by_code.get(code), record.get(code), unit) for code, unit in wanted.items()]
    changes = sorted((each for each in found if each), key=lambda each: each.unit.path.count("/"))
    fates = [each.fate for each in changes]
    added, changed = fates.count(Fate.ADDED), fates.count(Fate.CHANGED)
    counts = Counts(len(rows), added, changed, 0, len(wanted) - added - changed, len(record))
    ordered = sorted(dict.fromkeys(problems), key=lambda each: (not each.refuses, each.line or 0))
    return UnitsPlan(tuple(changes), tuple(ordered), counts)


def _twice(rows: Iterable[UnitRow]) -> list[Problem]:
    first: dict[str, int] = {}
    return [
        Problem(row.line, U.CODE, Code.TWICE_IN_FILE, row.code, str(first[row.code]))
        for row in rows
        if row.code and first.setdefault(row.code, row.line) != row.line
    ]


def _strangers(rows: Sequence[UnitRow], record: Mapping[str, UnitRecord]) -> list[Problem]:
    """Parents and predecessors that are neither in the file nor on the record."""
    known = {row.code for row in rows} | set(record)
    found = [
        Problem(row.line, U.PARENT, Code.PARENT_UNKNOWN, row.parent)
        for row in rows
        if row.parent and row.parent not in known
    ]
    return found + [
        Problem(row.line, U.PREDECESSOR, Code.PREDECESSOR_UNKNOWN, code)
        for row in rows
        for code in row.predecessors
        if code not in known or code == row.code
    ]


def _path(code: str, parents: Mapping[str, str]) -> str:
    """`/ROOT/…/CODE/`, or an empty text when the way up never ends or breaks off."""
    way = [code]
    while parents.get(way[-1]):
        way.append(parents[way[-1]])
        if way[-1] not in parents or len(way) > len(parents):
            return ""
    return f"/{'/'.join(reversed(way))}/"


def _bad_places(rows: Mapping[str, UnitRow], paths: Mapping[str, str]) -> list[Problem]:
    found = []
    for code, row in rows.items():
        if not paths[code] and row.parent in paths:
            found.append(Problem(row.line, U.PARENT, Code.PARENT_CYCLE, row.parent))
        elif len(paths[code]) > LONGEST_PATH:
            found.append(Problem(row.line, U.PARENT, Code.TOO_DEEP, row.parent))
    return found


def _wanted(row: UnitRow, old: UnitRecord | None, path: str, day: date) -> UnitRecord:
    """The unit as the row has it, over what is stored of it."""
    texts = {str(field): text for field, text in row.texts}
    kept: dict[str, Any] = {name: getattr(old, name, "") for _, name in COLUMNS}
    kept |= {attribute: texts[field] for field, attribute in COLUMNS if field in texts}
    kept |= {"name": row.name, "kind": str(row.kind), "parent": row.parent}
    kept["valid_from"] = row.valid_from or (old.valid_from if old else day)
    kept["valid_to"] = row.valid_to or (old.valid_to if old else None)
    predecessors = (old.predecessors if old else frozenset()) | set(row.predecessors)
    return UnitRecord(code=row.code, path=path, predecessors=predecessors, **kept)


def _replace(unit: UnitRecord, *, path: str) -> UnitRecord:
    kept = {attribute: getattr(unit, attribute) for _, attribute in COLUMNS}
    return UnitRecord(code=unit.code, path=path, predecessors=unit.predecessors, **kept)


def _change(row: UnitRow | None, old: UnitRecord | None, new: UnitRecord) -> UnitChange | None:
    deltas = [
        Delta(field, _shown(getattr(old, attribute, "")), _shown(getattr(new, attribute)))
        for field, attribute in COLUMNS
        if (getattr(old, attribute, None) or "") != (getattr(new, attribute) or "")
    ]
    linked = new.predecessors - (old.predecessors if old else frozenset())
    deltas += [Delta(U.PREDECESSOR, "", code) for code in sorted(linked)]
    links = tuple((code, row.change) for code in sorted(linked) if row and row.change)
    if old is not None and not deltas and old.path == new.path:
        return None
    fate = Fate.CHANGED if old else Fate.ADDED
    return UnitChange(row.line if row else None, fate, new, tuple(deltas), links)


def _shown(value: object) -> str:
    return "" if value is None else str(value)
