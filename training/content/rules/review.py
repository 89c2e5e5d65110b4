"""What an author lets people see of a quiz, and when: five pieces by four phases."""

from dataclasses import dataclass
from enum import StrEnum


class Piece(StrEnum):
    """What may be shown of every question besides its words."""

    ANSWERS = "jawaban"
    MARKS = "nilai"
    RIGHT = "kunci"
    RATIONALE = "alasan"
    COMMENTS = "komentar"


class Moment(StrEnum):
    """Where an attempt is as seen from looking back: the names are the keys of the file."""

    DURING = "during"
    JUST_AFTER = "just_after"
    WHILE_OPEN = "while_open"
    AFTER_CLOSE = "after_close"


EVERYTHING = tuple(Piece)
BY_DEFAULT_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Review:
    """The matrix of a quiz; one that says nothing shows everything as soon as it is handed in.

    During an attempt only one's own answers are seen, whatever an author writes.
    """

    just_after: tuple[Piece, ...] = EVERYTHING
    while_open: tuple[Piece, ...] = EVERYTHING
    after_close: tuple[Piece, ...] = EVERYTHING
    just_after_minutes: int = BY_DEFAULT_MINUTES

    def at(self, moment: Moment) -> frozenset[Piece]:
        """The pieces that are shown in a phase."""
        if moment is Moment.DURING:
            return frozenset({Piece.ANSWERS})
        return frozenset(getattr(self, moment.value))

    @property
    def withholds(self) -> bool:
        """Whether anything is ever kept back after handing in."""
        later = (moment for moment in Moment if moment is not Moment.DURING)
        return any(self.at(moment) != frozenset(Piece) for moment in later)


TOLD_AT_ONCE = Review()
"""The matrix of a quiz that names none."""
