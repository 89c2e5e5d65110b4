"""A cycle of measuring: what it must fulfil, where it is, and who counts as assessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from training.internalization.rules.evidence import Kind
from training.internalization.rules.needs import View
from training.kernel.errors import Conflict, Invalid

LABEL = re.compile(r"[0-9]{4}-[0-9a-z]{1,10}")
SHORTEST, LONGEST = timedelta(days=28), timedelta(days=400)
SHOWS = (Kind.SITTING, Kind.RECALL, Kind.SERVICE_CASES, Kind.VALUE_CONFLICTS, Kind.OBSERVED)


class CycleLabelDoesNotFit(Invalid):
    """A cycle is called by its year and a word, such as 2026-2."""


class CycleDatesDoNotFit(Invalid):
    """A cycle lasts from four weeks to four hundred days and does not overlap with another."""


class CycleLabelIsTaken(Conflict):
    """Another cycle has this label."""


class CycleIsNotOver(Conflict):
    """A cycle is closed after its last day."""


class CycleIsClosed(Conflict):
    """What a closed cycle says is never changed; a correction is a new snapshot."""


class AnotherCycleIsOpen(Conflict):
    """The cycle before has not been closed yet."""


class State(StrEnum):
    """Where a cycle is."""

    RUNNING = "running"
    OVER = "over"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a cycle, the last one included."""

    first: date
    last: date

    def overlaps(self, other: "Span") -> bool:
        """Whether any day lies in both."""
        return self.first <= other.last and other.first <= self.last


def check(label: str, span: Span, others: Iterable[Span]) -> None:
    """Refuse a cycle that does not fit: CycleLabelDoesNotFit, CycleDatesDoNotFit."""
    if not LABEL.fullmatch(label):
        raise CycleLabelDoesNotFit
    lasts = span.last - span.first + timedelta(days=1)
    if not SHORTEST <= lasts <= LONGEST or any(span.overlaps(each) for each in others):
        raise CycleDatesDoNotFit


def state(span: Span, *, closed: bool, today: date) -> State:
    """Where a cycle is on a day."""
    if closed:
        return State.CLOSED
    return State.RUNNING if today <= span.last else State.OVER


def is_assessed(view: View) -> bool:
    """Whether a person takes part in measuring: anything current that shows what they know or do.

    Having read, or having made a plan, shows nothing yet. What an audit alone saw does not count
    here: the audit is about those who show nothing by themselves.
    """
    return any(not each.detail.get("audit") for kind in SHOWS for each in view.current(kind))


def streams_of(view: View) -> frozenset[str]:
    """The codes of the streams of which a person has current evidence."""
    current = (view.current(kind)[:1] for kind in view.ledger.by_kind)
    return frozenset(each.stream.value for found in current for each in found)
