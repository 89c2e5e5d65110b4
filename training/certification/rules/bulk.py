"""An excuse for many people at once: of whom it asks nothing any more, and whom it leaves out."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from training.certification.rules.states import HOLDING, Standing, State
from training.kernel.errors import Conflict, Invalid

MOST_EXCUSED = 2000


class LeftOut(StrEnum):
    """Why somebody is not among those who are excused."""

    NOTHING_ASKED = "nothing-asked"
    HOLDS = "holds"
    EXCUSED = "excused"
    NOT_HERE = "not-here"
    ONESELF = "oneself"


@dataclass(frozen=True, slots=True)
class Sorted:
    """Who would be excused, and why the others would not; both in the order of their ids."""

    excused: tuple[UUID, ...]
    left_out: dict[UUID, LeftOut]


class NobodyIsChosen(Invalid):
    """An excuse for many names at least one person, and at most MOST_EXCUSED."""


class NobodyIsExcused(Conflict):
    """An excuse that would be for nobody is not carried out."""


class BulkIsOver(Conflict):
    """It was carried out already, or taken back already, or never carried out."""


def sort_out(
    people: Iterable[UUID], standings: dict[UUID, tuple[bool, Standing]], *, by: UUID
) -> Sorted:
    """Sort people by their standing and whether they must hold the certificate.

    Whoever does it (`by`) never excuses themselves.
    """
    excused, left_out = [], {}
    for person in sorted(people):
        why = LeftOut.ONESELF if person == by else _left_out(standings.get(person))
        if why is None:
            excused.append(person)
        else:
            left_out[person] = why
    return Sorted(tuple(excused), left_out)


def _left_out(found: tuple[bool, Standing] | None) -> LeftOut | None:
    if found is None:
        return LeftOut.NOT_HERE
    must, standing = found
    if not must:
        return LeftOut.NOTHING_ASKED
    if standing.state is State.EXCUSED:
        return LeftOut.EXCUSED
    return LeftOut.HOLDS if standing.state in HOLDING else None
