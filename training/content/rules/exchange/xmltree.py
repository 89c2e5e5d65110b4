"""A small XML tree with places, read by expat under limits; no DOCTYPE and no entities."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from training.content.rules.exchange.frame import Refused
from training.content.rules.exchange.opening import text_of
from training.content.rules.exchange.sentences import Wrong

DEEPEST = 60
MOST_NODES = 100_000
# One element with a million attributes costs expat seconds before it tells us of the element.
TAG_CHARS = 50_000
_SWOLLEN = re.compile(r"<[^<>]{50000}")


@dataclass(slots=True)
class Node:
    """One element: its name without namespace, its attributes, and its parts in order."""

    name: str
    attributes: dict[str, str]
    line: int
    column: int
    parts: list["Node | str"] = field(default_factory=list)

    def __iter__(self) -> Iterator["Node"]:
        return (part for part in self.parts if isinstance(part, Node))

    def all(self, name: str) -> list["Node"]:
        """The children of a name."""
        return [each for each in self if each.name == name]

    def first(self, *path: str) -> "Node | None":
        """The first child of the first name, in it the first of the second, and so on."""
        here: Node | None = self
        for name in path:
            here = next((each for each in here if each.name == name), None) if here else None
        return here

    def find(self, *names: str) -> Iterator["Node"]:
        """Every element of one of the names inside this one, in the order of the file."""
        for each in self:
            if each.name in names:
                yield each
            yield from each.find(*names)

    @property
    def text(self) -> str:
        """All text inside, elements' names left out."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def say(self, *path: str) -> str:
        """The text at the end of a path, without blanks around it; "" where there is none."""
        found = self.first(*path)
        return found.text.strip() if found else ""


@dataclass(slots=True)
class Budget:
    """How many elements may still be read: of a file, or of all files of a package together."""

    left: int = MOST_NODES


class _Builder:
    """Takes the events of expat."""

    def __init__(self, budget: Budget) -> None:
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.parser.StartDoctypeDeclHandler = self._forbidden
        self.parser.EntityDeclHandler = self._forbidden
        self.parser.ExternalEntityRefHandler = self._forbidden
        self.root: Node | None = None
        self.open: list[Node] = []
        self.budget = budget

    def _spot(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.budget.left -= 1
        if len(self.open) >= DEEPEST:
            raise Refused(Wrong.TOO_DEEP, *self._spot(), limit=DEEPEST)
        if self.budget.left < 0:
            raise Refused(Wrong.TOO_MANY, *self._spot(), limit=MOST_NODES, what="unsur")
        bare = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        node = Node(name.rpartition(" ")[2], bare, *self._spot())
        if self.open:
            self.open[-1].parts.append(node)
        else:
            self.root = node
        self.open.append(node)

    def _end(self, _name: str) -> None:
        self.open.pop()

    def _words(self, text: str) -> None:
        self.open[-1].parts.append(text)

    def _forbidden(self, *_: Any) -> Any:
        raise Refused(Wrong.DOCTYPE, *self._spot())


def read_xml(data: bytes, budget: Budget | None = None) -> Node:
    """The root of an XML file. Refused says where it cannot be read, or why it is not followed.

    The files of one package share a budget, so that many small ones cost no more than a large one.
    """
    text = text_of(data)
    swollen = _SWOLLEN.search(text)
    if swollen:
        line = text.count("\n", 0, swollen.start()) + 1
        raise Refused(Wrong.TEXT_TOO_LONG, line, limit=TAG_CHARS)
    builder = _Builder(budget or Budget())
    try:
        builder.parser.Parse(text.encode("utf-8"), True)
    except expat.ExpatError as error:
        raise Refused(Wrong.NOT_XML, error.lineno, error.offset + 1) from None
    if builder.root is None:
        raise Refused(Wrong.NOT_XML)
    return builder.root
