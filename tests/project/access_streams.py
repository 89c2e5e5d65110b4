"""Samples of papers, observations and practice for the walk over all routes."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from tests.factories import content, observation, people, practice
from training.kernel.db import db
from training.observation.tables.visits import VisitDraw
from training.people.tables.employees import Employee
from training.quiz.actions.papers import Order, print_papers
from training.quiz.queries import editions, history
from training.quiz.queries.papers import batch
from training.quiz.rules.papers import code_of

OWN, SIBLING, NONEXISTENT = "own", "sibling", "nonexistent"
NOBODY, NOTHING = str(UUID(int=7)), "tidak-ada"
Cases = dict[str, dict[str, str]]


def papers(slug: str, office, beside, at: datetime) -> dict[str, Cases]:
    """A sheet of the office and one of the office beside it, by code and by batch."""
    clerk = people.employee(office)
    sheets = {}
    for case, unit in ((OWN, office), (SIBLING, beside)):
        made = print_papers(Order(slug, unit.id), by=clerk.id, at=at)
        sheets[case] = (made, batch(made, scope=(unit.path,))[0].code)
    return {
        "paper": {case: {"code": code} for case, (_made, code) in sheets.items()}
        | {NONEXISTENT: {"code": code_of([0] * 7)}},
        "paper-batch": {case: {"batch_id": str(made)} for case, (made, _code) in sheets.items()}
        | {NONEXISTENT: {"batch_id": NOBODY}},
    }


def observing(office, at: datetime) -> dict[str, Cases]:
    """A draw and a finding: everybody may see the one, the task force may close the other."""
    one, two = people.employee(office), people.employee(office)
    finding = observation.finding_for(one, two, at=at)
    label = db.session.scalars(select(VisitDraw.label)).first()
    return {
        "draw": {OWN: {"label": label or ""}, NONEXISTENT: {"label": NOTHING}},
        "any-finding": {OWN: {"finding_id": str(finding.id)}, NONEXISTENT: {"finding_id": NOBODY}},
    }


def case(person: Employee, at: datetime) -> dict[str, str]:
    """A case of a module that the person finished a week ago."""
    slug = "m6-latihan"
    if slug not in {each.slug for each in editions()}:
        content.published(slug)
    if not history(person.id, slug):
        practice.finished(person, slug, at=at - timedelta(days=10))
    return {"case_id": str(practice.opened(person, at=at).id)}
