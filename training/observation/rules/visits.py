"""How far a visit is, derived from its days and from what was appended about it."""

from datetime import date
from enum import StrEnum

from training.observation.rules.sheets import GRACE


class VisitState(StrEnum):
    """Signed and hindered are ends; the others follow the calendar."""

    COMING = "coming"
    DUE = "due"
    LATE = "late"
    MISSED = "missed"
    HINDERED = "hindered"
    SIGNED = "signed"


OPEN = frozenset({VisitState.COMING, VisitState.DUE, VisitState.LATE})


def state_of(*, opens: date, closes: date, signed: bool, hindered: bool, today: date) -> VisitState:
    """The state on a day. LATE: its days are over, and a sheet from a phone may still arrive."""
    if signed:
        return VisitState.SIGNED
    if hindered:
        return VisitState.HINDERED
    if today < opens:
        return VisitState.COMING
    if today <= closes:
        return VisitState.DUE
    return VisitState.LATE if today <= closes + GRACE else VisitState.MISSED
