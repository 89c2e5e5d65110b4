"""Check-ins of if–then plans that can be told of now, or soon."""

from collections.abc import Iterator
from datetime import timedelta

from training.commitments.queries.due import due_between
from training.commitments.rules.plans import WINDOWS
from training.content.rules.reminders import Kind
from training.reminders.queries.asking import Asking
from training.reminders.rules.anchors import Anchor


def anchors(asking: Asking) -> Iterator[Anchor]:
    """One for each check-in that nobody has told of, as long as an answer is taken."""
    first = asking.at - max(WINDOWS.values())
    for each in due_between(first, asking.at + timedelta(days=1)):
        open_until = each.due_at + WINDOWS[each.week]
        if asking.has(each.employee_id) and asking.at < open_until:
            plan, on = str(each.plan_id), asking.day(each.due_at)
            yield Anchor(each.employee_id, Kind.CHECK_IN, on, f"{plan}:{each.week}", plan)
