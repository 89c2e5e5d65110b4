"""Where the moments of a story stand on its map: in layers from the beginning to the endings.

Layered drawing after Sugiyama, Tagawa & Toda (1981), IEEE Transactions on Systems, Man, and
Cybernetics 11(2), 109–125: longest-path layers, ways through the layers between, and an order
within each layer (`storyrows`). The labels of the ways stand in rows of their own between the
moments, as Gansner et al. (1993), IEEE Transactions on Software Engineering 19(3), 214–230, place
them: so none can lie upon another thing. A story that turns in circles is drawn too, because an
author must see where: ways that lead back do not count for the layers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from statistics import fmean

from training.content.rules.details import Choice, Node, Scenario
from training.web.author.storyrows import Place, untangled

WIDTH, HEIGHT, GAP, FALL = 132, 44, 20, 116
LETTER, LINE, DROP, THIN = 7.4, 20, 22, 24
Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A moment: its upper left corner, and whether it ends the story or is never reached."""

    node: Node
    x: float
    y: float
    number: int
    is_lost: bool


@dataclass(frozen=True, slots=True)
class Label:
    """The names and worths of an edge's choices, and the middle of the words."""

    text: str
    x: float
    y: float

    @property
    def width(self) -> float:
        return _broad(self.text)


@dataclass(frozen=True, slots=True)
class Edge:
    """The choices that lead from one moment to another: points of the line, and its label."""

    source: str
    target: str
    points: Points
    choices: tuple[Choice, ...]
    label: Label
    is_best: bool

    @property
    def path(self) -> str:
        """The line as SVG: curves that leave and enter downwards, with a gap for the label."""
        (x, y), *rest = self.points
        told = [f"M{x:g} {y:g}"]
        for number, (to_x, to_y) in enumerate(rest):
            lean = self.lean(y, to_y)
            curve = f"C{x:g} {y + lean:g} {to_x:g} {to_y - lean:g} {to_x:g} {to_y:g}"
            told.append(f"M{to_x:g} {to_y:g}" if number == 1 else curve)
            x, y = to_x, to_y
        return "".join(told)

    @staticmethod
    def lean(y: float, to_y: float) -> float:
        """How far a piece of the line goes straight down where it begins and where it ends."""
        return min(abs(to_y - y) / 2, FALL / 3)


@dataclass(frozen=True, slots=True)
class Map:
    """The whole drawing with its size."""

    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    width: float
    height: float


def drawn(
    scenario: Scenario, best: frozenset[tuple[str, str]], say: Callable[[Choice], str]
) -> Map:
    """The map of a story; `best` are the (node, choice) pairs of the best way."""
    nodes = {node.key: node for node in scenario.nodes}
    ways = _ways(nodes)
    texts = {way: " · ".join(say(each) for each in choices) for way, choices in ways.items()}
    layers, lost = _layers(list(nodes), ways)
    rows, links = _rows(layers, ways)
    rows = untangled(rows, links)
    places, width = _places(rows, links, partial(_wide, layers=layers, texts=texts))
    boxes = tuple(
        Box(node, places[key][0] - WIDTH / 2, places[key][1], number, key in lost)
        for number, (key, node) in enumerate(nodes.items(), 1)
    )
    edges = tuple(
        Edge(source, target, _line(source, target, layers, places), tuple(choices),
             _label(texts[source, target], *places[source, target, layers[source] + 1]),
             any((source, each.key) in best for each in choices))
        for (source, target), choices in ways.items()
    )  # fmt: skip
    return Map(boxes, edges, width, _top(len(rows) - 1) + HEIGHT + GAP)


def _label(text: str, x: float, y: float) -> Label:
    return Label(text, x, y + LINE / 2)


def _broad(text: str) -> float:
    """The width of a label."""
    return len(text) * LETTER + 12


def _ways(nodes: Mapping[str, Node]) -> dict[tuple[str, str], list[Choice]]:
    """Choices by where they lead; those that lead nowhere are left to the checker."""
    found: dict[tuple[str, str], list[Choice]] = {}
    for node in nodes.values():
        for choice in node.choices:
            if choice.to in nodes:
                found.setdefault((node.key, choice.to), []).append(choice)
    return found


def _layers(
    keys: Sequence[str], ways: Iterable[tuple[str, str]]
) -> tuple[dict[str, int], frozenset[str]]:
    """The row of every moment, by the longest way to it; what is never reached comes last.

    Moments stand in even rows, so that the labels of what leads on find room in the odd ones.
    """
    targets: dict[str, list[str]] = {key: [] for key in keys}
    for source, target in ways:
        targets[source].append(target)
    order: list[str] = []
    forward: set[tuple[str, str]] = set()
    _deepen(keys[0], targets, order, forward, [])
    layers = dict.fromkeys(order, 0)
    for key in reversed(order):
        for target in targets[key]:
            if (key, target) in forward:
                layers[target] = max(layers[target], layers[key] + 2)
    lost = [key for key in keys if key not in layers]
    last = max(layers.values()) + 2
    return layers | dict.fromkeys(lost, last), frozenset(lost)


def _deepen(
    key: str,
    targets: Mapping[str, Sequence[str]],
    order: list[str],
    forward: set[tuple[str, str]],
    behind: list[str],
) -> None:
    """Depth first: a moment comes after all that follow it; ways back to what is behind are not."""
    behind.append(key)
    for target in targets[key]:
        if target in behind:
            continue
        forward.add((key, target))
        if target not in order:
            _deepen(target, targets, order, forward, behind)
    behind.pop()
    order.append(key)


def _rows(
    layers: Mapping[str, int], ways: Iterable[tuple[str, str]]
) -> tuple[list[list[Place]], list[tuple[Place, Place]]]:
    """The places of every row: moments, and where ways are labelled or only pass through."""
    rows: list[list[Place]] = [[] for _ in range(max(layers.values()) + 2)]
    for key, layer in layers.items():
        rows[layer].append(key)
    links: list[tuple[Place, Place]] = []
    for source, target in ways:
        before: Place = source
        for row in _between(layers[source], layers[target]):
            via = (source, target, row)
            rows[row].append(via)
            links.append((before, via))
            before = via
        if layers[target] > layers[source]:
            links.append((before, target))
    return rows if rows[-1] else rows[:-1], links


def _between(above: int, below: int) -> range:
    """The rows that a way passes; one that leads back passes only that of its label."""
    return range(above + 1, max(below, above + 2))


def _places(
    rows: Sequence[Sequence[Place]],
    links: Iterable[tuple[Place, Place]],
    wide: Callable[[Place], float],
) -> tuple[dict[Place, tuple[float, float]], float]:
    """The middle of the upper edge of every place, and the width of the map.

    Rows of moments are centred; labels stand as near to their lines as their neighbours allow.
    """
    sizes = [[wide(place) + GAP for place in row] for row in rows]
    whole = max(sum(each) for each in sizes)
    at: dict[Place, float] = {}
    for row, each in zip(rows[::2], sizes[::2], strict=True):
        start = (whole - sum(each)) / 2
        ends = accumulate(each, initial=start)
        at |= {place: x + size / 2 for place, x, size in zip(row, ends, each, strict=False)}
    near: dict[Place, list[float]] = {}
    for above, below in links:
        for one, other in ((above, below), (below, above)):
            near.setdefault(one, []).extend([at[other]] if other in at else [])
    for row, each in zip(rows[1::2], sizes[1::2], strict=True):
        at |= zip(row, _spread([fmean(near[place]) for place in row], each, whole), strict=True)
    tops = {place: _top(number) for number, row in enumerate(rows) for place in row}
    return {place: (x + GAP / 2, tops[place]) for place, x in at.items()}, whole + GAP


def _spread(wanted: Sequence[float], sizes: Sequence[float], whole: float) -> list[float]:
    """Where things stand side by side in their order, by least squares near what is wanted.

    Isotonic regression by pooling neighbours that would overlap (Ayer et al. 1955, Annals of
    Mathematical Statistics 26(4), 641–647), within 0 and `whole`.
    """
    before = [end - size / 2 for end, size in zip(accumulate(sizes), sizes, strict=True)]
    pools: list[list[float]] = []
    for want, offset in zip(wanted, before, strict=True):
        pools.append([want - offset])
        while len(pools) > 1 and fmean(pools[-2]) > fmean(pools[-1]):
            pools[-2:] = [pools[-2] + pools[-1]]
    starts = [min(max(fmean(pool), 0), whole - sum(sizes)) for pool in pools for _ in pool]
    return [start + offset for start, offset in zip(starts, before, strict=True)]


def _top(row: int) -> float:
    """The upper edge of a row: moments fall evenly, labels stand below those they leave."""
    return GAP + row // 2 * FALL + row % 2 * (HEIGHT + DROP)


def _wide(place: Place, layers: Mapping[str, int], texts: Mapping[tuple[str, str], str]) -> float:
    """The width of a moment, of a label, or of a line that only passes through."""
    if isinstance(place, str):
        return WIDTH
    source, target, row = place
    return _broad(texts[source, target]) if row == layers[source] + 1 else THIN


def _line(
    source: str, target: str, layers: Mapping[str, int], at: Mapping[Place, tuple[float, float]]
) -> Points:
    """From the lower edge of one moment to the upper edge of the other."""
    x, y = at[source]
    between: list[tuple[float, float]] = []
    for row in _between(layers[source], layers[target]):
        via_x, via_y = at[source, target, row]
        between += [(via_x, via_y), (via_x, via_y + (LINE if row % 2 else HEIGHT))]
    return ((x, y + HEIGHT), *between, at[target])
