"""What an author says about starting, timing and counting: purposes, and rules in order."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from training.content.rules.model import JobFamily, UnitKind


class Purpose(StrEnum):
    """What an attempt is for: before learning, after it, or some time after passing."""

    BASELINE = "baseline"
    POST = "post"
    PROBE_30 = "probe-30"
    PROBE_90 = "probe-90"
    PROBE_180 = "probe-180"


PROBES = {Purpose.PROBE_30: 30, Purpose.PROBE_90: 90, Purpose.PROBE_180: 180}
"""The days after passing on which each probe is due."""

USUAL = (Purpose.POST, *PROBES)
"""The purposes of a quiz that names none."""


class Late(StrEnum):
    """What becomes of an attempt that was not handed in by its deadline."""

    MARKED = "dinilai"
    ZERO = "nol"


class Counts(StrEnum):
    """Which attempt decides whether a quiz is passed."""

    BEST = "terbaik"
    FIRST = "pertama"
    LATEST = "terakhir"


class Abandoned(StrEnum):
    """What a person may do with an attempt that was left alone for long: go on, or begin anew."""

    RESUME = "lanjut"
    ANEW = "baru"


@dataclass(frozen=True, slots=True)
class Conditions:
    """What must hold, all of it; what is empty asks for nothing."""

    purposes: tuple[Purpose, ...] = ()
    opens: datetime | None = None
    closes: datetime | None = None
    completed: tuple[str, ...] = ()
    at_most: int | None = None
    hours_between: int | None = None
    roles: tuple[str, ...] = ()
    job_families: tuple[JobFamily, ...] = ()
    unit_kinds: tuple[UnitKind, ...] = ()
    addresses: tuple[str, ...] = ()


ANYBODY = Conditions()


@dataclass(frozen=True, slots=True)
class Rule:
    """For whom it is (`when`), what must hold to start (`requires`), and how time runs then.

    Grace, late policy, counting and abandonment are true of a purpose as a whole; only rules
    whose `when` names nothing but purposes may hold them.
    """

    when: Conditions = ANYBODY
    requires: Conditions = ANYBODY
    may_start: bool = True
    note: str = ""
    minutes: int | None = None
    grace_seconds: int | None = None
    late: Late | None = None
    counts: Counts | None = None
    abandoned: Abandoned | None = None
    abandoned_after_days: int | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """How attempts of one purpose end and count."""

    grace_seconds: int = 30
    late: Late = Late.MARKED
    counts: Counts = Counts.BEST
    abandoned: Abandoned = Abandoned.RESUME
    abandoned_after_days: int = 30


@dataclass(frozen=True, slots=True)
class Line:
    """So many questions of an objective (None: of the situations), of these kinds or of any."""

    objective: str | None
    count: int
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """One of several parallel forms: the questions that it has beside the anchors."""

    key: str
    questions: tuple[str, ...] = field(default=())


def is_general(when: Conditions) -> bool:
    """Whether a rule is for everybody who attempts with some purpose."""
    return when == Conditions(purposes=when.purposes)


def policy_of(rules: tuple[Rule, ...], purpose: Purpose) -> Policy:
    """How attempts of a purpose end and count: of each setting, the first rule that names it."""
    general = [
        rule
        for rule in rules
        if is_general(rule.when) and (not rule.when.purposes or purpose in rule.when.purposes)
    ]

    def first(name: str) -> object:
        named = (getattr(rule, name) for rule in general)
        return next((each for each in named if each is not None), None)

    found = {name: first(name) for name in Policy.__dataclass_fields__}
    return Policy(**{name: each for name, each in found.items() if each is not None})  # type: ignore[arg-type]  (every name was checked against its kind)
