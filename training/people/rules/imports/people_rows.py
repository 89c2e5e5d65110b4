"""What each row of a staff file says, read cell by cell; what cannot be read is named."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from training.people.rules.imports.columns import PersonField as P
from training.people.rules.imports.days import read_day
from training.people.rules.imports.intake import Cell, Taken, looks_like_formula
from training.people.rules.imports.problems import Code, Problem
from training.people.rules.imports.values import (
    FAMILIES,
    POSTING_KINDS,
    STANDINGS,
    STATUSES,
    Left,
    plain,
)
from training.people.rules.kinds import (
    IdentifierKind,
    JobFamily,
    PostingKind,
    StandingKind,
    Status,
)
from training.people.rules.names import clean_name, fits, tidy
from training.people.rules.numbers import Number, NumberFault, digits, read_number

EMAIL = re.compile(r"[a-z0-9._%+'-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+")
LONGEST_TITLE = LONGEST_EMAIL = 200
LONGEST_CONTRACT = 40
FAULTS = {
    NumberFault.NUMERIC: Code.NUMERIC_NUMBER,
    NumberFault.ROUNDED: Code.ROUNDED_NUMBER,
    NumberFault.LENGTH: Code.NUMBER_LENGTH,
    NumberFault.SHAPE: Code.NUMBER_SHAPE,
    NumberFault.DATE: Code.NUMBER_DATE,
    NumberFault.NIK: Code.NUMBER_IS_NIK,
}
Tell = Callable[..., None]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row, understood. What the row leaves open is None or empty and changes nothing."""

    line: int
    name: str
    number: Number | None
    old_number: str
    email: str
    status: Status | None
    unit: str
    office: str
    title: str
    family: JobFamily | None
    kind: PostingKind
    standing: StandingKind | Left | None
    since: date | None
    broken: bool = False  # a number stands there, but it cannot be read


def read_rows(taken: Taken) -> tuple[tuple[PersonRow, ...], tuple[Problem, ...]]:
    """All rows of a file and everything that is wrong with their cells."""
    problems: list[Problem] = []
    rows = tuple(_row(line, cells, problems) for line, cells in taken.rows)
    return rows, tuple(problems)


def _row(line: int, cells: dict[str, Cell], problems: list[Problem]) -> PersonRow:
    def tell(code: Code, column: str, old: object = "", new: str = "") -> None:
        problems.append(Problem(line, column, code, str(old)[:80], new))

    number = _number(cells, tell)
    return PersonRow(
        line=line,
        name=_name(cells, tell),
        number=number,
        broken=number is None and bool({P.NIP, P.NI_PPPK, P.CONTRACT} & set(cells)),
        old_number=_text(cells, P.OLD_NUMBER, tell),
        email=_email(cells, tell),
        status=_word(cells, P.STATUS, STATUSES, Code.STATUS_UNKNOWN, tell),
        unit=_text(cells, P.UNIT, tell),
        office=_text(cells, P.OFFICE, tell),
        title=_title(cells, tell),
        family=_word(cells, P.FAMILY, FAMILIES, Code.FAMILY_UNKNOWN, tell),
        kind=_word(cells, P.POSTING, POSTING_KINDS, Code.POSTING_KIND_UNKNOWN, tell)
        or PostingKind.DEFINITIVE,
        standing=_word(cells, P.STANDING, STANDINGS, Code.STANDING_UNKNOWN, tell),
        since=_since(cells, tell),
    )


def _text(cells: dict[str, Cell], field: P, tell: Tell) -> str:
    text = tidy(str(cells.get(field, "")))
    if looks_like_formula(text):
        tell(Code.FORMULA, field, text)
        return ""
    return text


def _name(cells: dict[str, Cell], tell: Tell) -> str:
    written = str(cells.get(P.NAME, ""))
    name = clean_name(written)
    if not name:
        tell(Code.NAME_MISSING, P.NAME)
    elif not fits(name):
        tell(Code.NAME_ODD, P.NAME, written)
        return ""
    return name


def _title(cells: dict[str, Cell], tell: Tell) -> str:
    title = _text(cells, P.TITLE, tell)
    if len(title) > LONGEST_TITLE:
        tell(Code.TITLE_LONG, P.TITLE, f"{title[:40]}…")
    return title[:LONGEST_TITLE]


def _email(cells: dict[str, Cell], tell: Tell) -> str:
    email = _text(cells, P.EMAIL, tell).casefold()
    if email and (len(email) > LONGEST_EMAIL or not EMAIL.fullmatch(email)):
        tell(Code.EMAIL_ODD, P.EMAIL, email)
        return ""
    return email


def _word(cells: dict[str, Cell], field: P, table: dict, unknown: Code, tell: Tell):
    if field not in cells:
        return None
    found = table.get(plain(cells[field]))
    if found is None:
        tell(unknown, field, cells[field])
    return found


def _since(cells: dict[str, Cell], tell: Tell) -> date | None:
    if P.SINCE not in cells:
        return None
    day = read_day(cells[P.SINCE])
    if day is None:
        tell(Code.DATE_ODD, P.SINCE, cells[P.SINCE])
    return day


def _number(cells: dict[str, Cell], tell: Tell) -> Number | None:
    """The row's number: NIP or NI PPPK if there is one, else the number of the contract."""
    found: list[Number] = []
    for field, kind in ((P.NIP, IdentifierKind.NIP), (P.NI_PPPK, IdentifierKind.NI_PPPK)):
        if field in cells:
            number = _digits(cells[field], field, kind, tell)
            found += [number] if number else []
    if len({number.value for number in found}) > 1:
        tell(Code.TWO_NUMBERS, P.NI_PPPK, found[0].value, found[1].value)
    contract = _contract(cells, tell)
    return found[0] if found else contract


def _digits(cell: Cell, field: P, kind: IdentifierKind, tell: Tell) -> Number | None:
    number = read_number(cell, kind=kind)
    if isinstance(number, NumberFault):
        # A NIK is never repeated: not in the report, not in a log.
        tell(FAULTS[number], field, "" if number is NumberFault.NIK else cell)
        return None
    if number.unsure:
        tell(Code.NUMBER_UNSURE, field, number.value)
    return number


def _contract(cells: dict[str, Cell], tell: Tell) -> Number | None:
    value = _text(cells, P.CONTRACT, tell)
    if not value:
        return None
    if re.fullmatch(r"\d{16}", digits(value)):
        tell(Code.NUMBER_IS_NIK, P.CONTRACT)
        return None
    if len(value) > LONGEST_CONTRACT or isinstance(cells[P.CONTRACT], float):
        tell(Code.NUMBER_LENGTH if len(value) > LONGEST_CONTRACT else Code.NUMERIC_NUMBER,
             P.CONTRACT, value)  # fmt: skip
        return None
    return Number(IdentifierKind.CONTRACT, value)
