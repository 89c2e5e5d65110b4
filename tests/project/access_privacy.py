"""Samples of objections and of requests for erasure for the walk over all routes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import insert

from tests.factories import people
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.privacy.actions.objecting import object_to
from training.privacy.rules.erasing import Ground
from training.privacy.rules.objections import Category
from training.privacy.tables import ErasureRequest

OWN, SIBLING, NONEXISTENT = "own", "sibling", "nonexistent"
NOBODY = str(UUID(int=7))


def samples(office, beside, at: datetime) -> dict[str, dict[str, dict[str, str]]]:
    """Somebody of each office objected, and somebody asked that they be erased."""
    objections, requests = {}, {}
    for case, unit in ((OWN, office), (SIBLING, beside)):
        person = people.employee(unit)
        words = "Mohon dijelaskan kepada saya."
        objections[case] = {
            "objection_id": str(object_to(Category.USE, words, by=person.id, at=at))
        }
        requests[case] = {"request_id": _asked(person.id, by=people.employee(unit).id, at=at)}
    return {
        "objection": {**objections, NONEXISTENT: {"objection_id": NOBODY}},
        "erasure": {**requests, NONEXISTENT: {"request_id": NOBODY}},
    }


def _asked(person: UUID, *, by: UUID, at: datetime) -> str:
    made = uuid7(at)
    db.session.execute(insert(ErasureRequest), dict(
        id=made, employee_id=person, ground=Ground.OVER.value, reason="Contoh saja.",
        asked_by=by, at=at,
    ))  # fmt: skip
    return str(made)
