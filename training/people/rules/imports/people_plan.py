"""What a staff file changes: each person's row against the present record, nothing done yet."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from training.people.rules.access import within
from training.people.rules.imports.columns import PersonField as P
from training.people.rules.imports.leavers import absences, powers_left, too_many
from training.people.rules.imports.model import Counts, Fate, PeoplePlan, PersonChange, Terms
from training.people.rules.imports.people_change import change_of
from training.people.rules.imports.people_match import Match, match
from training.people.rules.imports.people_rows import PersonRow
from training.people.rules.imports.people_units import Units
from training.people.rules.imports.problems import Code, Problem
from training.people.rules.imports.state import Record


def plan(
    rows: Sequence[PersonRow], record: Record, terms: Terms, already: Iterable[Problem] = ()
) -> PeoplePlan:
    """Every change the file asks for and every problem, those found while reading included."""
    matches, unmatched = match(rows, record)
    problems = [*already, *unmatched]
    units = Units(record, terms)
    changes: list[PersonChange] = []
    for each in matches:
        change = _change(each, units, terms, problems)
        if change is not None:
            changes.append(change)
    gone, covered = absences(matches, record, terms, changes)
    changes += gone
    problems += too_many(changes, covered, terms)
    problems += powers_left(changes, record, terms)
    return PeoplePlan(
        tuple(changes), tuple(_in_order(problems)), _counts(rows, matches, changes, covered)
    )


def _change(
    each: Match, units: Units, terms: Terms, problems: list[Problem]
) -> PersonChange | None:
    """One person's change; None when nothing changes or when a problem forbids to say."""
    places = []
    for row in each.rows:
        unit = units.of(row)
        if isinstance(unit, Problem):
            problems.append(unit)
            return None
        places.append(unit)
    beyond = _beyond(each, units.record, terms)
    if beyond:
        problems.append(beyond)
        return None
    change, found = change_of(each, tuple(places), units.record, terms)
    problems += found
    return change


def _beyond(each: Match, record: Record, terms: Terms) -> Problem | None:
    """A person who serves outside the importer's scope is not the importer's to change."""
    person, row = each.person, each.rows[0]
    if person is None or person.definitive is None:
        return None
    path = record.units[person.definitive.unit_id].path
    if within(path, terms.scope) or all(_acts(row) for row in each.rows):
        return None
    return Problem(row.line, P.UNIT, Code.PERSON_ELSEWHERE)


def _acts(row: PersonRow) -> bool:
    return row.kind.value != "definitif"


def _in_order(problems: Iterable[Problem]) -> list[Problem]:
    """What refuses before what is only noted, each in the order of the lines, nothing twice."""
    once = dict.fromkeys(problems)
    return sorted(once, key=lambda each: (not each.refuses, each.line or 0))


def _counts(
    rows: Sequence[PersonRow],
    matches: Sequence[Match],
    changes: Sequence[PersonChange],
    covered: int,
) -> Counts:
    fates = [change.fate for change in changes]
    touched = {change.person for change in changes if change.person}
    still = sum(1 for each in matches if each.person and each.person.id not in touched)
    counted = Counts(len(rows), fates.count(Fate.ADDED), fates.count(Fate.CHANGED))
    return replace(counted, left=fates.count(Fate.LEFT), unchanged=still, covered=covered)
