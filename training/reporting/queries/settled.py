"""From which snapshot of a corrected cycle a unit is told, so that no correction tells on a few."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from training.internalization.queries.cycles import UnitSaid
from training.reporting.rules.settling import Counts, counts_of, is_moved

Snapshot = Mapping[UUID, UnitSaid]


def source_of(
    units: Sequence[UUID], chain: Sequence[UUID], said: Mapping[UUID, Snapshot], *, k: int
) -> UUID:
    """The snapshot from which some rosters together are told; `chain` is the oldest first.

    `said` holds what each snapshot of the chain says of at least these units.
    """
    told = chain[0]
    for each in chain[1:]:
        before, now = (_counts(said.get(key, {}), units) for key in (told, each))
        if is_moved(now, before, k=k):
            told = each
    return told


def _counts(said: Snapshot, units: Sequence[UUID]) -> Counts:
    known = [said[each] for each in units if each in said]
    return counts_of(
        (
            each.finding.roster,
            each.finding.told,
            {level: kept.evidenced for level, kept in each.levels.items()},
        )
        for each in known
    )
