"""Reporting serious conduct, verifying it by a second mentor, and closing it with a reason."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert, select

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.observation.queries.findings import one_to_close, one_to_verify
from training.observation.queries.pool import observers, top_units
from training.observation.queries.visits import Assigned, one_of
from training.observation.rules.drawing import ticket
from training.observation.rules.findings import (
    FindingIsClosed,
    FindingIsReported,
    FindingIsUnknown,
    FindingIsVerified,
    FindingNeedsVerifier,
    FindingState,
)
from training.observation.rules.notes import covered
from training.observation.rules.sheets import MOST_NOTE, VisitIsNotDue, reason_of
from training.observation.tables.sheets import (
    ContraryClosing,
    ContraryFinding,
    ContraryVerdict,
)
from training.observation.tables.visits import Visit
from training.people.actions.news import note_evidence


def report(visit_id: UUID, kind: str, words: str, *, by: UUID, at: datetime, today: date) -> UUID:
    """Report the one serious conduct of one's own visit; answers the finding.

    A second mentor, of neither the observed person's OPD nor, if possible, the reporter's, is
    chosen by lot to verify it. Refuses a conduct that the instrument does not list
    (FindingIsUnknown), a second report (FindingIsReported), a visit whose days have not come
    (VisitIsNotDue), and a city without such a mentor (FindingNeedsVerifier).
    """
    mine = select(Visit.id).where(Visit.id == visit_id, Visit.observer_id == by)
    db.session.execute(mine.with_for_update()).one()
    visit = one_of(visit_id, by, today=today)
    if visit.finding is not None:
        raise FindingIsReported
    if today < visit.opens:
        raise VisitIsNotDue
    if kind not in {each.key for each in visit.instrument.contrary}:
        raise FindingIsUnknown
    told, _count = covered(words[:MOST_NOTE], [visit.person])
    row = {
        "id": uuid7(at), "visit_id": visit_id, "kind": kind, "note": told, "at": at,
        "verifier_id": _verifier(visit, by, today),
    }  # fmt: skip
    db.session.execute(insert(ContraryFinding).values(row))
    note(Happening(EventKind.CONTRARY_REPORTED, at, by, "contrary-finding", str(row["id"])))
    return row["id"]


def _verifier(visit: Assigned, reporter: UUID, today: date) -> UUID:
    every = observers(today=today)
    tops = {each.id: each.top for each in every}
    observed = top_units()[visit.unit_path]
    others = [
        each
        for each in every
        if each.top != observed and each.id not in {reporter, visit.employee_id}
    ]
    elsewhere = [each for each in others if each.top != tops.get(reporter)]
    if not others:
        raise FindingNeedsVerifier
    return min(elsewhere or others, key=lambda each: ticket(str(visit.id), each.id)).id


def verify(finding_id: UUID, *, verified: bool, words: str, by: UUID, at: datetime) -> None:
    """Say, as its verifier, whether it was so, and how that was found out (a sentence at least).

    NoResultFound for anybody else, FindingIsVerified when that is settled.
    """
    finding = one_to_verify(finding_id, by)
    if finding.state is not FindingState.WAITING:
        raise FindingIsVerified
    told, _count = covered(reason_of(words), [finding.person])
    row = {"finding_id": finding_id, "verified": verified, "note": told, "at": at}
    db.session.execute(insert(ContraryVerdict).values(row))
    note_evidence(finding.employee_id, at=at)
    note(Happening(EventKind.CONTRARY_VERIFIED, at, by, "contrary-finding", str(finding_id)))


def close(finding_id: UUID, reason: str, *, by: UUID, at: datetime) -> None:
    """Close a finding for the task force, with a reason. FindingIsClosed when it is."""
    finding = one_to_close(finding_id)
    if finding.state is FindingState.CLOSED:
        raise FindingIsClosed
    told, _count = covered(reason_of(reason))
    row = {"finding_id": finding_id, "reason": told, "by": by, "at": at}
    db.session.execute(insert(ContraryClosing).values(row))
    note_evidence(finding.employee_id, at=at)
    note(Happening(EventKind.CONTRARY_CLOSED, at, by, "contrary-finding", str(finding_id)))
