"""What a person may see of an attempt at an instant: its phase, and when that changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from training.content.rules.gates import Rule
from training.content.rules.quizzes import Quiz
from training.content.rules.review import Moment, Piece
from training.quiz.rules.leeway import NONE, Leeway

WHOLE = frozenset({Piece.ANSWERS, Piece.MARKS, Piece.RIGHT, Piece.RATIONALE})
"""With these a question is told as its kind tells it; comments are told beside it."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """One piece: whether it is shown now, and when that changes (None: never again)."""

    piece: Piece
    shown: bool
    changes_at: datetime | None


@dataclass(frozen=True, slots=True)
class Look:
    """What is shown of an attempt at an instant, and what will be."""

    moment: Moment
    shown: frozenset[Piece]
    outlook: tuple[Outlook, ...]

    def has(self, piece: Piece) -> bool:
        """Whether a piece is shown."""
        return piece in self.shown

    @property
    def whole(self) -> bool:
        """Whether questions are told with everything that is known of them."""
        return self.shown >= WHOLE


def closing(rules: Iterable[Rule], given: Leeway = NONE) -> datetime | None:
    """When the quiz closes: the latest day that any rule names, or a person's own later one."""
    days = [rule.requires.closes for rule in rules if rule.requires.closes]
    return max([*days, *([given.open_until] if given.open_until else [])]) if days else None


def timeline(
    minutes: int, submitted_at: datetime, closes: datetime | None
) -> tuple[tuple[datetime, Moment], ...]:
    """From when each phase of a submitted attempt lasts, in order; what is over is left out.

    The close of the quiz ends every earlier phase. Times are instants, `minutes` whole minutes.
    """
    later = submitted_at + timedelta(minutes=minutes)
    phases = [(submitted_at, Moment.JUST_AFTER), (later, Moment.WHILE_OPEN)]
    if closes is None:
        return tuple(phases)
    before = [(start, moment) for start, moment in phases if start < closes]
    return (*before, (max(closes, submitted_at), Moment.AFTER_CLOSE))


def look(quiz: Quiz, submitted_at: datetime | None, *, at: datetime, given: Leeway = NONE) -> Look:
    """What may be seen of an attempt at an instant; while it is open, one's own answers alone."""
    if submitted_at is None:
        return Look(Moment.DURING, quiz.review.at(Moment.DURING), ())
    phases = timeline(quiz.review.just_after_minutes, submitted_at, closing(quiz.rules, given))
    begun = [moment for start, moment in phases if start <= at] or [phases[0][1]]
    shown = quiz.review.at(begun[-1])
    ahead = [(start, quiz.review.at(moment)) for start, moment in phases if start > at]
    return Look(begun[-1], shown, tuple(_outlook(piece, shown, ahead) for piece in Piece))


def _outlook(
    piece: Piece, shown: frozenset[Piece], ahead: list[tuple[datetime, frozenset[Piece]]]
) -> Outlook:
    now = piece in shown
    turns = (start for start, then in ahead if (piece in then) is not now)
    return Outlook(piece, now, next(turns, None))
