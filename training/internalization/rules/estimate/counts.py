"""What was counted in each unit at one level, and what cannot have been counted."""

from collections.abc import Sequence
from dataclasses import dataclass

GUESSING = 0.5


class CannotEstimate(ValueError):
    """Counts from which nothing can be estimated: a fault of ours or of a file."""


class CountsDoNotAddUp(CannotEstimate):
    """A unit has more positives, assessed or audited people than it can have."""


class UnitCountedTwice(CannotEstimate):
    """The same unit stands twice in one city."""


class NobodyToEstimate(CannotEstimate):
    """No unit of the city has anybody on its roster."""


class RatersGuess(CannotEstimate):
    """On the gold set the raters are right no more often than a coin would be, or it is empty."""


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """One unit at one level: people on the roster, assessed, at the level; audited, at the level.

    The audit is drawn among roster − assessed people; `drawn` people were drawn and `audited` of
    them seen. Raises CountsDoNotAddUp.
    """

    unit: str
    group: str
    roster: int
    assessed: int
    positives: int
    drawn: int
    audited: int
    audit_positives: int

    def __post_init__(self) -> None:
        holds = (
            0 <= self.positives <= self.assessed <= self.roster
            and 0 <= self.audit_positives <= self.audited <= self.drawn <= self.unassessed
        )
        if not holds:
            raise CountsDoNotAddUp(self.unit)

    @property
    def unassessed(self) -> int:
        return self.roster - self.assessed

    @property
    def missing(self) -> int:
        """How many of those drawn for the audit could not be seen."""
        return self.drawn - self.audited


@dataclass(frozen=True, slots=True)
class Gold:
    """The double-rated set: of `positive` people known to be there, how many were rated so.

    And of `negative` people known not to be there, how many were rated so. Raises RatersGuess.
    """

    positive_right: int
    positive: int
    negative_right: int
    negative: int

    def __post_init__(self) -> None:
        for right, n in ((self.positive_right, self.positive),
                         (self.negative_right, self.negative)):  # fmt: skip
            if not 0 <= right <= n:
                raise CountsDoNotAddUp("gold")
            if not right > GUESSING * n:
                raise RatersGuess


def checked(units: Sequence[UnitCounts]) -> tuple[UnitCounts, ...]:
    """The units that have people, in the order of their names, whatever order they came in.

    Raises UnitCountedTwice, NobodyToEstimate.
    """
    names = [each.unit for each in units]
    if len(set(names)) < len(names):
        raise UnitCountedTwice(next(name for name in names if names.count(name) > 1))
    peopled = sorted((each for each in units if each.roster), key=lambda each: each.unit)
    if not peopled:
        raise NobodyToEstimate
    return tuple(peopled)
