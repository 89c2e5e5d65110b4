"""YAML without surprises: text stays text, keys keep their place, and nothing is constructed.

The reader walks the events of PyYAML and builds plain values itself. It has no constructors, tags,
aliases or implicit dates, so `no`, `010`, `12:30` and `2026-11-23` are what they look like: text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from training.content.rules.codes import ProblemCode
from training.content.rules.problems import Places, Problem, Spot, problem
from training.content.rules.source import Prose

DEEPEST = 10
MOST_NODES = 20_000
LOADER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
Path = tuple[str | int, ...]

_PLAIN = (
    (re.compile(r"true|false"), lambda text: text == "true"),
    (re.compile(r"null|~|"), lambda _: None),
    (re.compile(r"-?(?:0|[1-9][0-9]{0,8})"), int),
    (re.compile(r"-?(?:0|[1-9][0-9]{0,8})\.[0-9]{1,9}"), float),
)


class _Stop(Exception):
    """The text cannot be read any further; the problem is already noted."""


@dataclass(slots=True)
class Document:
    """The values of a YAML text, and where each of them stands."""

    path: str
    data: Any = None
    keys: dict[Path, Spot] = field(default_factory=dict)
    values: dict[Path, Spot] = field(default_factory=dict)
    spans: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def prose(self, text: str, where: Path, kind: str = "text") -> Prose | None:
        """The words of a value as they stand in the file, without quotes or block signs."""
        span = self.spans.get(where)
        if span is None:
            return None
        start, end = span
        sign = text[start : start + 1]
        if sign in ("|", ">"):
            start = text.find("\n", start, end) + 1 or end
        elif sign in ("'", '"'):
            start, end = start + 1, end - 1
        return Prose(text[start:end].rstrip(), start, kind)

    def places(self) -> Places:
        """Where the keys and values stand, for checks that come later."""
        return Places(self.path, self.keys, self.values)


def read(path: str, text: str, *, line: int = 0, offset: int = 0) -> Document:
    """Read a YAML text that begins after `line` lines and `offset` characters of its file."""
    document = Document(path)
    reader = _Reader(document, yaml.parse(text, Loader=LOADER), line, offset)
    try:
        document.data = reader.document()
    except _Stop:
        document.data = None
    except yaml.MarkedYAMLError as error:
        document.problems.append(_unreadable(path, text, error, line))
    except (yaml.YAMLError, UnicodeError):
        spot = Spot(line + 1)
        document.problems.append(problem(path, spot, ProblemCode.YAML_UNREADABLE))
    return document


def _unreadable(path: str, text: str, error: yaml.MarkedYAMLError, line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    spot = Spot(mark.line + line + 1, mark.column + 1) if mark else Spot(line + 1)
    where = text.split("\n")[mark.line] if mark and mark.line < text.count("\n") + 1 else ""
    code = ProblemCode.YAML_UNREADABLE
    if "\t" in where[: spot.column + 1]:
        code = ProblemCode.YAML_TAB
    elif "mapping values" in str(error.problem):
        code = ProblemCode.YAML_COLON
    elif "undefined tag" in str(error.problem):
        code = ProblemCode.YAML_TAG
    elif where[spot.column - 1 : spot.column] in ("&", "*"):
        code = ProblemCode.YAML_ALIAS
    return problem(path, spot, code)


class _Reader:
    """Walks the events of one document."""

    def __init__(self, document: Document, events: Iterator[Any], line: int, offset: int) -> None:
        self._out = document
        self._events = events
        self._line = line
        self._offset = offset
        self._nodes = 0

    def document(self) -> Any:
        """The value of the first document; a second one is refused."""
        value: Any = None
        seen = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                seen += 1
                if event.version or event.tags:
                    self._refuse(event, ProblemCode.YAML_TAG)
                if seen > 1:
                    self._refuse(event, ProblemCode.YAML_MANY_DOCUMENTS)
                    raise _Stop
            elif isinstance(event, yaml.NodeEvent):
                value = self._node(event, ())
        return value

    def _node(self, event: yaml.NodeEvent, path: Path) -> Any:
        self._out.values.setdefault(path, self._spot(event))
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._refuse(event, ProblemCode.TOO_MANY_PIECES, limit=MOST_NODES)
            raise _Stop
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self._refuse(event, ProblemCode.YAML_ALIAS)
        if getattr(event, "tag", None) is not None:
            self._refuse(event, ProblemCode.YAML_TAG)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if isinstance(event, yaml.AliasEvent):
            return None
        if len(path) >= DEEPEST:
            self._refuse(event, ProblemCode.TOO_DEEP, limit=DEEPEST)
            raise _Stop
        read_all = self._mapping if isinstance(event, yaml.MappingStartEvent) else self._sequence
        return read_all(path)

    def _scalar(self, event: yaml.ScalarEvent, path: Path) -> Any:
        start, end = event.start_mark.index, event.end_mark.index
        self._out.spans.setdefault(path, (start + self._offset, end + self._offset))
        if not event.implicit[0]:
            return event.value
        for pattern, value in _PLAIN:
            if pattern.fullmatch(event.value):
                return value(event.value)
        return event.value

    def _sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event)
            where = (*path, key)
            if key in found:
                self._refuse(event, ProblemCode.DUPLICATE_KEY, key=key)
                where = (*path, f"{key} (lagi)")
            self._out.keys.setdefault(where, self._spot(event))
            value = self._node(next(self._events), where)
            found.setdefault(key, value)
        return found

    def _key(self, event: yaml.NodeEvent) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(event, ProblemCode.YAML_UNREADABLE)
            raise _Stop
        if event.anchor or event.tag is not None:
            code = ProblemCode.YAML_ALIAS if event.anchor else ProblemCode.YAML_TAG
            self._refuse(event, code)
        return event.value

    def _spot(self, event: yaml.Event) -> Spot:
        mark = event.start_mark
        return Spot(mark.line + self._line + 1, mark.column + 1)

    def _refuse(self, event: yaml.Event, code: ProblemCode, **found: object) -> None:
        self._out.problems.append(problem(self._out.path, self._spot(event), code, **found))
