"""Writing the sentence that a unit reads this week."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.practice.queries.prompts import newest_text
from training.practice.rules.prompts import checked_prompt
from training.practice.tables.words import PracticePrompt


def write_prompt(
    unit_id: UUID, code: str, text: str, *, week: date, by: UUID, at: datetime
) -> bool:
    """Append a unit's sentence for a week; False if it says so already. The view checked the scope.

    PromptIsTooShort, PromptIsTooLong and PromptHoldsANumber are refusals.
    """
    line = checked_prompt(text)
    if newest_text(unit_id, week) == line:
        return False
    row = {
        "id": uuid7(at), "unit_id": unit_id, "week": week, "text": line, "made_by": by, "at": at,
    }  # fmt: skip
    db.session.execute(insert(PracticePrompt).values(row))
    note(Happening(EventKind.PROMPT_WRITTEN, at, by, "unit", code))
    return True
