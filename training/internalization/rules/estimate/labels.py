"""The level that a unit may be called by, and what is missing where the evidence is not enough."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

SURE = 0.90
AUDITED, STREAMS, NOT_SELF_REPORT, AGREEMENT, IN_PLANNING = 0.80, 3, 1, 0.667, 1
VOICE_FROM = 4


class Missing(StrEnum):
    """What a unit lacks for a label, or for a higher one."""

    AUDIT = "audit"
    STREAMS = "streams"
    BEYOND_SELF_REPORT = "beyond_self_report"
    AGREEMENT = "agreement"
    VOICE = "voice"
    WORK_IN_PLANNING = "work_in_planning"
    CERTAINTY = "certainty"
    SECOND_CYCLE = "second_cycle"


@dataclass(frozen=True, slots=True)
class Gates:
    """What stands behind a unit's figures in one cycle.

    `drawn` people were drawn for the audit and `audited` of them seen; `streams` kinds of evidence
    are current, `beyond_self_report` of them not self-report; `alpha` is Krippendorff's, None where
    it is not defined; `voice_holds` tells that child voice is not below the funnel limit, None
    where there is none to show; `planning_works` products of planning or decision were rated.
    """

    drawn: int
    audited: int
    streams: int
    beyond_self_report: int
    alpha: float | None
    voice_holds: bool | None
    planning_works: int


@dataclass(frozen=True, slots=True)
class Label:
    """A level, or None for "evidence not sufficient"; what is missing for one, or for the next."""

    level: int | None
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Cycle:
    """What one cycle alone says of a unit; `verified`: a contrary finding was verified in it."""

    label: Label
    verified: bool = False


def lacking(gates: Gates) -> tuple[Missing, ...]:
    """What keeps a unit from any label at all."""
    holds = {
        Missing.AUDIT: gates.audited >= AUDITED * gates.drawn,
        Missing.STREAMS: gates.streams >= STREAMS,
        Missing.BEYOND_SELF_REPORT: gates.beyond_self_report >= NOT_SELF_REPORT,
        Missing.AGREEMENT: gates.alpha is not None and gates.alpha >= AGREEMENT,
    }
    return tuple(what for what, held in holds.items() if not held)


def lacking_above(gates: Gates) -> tuple[Missing, ...]:
    """What keeps a unit from the levels 4 and 5."""
    holds = {
        Missing.VOICE: gates.voice_holds is True,
        Missing.WORK_IN_PLANNING: gates.planning_works >= IN_PLANNING,
    }
    return tuple(what for what, held in holds.items() if not held)


def label(p_at_least_60: Mapping[int, float], gates: Gates) -> Label:
    """k* = the highest level k with P(S_gk ≥ .60) ≥ .90 whose gates hold.

    `p_at_least_60` is that probability by level (1 to 5). Level 0 is said only where it is as sure
    that fewer are at level 1; between the two there is no label.
    """
    wanting = lacking(gates)
    if wanting:
        return Label(None, wanting)
    reached = max((k for k, p in p_at_least_60.items() if p >= SURE), default=0)
    above = lacking_above(gates)
    if reached >= VOICE_FROM and above:
        held = [k for k, p in p_at_least_60.items() if k < VOICE_FROM and p >= SURE]
        return Label(max(held), above) if held else Label(None, above)
    if not reached and p_at_least_60.get(1, 0.5) > 1 - SURE:
        return Label(None, (Missing.CERTAINTY,))
    return Label(reached)


def published(cycles: Sequence[Cycle]) -> Label:
    """The label that is shown after these cycles, oldest first.

    It rises only after two consecutive cycles, and falls after one with a verified finding or two
    ordinary ones. A cycle whose evidence is not enough shows as such: it ends a rise, and neither
    lowers nor confirms what was held.
    """
    held: int | None = None
    last: int | None = None
    lower: int | None = None
    for cycle in cycles:
        level = cycle.label.level
        if level is not None:
            held, lower = _next(held, level, last, lower, cycle.verified)
        last = level
    if not cycles or cycles[-1].label.level is None:
        return cycles[-1].label if cycles else Label(None, (Missing.SECOND_CYCLE,))
    if held is None:
        return Label(None, (Missing.SECOND_CYCLE,))
    return Label(held, cycles[-1].label.missing)


def _next(
    held: int | None, level: int, last: int | None, lower: int | None, verified: bool
) -> tuple[int | None, int | None]:
    """The level held after a cycle, and the lower one that a further low cycle would lead to."""
    if held is None:
        return (None if last is None else min(level, last)), None
    if level < held:
        if verified:
            return level, None
        return (held, level) if lower is None else (max(level, lower), None)
    if level > held and last is not None:
        return max(held, min(level, last)), None
    return held, None
