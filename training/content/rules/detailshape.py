"""What authors write for the kinds of question that hold more than options, key by key."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from training.content.rules.decimals import read_decimal
from training.content.rules.strict import Key, Line, Strict, Text

LONGEST_NUMBER = 40


def _number(written: Any) -> Decimal:
    """A number as an answer would say it; YAML's own 7.412 could mean seven or seven thousand."""
    text = str(written) if type(written) is int else written
    found = read_decimal(text) if isinstance(text, str) and len(text) <= LONGEST_NUMBER else None
    if found is None:
        raise PydanticCustomError("decimal", "not a number as Indonesians write it")
    return found


Number = Annotated[Decimal, BeforeValidator(_number)]


class Pair(Strict):
    key: Key
    text: Line
    match: Key
    rationale: Line


class Matching(Strict):
    pairs: list[Pair] = Field(min_length=2, max_length=8)


class Accepted(Strict):
    answer: str = Field(min_length=1, max_length=100, pattern=r"\S")
    points: float = Field(default=1.0, gt=0, le=1)
    rationale: Line


class ShortText(Strict):
    accept: list[Accepted] = Field(min_length=1, max_length=20)
    otherwise: Line
    case: bool = False
    spacing: bool = False


class Near(Strict):
    value: Number
    tolerance: Number = Field(default=Decimal(0), ge=0)
    points: float = Field(default=1.0, gt=0, le=1)
    rationale: Line


class Numeric(Strict):
    accept: list[Near] = Field(min_length=1, max_length=10)
    otherwise: Line
    unit: str = Field(default="", max_length=40)


class GapOption(Strict):
    key: Key
    text: Line
    correct: bool = False
    rationale: Line


class Gap(Strict):
    key: Key
    label: Line
    options: list[GapOption] = Field(default=[], max_length=6)
    short_text: ShortText | None = Field(default=None, alias="short-text")
    numeric: Numeric | None = None


class Cloze(Strict):
    text: Text
    gaps: list[Gap] = Field(min_length=1, max_length=8)


class Region(Strict):
    option: Key
    box: list[float] = Field(min_length=4, max_length=4)


class Hotspot(Strict):
    picture: Line
    alt: Line
    regions: list[Region] = Field(min_length=2, max_length=10)


class Level(Strict):
    points: int = Field(ge=0, le=10)
    text: Line


class Criterion(Strict):
    key: Key
    text: Line
    levels: list[Level] = Field(min_length=2, max_length=5)


class FreeText(Strict):
    criteria: list[Criterion] = Field(min_length=1, max_length=6)
    example: Text
    least_words: int = Field(default=10, ge=1, le=200)
    most_words: int = Field(default=200, ge=10, le=600)


class Choice(Strict):
    key: Key
    text: Line
    to: Key
    worth: float = Field(ge=0, le=1)
    consequence: Text
    gives: list[Key] = Field(default=[], max_length=5)
    needs: list[Key] = Field(default=[], max_length=5)


class Node(Strict):
    key: Key
    text: Text
    choices: list[Choice] = Field(default=[], max_length=5)
    principle: Text | None = None


class Scenario(Strict):
    nodes: list[Node] = Field(min_length=2, max_length=30)
