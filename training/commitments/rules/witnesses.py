"""Who may say that a plan was kept: a second person, outside of the line of command."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from training.kernel.errors import Conflict, Invalid

MOST_WITNESSES = 2
RECIPROCAL = timedelta(days=180)


class NothingToCorroborate(Conflict):
    """Only an act that was told as done can be corroborated, and only once."""


class WitnessIsUnknown(Invalid):
    """Nobody who serves the city now has this number or address."""


class WitnessIsYourself(Invalid):
    """Nobody witnesses their own act."""


class WitnessIsInLine(Invalid):
    """A superior or a subordinate is not free to answer, so they are not asked."""


class WitnessIsReciprocal(Invalid):
    """Two people who vouch for each other within half a year prove little."""


class TooManyWitnesses(Conflict):
    """Two people at most are asked about one plan."""


class WitnessHasAnswered(Conflict):
    """An answer was given already; it is final."""


class Seen(StrEnum):
    """What the second person says; DECLINED: they do not want to be asked."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Stand:
    """Where somebody stands: their unit's path, what they head, and whether their post decides."""

    path: str
    heads: tuple[str, ...] = ()
    decides: bool = False


def in_line(one: Stand, other: Stand) -> bool:
    """Whether one of two people commands the other, in either direction.

    Superior is who heads the unit of the other or a unit above it, and who holds a deciding post in
    the same unit as a person without one, or in a unit above.
    """
    return _above(one, other) or _above(other, one)


def _above(one: Stand, other: Stand) -> bool:
    if not other.path:
        return False
    if any(other.path.startswith(top) for top in one.heads):
        return True
    higher = bool(one.path) and other.path.startswith(one.path)
    return one.decides and higher and (one.path != other.path or not other.decides)


class Saw(StrEnum):
    """What a reviewer saw in a file: the act, not the act, or neither clearly."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Removed(StrEnum):
    """Why a file was deleted."""

    OWNER = "owner"
    CHILD_DATA = "child-data"
    REVIEWED = "reviewed"
    EXPIRED = "expired"
    NEEDLESS = "needless"


class By(StrEnum):
    """Who corroborated an act."""

    ARTEFACT = "artefact"
    PERSON = "person"
