"""What was tapped: read from a form, checked against the questions of the tier."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from training.content.rules.voices import FACES, GRADES, Tier, VoiceForm
from training.kernel.errors import Invalid

YES, NO, UNKNOWN = "ya", "tidak", "tidak-tahu"
FACTS: Mapping[str, int | None] = {YES: 1, NO: 0, UNKNOWN: None}
GLAD = 4
LONGEST_TEXT = 500
NOON = 12


class NothingSaid(Invalid):
    """Everything was skipped: there is nothing to keep."""


class AnswerIsNotOffered(Invalid):
    """An answer was sent that the page does not offer."""


class TextIsTooLong(Invalid):
    """At most 500 characters are read."""


class Part(StrEnum):
    """The part of the day, so that nobody can be found by the minute. Stored by value."""

    MORNING = "pagi"
    AFTERNOON = "siang"


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: about an indicator or, of adults, about an element of satisfaction.

    `value`: 1–5 for a face, 1 or 0 for yes or no, 1–4 for an element, None for "I do not know".
    """

    question: str
    value: int | None
    indicator: str | None = None
    element: str | None = None


def part_of(local: datetime) -> Part:
    """Before noon or after it, in the city's own time."""
    return Part.MORNING if local.hour < NOON else Part.AFTERNOON


def said(form: VoiceForm, given: Mapping[str, str]) -> tuple[Said, ...]:
    """The answers to a form, by question or element; what is left out was skipped.

    AnswerIsNotOffered for anything else than what the page offers.
    """
    about = [
        Said(each.key, _value(form.tier, text), indicator=each.indicator)
        for each in form.questions
        if (text := given.get(each.key, ""))
    ]
    grades = [
        Said(each.code, _among(GRADES, text), element=each.code)
        for each in form.elements
        if (text := given.get(each.code, ""))
    ]
    return (*about, *grades)


def _value(tier: Tier, text: str) -> int | None:
    if tier is Tier.CHILD:
        return _among(FACES, text)
    if text not in FACTS:
        raise AnswerIsNotOffered
    return FACTS[text]


def _among(offered: range, text: str) -> int:
    if len(text) == 1 and text in "".join(map(str, offered)):
        return int(text)
    raise AnswerIsNotOffered


def is_positive(tier: Tier, value: int) -> bool:
    """Whether an answer about conduct speaks well of it: a glad face (4 or 5), or a yes."""
    return value >= GLAD if tier is Tier.CHILD else value == 1


def checked_text(text: str, form: VoiceForm) -> str:
    """The words of a visitor on tidy lines; none from a tier that only taps. TextIsTooLong."""
    words = "\n".join(" ".join(line.split()) for line in text.replace("\x00", "").splitlines())
    words = words.strip()
    if not form.writes:
        return ""
    if len(words) > LONGEST_TEXT:
        raise TextIsTooLong
    return words
