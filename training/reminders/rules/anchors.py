"""What reminders are made of: dates that matter to somebody, what was sent, what people chose."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from training.content.rules.reminders import Kind, ReminderBook, To

EVERYTHING = ""
"""The switch of all kinds together."""


class Way(StrEnum):
    """How somebody wants to be reminded of what they may choose about."""

    USUAL = "usual"
    WEEKLY = "weekly"
    OFF = "off"


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """A date that matters to a person, from whatever source.

    `occurrence`: which of its kind it is (a week, the id of a plan): with the person and the kind
    it is a name for ever, at most 60 signs. `subject`: the key of what it is about; `words`: what
    people call that. An anchor that is settled is simply no longer given by its source.
    """

    person: UUID
    kind: Kind
    on: date
    occurrence: str
    subject: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """One reminder that went out: about whom, which step of which occurrence, to whom, when."""

    person: UUID
    kind: Kind
    occurrence: str
    to: UUID
    on: date


@dataclass(frozen=True, slots=True)
class Item:
    """One reminder to send: step `occurrence` of an anchor, to the person or their head."""

    anchor: Anchor
    occurrence: str
    to: UUID
    whom: To

    @property
    def key(self) -> tuple[UUID, Kind, str]:
        """What makes it the same reminder as another."""
        return self.anchor.person, self.anchor.kind, self.occurrence


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything for one recipient on one day, in one letter; `lines` are its sentences."""

    to: UUID
    items: tuple[Item, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Town:
    """What the schedule must know of people: their heads, their wishes, who has an address."""

    heads: Mapping[UUID, UUID] = field(default_factory=dict)
    wishes: Mapping[UUID, Way] = field(default_factory=dict)
    reachable: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Setting:
    """The rules, and what is switched off (kinds by value, or EVERYTHING)."""

    book: ReminderBook
    switched_off: frozenset[str] = frozenset()

    def is_off(self, kind: Kind) -> bool:
        """Whether a kind is stopped, by itself or with all others."""
        return bool({EVERYTHING, kind.value} & self.switched_off)


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes out at an instant, and what cannot, because its recipient has no address."""

    digests: tuple[Digest, ...] = ()
    unreached: tuple[Item, ...] = ()
