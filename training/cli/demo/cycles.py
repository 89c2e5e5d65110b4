"""The cycles that the demo city has run: two that are closed, audits included, and a new one."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from flask import current_app

from training.audit.rules import EventKind
from training.cli.demo.chance import seeded
from training.cli.demo.journeys import Noted
from training.cli.demo.streams import Stage
from training.cli.demo.streams.observation import play_audit
from training.cli.on_demand import on_demand
from training.internalization.actions.auditing import begin_audit
from training.internalization.actions.cycles import When, begin
from training.internalization.actions.ledger import take_everything
from training.internalization.queries.counting import Moment, unassessed
from training.internalization.queries.cycles import cycle_of
from training.internalization.rules.cycles import SHORTEST, Span
from training.internalization.rules.rule import CURRENT
from training.kernel.signing import KEYS, signer
from training.observation.rules.drawing import Person
from training.people.rules.kinds import Role

SHARE, SETTLES = 0.47, timedelta(days=4)
AUDIT_BEGINS, AUDIT_ENDS = timedelta(days=45), timedelta(days=6)
closer = on_demand("training.internalization.actions.closing", "Closer")
freeze = on_demand("training.internalization.actions.closing", "freeze")


def run(stage: Stage, *, k: int) -> int:
    """Run the cycles of the past; answers how many were closed. Evidence is taken before."""
    zone, by = str(stage.period.zone), stage.holders.get(Role.TASK_FORCE)
    key = signer(current_app.config["RESAP"].data / KEYS)
    closed = 0
    for label, span in _spans(stage):
        opened = _at(stage, span.first, 8.0)
        seed = f"{seeded('cycle', label, stage.seed).getrandbits(256):064x}"
        begin(label, span, seed, when=When(opened, span.first, by))
        _note(stage, opened, EventKind.CYCLE_OPENED, by, label)
        if span.last + SETTLES > stage.period.day(stage.period.end):
            continue
        _audit(stage, label, span)
        at = _at(stage, span.last + SETTLES, 9.0)
        take_everything(at=stage.period.end, zone=zone)
        freeze(label, closer(by, at, zone, k, key))
        _note(stage, at, EventKind.CYCLE_CLOSED, by, label)
        closed += 1
    return closed


def _spans(stage: Stage) -> Iterator[tuple[str, Span]]:
    """Two cycles that fill most of the months, and one that has begun; none in a short past."""
    begin_day, end = stage.period.day(stage.period.start), stage.period.day(stage.period.end)
    length = timedelta(days=int(stage.period.days * SHARE))
    if length < SHORTEST:
        return
    first = begin_day
    for number in (1, 2, 3):
        last = first + length - timedelta(days=1)
        if first <= end:
            yield f"{first.year}-{number}", Span(first, last)
        first = last + timedelta(days=1)


def _audit(stage: Stage, label: str, span: Span) -> None:
    first = max(span.first, span.last - AUDIT_BEGINS)
    at = _at(stage, first, 7.0)
    people: dict[UUID, list[Person]] = {
        unit: [Person(person, unit, family) for person, family in found]
        for unit, found in unassessed(Moment(at, first), CURRENT).items()
    }
    days = (first, span.last - AUDIT_ENDS)
    if days[0] < days[1] and play_audit(stage, f"audit-{label}", days, people):
        begin_audit(cycle_of(label, today=first).id, f"audit-{label}", at=at)


def _note(stage: Stage, at: datetime, kind: EventKind, by: UUID | None, label: str) -> None:
    stage.trail.append(Noted(at, kind, by, "cycle", label, {}))


def _at(stage: Stage, day: date, hour: float) -> datetime:
    start = datetime.combine(day, time(), stage.period.zone)
    return start + timedelta(seconds=round(3600 * hour))
