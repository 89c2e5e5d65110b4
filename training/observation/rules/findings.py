"""Serious conduct against the child: reported by one observer, verified by another, then closed."""

from enum import StrEnum

from training.kernel.errors import Conflict, Invalid


class FindingIsReported(Conflict):
    """One visit has one finding at most; it was reported already."""


class FindingIsUnknown(Invalid):
    """The conduct is none of those that the instrument lists."""


class FindingNeedsVerifier(Conflict):
    """There is no second mentor of another OPD who could verify it."""


class FindingIsVerified(Conflict):
    """It was verified already, or closed."""


class FindingIsClosed(Conflict):
    """A closed finding stays closed."""


class FindingState(StrEnum):
    """Derived from what was appended; CLOSED whatever was found."""

    WAITING = "waiting"
    VERIFIED = "verified"
    NOT_VERIFIED = "not-verified"
    CLOSED = "closed"


def state_of(*, verdict: bool | None, closed: bool) -> FindingState:
    """The state of a finding with this verdict (None: nobody has looked yet)."""
    if closed:
        return FindingState.CLOSED
    if verdict is None:
        return FindingState.WAITING
    return FindingState.VERIFIED if verdict else FindingState.NOT_VERIFIED
