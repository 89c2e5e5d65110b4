"""What stands in the calendar of a cycle, when it is due, and what a plan must say."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from training.kernel.errors import Conflict, Invalid

LENIENCE = timedelta(days=3)
"""A record may still be on a phone without a line so long after the day of the plan."""
MOST_TITLE, MOST_WHY, MOST_KEY = 120, 1500, 80
MOST_TALKS, MOST_WEEKS = 12, 12
FARTHEST = timedelta(days=730)


class PlanIsIncomplete(Invalid):
    """A plan says what it is about, why, on which day, in which unit, and who leads."""


class PlanDayDoesNotFit(Invalid):
    """A plan is for today or a day of the next two years."""


class LeaderIsUnknown(Invalid):
    """Who leads is a mentor or of the task force."""


class SeriesDoesNotFit(Invalid):
    """Only talks come as a series: two to twelve of them, one to twelve weeks apart."""


class AwardWaveIsPlanned(Conflict):
    """A cycle has one wave after the KLA award; it is moved, or cancelled and planned anew."""


class SeriesIsOver(Conflict):
    """Every talk of the series was held or cancelled; there is nothing left to end."""


class EntryIsHeld(Conflict):
    """It was held and signed; a plan that was carried out is not changed any more."""


class EntryIsCancelled(Conflict):
    """It was cancelled, with a reason; a new plan is made instead."""


class EntryKind(StrEnum):
    """What the task force does in a cycle. Stored by value; a value is never reused."""

    MENTORING = "pendampingan"
    SUPERVISION = "pengawasan"
    EVALUATION = "evaluasi"
    MEETING = "rapat"
    TALKS = "seri-bincang"
    AWARD_WAVE = "gelombang-penghargaan"


VISITS = frozenset({EntryKind.MENTORING, EntryKind.SUPERVISION, EntryKind.EVALUATION})
"""The kinds that may come without being announced."""


class EntryState(StrEnum):
    """Where an entry stands on a day; derived from what happened, never stored."""

    COMING = "coming"
    DUE = "due"
    OVERDUE = "overdue"
    HELD = "held"
    CANCELLED = "cancelled"


OPEN = frozenset({EntryState.COMING, EntryState.DUE, EntryState.OVERDUE})


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned. `behaviours` are keys of modules/indicators.yaml, `kla` numbers of kla.yaml.

    `key` comes from the page that was shown, so that two clicks plan once.
    """

    kind: EntryKind
    title: str
    why: str
    day: date
    unit_id: UUID
    leader_id: UUID
    announced: bool = True
    behaviours: tuple[str, ...] = ()
    kla: tuple[int, ...] = ()
    cycle_id: UUID | None = None
    key: str | None = None


def check(plan: Plan, *, today: date) -> None:
    """Refuse a plan without words (PlanIsIncomplete) or of another time (PlanDayDoesNotFit)."""
    if not plan.title.strip() or not plan.why.strip():
        raise PlanIsIncomplete
    if not today <= plan.day <= today + FARTHEST:
        raise PlanDayDoesNotFit


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How many talks a series has, and how many weeks lie between them."""

    talks: int
    weeks: int


def check_series(kind: EntryKind, rhythm: Rhythm) -> None:
    """Refuse a series that is none: SeriesDoesNotFit."""
    fits = 2 <= rhythm.talks <= MOST_TALKS and 1 <= rhythm.weeks <= MOST_WEEKS
    if kind is not EntryKind.TALKS or not fits:
        raise SeriesDoesNotFit


def talks_of(plan: Plan, rhythm: Rhythm) -> list[Plan]:
    """The talks of a series, each on its day, with its place in the title and a key of its own."""
    return [
        replace(
            plan, day=plan.day + timedelta(weeks=rhythm.weeks * number),
            title=f"{plan.title[: MOST_TITLE - 8]} ({number + 1}/{rhythm.talks})",
            key=f"{plan.key[: MOST_KEY - 3]}/{number + 1}" if plan.key else None,
        )
        for number in range(rhythm.talks)
    ]  # fmt: skip


def is_over(states: Iterable[EntryState]) -> bool:
    """Whether a series is closed: each of its talks was held or cancelled."""
    return all(state not in OPEN for state in states)


def is_announced(kind: EntryKind, *, announced: bool) -> bool:
    """Only visits can come unannounced; a meeting or a talk is always told."""
    return announced or kind not in VISITS


def state_of(day: date, *, held: bool, cancelled: bool, today: date) -> EntryState:
    """Where an entry stands: what was held is held; three days of grace before it is overdue."""
    if held:
        return EntryState.HELD
    if cancelled:
        return EntryState.CANCELLED
    if day > today:
        return EntryState.COMING
    return EntryState.DUE if today <= day + LENIENCE else EntryState.OVERDUE
