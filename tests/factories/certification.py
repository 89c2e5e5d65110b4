"""Programmes, rules and people who have earned a certificate, by the real actions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from tests.factories import content, people, quiz
from training.certification.actions.assigning import NewRule, apply_rule, make_rule
from training.certification.actions.issuing import Office, issue_due, office
from training.certification.actions.recognising import bring
from training.certification.queries.certificates import Issued, certificates_of
from training.certification.queries.programmes import programme
from training.certification.queries.recognising import reviewed
from training.certification.queries.standings import Line, When, roll
from training.certification.rules.audiences import Audience, Due, DueFrom
from training.certification.rules.recognising import Claim
from training.commitments.tables.corroboration import Enactment
from training.commitments.tables.plans import CheckIn, Plan
from training.content.rules.programmes import Programme
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.learning.actions import mark_read
from training.people.queries.units import EVERYWHERE
from training.people.rules.kinds import JobFamily
from training.people.tables.employees import Employee

ZONE, CITY = "Asia/Makassar", "Kota Contoh"
DECIDING = "keputusan-perencanaan-anak"
SERVING = "layanan-ramah-anak"
MODULES = ("m3-berbicara-melayani", "m7-pengungkapan-rujukan", "m8-rahasia-foto-data")
"""What SERVING asks."""
DECIDED = ("m5-kepentingan-terbaik", "m6-partisipasi-bermakna", MODULES[2])
"""What DECIDING asks, in its order."""


def the_programme(key: str = DECIDING) -> Programme:
    return programme(key)


def published_modules(*, at: datetime = content.PUBLISHED) -> None:
    for slug in dict.fromkeys((*MODULES, *DECIDED)):
        content.published(slug, at=at)


def sealed(folder: Path) -> Office:
    return office(folder, city=CITY, zone=ZONE)


def read_and_pass(person: Employee, slug: str, *, at: datetime) -> UUID:
    """Read every lesson of a module and pass its quiz; answers the attempt."""
    for lesson in content.LESSONS:
        mark_read(people.acting(person), slug, lesson, at=at)
    return quiz.submitted(person, slug, at=at).attempt_id


def corroborated_plan(person: Employee, *, at: datetime) -> None:
    """A plan that somebody else saw enacted."""
    plan = Plan(
        id=(key := uuid7(at)), plan_id=key, version=1, employee_id=person.id, when="anak datang",
        then="saya menyapanya", indicator="menyapa-anak", dimension="speak", stage="service",
        role_specific=True, made_at=at,
    )  # fmt: skip
    db.session.add(plan)
    db.session.flush()
    told = CheckIn(
        id=uuid7(at), plan_id=key, week=2, employee_id=person.id, happened="yes", did="yes",
        note="", at=at,
    )  # fmt: skip
    db.session.add(told)
    db.session.flush()
    db.session.add(Enactment(
        id=uuid7(at), check_in_id=told.id, plan_id=key, employee_id=person.id, by="witness", at=at,
    ))  # fmt: skip
    db.session.flush()


def ruled(by: Employee, *, at: datetime, key: str = DECIDING, days: int = 90, **audience) -> UUID:
    """A rule that was made and applied; without conditions for decision makers."""
    conditions = audience or {"families": (JobFamily.DECISION_MAKER.value,)}
    wanted = NewRule(key, "Aturan contoh", Audience(**conditions), Due(DueFrom.ASSIGNMENT, days))
    made = make_rule(wanted, by=by.id, at=at)
    apply_rule(made, by=by.id, at=at, zone=ZONE)
    return made


@dataclass
class Desk:
    """A small town: published modules, an HR person, a rule, somebody who decides."""

    folder: Path
    at: datetime
    family: JobFamily = JobFamily.DECISION_MAKER

    def __post_init__(self) -> None:
        published_modules()
        self.unit = people.unit()
        self.hr, self.second = people.employee(self.unit), people.employee(self.unit)
        self.person = people.employee(self.unit, family=self.family, name="Siti Rekaan, S.Sos.")
        self.rule = ruled(self.hr, at=self.at)

    def earn(self, person: Employee | None = None, *, at: datetime | None = None) -> UUID:
        """All that the first path of DECIDING asks; answers the attempt at the last module."""
        who, when = person or self.person, at or self.at
        corroborated_plan(who, at=when)
        return [read_and_pass(who, slug, at=when) for slug in DECIDED][-1]

    def issue(self, *, at: datetime | None = None) -> int:
        return issue_due(sealed(self.folder), at=at or self.at)["issued"]

    def certified(self, *, at: datetime | None = None) -> Issued:
        self.earn(at=at)
        assert self.issue(at=at) == 1
        return certificates_of(self.person.id)[0]

    def line(self, at: datetime, person: Employee | None = None) -> Line:
        who = (person or self.person).id
        return roll(the_programme(), When(at, ZONE), people=[who])[0]


def claim(person: Employee, *, on: date, key: str = DECIDING, number: str = "1") -> Claim:
    """A document from elsewhere."""
    return Claim(person.id, key, f"Sertifikat {number}/LAN/2026", "LAN RI", on)


def brought(by: Employee, person: Employee, *, at: datetime) -> UUID:
    """A table of one document that waits for a second person."""
    found = reviewed([claim(person, on=at.date())], EVERYWHERE, When(at, ZONE))
    return bring(found, name="daftar.csv", by=by.id, at=at)


def later(at: datetime, days: int) -> datetime:
    return at + timedelta(days=days)


def day(text: str) -> date:
    return date.fromisoformat(text)
