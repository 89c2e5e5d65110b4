"""What becomes of a finding: answered in the unit, checked, closed or escalated."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from training.kernel.errors import Conflict, Invalid


class CaseIsClosed(Conflict):
    """This finding is closed; what comes up anew is a new finding."""


class AddresseeIsMissing(Invalid):
    """Who escalates says to whom."""


class NewDayIsMissing(Invalid):
    """What goes on has a new act and a new day."""


class StepKind(StrEnum):
    """What can be said of a finding after it was signed. Stored by value; never reused."""

    ANSWER = "answer"
    DONE = "done"
    GOES_ON = "goes-on"
    ESCALATED = "escalated"
    CLOSED = "closed"
    REMARK = "remark"
    TOLD = "told"


OF_THE_UNIT = frozenset({StepKind.ANSWER, StepKind.DONE})
OF_THE_CHECK = frozenset({StepKind.GOES_ON, StepKind.ESCALATED, StepKind.CLOSED})


class CaseState(StrEnum):
    """Where a finding stands; derived from its steps, never stored."""

    UNANSWERED = "unanswered"
    UNDER_WAY = "under-way"
    TO_CHECK = "to-check"
    ESCALATED = "escalated"
    CLOSED = "closed"


def state_of(steps: Iterable[StepKind]) -> CaseState:
    """Where a finding stands after its steps, in their order.

    An answer takes nothing back: what is proposed as done stays to be checked, what was escalated
    stays escalated until it is checked again. A remark changes nothing.
    """
    state = CaseState.UNANSWERED
    for step in steps:
        if step in (StepKind.ANSWER, StepKind.TOLD) and state is CaseState.UNANSWERED:
            state = CaseState.UNDER_WAY
        state = _BY_STEP.get(step, state)
    return state


_BY_STEP = {
    StepKind.DONE: CaseState.TO_CHECK,
    StepKind.GOES_ON: CaseState.UNDER_WAY,
    StepKind.ESCALATED: CaseState.ESCALATED,
    StepKind.CLOSED: CaseState.CLOSED,
}


ASKS_THE_UNIT = frozenset({CaseState.UNANSWERED, CaseState.UNDER_WAY})
"""Where the next step is the unit's: not the task force's, not that of whom it was escalated to."""


def is_overdue(state: CaseState, due: date, today: date) -> bool:
    """Whether the unit is late: something is asked of it, and the agreed day is past."""
    return state in ASKS_THE_UNIT and due < today
