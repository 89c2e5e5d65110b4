"""The register of work products that a unit keeps: kinds, stages, and what a line must hold."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from training.content.rules.model import Stage
from training.kernel.errors import Conflict, Invalid

LONGEST_TITLE, LONGEST_NUMBER, LONGEST_REASON = 200, 80, 500
SHORTEST_TEXT, LONGEST_TEXT = 40, 8000
MOST_MAKERS = 5
OLDEST = timedelta(days=365)


class ProductKind(StrEnum):
    """What kind of paper it is."""

    RENJA_LINE = "renja-line"
    RKA_LINE = "rka-line"
    SOP = "sop"
    DECISION = "decision"
    SERVICE_LOG = "service-log"
    MINUTES = "minutes"


STAGE_OF: Mapping[ProductKind, Stage] = {
    ProductKind.RENJA_LINE: Stage.PLANNING,
    ProductKind.RKA_LINE: Stage.PLANNING,
    ProductKind.DECISION: Stage.DECISION,
    ProductKind.MINUTES: Stage.DECISION,
    ProductKind.SOP: Stage.SERVICE,
    ProductKind.SERVICE_LOG: Stage.SERVICE,
}
"""When in the work a kind of product is made."""


class Fault(StrEnum):
    """What can be wrong with a line of the register."""

    KIND = "kind"
    NO_TITLE = "no-title"
    TITLE_TOO_LONG = "title-too-long"
    NUMBER_TOO_LONG = "number-too-long"
    NO_DAY = "no-day"
    FUTURE = "future"
    TOO_OLD = "too-old"
    NO_MAKER = "no-maker"
    TOO_MANY_MAKERS = "too-many-makers"
    UNKNOWN_MAKER = "unknown-maker"
    TEXT_TOO_SHORT = "text-too-short"
    TEXT_TOO_LONG = "text-too-long"
    CHILD_DATA = "child-data"
    TWICE = "twice"


class LineIsUnusable(Invalid):
    """A line of the register lacks something, or says what cannot be; `faults` say what."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(*faults)


class ProductWasDrawn(Conflict):
    """A product that was drawn stays in the register; only remarks can be added."""


class ProductIsWithdrawn(Conflict):
    """The line was withdrawn already."""


class ReasonIsMissing(Invalid):
    """Nothing is withdrawn or remarked without words."""


class KeeperIsOfAnotherUnit(Invalid):
    """Only somebody who works in the unit keeps its register."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as somebody wrote it; the text has been looked through for children's data."""

    kind: ProductKind
    title: str
    made_on: date | None
    makers: tuple[UUID, ...]
    text: str
    number: str = ""


def faults_of(line: Line, *, of_unit: Collection[UUID], today: date) -> tuple[Fault, ...]:
    """What is wrong with a line. `of_unit` are the people of the unit on the day of the product.

    Titles, numbers and texts are measured in characters; a product is at most 365 days old.
    """
    found = {
        Fault.NO_TITLE: not line.title,
        Fault.TITLE_TOO_LONG: len(line.title) > LONGEST_TITLE,
        Fault.NUMBER_TOO_LONG: len(line.number) > LONGEST_NUMBER,
        Fault.NO_DAY: line.made_on is None,
        Fault.FUTURE: line.made_on is not None and line.made_on > today,
        Fault.TOO_OLD: line.made_on is not None and line.made_on < today - OLDEST,
        Fault.NO_MAKER: not line.makers,
        Fault.TOO_MANY_MAKERS: len(line.makers) > MOST_MAKERS,
        Fault.UNKNOWN_MAKER: not set(line.makers) <= set(of_unit),
        Fault.TEXT_TOO_SHORT: len(line.text) < SHORTEST_TEXT,
        Fault.TEXT_TOO_LONG: len(line.text) > LONGEST_TEXT,
    }
    return tuple(fault for fault, is_there in found.items() if is_there)


def said(reason: str) -> str:
    """Words that a correction needs, trimmed; ReasonIsMissing for none or too many."""
    words = reason.replace("\x00", "").strip()
    if not words or len(words) > LONGEST_REASON:
        raise ReasonIsMissing
    return words
