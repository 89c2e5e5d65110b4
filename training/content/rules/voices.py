"""What visitors of a service point are asked, by their age; a question's key is a name for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """Who speaks: a child of 7–9, a child of 10–17, an adult. Stored by value."""

    CHILD = "anak"
    YOUTH = "remaja"
    ADULT = "dewasa"


ELEMENTS = ("U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9")
"""The nine elements of the survey of satisfaction (Permenpan RB 14/2017), in its order."""
FACES, GRADES = range(1, 6), range(1, 5)
"""What the faces of the youngest and the grades of an element count, least first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about the conduct of the staff, with the indicator that it is about."""

    key: str
    indicator: str
    ask: str


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the survey of satisfaction, with the words of its four grades."""

    code: str
    ask: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VoiceForm:
    """Everything that one tier is asked; only adults are asked elements."""

    tier: Tier
    questions: tuple[Asked, ...]
    elements: tuple[Element, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether the tier may write some words of its own: the youngest only tap."""
        return self.tier is not Tier.CHILD


VoiceForms = Mapping[Tier, VoiceForm]
