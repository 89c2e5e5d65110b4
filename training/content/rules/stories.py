"""How a story goes: what is offered at a moment, where a path leads, and what can happen at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from training.content.rules.details import Choice, Node, Scenario

MOST_MOMENTS = 500


@dataclass(frozen=True, slots=True)
class Moment:
    """A node of the story with the marks that were given on the way to it."""

    node: Node
    given: frozenset[str] = frozenset()

    @property
    def offered(self) -> tuple[Choice, ...]:
        """The choices whose needs have been given, in the order of the file."""
        return tuple(each for each in self.node.choices if self.given.issuperset(each.needs))

    @property
    def best(self) -> float:
        """The worth of the best choice that is offered here; 0 where none is."""
        return max((each.worth for each in self.offered), default=0.0)


@dataclass(frozen=True, slots=True)
class Step:
    """A moment that was met, and what was chosen there."""

    moment: Moment
    choice: Choice

    @property
    def points(self) -> float:
        """What was chosen as a share of the best that was offered, 0 to 1."""
        return self.choice.worth / self.moment.best if self.moment.best else 0.0


@dataclass(frozen=True, slots=True)
class Walk:
    """A path as far as it was gone: its steps, and the moment where it stands."""

    steps: tuple[Step, ...]
    here: Moment

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be chosen."""
        return not self.here.node.choices


class NotOnOffer(Exception):
    """A path holds a choice that is not offered at its moment."""


def walk(scenario: Scenario, path: Sequence[str]) -> Walk:
    """Go a path of choices' keys from the first node. Raises NotOnOffer where it does not exist."""
    nodes = {node.key: node for node in scenario.nodes}
    here, steps = Moment(scenario.nodes[0]), []
    for key in path:
        choice = next((each for each in here.offered if each.key == key), None)
        if choice is None or choice.to not in nodes:
            raise NotOnOffer
        steps.append(Step(here, choice))
        here = Moment(nodes[choice.to], here.given.union(choice.gives))
    return Walk(tuple(steps), here)


def best_path(scenario: Scenario, start: Sequence[str] = ()) -> list[str]:
    """A path that goes on from `start` with the best that is offered at every moment."""
    path = list(start)
    while len(path) < len(scenario.nodes) and (here := walk(scenario, path).here).offered:
        path.append(max(here.offered, key=lambda each: each.worth).key)
    return path


Name = tuple[str, frozenset[str]]


@dataclass(slots=True)
class Survey:
    """Every moment that can be met, the choices offered there, and those that lead back.

    Marks that nothing needs make no difference and are left out. `ahead` holds for every moment
    the nodes that can follow it. Beyond MOST_MOMENTS nothing more is looked at (`is_partial`).
    """

    nodes: dict[str, Node]
    needed: frozenset[str]
    ahead: dict[Name, frozenset[str]] = field(default_factory=dict)
    moments: list[Moment] = field(default_factory=list)
    offered: set[tuple[str, str]] = field(default_factory=set)
    back: set[tuple[str, str]] = field(default_factory=set)
    is_partial: bool = False

    def visit(self, moment: Moment, behind: frozenset[str] = frozenset()) -> frozenset[str]:
        """Look at a moment and all that can follow it; the nodes met from here on.

        `behind` are the nodes on the way: none of them is entered again, so that the way is never
        longer than the story has nodes.
        """
        name, key = (moment.node.key, moment.given), moment.node.key
        if name not in self.ahead:
            if len(self.moments) >= MOST_MOMENTS:
                self.is_partial = True
                return frozenset({key})
            self.moments.append(moment)
            self.ahead[name] = frozenset()
            self.ahead[name] = self._following(moment, behind | {key})
        return self.ahead[name] | {key}

    def _following(self, moment: Moment, behind: frozenset[str]) -> frozenset[str]:
        met: set[str] = set()
        for choice in moment.offered:
            self.offered.add((moment.node.key, choice.key))
            node = self.nodes.get(choice.to)
            if node is None:
                continue
            found = frozenset({choice.to})
            if choice.to not in behind:
                given = moment.given | (self.needed & set(choice.gives))
                found = self.visit(Moment(node, given), behind)
            # A node that was left may come again by another way: that, too, is a loop.
            if moment.node.key in found or choice.to in behind:
                self.back.add((moment.node.key, choice.key))
            met |= found
        return frozenset(met)


def survey(scenario: Scenario) -> Survey:
    """Everything that can happen in a story, sound or not."""
    needed = frozenset(
        mark for node in scenario.nodes for choice in node.choices for mark in choice.needs
    )
    found = Survey({node.key: node for node in reversed(scenario.nodes)}, needed)
    found.visit(Moment(scenario.nodes[0]))
    return found


def best_moments(scenario: Scenario) -> Iterator[Moment]:
    """The moments that somebody meets who always takes the best that is offered."""
    nodes = {node.key: node for node in scenario.nodes}
    todo, seen = [Moment(scenario.nodes[0])], set()
    while todo and len(seen) < MOST_MOMENTS:
        here = todo.pop()
        if here in seen:
            continue
        seen.add(here)
        yield here
        todo += [
            Moment(nodes[each.to], here.given.union(each.gives))
            for each in here.offered
            if each.worth == here.best and each.to in nodes
        ]
