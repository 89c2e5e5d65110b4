"""Whether the ledger holds what follows from the facts, and the levels what follows from it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from training.internalization.queries.facts import evidence_between
from training.internalization.queries.ledger import (
    entries_between,
    ledgers_between,
    stored_between,
    told,
)  # fmt: skip
from training.internalization.rules.levels import Role, standing
from training.internalization.rules.rule import RULES
from training.internalization.tables.ledger import PersonLevel
from training.people.queries.rosters import batches

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Flaw:
    """One row that is not what it should be: `missing`, `different` or `unfounded`."""

    table: str
    key: str
    what: str


def check(tell: Tell) -> Iterator[Flaw]:
    """Every flaw of the ledger and of the levels, person by person.

    A level is replayed as of the moment for which it is kept, under the rule that it names: equal
    to the last bit, or a flaw.
    """
    spans = batches()
    for done, (first, last) in enumerate(spans, 1):
        yield from _ledger(first, last)
        yield from _levels(first, last)
        tell(done, len(spans))


def _ledger(first: UUID, last: UUID) -> Iterator[Flaw]:
    held = {
        (person, *key): fact
        for person, found in entries_between(first, last).items()
        for key, (_, fact) in found.items()
    }
    for fact in evidence_between(first, last):
        known = held.pop((fact.employee_id, fact.source, fact.kind), None)
        if known != fact:
            what = "missing" if known is None else "different"
            yield Flaw("evidence", f"{fact.kind} {fact.source}", what)
    for _, source, kind in held:
        yield Flaw("evidence", f"{kind} {source}", "unfounded")


def _levels(first: UUID, last: UUID) -> Iterator[Flaw]:
    kept = {each.employee_id: each for each in stored_between(first, last)}
    for person, found in ledgers_between(first, last):
        row = kept.pop(person, None)
        if row is None:
            yield Flaw("person_level", str(person), "missing")
            continue
        replayed = standing(found, Role(row.job_family), at=row.at, rule=RULES[row.rule])
        again = (replayed.level, replayed.ceiling, replayed.changes_at, told(replayed))
        if again != _values(row):
            yield Flaw("person_level", str(person), "different")
    for person in kept:
        yield Flaw("person_level", str(person), "unfounded")


def _values(row: PersonLevel) -> tuple[object, ...]:
    return row.level, row.ceiling, row.changes_at, row.requirements
