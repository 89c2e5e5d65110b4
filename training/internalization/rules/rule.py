"""The numbers of the level rule. A new version recomputes history and is drawn as a break."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType

from training.internalization.rules.evidence import Stream

LEASES: Mapping[Stream, int] = MappingProxyType({
    Stream.KNOWLEDGE: 365, Stream.RETENTION: 270, Stream.JUDGEMENT: 365, Stream.VALUES: 365,
    Stream.COMMITMENT: 180, Stream.OBSERVATION: 270, Stream.WORK: 365,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of the rule.

    `lease_days`: how long evidence of a stream is current. `cut` and `sure`: a sitting is met when
    P(ability > cut) ≥ sure. `judged`: the mean mark from which judgement is met. `fewest_items`:
    a smaller sitting says nothing. `apart_days` and `sittings_apart_days`: nearer ones are one.
    `reads`: the share of a module's reading time that is plausible.
    """

    version: int
    lease_days: Mapping[Stream, int] = field(default_factory=lambda: LEASES)
    cut: float = 0.60
    sure: float = 0.80
    judged: float = 0.70
    fewest_items: int = 4
    fewest_cases: int = 2
    apart_days: int = 30
    sittings_apart_days: int = 7
    gap_days: int = 60
    held_days: int = 270
    reads: float = 0.30

    def lease(self, stream: Stream) -> timedelta:
        return timedelta(days=self.lease_days[stream])


RULES: Mapping[int, Rule] = MappingProxyType({1: Rule(1)})
CURRENT = RULES[max(RULES)]
