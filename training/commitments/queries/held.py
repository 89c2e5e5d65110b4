"""All that is held of one person's plans, for their own eyes."""

from uuid import UUID

from sqlalchemy import select

from training.commitments.tables import (
    Artefact,
    CheckIn,
    Enactment,
    Plan,
    PlanEnd,
    Rehearsal,
    Removal,
    WitnessAnswer,
    WitnessAsked,
)
from training.kernel.bundle import Part


def held_parts(person: UUID) -> dict[str, Part]:
    """All of it for `kernel.bundle.fetch`, newest first.

    Columns: `plans`: if_text, then_text, version, role_specific, made_at; `plan_ends`: if_text,
    reason, at; `rehearsals`: step, words, at; `check_ins`: week, happened, did, note, at,
    corroborated; `artefacts`: kind, size, at, why (deleted); `witnessed`: asked_at, answer,
    answered_at.
    """
    plans = select(
        Plan.when.label("if_text"), Plan.then.label("then_text"), Plan.version,
        Plan.role_specific, Plan.made_at,
    )  # fmt: skip
    ends = select(Plan.when.label("if_text"), PlanEnd.reason, PlanEnd.at)
    ends = ends.join(Plan, (Plan.plan_id == PlanEnd.plan_id) & (Plan.version == 1))
    rehearsals = select(Rehearsal.step, Rehearsal.words, Rehearsal.at)
    told = select(
        CheckIn.week, CheckIn.happened, CheckIn.did, CheckIn.note, CheckIn.at,
        Enactment.by.label("corroborated"),
    ).outerjoin(Enactment, Enactment.check_in_id == CheckIn.id)  # fmt: skip
    files = select(Artefact.kind, Artefact.size, Artefact.at, Removal.why)
    files = files.outerjoin(Removal, Removal.artefact_id == Artefact.id)
    asked = select(
        WitnessAsked.at.label("asked_at"), WitnessAnswer.answer,
        WitnessAnswer.at.label("answered_at"),
    ).outerjoin(WitnessAnswer, WitnessAnswer.ask_id == WitnessAsked.id)  # fmt: skip
    return {
        "plans": Part(plans.where(Plan.employee_id == person), Plan.made_at.desc()),
        "plan_ends": Part(ends.where(PlanEnd.employee_id == person), PlanEnd.at.desc()),
        "rehearsals": Part(rehearsals.where(Rehearsal.employee_id == person), Rehearsal.at.desc()),
        "check_ins": Part(told.where(CheckIn.employee_id == person), CheckIn.at.desc()),
        "artefacts": Part(files.where(Artefact.employee_id == person), Artefact.at.desc()),
        "witnessed": Part(asked.where(WitnessAsked.witness_id == person), WitnessAsked.at.desc()),
    }
