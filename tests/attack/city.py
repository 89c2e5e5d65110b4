"""A city over three closed cycles: joiners, leavers, a mover, and a unit that is split in two."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update

from tests.attack import work
from tests.factories import content, crowds, cycles, people
from training.internalization.actions.ledger import take_everything
from training.kernel.db import db
from training.people.actions import units
from training.people.actions.units import NewUnit, When
from training.people.queries.rosters import exempt, in_office
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee, Posting
from training.people.tables.units import Unit
from training.reporting.actions import rebuild

K = 10
ZONE = "Asia/Makassar"
LABELS = ("2026-2", "2027-1", "2027-2")
DAYS = ("2026-11-23", "2027-02-26", "2027-06-01")
"""The days of the three closings."""
APART = timedelta(days=95)
SLUGS = ("m1-contoh", "m2-contoh")
TREE: Mapping[str, tuple[str | None, int]] = {  # the unit above it, and its own people
    "KOTA": (None, 14), "DA": ("KOTA", 34), "DB": ("KOTA", 22), "DB1": ("DB", 6),
    "DB2": ("DB", 13), "DC": ("KOTA", 32), "DD": ("KOTA", 7), "DE": ("KOTA", 16),
    "DF": ("KOTA", 41),
}  # fmt: skip
SPLIT, PARTS, SMALL_PART = "DC", ("DCU", "DCS"), 6
"""The unit that is split before the third closing, its parts, how many go to the smaller one."""
ROLES = {
    "task_force": (Role.TASK_FORCE, "KOTA"), "head": (Role.UNIT_HEAD, "DB"),
    "small head": (Role.UNIT_HEAD, "DB1"), "mentor": (Role.MENTOR, "KOTA"),
    "hr": (Role.HR, "KOTA"), "auditor": (Role.AUDITOR, "KOTA"),
    "author": (Role.AUTHOR, "KOTA"), "employee": (None, "DA"), "admin": (Role.ADMIN, "KOTA"),
}  # fmt: skip
"""Whom the attacker may sign in as: a role and over which unit it is held. HR and administrators
see people."""
WITHOUT_ADDRESS = ("DB1", "DB2")
"""Where the first of a crowd has no e-mail address, so that the head is to tell them in person."""


@dataclass
class World:
    """Who may be signed in as; who served where at each closing, and which unit lay below which."""

    who: dict[str, UUID] = field(default_factory=dict)
    staff: list[dict[str, frozenset[UUID]]] = field(default_factory=list)
    above: list[dict[str, str | None]] = field(default_factory=list)

    def below(self, cycle: int, top: str) -> frozenset[UUID]:
        """Everybody of a unit and of the units below it at a closing."""
        parts = [self.staff[cycle].get(top, frozenset())]
        parts += [self.below(cycle, code) for code, above in self.above[cycle].items()
                  if above == top]  # fmt: skip
        return frozenset().union(*parts)


class Builder:
    """Lets the city live, cycle after cycle; what happens is drawn from a seed."""

    def __init__(self, at: datetime, seed: int = 1) -> None:
        self.chance, self.world, self.done = random.Random(seed), World(), set()
        self.born: dict[UUID, int] = {}
        for slug in SLUGS:
            content.published(slug)
        self.units: dict[str, Unit] = {}
        for code, (above, size) in TREE.items():
            parent = self.units[above] if above else None
            kind = "kota" if above is None else "dinas"
            self.units[code] = people.unit(code, parent=parent, kind=kind, name=f"Unit {code}",
                                           group="Dinas")  # fmt: skip
            self._crowd(code, size)
        for name, (role, code) in ROLES.items():
            person = people.employee(self.units[code], name=f"Penyerang {name}")
            self.world.who[name] = person.id
            self.born[person.id] = len(self.born)
            if role:
                people.role(person, role, self.units[code])
        self.points = work.begun(self.units, at=at)
        self.learn(at, 0.5)
        work.plans(self.roster(at), at=at)
        self.close(0, at)

    def _crowd(self, code: str, size: int) -> list[UUID]:
        staff = [each["id"] for each in crowds.crowd(self.units[code], size)]
        self.born |= {person: len(self.born) + n for n, person in enumerate(staff)}
        for number, person in enumerate(staff):
            if code in WITHOUT_ADDRESS and not number:
                continue
            address = f"{code.lower()}-{number}-{person.hex[-8:]}@contoh.invalid"
            db.session.execute(update(Employee).where(Employee.id == person).values(email=address))
        return staff

    def learn(self, at: datetime, share: float, only: list[UUID] | None = None) -> None:
        """Some of those who have not done it yet do the quiz of each module."""
        for slug in SLUGS:
            for code, staff in sorted(self.roster(at).items()):
                waiting = self._in_order(p for p in staff if (slug, p) not in self.done
                                         and (only is None or p in only))  # fmt: skip
                doing = self.chance.sample(waiting, round(share * len(waiting)))
                scores = [self.chance.choice((0.4, 0.6, 0.8, 1.0)) for _ in doing] or [0.5]
                crowds.learnt([{"id": p} for p in doing], self.units[code], slug=slug,
                              at=at - timedelta(days=20), scores=scores)  # fmt: skip
                self.done |= {(slug, p) for p in doing}

    def _in_order(self, some: Iterable[UUID]) -> list[UUID]:
        """As they came to the city: ids differ from run to run, and a seed is to draw one city.

        Who came with what is played beside (the reader of a service point) comes first.
        """
        return sorted(some, key=lambda person: (self.born.get(person, -1), person))

    def roster(self, at: datetime) -> dict[str, list[UUID]]:
        """The people of each unit on a day."""
        found: dict[str, list[UUID]] = {}
        rows = (
            select(Unit.code, Posting.employee_id)
            .join(Unit, Unit.id == Posting.unit_id)
            .where(in_office(at.date()), ~exempt(at.date()))
        )
        for code, person in db.session.execute(rows):
            found.setdefault(code, []).append(person)
        return found

    def close(self, cycle: int, at: datetime) -> None:
        """Freeze a cycle, count everything anew, and note who served where."""
        leader = self.world.who["task_force"]
        work.done(self.points, self.units, leader, at=at, chance=self.chance)
        take_everything(at=at, zone=ZONE)
        cycles.newest(at, LABELS[cycle])
        rebuild(at=at, zone=ZONE, k=10)
        self.world.staff.append({c: frozenset(s) for c, s in self.roster(at).items()})
        rows = db.session.scalars(select(Unit)).all()
        codes = {each.id: each.code for each in rows}
        self.world.above.append({e.code: codes.get(e.parent_id) for e in rows})
        db.session.commit()

    def next(self, cycle: int, at: datetime) -> None:
        """A quarter later: some join, some leave, one moves; before the third, one unit splits."""
        self.units = {each.code: each for each in db.session.scalars(select(Unit)).all()}
        day, first = at.date(), at.date() - timedelta(days=40)
        staff, guests = self.roster(at), set(self.world.who.values())
        for code in sorted(staff):
            crowd = self._in_order(set(staff[code]) - guests)
            if self.chance.random() < 0.6 and crowd:
                self._ends(crowd[0], first)
            if self.chance.random() < 0.6:
                self._crowd(code, self.chance.choice((1, 1, 2)))
        mover = self._in_order(set(staff["DF"]) - guests)[-1]
        self._ends(mover, first)
        db.session.add(work.post(mover, self.units["DA"], first))
        if cycle == 2:
            small = self._in_order(set(self.roster(at)[SPLIT]) - guests)[:SMALL_PART]
            parts = [NewUnit(code, f"Unit {code}") for code in PARTS]
            units.split(self.units[SPLIT].id, parts, people=dict.fromkeys(small, PARTS[1]),
                        when=When(day - timedelta(days=30), day, at, None))  # fmt: skip
            self.units = {each.code: each for each in db.session.scalars(select(Unit)).all()}
        self.learn(at, 0.15)
        self.close(cycle, at)

    def _ends(self, person: UUID, day) -> None:
        own = (Posting.employee_id == person) & Posting.valid_to.is_(None)
        db.session.execute(update(Posting).where(own).values(valid_to=day))
