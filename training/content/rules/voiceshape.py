"""What a file of questions for visitors holds, key by key."""

from typing import Annotated

from pydantic import Field

from training.content.rules import voices
from training.content.rules.strict import Key, Line, Strict

Answers = Annotated[list[Line], Field(min_length=4, max_length=4)]


class Asked(Strict):
    key: Key
    indicator: Key
    ask: Line


class Element(Strict):
    ask: Line
    answers: Answers


class Elements(Strict):
    """All nine: with one of them missing there is no index."""

    U1: Element
    U2: Element
    U3: Element
    U4: Element
    U5: Element
    U6: Element
    U7: Element
    U8: Element
    U9: Element


class VoiceFile(Strict):
    tier: Annotated[voices.Tier, Field(strict=False)]
    questions: list[Asked] = Field(min_length=1, max_length=12)
    elements: Elements | None = None
