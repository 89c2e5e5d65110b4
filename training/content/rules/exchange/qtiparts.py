"""The pieces of a QTI item that its writers share: declarations, mappings, conditions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from training.content.rules.exchange.frame import Tally
from training.content.rules.exchange.giftwriting import note_written
from training.content.rules.exchange.numbers import ours, pointed
from training.content.rules.exchange.richtext import to_html
from training.content.rules.exchange.sentences import Lost

RESPONSE = "RESPONSE"
Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """What goes into an item's file."""

    declarations: list[str]
    body: str
    processing: str
    outcomes: list[str] = field(default_factory=list)


def to_xhtml(text: str) -> str:
    """Our Markdown as it may stand in an item."""
    return to_html(text)


def id_of(part: Part, sign: str = "k-") -> str:
    """The identifier of an option or pair: its key after a letter, for names begin with one."""
    return f"{sign}{escape(part['key'])}"


def declared(name: str, identifier: str, cardinality: str, kind: str, inside: str = "") -> str:
    """A declaration of a response or an outcome."""
    return (
        f'<{name} identifier="{identifier}" cardinality="{cardinality}" baseType="{kind}">'
        f"{inside}</{name}>"
    )


def whole(values: Sequence[str]) -> str:
    """The right response."""
    told = "".join(f"<value>{escape(each)}</value>" for each in values)
    return f"<correctResponse>{told}</correctResponse>"


def mapping(shares: Sequence[tuple[str, float]], *, case: bool | None = None) -> str:
    """What every value earns; the sum stays between nothing and everything."""
    more = "" if case is None else f' caseSensitive="{str(case).lower()}"'
    entries = "".join(
        f'<mapEntry mapKey="{escape(key)}" mappedValue="{round(share, 6):g}"{more}/>'
        for key, share in shares
    )
    return f'<mapping lowerBound="0" upperBound="1" defaultValue="0">{entries}</mapping>'


def by_mapping() -> str:
    """The score is what the mapping says."""
    return (
        '<setOutcomeValue identifier="SCORE">'
        f'<mapResponse identifier="{RESPONSE}"/></setOutcomeValue>'
    )


def string_response(identifier: str, part: Part, tally: Tally) -> str:
    """The declaration of a short text."""
    note_written(part, tally)
    if any("*" in each["answer"].replace("\\*", "") for each in part["accept"]):
        tally.lose("answer", Lost.PATTERN)
    shares = [(each["answer"], float(each.get("points", 1))) for each in part["accept"]]
    best = max(shares, key=lambda each: each[1])[0]
    inside = whole([best]) + mapping(shares, case=bool(part.get("case")))
    return declared("responseDeclaration", identifier, "single", "string", inside)


def number_conditions(identifier: str, outcome: str, part: Part) -> str:
    """One condition for each accepted number; the best that fits counts."""
    return "".join(_condition(identifier, outcome, each) for each in part["accept"])


def _condition(identifier: str, outcome: str, part: Part) -> str:
    near, points = pointed(ours(part.get("tolerance", 0))), f"{part.get('points', 1):g}"
    return (
        f'<responseCondition><responseIf><and><equal toleranceMode="absolute" '
        f'tolerance="{near} {near}"><variable identifier="{identifier}"/>'
        f'<baseValue baseType="float">{pointed(ours(part["value"]))}</baseValue></equal>'
        f'<lt><variable identifier="{outcome}"/><baseValue baseType="float">{points}</baseValue>'
        f'</lt></and><setOutcomeValue identifier="{outcome}"><baseValue baseType="float">{points}'
        "</baseValue></setOutcomeValue></responseIf></responseCondition>"
    )
