"""What may be said to a whole unit at once: neither names nor numbers, and nobody is meant."""

from collections import Counter
from collections.abc import Iterable, Mapping
from uuid import UUID

from training.content.rules.reminders import Kind
from training.reminders.rules.anchors import Anchor, Setting

ALWAYS = frozenset({Kind.PRACTICE})
"""What is true in every week, of whomever."""
Above = tuple[tuple[int, UUID], ...]
"""The heads over a person, the nearest first, each with the depth of the unit in the tree."""


def waited_for(anchors: Iterable[Anchor]) -> Mapping[Kind, int]:
    """How many people of a unit something of a kind waits for."""
    pairs: set[tuple[Kind, UUID]] = {(each.kind, each.person) for each in anchors}
    return Counter(kind for kind, _ in pairs)


def group_lines(waiting: Mapping[Kind, int], *, k: int, setting: Setting) -> tuple[str, ...]:
    """The sentences for a unit, in the order of the book.

    A kind is mentioned if it waits for at least k people, so that nobody is pointed at.
    """
    return tuple(
        rule.group
        for rule in setting.book.rules
        if rule.group and not setting.is_off(rule.kind)
        and (rule.kind in ALWAYS or waiting.get(rule.kind, 0) >= k)
    )  # fmt: skip


def heads_of_many(above: Mapping[UUID, Above], *, k: int) -> dict[UUID, UUID]:
    """Who hears that some of their staff are late: the nearest head who is told of at least k.

    Who would be told of fewer hears nothing, and the next head above hears of their staff too, from
    the lowest units upwards; where nobody is left above, nobody is told.
    """
    now = {person: heads for person, heads in above.items() if heads}
    while few := _lowest_of_few(now, k):
        up = {who: heads[1:] for who, heads in now.items() if heads[0][1] in few}
        now = {person: heads for person, heads in (now | up).items() if heads}
    return {person: heads[0][1] for person, heads in now.items()}


def _lowest_of_few(now: Mapping[UUID, Above], k: int) -> set[UUID]:
    """The heads of fewer than k people who lie deepest in the tree."""
    many = Counter(heads[0][1] for heads in now.values())
    few = {heads[0] for heads in now.values() if many[heads[0][1]] < k}
    deepest = max((depth for depth, _ in few), default=0)
    return {head for depth, head in few if depth == deepest}
