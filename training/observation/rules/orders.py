"""What is ordered when visits are drawn, and what such an order will come to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from training.kernel.errors import Conflict, Invalid
from training.observation.rules.drawing import (
    LONGEST_PERIOD,
    PeriodDoesNotFit,
    Person,
    Pool,
    Purpose,
    doubled_of,
    unannounced_of,
    working_days,
)

LABEL = re.compile(r"[a-z0-9][a-z0-9-]{2,59}")
AUDIT = "audit-"
"""What the labels of audits begin with, and no others: a cycle's audit needs its own label."""
USUAL, MOST = 3, 25
"""How many people of a unit are drawn when nobody says otherwise, and at most."""


class LabelDoesNotFit(Invalid):
    """A label has 3 to 60 small letters, digits and hyphens, and begins with none of the last.

    Only an audit's begins with `audit-`.
    """


class LabelIsTaken(Conflict):
    """Another draw has this label; draws are never replaced."""


@dataclass(frozen=True, slots=True)
class Order:
    """A draw as it is asked for. `sizes`: how many of each unit; others are left out."""

    label: str
    purpose: Purpose
    first: date
    last: date
    people: Mapping[UUID, Sequence[Person]]
    sizes: Mapping[UUID, int]
    days_off: tuple[date, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Expected:
    """What a draw will come to, whatever its seed: it depends on numbers only."""

    units: int
    people: int
    unannounced: int
    doubled: int
    observers: int

    @property
    def sheets(self) -> int:
        return self.people + self.doubled

    @property
    def each(self) -> float:
        """How many sheets fall to one observer on average."""
        return self.sheets / self.observers if self.observers else 0.0


def check(order: Order, *, today: date) -> None:
    """Refuse a label or a period that does not fit (LabelDoesNotFit, PeriodDoesNotFit)."""
    is_audit = order.purpose is Purpose.AUDIT
    if not LABEL.fullmatch(order.label) or order.label.startswith(AUDIT) is not is_audit:
        raise LabelDoesNotFit
    ahead = (order.last - today).days
    if not today <= order.first <= order.last or ahead > LONGEST_PERIOD:
        raise PeriodDoesNotFit
    working_days(order.first, order.last, order.days_off)


def expected(pool: Pool) -> Expected:
    """The numbers of a draw from this pool."""
    drawn = [min(each.size, len(each.people)) for each in pool.offices]
    drawn = [count for count in drawn if count]
    doubled = doubled_of(sum(drawn)) if len(pool.observers) > 1 else 0
    unannounced = sum(map(unannounced_of, drawn))
    return Expected(len(drawn), sum(drawn), unannounced, doubled, len(pool.observers))
