"""Whether a drawing is safe to serve, small, and readable on a phone."""

import re
from collections.abc import Iterator
from hashlib import sha256
from xml.etree import ElementTree

from training.content.rules.codes import ProblemCode as C
from training.content.rules.model import Figure
from training.content.rules.problems import Problem, Spot, problem

LARGEST = 8_192
SMALLEST_TEXT = 14
MEDIA_TYPE = "image/svg+xml"
_LETTER = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")
_OUTWARD = re.compile(r"url\(\s*(?![\"']?#)|javascript:|data:", re.IGNORECASE)
TAGS = frozenset(
    (
        *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "title", "desc", "defs", "use", "symbol", "pattern", "marker"),
        *("linearGradient", "radialGradient", "stop", "clipPath", "mask"),
    )
)
_SVG = "{http://www.w3.org/2000/svg}"
# Looked for in the bytes, before any XML parser may follow them.
_NEVER = {
    "DOCTYPE atau entitas": re.compile(rb"<!DOCTYPE|<!ENTITY|<!\[CDATA\[", re.IGNORECASE),
    "petunjuk <?…?>": re.compile(rb"<\?(?!xml\s)", re.IGNORECASE),
    "pengodean selain UTF-8": re.compile(
        rb"\A(?!<\?xml\s[^>]*encoding=[\"']utf-8[\"'])<\?xml\s[^>]*encoding=|\x00", re.IGNORECASE
    ),
}


def figure(name: str, data: bytes) -> Figure:
    """A figure, named by its file and known by its digest."""
    return Figure(name, MEDIA_TYPE, data, sha256(data).hexdigest())


def address(data: bytes) -> str:
    """Where the web serves a figure: the name changes when the drawing changes."""
    return f"/aset/{sha256(data).hexdigest()[:16]}.svg"


def size(data: bytes) -> tuple[int, int]:
    """Width and height in the drawing's own units; no drawing is smaller than one."""
    root = _root(data)
    box = _box(root) if root is not None else None
    return (max(1, round(box[0])), max(1, round(box[1]))) if box else (640, 360)


def check(path: str, name: str, data: bytes, spot: Spot | None = None) -> Iterator[Problem]:
    """Everything that is wrong with a drawing."""
    spot = spot or Spot()
    if len(data) > LARGEST:
        yield problem(path, spot, C.FIGURE_TOO_LARGE, name=name, size=len(data), limit=LARGEST)
        return
    dangers = [what for what, pattern in _NEVER.items() if pattern.search(data)]
    root = None if dangers else _root(data)
    if root is not None:
        dangers = sorted(set(_dangers(root)))
    for what in dangers:
        yield problem(path, spot, C.FIGURE_UNSAFE, name=name, what=what)
    if dangers:
        return
    if root is None or root.tag != f"{_SVG}svg":
        yield problem(path, spot, C.FIGURE_UNREADABLE, name=name)
        return
    box = _box(root)
    if box is None:
        yield problem(path, spot, C.FIGURE_WITHOUT_SIZE, name=name)
        return
    smallest = min((letter * 640 / box[0] for letter in _letters(root, 16.0)), default=99.0)
    if smallest < SMALLEST_TEXT - 0.05:
        shown = f"{smallest:.1f}".replace(".", ",")
        yield problem(path, spot, C.FIGURE_SMALL_TEXT, name=name, size=shown)


def _root(data: bytes) -> ElementTree.Element | None:
    if len(data) > LARGEST or any(pattern.search(data) for pattern in _NEVER.values()):
        return None
    try:
        return ElementTree.fromstring(data)  # noqa: S314  (small, and without DOCTYPE or entities)
    except (ElementTree.ParseError, ValueError, LookupError):
        return None


def _dangers(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        tag = str(element.tag).removeprefix(_SVG)
        if tag not in TAGS:
            yield f"<{tag}>"
        for name, value in element.attrib.items():
            bare = name.rsplit("}", 1)[-1].lower()
            if bare.startswith("on") or bare in ("style", "base"):
                yield f"atribut {bare}"
            outward = bare in ("href", "src") and not value.startswith("#")
            if outward or _OUTWARD.search(value):
                yield "tautan ke luar"


def _box(root: ElementTree.Element) -> tuple[float, float] | None:
    try:
        _, _, width, height = map(float, re.split(r"[\s,]+", root.get("viewBox", "").strip()))
    except ValueError:
        return None
    return (width, height) if 0 < width < 1e5 and 0 < height < 1e5 else None


def _letters(root: ElementTree.Element, size: float) -> Iterator[float]:
    """The letter size of every text in the drawing; sizes are inherited from the groups."""
    waiting = [(root, size)]
    while waiting:
        element, inherited = waiting.pop()
        found = _LETTER.fullmatch(element.get("font-size", ""))
        letter = float(found[1]) if found else inherited
        if element.tag in (f"{_SVG}text", f"{_SVG}tspan") and (element.text or "").strip():
            yield letter
        waiting.extend((child, letter) for child in element)
