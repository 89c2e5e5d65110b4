"""What is counted of a unit at the end of a cycle: people by level, streams, dials."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from uuid import UUID

from training.internalization.rules.cycles import is_assessed, streams_of
from training.internalization.rules.evidence import Kind, Ledger
from training.internalization.rules.levels import Level, Role, level_at
from training.internalization.rules.needs import CHECKS, Need, View

ASKED = tuple(level for level in Level if level)
DIALS: Mapping[str, tuple[Need, ...]] = {
    "knows": (Need.KNOWS, Need.JUDGES), "lasts": (Need.RETAINS,), "does": (Need.OBSERVED,),
}  # fmt: skip
"""What a person must fulfil to count on a dial. The fourth, what children feel, is the voice's."""
SHOWN_BY = {"knows": (Kind.SITTING, Kind.SERVICE_CASES), "lasts": (Kind.RECALL,),
            "does": (Kind.OBSERVED, Kind.PRODUCT)}  # fmt: skip


@dataclass(slots=True)
class Count:
    """The sums over a unit's roster: people, those assessed, those at or above each level.

    `streams`: people with current evidence of each stream; `dials`: of those with evidence on a
    dial (`shown`), how many fulfil it; `families`: by job family, how many people, how many of them
    assessed.
    """

    roster: int = 0
    assessed: int = 0
    positives: dict[int, int] = field(default_factory=lambda: dict.fromkeys(map(int, ASKED), 0))
    streams: dict[str, int] = field(default_factory=dict)
    shown: dict[str, int] = field(default_factory=dict)
    dials: dict[str, int] = field(default_factory=dict)
    families: dict[str, list[int]] = field(default_factory=dict)
    unassessed: list[UUID] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a roster: where, in which role, and their evidence (None: none at all)."""

    id: UUID
    unit: UUID
    role: Role
    ledger: Ledger | None


FACETED = (Kind.RECALL, Kind.ENACTMENT, Kind.OBSERVED, Kind.PRODUCT)
"""What shows where conduct shows: each is about one stage, and some about one dimension."""
Places = Mapping[str, tuple[str, str]]
"""The dimension and the stage of every indicator."""


def counted(
    members: Iterable[tuple[Member, View | None]], places: Places = MappingProxyType({})
) -> dict[UUID, Count]:
    """The counts of every unit with a roster, from its people as they are seen at one moment."""
    counts: dict[UUID, Count] = {}
    for member, view in members:
        count = counts.setdefault(member.unit, Count())
        count.roster += 1
        family = count.families.setdefault(member.role.job_family or "", [0, 0])
        family[0] += 1
        if view is None or not is_assessed(view):
            count.unassessed.append(member.id)
        else:
            family[1] += 1
            _level(count, member, view)
        if view is not None:
            _streams(count, view)
            _facets(count, view, places)
    return counts


def _streams(count: Count, view: View) -> None:
    for code in streams_of(view):
        count.streams[code] = count.streams.get(code, 0) + 1
    for dial, kinds in SHOWN_BY.items():
        if any(view.current(kind) for kind in kinds):
            holds = all(CHECKS[need](view).enough for need in DIALS[dial])
            count.shown[dial] = count.shown.get(dial, 0) + 1
            count.dials[dial] = count.dials.get(dial, 0) + holds


def _facets(count: Count, view: View, places: Places) -> None:
    """By dimension and by stage: who has evidence there, and of whom more speaks for it."""
    found: dict[str, list[bool]] = {}
    for kind in FACETED:
        for each in view.current(kind):
            dimension, stage = places.get(each.detail.get("indicator", ""), ("", ""))
            for facet in filter(None, (dimension, each.stage or stage)):
                found.setdefault(facet, []).append(each.met)
    for facet, verdicts in found.items():
        count.shown[facet] = count.shown.get(facet, 0) + 1
        holds = 2 * sum(verdicts) > len(verdicts)
        count.dials[facet] = count.dials.get(facet, 0) + holds


def _level(count: Count, member: Member, view: View) -> None:
    count.assessed += 1
    reached = level_at(view.ledger, member.role, at=view.at, rule=view.rule)
    for level in ASKED:
        count.positives[level] += reached >= level
