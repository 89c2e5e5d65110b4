"""Anonymous waves: what may be answered, to which group an answer is added, what comes of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from training.content.rules.waveforms import STEPS, WaveForm
from training.kernel.errors import Conflict, Invalid

LONGEST_TITLE, LONGEST_PROMISE, LONGEST_WORDS = 200, 3000, 1000
SHORTEST_PROMISE = 40


class WaveIsUnusable(Invalid):
    """A wave needs a title, a period that does not end before it begins, and a promise."""


class ConsultationIsIncomplete(Invalid):
    """A consultation says with whom it was, on which day (not a later one), and its result."""


class NobodyWasConsulted(Conflict):
    """A wave is opened only after those whom it asks were consulted, and that was recorded."""


class PromiseIsFrozen(Conflict):
    """What was promised to those who answer no longer changes."""


class WaveIsNotOpen(Conflict):
    """The wave has not begun, or it is over."""


class WaveIsStillOpen(Conflict):
    """Nothing is added up while people may still answer: a sum that moves tells who was last."""


class WaveHasMovedOn(Conflict):
    """A wave is opened once and closed once."""


class AlreadyAnswered(Conflict):
    """Everybody answers a wave at most once."""


class NothingIsAnswered(Invalid):
    """At least one sentence is answered."""


class WaveAnswersDoNotFit(Invalid):
    """What was sent names a sentence or a step that the wave does not have."""


class WaveState(StrEnum):
    """How far a wave is."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"


def state(*, opened: bool, closed: bool) -> WaveState:
    """How far a wave is, from what was appended."""
    if closed:
        return WaveState.CLOSED
    return WaveState.OPEN if opened else WaveState.PREPARED


def insist_on_plan(title: str, promise: str, first: date | None, last: date | None) -> None:
    """WaveIsUnusable unless all that a wave needs is there; lengths in characters."""
    fits = 0 < len(title) <= LONGEST_TITLE
    fits = fits and SHORTEST_PROMISE <= len(promise) <= LONGEST_PROMISE
    if not fits or first is None or last is None or last < first:
        raise WaveIsUnusable


def insist_on_consultation(whom: str, on: date | None, result: str, *, today: date) -> None:
    """ConsultationIsIncomplete unless it says with whom, when and what came of it."""
    told = 0 < len(whom) <= LONGEST_WORDS and 0 < len(result) <= LONGEST_WORDS
    if not told or on is None or on > today:
        raise ConsultationIsIncomplete


def answers_in(form: WaveForm, given: Mapping[str, int]) -> dict[str, int]:
    """The steps from 1 to 5 by sentence, in the order of the form; any may be left out.

    NothingIsAnswered for none, WaveAnswersDoNotFit for a strange sentence or step.
    """
    if not given:
        raise NothingIsAnswered
    known = [each.key for each in form.items]
    if not set(given) <= set(known) or not all(1 <= step <= STEPS for step in given.values()):
        raise WaveAnswersDoNotFit
    return {key: given[key] for key in known if key in given}


@dataclass(frozen=True, slots=True)
class Cell:
    """The group that an answer is added to: a unit with enough people, or only its kind."""

    unit_id: UUID | None
    group: str


def cell(unit_id: UUID | None, group: str, *, people: int, k: int) -> Cell:
    """The cell of somebody from a unit of so many people: small units are only their group."""
    return Cell(unit_id if people >= k else None, group)


def coarser(counts: Mapping[Cell, int], k: int) -> dict[Cell, Cell]:
    """Where the answers of cells with fewer than k go when a wave is closed.

    A unit's go to its group, and those of a group that is then still too small to the whole city,
    which is the cell without unit and group. Cells that stay as they are do not occur.
    """
    moved = {
        each: Cell(None, each.group)
        for each, n in counts.items()
        if each.unit_id is not None and n < k
    }
    groups: dict[str, int] = {}
    for each, n in counts.items():
        if each.unit_id is None or each in moved:
            groups[each.group] = groups.get(each.group, 0) + n
    small = {group for group, n in groups.items() if n < k and group}
    whole = Cell(None, "")
    found = {each: whole if to.group in small else to for each, to in moved.items()}
    return found | {each: whole for each in counts if each.unit_id is None and each.group in small}


@dataclass(frozen=True, slots=True)
class Sum:
    """What can be added further: how many steps were given, their sum and the sum of squares."""

    n: int = 0
    total: int = 0
    squares: int = 0

    def plus(self, points: int) -> "Sum":
        return Sum(self.n + 1, self.total + points, self.squares + points * points)

    @property
    def mean(self) -> float | None:
        return self.total / self.n if self.n else None


def summed(form: WaveForm, answers: Iterable[Mapping[str, int]]) -> dict[str, Sum]:
    """Sums by construct over answers; reversed sentences are mirrored."""
    sums = {each.key: Sum() for each in form.constructs}
    items = {each.key: each for each in form.items}
    for answer in answers:
        for key, step in answer.items():
            item = items[key]
            sums[item.construct] = sums[item.construct].plus(form.points(item, step))
    return sums
