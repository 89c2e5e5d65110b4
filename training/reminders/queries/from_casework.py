"""Casework of the task force: what somebody leads, and what the unit that they head is to do."""

from collections.abc import Iterator

from training.content.rules.reminders import Kind
from training.reminders.queries.asking import Asking
from training.reminders.queries.casework import follow_ups, leads
from training.reminders.rules.anchors import Anchor


def anchors(asking: Asking) -> Iterator[Anchor]:
    """One an entry and day, one an agreed act; never which unit or what was found."""
    for each in leads(asking.first, asking.last):
        occurrence = f"{each.id}:{each.day.isoformat()}"
        yield Anchor(each.person, Kind.CASEWORK, each.day, occurrence, str(each.id))
    for each in follow_ups(asking.first, asking.last):
        occurrence = f"{each.id}:{each.number}"
        yield Anchor(each.person, Kind.FOLLOW_UP, each.day, occurrence, str(each.id))
