"""The row-by-row report of an import in one flat form that pages, commands and files share."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from training.people.rules.imports.model import Delta, Fate, PersonChange
from training.people.rules.imports.problems import Code, Problem
from training.people.rules.imports.unit_plan import UnitChange

PROBLEM, NOTE = "problem", "note"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the report.

    `kind`: problem, note, added, changed or left; `code` names the problem, and for a value
    that was derived says so.
    """

    kind: str
    line: int | None
    who: str
    column: str
    old: str
    new: str
    code: str = ""


def entries(
    problems: Iterable[Problem], changes: Sequence[PersonChange] | Sequence[UnitChange]
) -> Iterator[Entry]:
    """Problems first, then notes, then every change in the order of the plan."""
    for each in problems:
        kind = PROBLEM if each.refuses else NOTE
        yield Entry(kind, each.line, "", each.column, each.old, each.new, each.code)
    for change in changes:
        who = (
            change.name
            if isinstance(change, PersonChange)
            else f"{change.unit.code} {change.unit.name}"
        )
        yield from _changes(change.fate, change.line, who, change.deltas)


def _changes(fate: Fate, line: int | None, who: str, deltas: Sequence[Delta]) -> Iterator[Entry]:
    """Somebody new is one line with all values; a change is one line for each value."""
    if fate is Fate.ADDED:
        derived = Code.FAMILY_DERIVED if any(each.derived for each in deltas) else ""
        told = " · ".join(each.new for each in deltas if each.new and each.new != who)
        yield Entry(fate, line, who, "", "", told[:400], derived)
        return
    for each in deltas:
        code = Code.FAMILY_DERIVED if each.derived else ""
        yield Entry(fate, line, who, each.field, each.old, each.new, code)
    if not deltas:
        yield Entry(fate, line, who, "", "", "")
