"""Which rows speak of which person: by number first, by e-mail only where there is no number."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from training.people.rules.imports.columns import PersonField as P
from training.people.rules.imports.people_rows import PersonRow
from training.people.rules.imports.problems import Code, Problem
from training.people.rules.imports.state import PersonFact, Record
from training.people.rules.kinds import IdentifierKind, PostingKind
from training.people.rules.names import fold, resemble
from training.people.rules.numbers import digits, same_birth

Key = UUID | str


@dataclass(frozen=True, slots=True)
class Match:
    """The rows of one person (the definitive post first), and the person, if already known."""

    rows: tuple[PersonRow, ...]
    person: PersonFact | None


def match(
    rows: Sequence[PersonRow], record: Record
) -> tuple[tuple[Match, ...], tuple[Problem, ...]]:
    """Rows grouped by person in the order of the file, and the rows that fit nobody or two."""
    problems: list[Problem] = []
    groups: dict[Key, list[PersonRow]] = defaultdict(list)
    for row in rows:
        key = _key(row, record, problems)
        if key is not None:
            groups[key].append(row)
    problems += _shared_emails(groups)
    matches = []
    for key, mine in groups.items():
        problems += _at_odds(mine)
        person = record.people[key] if isinstance(key, UUID) else None
        ordered = sorted(mine, key=lambda row: row.kind is not PostingKind.DEFINITIVE)
        matches.append(Match(tuple(ordered), person))
    return tuple(matches), tuple(problems)


def _key(row: PersonRow, record: Record, problems: list[Problem]) -> Key | None:
    """The person's id, or what stands for a person who is not yet known, or None with a problem."""
    if row.broken:
        return record.by_email.get(row.email)  # told already, but not missing
    if row.number is None:
        return _key_without_number(row, record, problems)
    known = record.by_number.get(row.number.value)
    if known is not None:
        return known
    value = row.number.value
    if value in record.retired:
        problems.append(Problem(row.line, _column(row), Code.NUMBER_RETIRED, value))
        return None
    if row.old_number:
        return _key_by_old_number(row, record, problems)
    holder = record.by_email.get(row.email) if row.email else None
    return f"number:{value}" if holder is None else _key_by_email(row, holder, record, problems)


def _key_without_number(row: PersonRow, record: Record, problems: list[Problem]) -> Key | None:
    if not row.email:
        problems.append(Problem(row.line, P.NIP, Code.NO_KEY, row.name))
        return None
    known = record.by_email.get(row.email)
    if known is None:
        return f"email:{row.email}"
    if row.name and not resemble(row.name, record.people[known].name):
        problems.append(Problem(row.line, P.EMAIL, Code.EMAIL_OF_OTHER, row.email))
        return None
    return known


def _namesake(row: PersonRow, person: PersonFact) -> bool:
    """Whether the row's name is the person's, titles aside."""
    return fold(row.name.partition(",")[0]) == fold(person.name.partition(",")[0])


def _key_by_old_number(row: PersonRow, record: Record, problems: list[Problem]) -> Key | None:
    known = record.by_number.get(digits(row.old_number)) or record.by_number.get(row.old_number)
    if known is None:
        problems.append(Problem(row.line, P.OLD_NUMBER, Code.OLD_NUMBER_UNKNOWN, row.old_number))
        return None
    return _if_changeable(row, record.people[known], problems)


def _key_by_email(
    row: PersonRow, holder: UUID, record: Record, problems: list[Problem]
) -> Key | None:
    """An unknown number with a known e-mail: a new number of that person, if the name agrees."""
    person = record.people[holder]
    if not _namesake(row, person):
        problems.append(Problem(row.line, P.EMAIL, Code.EMAIL_OF_OTHER, row.email))
        return None
    return _if_changeable(row, person, problems)


def _if_changeable(row: PersonRow, person: PersonFact, problems: list[Problem]) -> UUID | None:
    """A number may follow another one only if both can be one person's."""
    new = row.number.value if row.number else ""
    for held in person.numbers:
        if not same_birth(held.value, new):
            problems.append(Problem(row.line, _column(row), Code.NUMBER_OF_OTHER, held.value, new))
            return None
        problems.append(Problem(row.line, _column(row), Code.NUMBER_CHANGED, held.value, new))
    return person.id


def _column(row: PersonRow) -> str:
    columns = {IdentifierKind.NIP: P.NIP, IdentifierKind.NI_PPPK: P.NI_PPPK,
               IdentifierKind.CONTRACT: P.CONTRACT}  # fmt: skip
    return columns[row.number.kind] if row.number else P.NIP


def _shared_emails(groups: dict[Key, list[PersonRow]]) -> list[Problem]:
    """One e-mail stands for one person, or a reset link would open another's account."""
    first: dict[str, tuple[Key, int]] = {}
    found = []
    for key, rows in groups.items():
        for row in rows:
            if not row.email:
                continue
            other, line = first.setdefault(row.email, (key, row.line))
            if other != key:
                found.append(Problem(row.line, P.EMAIL, Code.EMAIL_TWICE, row.email, str(line)))
    return found


def _at_odds(rows: Sequence[PersonRow]) -> list[Problem]:
    """Rows of one person: one definitive post, and no contradictions."""
    found: list[Problem] = []
    definitive = [row for row in rows if row.kind is PostingKind.DEFINITIVE]
    for row in definitive[1:]:
        first = str(definitive[0].line)
        found.append(Problem(row.line, _column(row), Code.TWICE_IN_FILE, row.name, first))
    for row in rows:
        found += _contradictions(rows[0], row)
    return found


def _contradictions(first: PersonRow, row: PersonRow) -> list[Problem]:
    pairs = (
        (P.NAME, fold(first.name), fold(row.name)), (P.EMAIL, first.email, row.email),
        (P.STATUS, first.status, row.status), (P.STANDING, first.standing, row.standing),
    )  # fmt: skip
    return [
        Problem(row.line, column, Code.ROWS_DISAGREE, str(old), str(new))
        for column, old, new in pairs
        if old and new and old != new
    ]
