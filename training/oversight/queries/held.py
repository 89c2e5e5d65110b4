"""What casework holds about a person: what they lead, signed, and said of findings."""

from uuid import UUID

from sqlalchemy import select

from training.kernel.bundle import Part
from training.oversight.queries.agenda import day_now, leader_now
from training.oversight.queries.doers import named_part
from training.oversight.tables.entries import OversightEntry
from training.oversight.tables.records import OversightFinding, OversightRecord, OversightStep
from training.people.tables.units import Unit


def held_parts(person: UUID) -> dict[str, Part]:
    """All of it for `kernel.bundle.fetch`, newest first.

    `casework_led`: day, kind, title, unit; `casework_signed`: signed_at, title, unit, correction;
    `casework_said`: at, kind, words, unit; `casework_doing`: named_at, act, due, unit.
    """
    day = day_now().label("day")
    led = (
        select(day, OversightEntry.kind, OversightEntry.title, Unit.name.label("unit"))
        .join(Unit, Unit.id == OversightEntry.unit_id)
        .where(leader_now() == person)
    )
    correction = (OversightRecord.number > 1).label("correction")
    signed = (
        select(OversightRecord.signed_at, OversightEntry.title, Unit.name.label("unit"), correction)
        .join(OversightEntry, OversightEntry.id == OversightRecord.entry_id)
        .join(Unit, Unit.id == OversightEntry.unit_id)
        .where(OversightRecord.by == person)
    )
    said = (
        select(OversightStep.at, OversightStep.kind, OversightStep.words, Unit.name.label("unit"))
        .join(OversightFinding, OversightFinding.id == OversightStep.finding_id)
        .join(OversightEntry, OversightEntry.id == OversightFinding.entry_id)
        .join(Unit, Unit.id == OversightEntry.unit_id)
        .where(OversightStep.by == person)
    )
    return {
        "casework_led": Part(led, day.desc()),
        "casework_signed": Part(signed, OversightRecord.signed_at.desc()),
        "casework_said": Part(said, OversightStep.at.desc()),
        "casework_doing": named_part(person),
    }
