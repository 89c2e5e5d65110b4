"""What only one kind of question holds besides prompt and options: pairs, gaps, a story."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field


@dataclass(frozen=True, slots=True)
class Pair:
    """Something that is to be matched: `match` is the key of the option that belongs to it."""

    key: str
    text: str
    html: str
    match: str
    rationale: str
    rationale_html: str


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs to be made; the options are what may be chosen, some of them for nothing."""

    pairs: tuple[Pair, ...]
    kind: Literal["matching"] = "matching"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A form of an answer that earns `points` (0 to 1); `*` is any run, `?` one sign."""

    answer: str
    points: float
    rationale: str
    rationale_html: str


@dataclass(frozen=True, slots=True)
class ShortText:
    """A word or two; capitals and extra spaces matter only where the author says so.

    `otherwise` is what is said about every other answer.
    """

    accept: tuple[Accepted, ...]
    otherwise: str
    otherwise_html: str
    case: bool = False
    spacing: bool = False
    kind: Literal["short-text"] = "short-text"


@dataclass(frozen=True, slots=True)
class Near:
    """A number that earns `points` (0 to 1) when the answer is at most `tolerance` away from it."""

    value: Decimal
    tolerance: Decimal
    points: float
    rationale: str
    rationale_html: str


@dataclass(frozen=True, slots=True)
class Numeric:
    """A number, written as Indonesians write it (7.412,5); the unit stands beside the field."""

    accept: tuple[Near, ...]
    otherwise: str
    otherwise_html: str
    unit: str = ""
    kind: Literal["numeric"] = "numeric"


@dataclass(frozen=True, slots=True)
class GapOption:
    """One choice of a gap."""

    key: str
    text: str
    correct: bool
    rationale: str
    rationale_html: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap in a paragraph: choices, or a short text, or a number."""

    key: str
    label: str
    options: tuple[GapOption, ...] = ()
    short_text: ShortText | None = None
    numeric: Numeric | None = None


@dataclass(frozen=True, slots=True)
class Cloze:
    """A paragraph with gaps: `pieces` are the words around them, one more than there are gaps.

    The gaps stand in the order in which the paragraph names them.
    """

    pieces: tuple[str, ...]
    pieces_html: tuple[str, ...]
    gaps: tuple[Gap, ...]
    kind: Literal["cloze"] = "cloze"


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of the picture, in its own units, that stands for an option."""

    option: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Hotspot:
    """A picture with regions; the same options stand beside it as a list, for the same marks."""

    picture: str
    alt: str
    width: int
    height: int
    regions: tuple[Region, ...]
    kind: Literal["hotspot"] = "hotspot"


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a criterion: what an answer there looks like, and its points."""

    points: int
    text: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that two people look for in a free text, with its steps from poor to good."""

    key: str
    text: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class FreeText:
    """An answer in one's own words, marked by two people with a rubric."""

    criteria: tuple[Criterion, ...]
    example: str
    example_html: str
    least_words: int
    most_words: int
    kind: Literal["free-text"] = "free-text"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person may do at a node: where it leads, what follows, and what it is worth (0 to 1).

    `gives` and `needs` are marks of the story's state: a choice is offered only where its needs
    have been given on the way.
    """

    key: str
    text: str
    html: str
    to: str
    worth: float
    consequence: str
    consequence_html: str
    gives: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One moment of a story; without choices it is an ending, with the principle it shows."""

    key: str
    text: str
    html: str
    choices: tuple[Choice, ...] = ()
    principle: str = ""
    principle_html: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A small story that branches; it begins at its first node. Its title is the prompt."""

    nodes: tuple[Node, ...]
    kind: Literal["scenario"] = "scenario"


Detail = Annotated[
    Matching | ShortText | Numeric | Cloze | Hotspot | FreeText | Scenario,
    Field(discriminator="kind"),
]
