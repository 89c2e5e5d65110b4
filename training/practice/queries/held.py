"""Everything that practice holds about one person."""

from uuid import UUID

from sqlalchemy import select

from training.kernel.bundle import Part
from training.people.tables.units import Unit
from training.practice.tables.cases import PracticeCase, PracticeReview
from training.practice.tables.words import PracticeBreak, PracticePrompt


def held_parts(person: UUID) -> dict[str, Part]:
    """All of it for `kernel.bundle.fetch`, each list newest first.

    Columns: `cases`: slug, question, kind, mark, shown_at, answered_at, answer, recalled, void,
    spent_ms, predicted; `breaks`: at, until, reason; `prompts` that the person wrote: at, week,
    name of the unit, text.
    """
    cases = select(
        PracticeCase.slug, PracticeCase.question, PracticeCase.kind, PracticeCase.mark,
        PracticeCase.shown_at, PracticeReview.answered_at, PracticeReview.answer,
        PracticeReview.recalled, PracticeReview.void, PracticeReview.spent_ms,
        PracticeCase.predicted,
    ).outerjoin(PracticeReview, PracticeReview.case_id == PracticeCase.id)  # fmt: skip
    breaks = select(PracticeBreak.at, PracticeBreak.until.label("until"), PracticeBreak.reason)
    prompts = select(PracticePrompt.at, PracticePrompt.week, Unit.name, PracticePrompt.text)
    prompts = prompts.join(Unit, Unit.id == PracticePrompt.unit_id)
    return {
        "cases": Part(cases.where(PracticeCase.employee_id == person), PracticeCase.id.desc()),
        "breaks": Part(breaks.where(PracticeBreak.employee_id == person), PracticeBreak.id.desc()),
        "prompts": Part(prompts.where(PracticePrompt.made_by == person), PracticePrompt.id.desc()),
    }  # fmt: skip
