"""Cases that wait this week; nobody who pauses."""

from collections.abc import Iterator

from training.content.rules.reminders import Kind
from training.practice.queries.reminding import due_between
from training.practice.rules.weeks import week_of
from training.reminders.queries.asking import Asking
from training.reminders.rules.anchors import Anchor


def anchors(asking: Asking) -> Iterator[Anchor]:
    """One a person and week, from its Monday."""
    house = asking.house
    week = week_of(asking.at, house.zone)
    waiting = due_between(asking.first, asking.last, at=asking.at, zone=house.zone, data=house.data)
    for each in waiting:
        yield Anchor(each.employee_id, Kind.PRACTICE, week, week.isoformat())
