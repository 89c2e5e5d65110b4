"""What a QTI item counts as right: its declarations, their mappings, and conditions on numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from training.content.rules.exchange.frame import Refused
from training.content.rules.exchange.numbers import foreign
from training.content.rules.exchange.sentences import Wrong
from training.content.rules.exchange.xmltree import Node
from training.content.rules.strict import KEY


@dataclass(frozen=True, slots=True)
class Near:
    """A number that earns a share when the answer is near enough."""

    value: Decimal
    tolerance: Decimal
    points: float


@dataclass(slots=True)
class Response:
    """One declaration."""

    cardinality: str
    kind: str
    correct: list[str]
    mapping: dict[str, float]
    case: bool = False
    near: list[Near] = field(default_factory=list)

    def points(self, value: str) -> float:
        """The share that a value earns."""
        if self.mapping:
            return self.mapping.get(value, 0.0)
        if value not in self.correct:
            return 0.0
        return 1.0 if self.cardinality == "single" else 1 / len(self.correct)


def key_of(identifier: str, sign: str) -> str:
    """The key of ours that an identifier holds; "" for a stranger's."""
    key = identifier.removeprefix(sign)
    return key if identifier.startswith(sign) and re.fullmatch(KEY, key) else ""


def responses(root: Node) -> dict[str, Response]:
    """All declarations of an item, with the numbers that its conditions accept."""
    found = {
        each.attributes.get("identifier", ""): _response(each)
        for each in root.all("responseDeclaration")
    }
    processing = root.first("responseProcessing")
    for condition in processing.find("responseIf", "responseElseIf") if processing else ():
        for name, near in _numbers(condition):
            if name in found:
                found[name].near.append(near)
    return found


def _response(node: Node) -> Response:
    correct = node.first("correctResponse")
    entries = list(node.find("mapEntry"))
    mapping = {}
    for entry in entries:
        worth = foreign(entry.attributes.get("mappedValue", ""))
        if worth is None:
            raise Refused(Wrong.BAD_NUMBER, entry.line, entry.column, found="mappedValue")
        mapping[entry.attributes.get("mapKey", "")] = round(float(worth), 6)
    return Response(
        node.attributes.get("cardinality", "single"), node.attributes.get("baseType", "identifier"),
        [each.text.strip() for each in (correct.all("value") if correct else ())], mapping,
        any(each.attributes.get("caseSensitive") == "true" for each in entries),
    )  # fmt: skip


def _numbers(condition: Node) -> Iterator[tuple[str, Near]]:
    """Comparisons of a response with a number, and what they set."""
    worth = next(
        (foreign(each.say("baseValue")) for each in condition.all("setOutcomeValue")), None
    )
    for test in condition.find("equal"):
        name = test.first("variable")
        value = foreign(test.say("baseValue"))
        near = foreign((test.attributes.get("tolerance", "") or "0").split(" ")[0])
        if name is None or value is None or near is None:
            raise Refused(Wrong.BAD_NUMBER, test.line, test.column, found=test.say("baseValue"))
        points = 1.0 if worth is None else min(max(float(worth), 0.0), 1.0)
        yield name.attributes.get("identifier", ""), Near(value, abs(near), points)
