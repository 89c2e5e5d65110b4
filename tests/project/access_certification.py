"""Samples of certification for the walk over all routes."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from flask import current_app

from tests.factories import bundles, certification, people
from tests.factories.certification import DECIDED, DECIDING, ZONE
from training.certification.actions.assigning import NewRule, apply_rule, assign_all, make_rule
from training.certification.actions.bulk import plan
from training.certification.actions.bundle_files import Bundle
from training.certification.actions.deciding import Reason, ask_revocation
from training.certification.actions.issuing import issue_due
from training.certification.queries.certificates import certificates_of
from training.certification.queries.standings import When
from training.certification.rules.audiences import Audience, Due, DueFrom
from training.kernel.db import db
from training.people.tables.employees import Employee
from training.quiz.queries import editions

OWN, DESCENDANT, SIBLING, NONEXISTENT = "own", "descendant", "sibling", "nonexistent"
NOBODY, NOTHING = str(UUID(int=7)), "tidak-ada"
MISSING = {"code": "x" * 27}
Cases = dict[str, dict[str, str]]


def samples(others: Cases, office, beside, at: datetime) -> dict[str, Cases]:
    """A rule of the office and one beside it, revocations that wait, a programme, a code."""
    clerk = people.employee(office)
    rules = {}
    for case, unit in ((OWN, office), (SIBLING, beside)):
        audience = Audience(subtrees=(unit.path,))
        wanted = NewRule(DECIDING, unit.code, audience, Due(DueFrom.ASSIGNMENT, 30))
        rules[case] = {"rule_id": str(make_rule(wanted, by=clerk.id, at=at))}
        apply_rule(UUID(rules[case]["rule_id"]), by=clerk.id, at=at, zone=ZONE)
    waiting, held = {}, ""
    for case, unit in ((OWN, office), (SIBLING, beside)):
        person = people.employee(unit)
        held = own(person, at)["code"]
        period = certificates_of(person.id)[0].period_id
        asked = ask_revocation(period, reason="Nama tertukar.", by=clerk.id, at=at)
        waiting[case] = {"revocation_id": str(asked)}
    employees = {
        case: {"employee_id": each["employee_id"], "key": DECIDING} for case, each in others.items()
    }
    nobody = {"employee_id": NOBODY, "key": DECIDING}
    years = {case: _year(values["employee_id"], at) for case, values in others.items()}
    batches = {
        case: {"batch_id": str(certification.brought(clerk, people.employee(unit), at=at))}
        for case, unit in ((OWN, office), (SIBLING, beside))
    }
    return {
        "employee-year": {**years, NONEXISTENT: {"employee_id": NOBODY, "year": str(at.year)}},
        "own-year": {OWN: {"year": str(at.year)}, NONEXISTENT: {"year": "1900"}},
        "bulk-excuse": {**_bulks(clerk, office, beside, at), NONEXISTENT: {"bulk_id": NOBODY}},
        "recognition-batch": {**batches, NONEXISTENT: {"batch_id": NOBODY}},
        "programme": {OWN: {"key": DECIDING}, NONEXISTENT: {"key": NOTHING}},
        "assignment-rule": {**rules, NONEXISTENT: {"rule_id": NOBODY}},
        "revocation": {**waiting, NONEXISTENT: {"revocation_id": NOBODY}},
        "employee-programme": {**employees, NONEXISTENT: nobody},
        "certificate": {OWN: {"code": held}, NONEXISTENT: MISSING},
    }


def _bulks(clerk: Employee, office, beside, at: datetime) -> Cases:
    """An excuse for many of the office, and one of the unit beside it."""
    when = When(at, ZONE)
    why = Reason("cuti", "", when.today)
    return {
        case: {"bulk_id": str(plan(
            certification.the_programme(), why, [people.employee(unit).id], scope=(unit.path,),
            by=clerk.id, when=when,
        ))}
        for case, unit in ((OWN, office), (SIBLING, beside))
    }  # fmt: skip


def _year(person: str, at: datetime) -> dict[str, str]:
    """A year in which a person completed a certificate."""
    own(db.session.get_one(Employee, UUID(person)), at)
    return {"employee_id": person, "year": str(at.year)}


def within(own_ones: Cases, outside: str, at: datetime) -> Cases:
    """Certificates for whoever may certify: one's own, and one of somebody outside of the scope."""
    return {**own_ones, SIBLING: own(db.session.get_one(Employee, UUID(outside)), at)}


def own(person: Employee, at: datetime) -> dict[str, str]:
    """A person's own certificate, earned and issued."""
    if held := certificates_of(person.id):
        return {"code": held[0].code}
    if DECIDED[0] not in {each.slug for each in editions()}:
        certification.published_modules()
    for slug in DECIDED:
        certification.read_and_pass(person, slug, at=at)
    assign_all(at=at, zone=ZONE)
    issue_due(certification.sealed(current_app.config["RESAP"].data), at=at)
    return {"code": certificates_of(person.id)[0].code}


def bundle(kept: list[Bundle], person: Employee, at: datetime) -> dict[str, str]:
    """The PDFs of a person's office as one file."""
    data, office = current_app.config["RESAP"].data, people.acting(person).unit_path
    kept.append(bundles.asked(data, person.id, (office,), at=at))
    return {"bundle_id": str(kept[-1].id)}


def lay(kept: list[Bundle], data: Path) -> None:
    """Lay the files to be fetched into the data folder, as they were."""
    for each in kept:
        bundles.lay(data, each)
