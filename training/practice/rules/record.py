"""What is known of one person's practice: modules finished, questions seen, cases, memories."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from training.practice.rules.breaks import Break
from training.practice.rules.cards import Card
from training.practice.rules.judging import RECALLED
from training.practice.rules.memory import Grade, Memory

CardName = tuple[str, str]
"""A card by its module and its key."""
Shelf = Mapping[str, tuple[Card, ...]]
"""The cards of modules as they are released now, by module."""


class CaseKind(StrEnum):
    """Why a case was shown: to practise, or to ask after a while without practice."""

    PRACTICE = "practice"
    PROBE = "probe"


@dataclass(frozen=True, slots=True)
class Finish:
    """When a module was finished (its quiz first passed), and the points by question then."""

    at: datetime
    points: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that was put before a person, in a quiz or as a case."""

    slug: str
    question: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """One case that was opened, and when it was answered (None: not yet)."""

    id: UUID
    week: date
    place: int
    slug: str
    card: str
    question: str
    kind: CaseKind
    mark: int | None
    shown_at: datetime
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that decides what one person practises next."""

    person: UUID
    finished: Mapping[str, Finish] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()
    cases: tuple[Shown, ...] = ()
    memories: Mapping[CardName, Memory] = field(default_factory=dict)
    newest_break: Break | None = None

    def seen(self, slug: str) -> dict[str, datetime]:
        """When each question of a module was last before the person."""
        found: dict[str, datetime] = {}
        for each in self._every(slug):
            found[each.question] = max(each.at, found.get(each.question, each.at))
        return found

    def _every(self, slug: str) -> Iterable[Asked]:
        yield from (each for each in self.asked if each.slug == slug)
        yield from (
            Asked(slug, each.question, each.shown_at) for each in self.cases if each.slug == slug
        )

    def in_week(self, week: date) -> list[Shown]:
        """The cases of a week in their order."""
        found = [each for each in self.cases if each.week == week]
        return sorted(found, key=lambda each: each.place)


def learnt(card: Card, finish: Finish) -> Grade:
    """How a card stood when its module was finished.

    Lessons and a right answer in the quiz make it easy, lessons alone good, a wrong answer again.
    """
    points = [finish.points[each] for each in card.variants if each in finish.points]
    if not points:
        return Grade.GOOD
    return Grade.EASY if min(points) >= RECALLED else Grade.AGAIN
