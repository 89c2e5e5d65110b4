"""Objecting to how one is dealt with, and answering an objection."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.privacy.queries.objections import Told
from training.privacy.rules.objections import (
    Category,
    NobodyAnswersTheirOwn,
    ObjectionIsAnswered,
    Outcome,
    State,
    insist_on_words,
)
from training.privacy.tables import Objection, ObjectionAnswer


def object_to(category: Category, words: str, *, by: UUID, at: datetime) -> UUID:
    """Write an objection down. ObjectionIsUnclear where it says too little or too much."""
    text, made = insist_on_words(words), uuid7(at)
    db.session.execute(insert(Objection), dict(
        id=made, employee_id=by, category=category.value, words=text, at=at,
    ))  # fmt: skip
    detail = {"category": category.value}
    note(Happening(EventKind.OBJECTED, at, by, "objection", str(made), detail))
    db.session.flush()
    return made


def answer(found: Told, outcome: Outcome, words: str, *, by: UUID, at: datetime) -> None:
    """Answer an objection, once; nobody their own. The database refuses a second answer too."""
    if by == found.person:
        raise NobodyAnswersTheirOwn
    if found.state is not State.WAITING:
        raise ObjectionIsAnswered
    text = insist_on_words(words)
    db.session.execute(insert(ObjectionAnswer), dict(
        objection_id=found.id, outcome=outcome.value, words=text, by=by, at=at,
    ))  # fmt: skip
    detail = {"outcome": outcome.value}
    note(Happening(EventKind.OBJECTION_ANSWERED, at, by, "objection", str(found.id), detail))
    db.session.flush()
