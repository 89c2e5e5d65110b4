"""A small city for the walk over all routes: one person for each role, and samples of all objects.

Everybody holds their role over the office `DINSOS`, which has the service `TU-S` below it and the
office `DISHUB` beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select, update

from tests.factories import (
    accounts,
    content,
    cycles,
    observation,
    people,
    plan_doors,
    quiz,
    sheets,
    tokens,
    voices,
)
from tests.project import (
    access_authors,
    access_certification,
    access_oversight,
    access_papers,
    access_privacy,
    access_reports,
    access_streams,
)
from training.kernel import jobs
from training.kernel.db import db
from training.people.actions import links, pending
from training.people.rules.kinds import Role
from training.people.rules.links import Purpose
from training.people.tables.accounts import ApiToken, SignIn
from training.people.tables.employees import Employee

OWN, DESCENDANT, SIBLING, NONEXISTENT = "own", "descendant", "sibling", "nonexistent"
NOBODY, NOTHING = str(UUID(int=7)), "tidak-ada"
Cases = dict[str, dict[str, str]]


@dataclass
class Actor:
    """Somebody who tries every door: by a session of pages and by a token of the API."""

    id: UUID
    session: str
    token: str
    cases: dict[str, Cases] = field(default_factory=dict)


@dataclass
class City:
    """Everything that a door can be tried with, as plain values."""

    actors: dict[Role, Actor] = field(default_factory=dict)
    cases: dict[str, Cases] = field(default_factory=dict)
    uploads: list[tuple[pending.Pending, Any]] = field(default_factory=list)
    bundles: list[Any] = field(default_factory=list)

    def samples(self, role: Role | None, kind: str, endpoint: str) -> Cases | None:
        """The samples for what a route's path identifies; of the author's pages, drafts."""
        special = f"{kind} of {endpoint.split('.')[0]}"
        own = self.actors[role or Role.EMPLOYEE].cases
        return self.cases.get(special) or self.cases.get(kind) or own.get(kind)


def build(at: datetime) -> City:
    """Make the city in the present, empty database."""
    city, office, below, beside = City(), *_units()
    slug = content.published().slug
    correction = access_authors.correction(at)
    for role in Role:
        city.actors[role] = _actor(role, office, at)
    reported = cycles.before_last(at)
    others = {
        OWN: _person(office, at),
        DESCENDANT: _person(below, at),
        SIBLING: _person(beside, at),
    }
    city.cases = _shared(others, slug, at) | access_authors.drafts(at) | {
        "quiz-file": {OWN: {"slug": access_authors.exportable()}, NONEXISTENT: {"slug": NOTHING}},
        "module of author_correct": {OWN: {"slug": slug}, NONEXISTENT: {"slug": NOTHING}},
        "module of author_statistics": {OWN: {"slug": slug}, NONEXISTENT: {"slug": NOTHING}},
        "item": {OWN: {"slug": slug, "question": "m1-menyapa-a"},
                 NONEXISTENT: {"slug": slug, "question": NOTHING}},
        "text": {
            OWN: access_authors.written(beside, at),
            NONEXISTENT: {"attempt_id": NOBODY, "question": "x"},
        },
        "correction": {OWN: correction, NONEXISTENT: {**correction, "replaced": "0" * 12}},
        **access_streams.papers(slug, office, beside, at),
        **voices.access_samples(office, below, beside, at),
        "cycle": {OWN: {"label": cycles.opened(at)}, NONEXISTENT: {"label": NOTHING}},
        **access_reports.samples(reported, office, below, beside),
        "plan-template": plan_doors.TEMPLATES,
        "artefact": plan_doors.artefacts(office, beside, at),
        **access_streams.papers(slug, office, beside, at), **access_streams.observing(office, at),
        **access_oversight.samples(office, below, beside, at),
        "unit": {OWN: _unit(office.code), DESCENDANT: _unit(below.code),
                 SIBLING: _unit(beside.code), NONEXISTENT: _unit("TIDAK-ADA")},
    }  # fmt: skip
    access_reports.made(reported, [actor.id for actor in city.actors.values()], office, at)
    keepers = [actor.id for actor in city.actors.values()]
    mentor = city.actors[Role.MENTOR].id
    city.cases |= access_papers.samples(office, beside, keepers, mentor, at)
    city.cases |= access_privacy.samples(office, beside, at)
    city.cases |= access_certification.samples(others, office, beside, at)
    colleague = db.session.get_one(Employee, UUID(others[OWN]["person_id"]))
    for actor in city.actors.values():
        actor.cases = _own(city, actor, colleague, slug, at)
        actor.cases["certificate-within"] = actor.cases["own-certificate"]
    certifies, outside = city.actors[Role.HR], others[SIBLING]["employee_id"]
    certifies.cases["certificate-within"] = access_certification.within(
        certifies.cases["own-certificate"], outside, at
    )
    db.session.commit()
    return city


def _unit(code: str) -> dict[str, str]:
    """A unit, and one of the changes that an administrator can make to it."""
    return {"code": code, "slug": "ganti-nama"}


def _units():
    root = people.unit("KOTA", kind="kota")
    office, beside = people.unit("DINSOS", parent=root), people.unit("DISHUB", parent=root)
    return office, people.unit("TU-S", parent=office), beside


def _actor(role: Role, office, at: datetime) -> Actor:
    person = people.employee(office)
    if role is not Role.EMPLOYEE:
        people.role(person, role, office)
    session = people.session_token(person, at=at)
    people.session_token(person, at=at)  # a second device, to be signed out
    return Actor(person.id, session, tokens.token(person, at=at))


def _person(unit, at: datetime) -> dict[str, str]:
    """Somebody with a role, a token and an account that administrators can act on."""
    someone = accounts.with_account(unit)
    person = db.session.get_one(Employee, someone.id)
    grant = people.role(person, Role.MENTOR, unit)
    tokens.token(person, at=at)
    token = db.session.scalars(select(ApiToken.id).where(ApiToken.employee_id == person.id)).one()
    key = str(person.id)
    return {"person_id": key, "employee_id": key, "grant_id": str(grant.id), "token_id": str(token),
            "slug": "akhiri-sesi"}  # fmt: skip


def _shared(others: Cases, slug: str, at: datetime) -> dict[str, Cases]:
    """Objects that are the same for everybody."""
    nobody = {**others[OWN], "person_id": NOBODY, "employee_id": NOBODY}
    lesson = {"slug": slug, "lesson": content.LESSONS[0]}
    given_up = jobs.ask("tally", {"unit": NOBODY}, at=at)
    db.session.execute(update(jobs.Job).where(jobs.Job.id == given_up).values(failed=True))
    link = links.make(UUID(others[OWN]["person_id"]), Purpose.RESET, by=None, at=at)
    return {
        "person": {**others, NONEXISTENT: nobody},
        "employee": {**others, NONEXISTENT: nobody},
        "module": {OWN: {"slug": slug}, NONEXISTENT: {"slug": NOTHING}},
        "lesson": {OWN: lesson, NONEXISTENT: {**lesson, "lesson": NOTHING}},
        "job of account": {OWN: {"job_id": str(given_up)}, NONEXISTENT: {"job_id": NOBODY}},
        "one-time-link": {OWN: {"token": link}, NONEXISTENT: {"token": NOTHING}},
        "asset of employee": {
            OWN: {"digest": content.figure(b"<svg/>")[:16]}, NONEXISTENT: {"digest": "0" * 16},
        },
        "asset of assets": {
            OWN: {"build": "x", "name": "css/resap.css"},
            NONEXISTENT: {"build": "x", "name": NOTHING},
        },
    }  # fmt: skip


def _own(
    city: City, actor: Actor, colleague: Employee, slug: str, at: datetime
) -> dict[str, Cases]:
    """Objects that belong to the actor, and the same of a colleague in the same office."""
    me = db.session.get_one(Employee, actor.id)
    makers: dict[str, Callable[[Employee], dict[str, str]]] = {
        "attempt": lambda who: _attempt(who, slug, at),
        "case": lambda who: access_streams.case(who, at),
        "own-session": lambda who: _session(who, at),
        "own-certificate": lambda who: access_certification.own(who, at),
        "job": lambda who: _job(who, at),
        "import": lambda who: _upload(city, who, at),
        "certificate-bundle": lambda who: access_certification.bundle(city.bundles, who, at),
        **dict.fromkeys(
            ("plan", "plan-step", "plan-week"), lambda who: plan_doors.own_plan(who, at)
        ),
        "own-artefact": lambda who: plan_doors.own_artefact(who, at),
        "testimony": lambda who: plan_doors.own_question(who, at),
        **access_oversight.makers(at),
        "visit": lambda who: {"visit_id": str(observation.visit_for(who, at=at).id)},
        "signed-visit": lambda who: {
            "visit_id": str(observation.visit_for(who, at=at, signed=True).id)
        },
        "finding": lambda who: {
            "finding_id": str(observation.finding_for(who, people.employee(), at=at).id)
        },
    }
    missing = {
        "attempt_id": NOBODY,
        "case_id": NOBODY,
        "question": "x",
        "session_id": NOBODY,
        "job_id": NOBODY,
        "key": NOBODY,
        "bundle_id": NOBODY,
        **plan_doors.MISSING,
        **access_certification.MISSING,
        "visit_id": NOBODY,
        "finding_id": NOBODY,
        **access_oversight.MISSING,
    }
    return {
        kind: {
            OWN: (own := make(me)), SIBLING: make(colleague),
            NONEXISTENT: {key: missing[key] for key in own},
        }
        for kind, make in makers.items()
    }  # fmt: skip


def _attempt(person: Employee, slug: str, at: datetime) -> dict[str, str]:
    sitting = quiz.started(person, slug, at=at)
    return {"attempt_id": str(sitting.past.id), "question": sitting.drawn[0].key}


def _session(person: Employee, at: datetime) -> dict[str, str]:
    people.session_token(person, at=at + timedelta(seconds=1))
    newest = (
        select(SignIn.id).where(SignIn.employee_id == person.id).order_by(SignIn.started_at.desc())
    )
    return {"session_id": str(db.session.scalars(newest).first())}


def _job(person: Employee, at: datetime) -> dict[str, str]:
    job = str(jobs.ask("people-import-plan", {"import": str(uuid4())}, at=at, asked_by=person.id))
    return {"job_id": job, "key": job}


def _upload(city: City, person: Employee, at: datetime) -> dict[str, str]:
    job = jobs.ask("people-import-plan", {"import": str(uuid4())}, at=at, asked_by=person.id)
    asked = pending.Pending(
        pending.fresh_id(at), person.id, at, "daftar.csv", at.date(), plan_job=job
    )
    city.uploads.append((asked, sheets.people_file(sheets.line(1))))
    return {"key": str(asked.id)}


def bring_uploads(city: City, data: Path) -> None:
    """Lay the waiting uploads and the files to be fetched into the data folder, as they were."""
    for asked, taken in city.uploads:
        pending.remove(data, asked.id)
        pending.keep(data, taken, asked)
    access_certification.lay(city.bundles, data)
