"""Stopping reminders and allowing them again: always with a reason, and only for the whole city."""

from training.kernel.errors import Conflict, Invalid

SHORTEST, LONGEST = 10, 300


class ReasonIsTooShort(Invalid):
    """Whoever stops or allows reminders says why, in at least ten signs."""


class ReasonIsTooLong(Invalid):
    """A reason has at most three hundred signs."""


class RemindersAreTheCitys(Conflict):
    """Reminders go to the whole city; who answers for a part of it cannot stop them."""


class SwitchStandsSo(Conflict):
    """The switch stands as it is wanted already."""


def checked_reason(text: str) -> str:
    """The reason without needless blanks, or a refusal."""
    reason = " ".join(text.split())
    if len(reason) < SHORTEST:
        raise ReasonIsTooShort
    if len(reason) > LONGEST:
        raise ReasonIsTooLong
    return reason
