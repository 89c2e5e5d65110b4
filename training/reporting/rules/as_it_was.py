"""Figures by the unit that people served in when it happened, without giving away who moved.

The same unit drawn "as it is now" and "as it was" differs by the people who moved between. Were
one of them alone, subtracting the two figures would give that person's result. Moves are therefore
drawn only where at least k people made the same move (a unit was merged, split or renamed, a team
went over); smaller moves stay with the present unit, and so does a move that would leave a few
behind. Every set of people that the two figures can tell apart is then empty or safe by itself.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from training.reporting.rules.disclosure import NOBODY, Choice, Safe, Sums

Flow = tuple[UUID | None, UUID]
"""From the shown unit of people now (None: they have left) to the one they were in then."""


def as_it_was(now: Choice, moves: Mapping[Flow, Sums]) -> dict[UUID, Sums]:
    """The remainders of the shown units when the moves that may be drawn are undone."""
    then = dict(now.remainder)
    for (source, target), sums in moves.items():
        then[target] += sums
        if source is not None:
            then[source] -= sums
    return then


def drawn(
    now: Choice, moves: Mapping[tuple[UUID, UUID], Sums], safe: Safe, *, k: int
) -> dict[Flow, Sums]:
    """The moves that may be drawn; `moves` are sums by (own unit now, own unit then)."""
    flows: dict[Flow, Sums] = defaultdict(lambda: NOBODY)
    for (present, then), sums in moves.items():
        source, target = now.owner.get(present), now.owner.get(then)
        if target is not None and source != target:
            # Movers bring themselves along: they are part of those whom the figure could be about.
            flows[source, target] += Sums(sums.n, sums.n, sums.total, sums.squares, sums.n)
    kept = {flow: sums for flow, sums in flows.items() if sums.n >= k and _is_safe(sums, safe)}
    _keep_stays_safe(now, kept, safe)
    return kept


def _is_safe(moved: Sums, safe: Safe) -> bool:
    """Whether movers are safe as a set; that all of them have a value is how they were found."""
    return safe(replace(moved, of=2 * moved.n))


def _keep_stays_safe(now: Choice, kept: dict[Flow, Sums], safe: Safe) -> None:
    """Undo moves out of a unit until those who stayed are nobody or safe."""
    for unit in now.remainder:
        leaving = sorted(
            (flow for flow in kept if flow[0] == unit),
            key=lambda flow: (kept[flow].n, flow[1].int),
        )
        stayed = now.remainder[unit]
        for flow in leaving:
            stayed -= kept[flow]
        while leaving and not safe(stayed):
            stayed += kept.pop(leaving.pop(0))
