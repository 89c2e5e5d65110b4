"""Casework: what somebody leads, does or heads the doing of, and what waits for the task force."""

from collections.abc import Iterator

from training.content.rules.reminders import Kind
from training.oversight.rules.following import CaseState
from training.reminders.queries.asking import Asking
from training.reminders.queries.casework import doings, follow_ups, leads
from training.reminders.queries.checking import waiting
from training.reminders.rules.anchors import Anchor

WAITS = {CaseState.TO_CHECK: Kind.CHECK, CaseState.ESCALATED: Kind.ESCALATED}


def anchors(asking: Asking) -> Iterator[Anchor]:
    """One an entry and day, one an agreed act, one a finding that waits; never what it is about."""
    for each in leads(asking.first, asking.last):
        occurrence = f"{each.id}:{each.day.isoformat()}"
        yield Anchor(each.person, Kind.CASEWORK, each.day, occurrence, str(each.id))
    for each in follow_ups(asking.first, asking.last):
        occurrence = f"{each.id}:{each.number}"
        yield Anchor(each.person, Kind.FOLLOW_UP, each.day, occurrence, str(each.id))
    for each in doings(asking.first, asking.last):
        occurrence = f"{each.id}:{each.number}"
        yield Anchor(each.person, Kind.ACT, each.day, occurrence, str(each.id))
    for each in waiting(asking.first, asking.last):
        occurrence = f"{each.id}:{each.number}"
        yield Anchor(
            each.person, WAITS[each.state], asking.day(each.since), occurrence, str(each.id)
        )
