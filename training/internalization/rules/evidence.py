"""Evidence: one thing that one person did at one time, which speaks for or against a conduct."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID


class Stream(StrEnum):
    """Where evidence about a person comes from (docs/measurement.md). Stored by value."""

    KNOWLEDGE = "K"
    RETENTION = "R"
    JUDGEMENT = "J1"
    VALUES = "J2"
    COMMITMENT = "C"
    OBSERVATION = "O"
    WORK = "W"


class Kind(StrEnum):
    """What happened. Stored by value; each belongs to one stream."""

    READ = "read"
    SITTING = "sitting"
    RECALL = "recall"
    SERVICE_CASES = "service-cases"
    VALUE_CONFLICTS = "value-conflicts"
    PLAN = "plan"
    ENACTMENT = "enactment"
    OBSERVED = "observed"
    CONTRARY = "contrary"
    PRODUCT = "product"


STREAM_OF: Mapping[Kind, Stream] = MappingProxyType({
    Kind.READ: Stream.KNOWLEDGE, Kind.SITTING: Stream.KNOWLEDGE, Kind.RECALL: Stream.RETENTION,
    Kind.SERVICE_CASES: Stream.JUDGEMENT, Kind.VALUE_CONFLICTS: Stream.VALUES,
    Kind.PLAN: Stream.COMMITMENT, Kind.ENACTMENT: Stream.COMMITMENT,
    Kind.OBSERVED: Stream.OBSERVATION, Kind.CONTRARY: Stream.OBSERVATION,
    Kind.PRODUCT: Stream.WORK,
})  # fmt: skip
TOLD_BY_ONESELF = frozenset({Stream.COMMITMENT})
"""Streams that begin with what people say of themselves."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact about one person, as the ledger holds it.

    `source` names the fact where it was made; `topic` what it was about (a module, an instrument, a
    kind of document); `score` of `size` what was right or met; `met` whether its own stream calls
    it met; `occasion` joins what several raters saw at once. `void`: it happened, and counts for
    nothing. `detail` holds what is needed to retrace it: form, items, seed, times.
    """

    kind: Kind
    source: UUID
    employee_id: UUID
    unit_id: UUID | None
    at: datetime
    topic: str
    met: bool
    score: float = 0.0
    size: int = 0
    void: bool = False
    stage: str | None = None
    rater: UUID | None = None
    announced: bool | None = None
    occasion: UUID | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)

    @property
    def stream(self) -> Stream:
        return STREAM_OF[self.kind]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What counts of one person's evidence, by kind and in order of time."""

    by_kind: Mapping[Kind, tuple[Evidence, ...]]

    def of(self, kind: Kind) -> tuple[Evidence, ...]:
        return self.by_kind.get(kind, ())

    def without(self, kind: Kind) -> "Ledger":
        return Ledger({each: found for each, found in self.by_kind.items() if each is not kind})

    def everything(self) -> Iterable[Evidence]:
        for each in self.by_kind.values():
            yield from each


def ledger(entries: Iterable[Evidence]) -> Ledger:
    """One person's evidence put in order; void entries count for nothing and are left out."""
    by_kind: dict[Kind, list[Evidence]] = {}
    for each in sorted(entries, key=lambda one: (one.at, one.source.int)):
        if not each.void:
            by_kind.setdefault(each.kind, []).append(each)
    return Ledger({kind: tuple(found) for kind, found in by_kind.items()})
