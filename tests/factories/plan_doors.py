"""Plans, questions and files of one person, as the walk over all routes tries them."""

import tempfile
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from tests.factories import people
from tests.factories.commitments import TEMPLATE, again, done, number_of
from training.commitments.actions.artefacts import HandedIn, hand_in
from training.commitments.actions.witnesses import ask_witness
from training.commitments.queries.witnesses import questions
from training.commitments.rules.files.taking import take
from training.kernel.db import db
from training.people.tables.employees import Employee
from training.people.tables.units import Unit

MISSING = {
    "plan_id": str(UUID(int=7)), "step": "1", "week": "2", "artefact_id": str(UUID(int=7)),
    "ask_id": str(UUID(int=7)),
}  # fmt: skip
TEMPLATES = {"own": {"key": TEMPLATE}, "nonexistent": {"key": "tidak-ada"}}


def own_plan(person: Employee, at: datetime) -> dict[str, str]:
    """A plan of a person that was told of as done."""
    return {"plan_id": str(done(person, at=at).id), "step": "1", "week": "2"}


def _letters() -> str:
    """Letters that nobody has used: digits by chance look like somebody's telephone number."""
    return uuid4().hex.translate(str.maketrans("0123456789", "ghijklmnop"))


def own_artefact(person: Employee, at: datetime) -> dict[str, str]:
    """A file of a person that waits; the file itself is gone, which no door minds."""
    plan = again(done(person, at=at), person)
    brought = HandedIn(2, take(f"papan {_letters()} di loket".encode()), no_child=True)
    with tempfile.TemporaryDirectory() as folder:
        key = hand_in(
            people.acting(person), plan, brought, at=at, today=at.date(), folder=Path(folder)
        )
    return {"artefact_id": str(key)}


def own_question(person: Employee, at: datetime) -> dict[str, str]:
    """A question to a person by somebody of a unit of their own."""
    asker = people.employee(people.unit())
    number = number_of(person.id)
    ask_witness(people.acting(asker), done(asker, at=at), 2, number, at=at, today=at.date())
    return {"ask_id": str(questions(person.id)[0].id)}


def artefacts(office: Unit, beside: Unit, at: datetime) -> dict[str, dict[str, str]]:
    """A file that the office's mentors may review, and one of their own unit."""
    found = {
        "own": own_artefact(people.employee(beside), at),
        "sibling": own_artefact(people.employee(office), at),
        "nonexistent": {"artefact_id": MISSING["artefact_id"]},
    }
    db.session.flush()
    return found
