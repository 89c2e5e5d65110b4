"""Where the moments of a story stand on its map: in layers from the beginning to the endings.

Layered drawing after Sugiyama, Tagawa & Toda (1981), IEEE Transactions on Systems, Man, and
Cybernetics 11(2), 109–125: longest-path layers, ways through the layers between, and an order
within each layer by the mean place of its neighbours. A story that turns in circles is drawn too,
because an author must see where: ways that lead back do not count for the layers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from training.content.rules.details import Choice, Node, Scenario

WIDTH, HEIGHT, GAP, FALL = 132, 44, 20, 104
SWEEPS = 6
LETTER, LINE = 7.4, 20
SHARES = (0.55, 0.35, 0.75, 0.45, 0.65, 0.25, 0.85)
Via = tuple[str, str, int]
Place = str | Via


@dataclass(frozen=True, slots=True)
class Box:
    """A moment: its upper left corner, and whether it ends the story or is never reached."""

    node: Node
    x: float
    y: float
    number: int
    is_lost: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """The choices that lead from one moment to another: points of the line, and its label."""

    source: str
    target: str
    points: tuple[tuple[float, float], ...]
    choices: tuple[Choice, ...]
    is_best: bool

    @property
    def path(self) -> str:
        """The line as SVG: curves that leave and enter downwards."""
        (x, y), *rest = self.points
        told, lean = [f"M{x:g} {y:g}"], FALL / 3
        for to_x, to_y in rest:
            told.append(f"C{x:g} {y + lean:g} {to_x:g} {to_y - lean:g} {to_x:g} {to_y:g}")
            x, y = to_x, to_y
        return "".join(told)

    def at(self, share: float) -> tuple[float, float]:
        """A point of the first piece of the line, from 0 (its beginning) to 1."""
        (x, y), (to_x, to_y), *_ = self.points
        near, far = (1 - share) ** 3, share**3
        turn, back = 3 * (1 - share) ** 2 * share, 3 * (1 - share) * share**2
        return (
            (near + turn) * x + (far + back) * to_x,
            near * y + turn * (y + FALL / 3) + back * (to_y - FALL / 3) + far * to_y,
        )


@dataclass(frozen=True, slots=True)
class Label:
    """The names and worths of an edge's choices, and the middle of the words."""

    text: str
    x: float
    y: float

    @property
    def width(self) -> float:
        return len(self.text) * LETTER + 12

    def meets(self, other: "Label") -> bool:
        """Whether one would lie upon the other."""
        beside = abs(self.x - other.x) >= (self.width + other.width) / 2
        return not beside and abs(self.y - other.y) < LINE


def labels(edges: Iterable[Edge], say: Callable[[Choice], str]) -> tuple[Label, ...]:
    """A label for every edge, moved along its line to where it meets no other."""
    found: list[Label] = []
    for edge in edges:
        text = " · ".join(say(each) for each in edge.choices)
        tried = [Label(text, *edge.at(share)) for share in SHARES]
        free = (each for each in tried if not any(each.meets(other) for other in found))
        found.append(next(free, tried[0]))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Map:
    """The whole drawing with its size."""

    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    width: float
    height: float


def drawn(scenario: Scenario, best: frozenset[tuple[str, str]]) -> Map:
    """The map of a story; `best` are the (node, choice) pairs of the best way."""
    nodes = {node.key: node for node in scenario.nodes}
    ways = _ways(nodes)
    layers, lost = _layers(list(nodes), ways)
    rows, links = _rows(layers, ways)
    for turn in range(SWEEPS):
        _sweep(rows, links, down=turn % 2 == 0)
    places, width = _places(rows)
    boxes = tuple(
        Box(node, places[key][0] - WIDTH / 2, places[key][1], number, key in lost)
        for number, (key, node) in enumerate(nodes.items(), 1)
    )
    edges = tuple(
        Edge(source, target, _line(source, target, layers, places), tuple(choices),
             any((source, each.key) in best for each in choices))
        for (source, target), choices in ways.items()
    )  # fmt: skip
    return Map(boxes, edges, width, len(rows) * FALL - FALL + HEIGHT + 2 * GAP)


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
    """The layer of every moment, by the longest way to it; what is never reached comes last."""
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
                layers[target] = max(layers[target], layers[key] + 1)
    lost = [key for key in keys if key not in layers]
    last = max(layers.values()) + 1
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
    """The places of every layer, those that long ways only pass through included."""
    rows: list[list[Place]] = [[] for _ in range(max(layers.values()) + 1)]
    for key, layer in layers.items():
        rows[layer].append(key)
    links: list[tuple[Place, Place]] = []
    for source, target in ways:
        before: Place = source
        for layer in range(layers[source] + 1, layers[target]):
            via = (source, target, layer)
            rows[layer].append(via)
            links.append((before, via))
            before = via
        if layers[target] > layers[source]:
            links.append((before, target))
    return rows, links


def _sweep(rows: list[list[Place]], links: Iterable[tuple[Place, Place]], *, down: bool) -> None:
    """Put every place near the mean of its neighbours in the layer before (or after) it."""
    near: dict[Place, list[Place]] = {}
    for above, below in links:
        one, other = (below, above) if down else (above, below)
        near.setdefault(one, []).append(other)
    for row in rows if down else reversed(rows):
        at = {place: (n + 0.5) / len(each) for each in rows for n, place in enumerate(each)}
        row.sort(key=lambda place: fmean([at[other] for other in near.get(place, [place])]))


def _places(rows: Sequence[Sequence[Place]]) -> tuple[dict[Place, tuple[float, float]], float]:
    """The middle of the upper edge of every place; rows are centred."""
    widths = [sum(_wide(place) + GAP for place in row) for row in rows]
    whole, found = max(widths) + GAP, {}
    for number, row in enumerate(rows):
        x = (whole - widths[number] + GAP) / 2
        for place in row:
            found[place] = (x + _wide(place) / 2, GAP + number * FALL)
            x += _wide(place) + GAP
    return found, whole


def _wide(place: Place) -> float:
    return WIDTH if isinstance(place, str) else WIDTH / 3


def _line(
    source: str, target: str, layers: Mapping[str, int], at: Mapping[Place, tuple[float, float]]
) -> tuple[tuple[float, float], ...]:
    """From the lower edge of one moment to the upper edge of the other."""
    x, y = at[source]
    vias = (at[source, target, n] for n in range(layers[source] + 1, layers[target]))
    between = [
        point for via_x, via_y in vias for point in ((via_x, via_y), (via_x, via_y + HEIGHT))
    ]
    return ((x, y + HEIGHT), *between, at[target])
