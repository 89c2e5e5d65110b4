"""Somebody of whom much is held, who has left, and all that must hold whatever is taken away."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from tests.factories import commitments, content, kinds, people, quiz
from tests.factories.certification import ZONE, Desk, the_programme
from training.audit import queries as audit
from training.audit.rules import verify
from training.certification.actions.deciding import Reason, excuse
from training.certification.queries.checking import check as certificates_check
from training.commitments.actions.plans import rehearse
from training.commitments.actions.telling import Answers, tell
from training.content.queries import published_slugs
from training.internalization.actions.ledger import take_everything
from training.internalization.queries.checking import check as evidence_check
from training.kernel.db import db
from training.people.rules.kinds import Role
from training.people.tables.employees import Identifier, Posting
from training.privacy.actions.objecting import object_to
from training.privacy.rules.objections import Category
from training.quiz.actions import save_answer, submit
from training.quiz.actions.marking import mark_text
from training.reporting.actions import rebuild
from training.reporting.actions.item_statistics import count_anew
from training.reporting.queries.checking import check as report_check
from training.reporting.queries.checking_items import check_items

SAID = "kata-kata Rekaan milik pribadi"
NIP = "190001011950012001"
TEXT = kinds.free_text("m5-uraian-a")
LEVELS = {"sapa": 2, "dengar": 2}


def silently(_done: int, _of: int) -> None:
    """Nobody watches how far it is."""


def faults() -> dict[str, list[str]]:
    """What `report check`, `evidence check`, `certificates check` and `audit verify` find wrong."""
    return {
        "reports": [f"{each.table} {each.key}" for each in report_check(zone=ZONE, k=10)],
        "items": [f"{each.table} {each.key}" for each in check_items(silently, zone=ZONE)],
        "evidence": [f"{each.table} {each.key}" for each in evidence_check(silently)],
        "certificates": [f"{each.flaw} {each.about}" for each in certificates_check()],
        "audit": [] if verify(audit.links()).holds else ["chain"],
    }


CHECKS = ("reports", "items", "evidence", "certificates", "audit")
NOTHING: dict[str, list[str]] = {key: [] for key in CHECKS}


class Held:
    """A certified person with plans, notes, free texts, an excuse, an objection; two admins."""

    def __init__(self, clock: Any, folder: Path) -> None:
        self.clock = clock
        self.desk = Desk(folder, clock.now)
        self.root = people.unit("KOTA-X", kind="kota")
        self.person = self.desk.person
        own = update(Identifier).where(Identifier.employee_id == self.person.id)
        db.session.execute(own.values(value=NIP))
        self.first, self.second = (self._admin(name) for name in ("Satu", "Dua"))
        self.issued = self.desk.certified()
        self._text()
        self._plan()
        self._objects()
        self.count()

    def _objects(self) -> None:
        today = self.clock.now.date()
        reasons = the_programme().grace_reasons
        why = Reason(reasons[0][0], SAID, today + timedelta(days=20))
        by, at = self.desk.hr.id, self.clock.now
        excuse(self.person.id, the_programme(), why, by=by, at=at, zone=ZONE)
        self.objection = object_to(Category.ERASE, SAID, by=self.person.id, at=at)

    def _admin(self, name: str):
        made = people.employee(self.root, name=f"Admin {name}")
        people.role(made, Role.ADMIN, self.root)
        return made

    def _plan(self) -> None:
        who = people.acting(self.person)
        made = commitments.plan(self.person, at=self.clock.now)
        rehearse(who, made, 1, SAID, at=self.clock.now)
        later = self.clock.forward(weeks=2, days=1)
        tell(who, commitments.again(made, self.person), 2, Answers("once", "yes", SAID), at=later)
        self.plan = made

    def _text(self) -> None:
        content.published("m5-uraian", quiz=content.quiz_of(TEXT))
        sitting = quiz.started(self.person, "m5-uraian", at=self.clock.now)
        key, at = sitting.past.id, self.clock.now + timedelta(minutes=9)
        save_answer(key, TEXT.key, f"{SAID}, dahulu.", 0, of=self.person.id, at=at)
        save_answer(key, TEXT.key, f"{SAID}.", 1, of=self.person.id, at=at + timedelta(minutes=1))
        submit(key, of=self.person.id, at=at + timedelta(minutes=2))
        for name in ("BACA-1", "BACA-2"):
            desk = people.unit(name)
            reader = people.employee(desk)
            people.role(reader, Role.MENTOR, desk)
            mark_text(
                people.acting(reader), key, TEXT.key, LEVELS, SAID, at=at + timedelta(hours=1)
            )
        self.attempt = key

    def count(self) -> None:
        """Bring the ledger and the read models up to date."""
        take_everything(silently, at=self.clock.now, zone=ZONE)
        rebuild(at=self.clock.now, zone=ZONE, k=10)
        for slug in published_slugs():
            count_anew(slug, at=self.clock.now, zone=ZONE)
        db.session.commit()

    def leave(self, on: date) -> None:
        """The last post ends."""
        own = update(Posting).where(Posting.employee_id == self.person.id)
        db.session.execute(own.values(valid_to=on))
        db.session.commit()


def everywhere(words: str) -> list[str]:
    """The tables that hold some words anywhere, the audit trail included."""
    found = []
    for table in db.metadata.sorted_tables:
        rows = db.session.execute(select(table)).all()
        if any(words in str(value) for row in rows for value in row):
            found.append(table.name)
    return found
