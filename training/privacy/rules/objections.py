"""What people may object to, and how an objection stands."""

from enum import StrEnum

from training.kernel.errors import Conflict, Invalid, NotAllowed

LEAST_WORDS, MOST_WORDS = 10, 2000


class Category(StrEnum):
    """What somebody wants. Stored by value."""

    USE = "use"
    CORRECT = "correct"
    RESTRICT = "restrict"
    AUTOMATED = "automated"
    ERASE = "erase"
    OTHER = "other"


class Outcome(StrEnum):
    """What was answered. Stored by value."""

    GRANTED = "granted"
    DECLINED = "declined"


class State(StrEnum):
    """How an objection stands: it waits until it is answered."""

    WAITING = "waiting"
    GRANTED = "granted"
    DECLINED = "declined"


class ObjectionIsUnclear(Invalid):
    """An objection, and the answer to one, say in ten to two thousand signs what is meant."""


class ObjectionIsAnswered(Conflict):
    """An objection is answered once; whoever disagrees objects anew."""


class NobodyAnswersTheirOwn(NotAllowed):
    """Somebody else answers what an administrator objects to."""


def state(outcome: str | None) -> State:
    """How an objection with this answer (None: no answer yet) stands."""
    return State(outcome) if outcome else State.WAITING


def insist_on_words(text: str) -> str:
    """The text without blanks around; ObjectionIsUnclear where it is too short or too long."""
    words = text.replace("\x00", "").strip()
    if not LEAST_WORDS <= len(words) <= MOST_WORDS:
        raise ObjectionIsUnclear
    return words
