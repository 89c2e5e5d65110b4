"""Builds the rules and the plan of a quiz from what was read and found to fit."""

from datetime import datetime

from training.content.rules import gates, gateshape


def conditions(found: gateshape.Conditions) -> gates.Conditions:
    """Conditions with their instants; an instant in the file names its zone."""
    return gates.Conditions(
        purposes=tuple(found.purposes),
        opens=_instant(found.opens),
        closes=_instant(found.closes),
        completed=tuple(found.completed),
        at_most=found.at_most,
        hours_between=found.hours_between,
        roles=tuple(found.roles),
        job_families=tuple(found.job_families),
        unit_kinds=tuple(found.unit_kinds),
        addresses=tuple(found.addresses),
    )


def rule(found: gateshape.Rule) -> gates.Rule:
    """One rule."""
    return gates.Rule(
        when=conditions(found.when),
        requires=conditions(found.requires),
        may_start=found.may_start,
        note=(found.note or "").strip(),
        minutes=found.minutes,
        grace_seconds=found.grace_seconds,
        late=found.late,
        counts=found.counts,
        abandoned=found.abandoned,
        abandoned_after_days=found.abandoned_after_days,
    )


def line(found: gateshape.BlueprintLine) -> gates.Line:
    """One line of a blueprint."""
    return gates.Line(found.objective, found.count, tuple(kind.value for kind in found.kinds))


def form(found: gateshape.Form) -> gates.Form:
    """One of several forms."""
    return gates.Form(found.key, tuple(found.questions))


def _instant(text: str | None) -> datetime | None:
    """30 February has the right shape and is no day: the checker has said so, nobody builds it."""
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
