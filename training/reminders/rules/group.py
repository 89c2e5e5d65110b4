"""What may be said to a whole unit at once: neither names nor numbers, and nobody is meant."""

from collections import Counter
from collections.abc import Iterable, Mapping
from uuid import UUID

from training.content.rules.reminders import ADMINISTRATIVE, Kind, ReminderBook
from training.reminders.rules.anchors import Anchor, Setting

ALWAYS = frozenset({Kind.PRACTICE})
"""What is true in every week, of whomever."""


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


def for_the_head(anchors: Iterable[Anchor], book: ReminderBook) -> Mapping[UUID, tuple[str, ...]]:
    """What a head may know to be waiting for each of their staff: administrative matters only."""
    found: dict[UUID, list[str]] = {}
    for each in sorted(anchors):
        rule = book.rule(each.kind)
        if rule and each.kind in ADMINISTRATIVE:
            found.setdefault(each.person, []).append(each.words or rule.title)
    return {person: tuple(words) for person, words in found.items()}
