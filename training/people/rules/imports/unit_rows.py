"""What each row of a unit file says, read cell by cell."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from training.people.rules.imports.columns import UnitField as U
from training.people.rules.imports.days import read_day
from training.people.rules.imports.intake import Cell, Taken, looks_like_formula
from training.people.rules.imports.problems import Code, Problem
from training.people.rules.imports.values import UNIT_GROUPS, plain, unit_kind
from training.people.rules.kinds import ChangeKind, UnitKind
from training.people.rules.names import tidy

CODE = re.compile(r"[A-Z0-9][A-Z0-9.-]{0,39}")
LONGEST = {U.NAME: 200, U.GROUP: 60, U.SECTOR: 60, U.REGION: 20, U.VERIFIED: 4, U.SOURCE: 300,
           U.NOTE: 500}  # fmt: skip
CHANGES = {
    **dict.fromkeys(("renamed", "ganti nama", "berganti nama", "nomenklatur"), ChangeKind.RENAMED),
    **dict.fromkeys(("merged", "gabung", "digabung", "penggabungan"), ChangeKind.MERGED),
    **dict.fromkeys(("split", "pecah", "dipecah", "pemekaran", "pemisahan"), ChangeKind.SPLIT),
}
Tell = Callable[..., None]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit as the file has it; a text of None was not in the file and stays as it is."""

    line: int
    code: str
    name: str
    parent: str
    kind: UnitKind | None
    texts: tuple[tuple[U, str], ...]
    valid_from: date | None
    valid_to: date | None
    predecessors: tuple[str, ...]
    change: ChangeKind | None


def read_rows(taken: Taken) -> tuple[tuple[UnitRow, ...], tuple[Problem, ...]]:
    """All rows of a unit file and everything that is wrong with their cells."""
    problems: list[Problem] = []
    given = frozenset(taken.heads)
    rows = tuple(_row(line, cells, given, problems) for line, cells in taken.rows)
    return rows, tuple(problems)


def _row(
    line: int, cells: dict[str, Cell], given: frozenset[str], problems: list[Problem]
) -> UnitRow:
    def tell(code: Code, column: str, old: object = "", new: str = "") -> None:
        problems.append(Problem(line, column, code, str(old)[:80], new))

    kind = _kind(cells, tell)
    valid_from, valid_to = (_day(cells, each, tell) for each in (U.VALID_FROM, U.VALID_TO))
    if valid_from and valid_to and valid_to < valid_from:
        tell(Code.DATES_CROSSED, U.VALID_TO, cells[U.VALID_TO])
    predecessors = _codes(cells, tell)
    change = _change(cells, tell)
    if bool(predecessors) != bool(change):
        tell(Code.PREDECESSOR_ALONE, U.CHANGE if predecessors else U.PREDECESSOR)
    return UnitRow(
        line, _code(cells, U.CODE, tell), _text(cells, U.NAME, tell), _code(cells, U.PARENT, tell),
        kind, _texts(cells, given, kind, tell), valid_from, valid_to, predecessors, change,
    )  # fmt: skip


def _code(cells: dict[str, Cell], field: U, tell: Tell) -> str:
    code = tidy(str(cells.get(field, ""))).upper()
    if not code and field is U.PARENT:
        return ""
    if not CODE.fullmatch(code):
        tell(Code.CODE_ODD, field, code)
        return ""
    return code


def _codes(cells: dict[str, Cell], tell: Tell) -> tuple[str, ...]:
    """One predecessor, or several divided by semicolons or blanks."""
    codes = re.split(r"[;|\s]+", str(cells.get(U.PREDECESSOR, "")).strip().upper())
    odd = [code for code in codes if code and not CODE.fullmatch(code)]
    if odd:
        tell(Code.CODE_ODD, U.PREDECESSOR, odd[0])
    return tuple(code for code in codes if code and code not in odd)


def _kind(cells: dict[str, Cell], tell: Tell) -> UnitKind | None:
    kind = unit_kind(str(cells.get(U.KIND, "")))
    if kind is None:
        tell(Code.KIND_UNKNOWN, U.KIND, cells.get(U.KIND, ""))
    return kind


def _text(cells: dict[str, Cell], field: U, tell: Tell) -> str:
    text = tidy(str(cells.get(field, "")))
    if looks_like_formula(text):
        tell(Code.FORMULA, field, text)
        return ""
    if field is U.NAME and not text:
        tell(Code.NAME_MISSING, field)
    if len(text) > LONGEST[field]:
        tell(Code.TEXT_LONG, field, f"{text[:30]}…", str(LONGEST[field]))
        return text[: LONGEST[field]]
    return text


def _texts(
    cells: dict[str, Cell], given: frozenset[str], kind: UnitKind | None, tell: Tell
) -> tuple[tuple[U, str], ...]:
    """The texts of the columns that the file has; the group comes from the kind if it has none."""
    if isinstance(cells.get(U.REGION), float):
        tell(Code.NUMERIC_REGION, U.REGION, cells[U.REGION])
    fields = (U.GROUP, U.SECTOR, U.REGION, U.VERIFIED, U.SOURCE, U.NOTE)
    texts = {field: _text(cells, field, tell) for field in fields if field in given}
    if kind and not texts.get(U.GROUP):
        texts[U.GROUP] = UNIT_GROUPS[kind]
    return tuple(texts.items())


def _day(cells: dict[str, Cell], field: U, tell: Tell) -> date | None:
    if field not in cells:
        return None
    day = read_day(cells[field])
    if day is None:
        tell(Code.DATE_ODD, field, cells[field])
    return day


def _change(cells: dict[str, Cell], tell: Tell) -> ChangeKind | None:
    if U.CHANGE not in cells:
        return None
    change = CHANGES.get(plain(cells[U.CHANGE]))
    if change is None:
        tell(Code.CHANGE_UNKNOWN, U.CHANGE, cells[U.CHANGE])
    return change
