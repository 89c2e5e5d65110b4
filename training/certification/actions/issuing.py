"""Issuing what is due: periods and their certificates, numbered without gaps, signed once."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, inspect, select
from sqlalchemy.dialects import postgresql, sqlite

from training.certification.actions.assigning import hold_the_desk
from training.certification.actions.programmes import keep_version
from training.certification.actions.standings import retake
from training.certification.queries.certificates import highest_index
from training.certification.queries.evidence import facts_of
from training.certification.queries.programmes import (
    Edition,
    editions_at,
    jp_of,
    programmes,
)
from training.certification.queries.standings import When, cases_of, duties_of
from training.certification.rules.completing import Begun, Today, begins
from training.certification.rules.evidence import NOTHING, Facts, Finished
from training.certification.rules.numbers import CODE_BYTES, code_of, numbered
from training.certification.rules.payloads import Covered, Jp, Payload, canonical, masked
from training.certification.rules.states import Case, Kind, may_complete
from training.certification.tables.certificates import Certificate, CertificateKey
from training.certification.tables.periods import CertificationPeriod
from training.content.queries import module_of
from training.content.rules.programmes import Programme
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.kernel.signing import KEYS, Signer, signer
from training.people.queries.employees import holds_on
from training.people.rules.kinds import PostingKind
from training.people.tables.employees import Employee, Identifier, Posting
from training.people.tables.units import Unit

BATCH = 500


def silent() -> None:
    """What keeps nothing: the caller commits at the end."""


@dataclass(frozen=True, slots=True)
class Office:
    """Who issues: the key that signs, the city's name and its zone."""

    key: Signer
    city: str
    zone: str


def office(data: Path, *, city: str, zone: str) -> Office:
    """The office whose key lies in a data folder (`keys/`); it is made at first use."""
    return Office(signer(data / KEYS), city, zone)


@dataclass(frozen=True, slots=True)
class _Person:
    """Who gets a certificate, as it names them."""

    name: str
    unit_id: UUID | None
    unit: str
    family: str
    nip: str


@dataclass(frozen=True, slots=True)
class _Named:
    """What makes a certificate this one: its number, its code, its place in the public list."""

    number: str
    code: str
    index: int


@dataclass(frozen=True, slots=True)
class _Desk:
    """What every certificate of one programme and one moment has in common."""

    office: Office
    found: Programme
    digest: str
    when: When
    editions: Mapping[str, Edition]


def issue_due(
    office: Office, *, at: datetime, keep: Callable[[], object] = silent
) -> dict[str, int]:
    """Begin every period that evidence has earned by an instant, each with its certificate.

    `keep` is called after every batch, which stands by itself: killed at any moment, nothing is
    half done, and the next run goes on. Two runs at once queue; none issues twice.
    """
    when, issued = When(at, office.zone), 0
    editions = editions_at(at)
    for found in programmes().values():
        waiting = _obliged(found, when)
        for start in range(0, len(waiting), BATCH):
            issued += _issue(office, found, when, editions, waiting[start : start + BATCH])
            keep()
    return {"issued": issued}


def _obliged(found: Programme, when: When) -> list[UUID]:
    """Who must hold the certificate, by what is known before the queue."""
    return sorted(duties_of(found.key, when))


def _issue(
    office: Office, found: Programme, when: When, editions: Mapping[str, Edition],
    people: Sequence[UUID],
) -> int:  # fmt: skip
    hold_the_desk()
    cases = cases_of(found, when, people)
    people = [each for each in people if _may(cases.get(each), when)]
    facts = facts_of(people, found.slugs, editions, at=when.at)
    today = Today(when.today, when.zone, {slug: each.edition for slug, each in editions.items()})
    known = _people(people, when)
    due: list[tuple[UUID, Case, Begun]] = []
    for person in people:
        case, done = cases.get(person), facts.get(person, NOTHING)
        begun = _begun(case, done, found, today, known.get(person))
        if case is not None and begun is not None:
            due.append((person, case, begun))
    if due:
        digest = keep_version(found, at=when.at)
        _write(_Desk(office, found, digest, when, editions), due, known)
        retake([person for person, _, _ in due], when)
    return len(due)


def _may(case: Case | None, when: When) -> bool:
    """Whether the person must hold the certificate and could earn it now."""
    return case is not None and case.duty is not None and may_complete(case, when.today)


def _begun(
    case: Case | None, done: Facts, found: Programme, today: Today, who: _Person | None
) -> Begun | None:
    if case is None or who is None:
        return None
    return begins(case, done, found, today, who.family)


def _people(people: Sequence[UUID], when: When) -> dict[UUID, _Person]:
    """Those who hold a post that day: nobody who has left is certified."""
    numbers = {
        person: value
        for person, value in db.session.execute(
            select(Identifier.employee_id, Identifier.value)
            .where(Identifier.employee_id.in_(people), Identifier.valid_to.is_(None))
            .order_by(Identifier.valid_from)
        )
    }
    found = (
        select(Employee.id, Employee.name, Posting.unit_id, Unit.name, Posting.job_family)
        .join(Posting, Posting.employee_id == Employee.id)
        .join(Unit, Unit.id == Posting.unit_id)
        .where(
            Employee.id.in_(people), Posting.kind == PostingKind.DEFINITIVE, holds_on(when.today)
        )
    )
    return {row[0]: _Person(*row[1:], numbers.get(row[0], "")) for row in db.session.execute(found)}


def _write(
    desk: _Desk, due: Sequence[tuple[UUID, Case, Begun]], known: Mapping[UUID, _Person]
) -> None:
    keep_key(desk.office.key, at=desk.when.at)
    jp = jp_of(desk.found.key, at=desk.when.at)
    hours = Jp(jp.hours, jp.decree, jp.decree_on.isoformat()) if jp else None
    year, index = desk.when.today.year, highest_index()
    sequence = _highest(desk.found.number, year)
    periods, certificates = [], []
    for person, case, begun in due:
        sequence, index = sequence + 1, index + 1
        period = _period(desk, person, known[person], case, begun)
        number = numbered(desk.found.number, sequence=sequence, year=year)
        code = code_of(os.urandom(CODE_BYTES))
        payload = _payload(desk, known[person], begun, _Named(number, code, index), hours)
        periods.append(period)
        certificates.append({
            "id": uuid7(desk.when.at), "period_id": period["id"], "series": desk.found.number,
            "year": year, "sequence": sequence, "number": number, "code": code,
            "status_index": index, "kid": desk.office.key.kid,
            "signed": desk.office.key.sign(canonical(payload)), "issued_at": desk.when.at,
        })  # fmt: skip
    db.session.execute(insert(inspect(CertificationPeriod).local_table), periods)
    db.session.execute(insert(inspect(Certificate).local_table), certificates)


def _highest(series: str, year: int) -> int:
    taken = select(func.max(Certificate.sequence))
    found = taken.where(Certificate.series == series, Certificate.year == year)
    return db.session.execute(found).scalar() or 0


def keep_key(key: Signer, *, at: datetime) -> None:
    """Keep the public half of a key, once."""
    row = {"kid": key.kid, "jwk": key.public, "since": at}
    insert_ = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    db.session.execute(insert_(CertificateKey).values(row).on_conflict_do_nothing())


def _period(desk: _Desk, person: UUID, who: _Person, case: Case, begun: Begun) -> dict[str, Any]:
    return {
        "id": uuid7(desk.when.at), "employee_id": person, "unit_id": who.unit_id,
        "programme": desk.found.key, "number": len(case.periods) + 1, "kind": Kind.EARNED.value,
        "path": begun.path.value, "since_date": begun.span.since, "until_date": begun.span.until,
        "completed_at": begun.completed_at, "digest": desk.digest,
        "covered": {slug: _told(each) for slug, each in begun.used.items()}, "at": desk.when.at,
    }  # fmt: skip


def _told(done: Finished) -> dict[str, Any]:
    told = asdict(done)
    attempt = str(done.attempt_id) if done.attempt_id else None
    return {**told, "at": done.at.isoformat(), "attempt_id": attempt}


def _payload(desk: _Desk, who: _Person, begun: Begun, named: _Named, jp: Jp | None) -> Payload:
    found = desk.found
    return Payload(
        number=named.number, code=named.code, name=who.name, nip=masked(who.nip), unit=who.unit,
        programme=found.key, title=found.title, wording=found.wording, path=begun.path.value,
        digest=desk.digest, modules=_modules(desk, begun),
        completed=begun.span.since.isoformat(), since=begun.span.since.isoformat(),
        until=begun.span.last_day.isoformat(), issued_at=desk.when.at.isoformat(),
        city=desk.office.city, signatory=found.signatory, jp=jp, status_index=named.index,
    )  # fmt: skip


def _modules(desk: _Desk, begun: Begun) -> tuple[Covered, ...]:
    """The modules in the order in which the programme asks for them."""
    covered = []
    for slug in (each for each in desk.found.slugs if each in begun.used):
        module = module_of(desk.editions[slug].release_id)
        covered.append(Covered(slug, module.code, module.title, begun.used[slug].edition))
    return tuple(covered)
