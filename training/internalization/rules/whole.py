"""What a cycle says of several rosters together: sums of their counts, and the label that follows.

A unit's figures are those of its own people and of everybody in the units below it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from training.internalization.rules.estimate.labels import Gates

LEAST_PEOPLE, LEAST_SHARE = 3, 0.10
SEEN_BY_OTHERS = frozenset({"O", "W"})


@dataclass(frozen=True, slots=True)
class Whole:
    """Sums over rosters: people, those assessed, by stream and dial, by job family; the voices.

    `heard` and `good` are of children; `holds`: none of the units heard lies below the funnel, None
    where none was heard enough. `drawn`, `audited`: of the audit. `works`: of planning or decision.
    `dose`: the visits that were made. `planners`: people with grown plans; `kept`, `corroborated`:
    sums of their shares of plans that they told as kept, and that others corroborated.
    """

    roster: int = 0
    assessed: int = 0
    streams: Mapping[str, int] = field(default_factory=dict)
    shown: Mapping[str, int] = field(default_factory=dict)
    dials: Mapping[str, int] = field(default_factory=dict)
    families: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    heard: int = 0
    good: float = 0.0
    holds: bool | None = None
    drawn: int = 0
    audited: int = 0
    works: int = 0
    contrary: bool = False
    dose: int = 0
    planners: int = 0
    kept: float = 0.0
    corroborated: float = 0.0


def whole(parts: Sequence[tuple[int, Mapping[str, Any]]]) -> Whole:
    """The sums over (roster, what a closing told) of each unit."""
    told = [each for _, each in parts]
    gates = [each.get("gates", {}) for each in told]
    voices = [each["voice"] for each in told if each.get("voice")]
    plans = [each["plans"] for each in told if each.get("plans")]
    holds = [each["holds"] for each in voices if each["holds"] is not None]
    return Whole(
        roster=sum(roster for roster, _ in parts),
        assessed=sum(each.get("assessed", 0) for each in told),
        streams=_added(each.get("streams", {}) for each in told),
        shown=_added(each.get("shown", {}) for each in told),
        dials=_added(each.get("dials", {}) for each in told),
        families=_families(each.get("families", {}) for each in told),
        heard=sum(each["n"] for each in voices),
        good=sum(each["good"] for each in voices),
        holds=all(holds) if holds else None,
        drawn=sum(each.get("drawn", 0) for each in gates),
        audited=sum(each.get("audited", 0) for each in gates),
        works=sum(each.get("planning_works", 0) for each in gates),
        contrary=any(each.get("verified_contrary") for each in told),
        dose=sum(each.get("dose", 0) for each in told),
        planners=sum(each["people"] for each in plans),
        kept=sum(each["kept"] for each in plans),
        corroborated=sum(each["corroborated"] for each in plans),
    )


def gates_of(found: Whole, alpha: float | None) -> Gates:
    """The gates of several rosters together, by the same measure as of one (`queries.backing`)."""
    least = min(max(LEAST_PEOPLE, LEAST_SHARE * found.roster), found.roster)
    enough = {code for code, people in found.streams.items() if people >= least}
    heard = found.holds is not None
    return Gates(
        drawn=found.drawn, audited=found.audited, streams=len(enough) + heard,
        beyond_self_report=len(enough & SEEN_BY_OTHERS) + heard, alpha=alpha,
        voice_holds=found.holds, planning_works=found.works,
    )  # fmt: skip


def _added(sums: Iterable[Mapping[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in sums:
        for name, count in each.items():
            found[name] = found.get(name, 0) + count
    return found


def _families(sums: Iterable[Mapping[str, Sequence[int]]]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for each in sums:
        for name, (people, assessed) in each.items():
            before = found.get(name, (0, 0))
            found[name] = before[0] + people, before[1] + assessed
    return found
