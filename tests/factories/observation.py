"""Draws, visits and sheets, made by the real actions in a small city of three departments."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Update, select, update

from tests.factories import people
from training.content.queries.instruments import current
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.kernel.settings import ROOT
from training.observation.actions.drawing import Drawn, draw
from training.observation.actions.sheets import Kept, sign
from training.observation.queries.pool import everybody
from training.observation.queries.visits import Assigned, mine
from training.observation.rules import snapshots
from training.observation.rules.drawing import Pool, Purpose, commitment
from training.observation.rules.occasions import Mark
from training.observation.rules.orders import Order
from training.observation.rules.sheets import Sheet
from training.observation.tables.sheets import ContraryFinding
from training.observation.tables.visits import InstrumentVersion, Visit, VisitDraw
from training.people.rules.kinds import JobFamily, Role
from training.people.tables.employees import Employee, RoleGrant
from training.people.tables.units import Unit

ZONE = "Asia/Makassar"


@dataclass
class City:
    """A city with departments, a mentor in each, and people of every family to be observed."""

    root: Unit
    units: dict[str, Unit] = field(default_factory=dict)
    mentors: dict[str, Employee] = field(default_factory=dict)
    staff: dict[str, list[Employee]] = field(default_factory=dict)
    leader: Employee | None = None


def city(*codes: str, staff: int = 3) -> City:
    """Departments by code (three of them unless named), each with a mentor and some staff."""
    made = City(people.unit("KOTA", kind="kota"))
    for code in codes or ("DINAS-A", "DINAS-B", "DINAS-C"):
        unit = people.unit(code, parent=made.root)
        mentor = people.employee(unit, name=f"Mentor {code}", family=JobFamily.SUPPORT)
        people.role(mentor, Role.MENTOR, unit)
        made.units[code], made.mentors[code] = unit, mentor
        made.staff[code] = [
            people.employee(unit, name=f"Petugas {code} {n}") for n in range(1, staff + 1)
        ]
    made.leader = people.employee(made.root, name="Ketua Gugus")
    people.role(made.leader, Role.TASK_FORCE, made.root)
    db.session.flush()
    return made


def drawn(
    made: City, *, at: datetime, label: str = "undian-satu", size: int = 2, days: int = 4, **more
) -> Drawn:
    """A draw from today on for `days` days, for every department."""
    today = day_of(at)
    order = Order(
        label, more.pop("purpose", Purpose.VISIT), today, today + timedelta(days=days),
        more.pop("people", everybody(today=today)),
        {unit.id: size for unit in made.units.values()},
    )  # fmt: skip
    return draw(order, by=more.pop("by", None), at=at, today=today, root=ROOT)


def day_of(at: datetime) -> date:
    return at.astimezone(ZoneInfo(ZONE)).date()


def visits(draw_id: UUID) -> list[Visit]:
    found = select(Visit).where(Visit.draw_id == draw_id).order_by(Visit.number, Visit.place)
    return list(db.session.scalars(found))


def assigned(visit: Visit, *, at: datetime) -> Assigned:
    """A visit as its observer sees it."""
    every = mine(visit.observer_id, today=day_of(at))
    return next(each for each in every if each.id == visit.id)


def sheet(
    visit: Assigned, *, at: datetime, marks: Mark | dict[str, Mark] = Mark.MET, **more
) -> Sheet:
    """A filled sheet that ended a minute before `at`."""
    given = marks if isinstance(marks, dict) else {i.key: marks for i in visit.instrument.items}
    values = {
        "place": "Loket 2", "started_at": at - timedelta(minutes=25),
        "ended_at": at - timedelta(minutes=1), "note": "Antrean tertata.", **more,
    }  # fmt: skip
    return Sheet(given, **values)


def signed(visit: Visit, *, at: datetime, **more) -> Kept:
    """Sign a visit's sheet as its observer."""
    whole = assigned(visit, at=at)
    return sign(visit.id, sheet(whole, at=at, **more), by=visit.observer_id, at=at, zone=ZONE)


def ended(mentor: UUID, *, at: datetime) -> Update:
    """The end of all roles of a mentor, as the administration would write it."""
    return update(RoleGrant).where(RoleGrant.employee_id == mentor).values(ended_at=at)


def visit_for(observer: Employee, *, at: datetime, signed: bool = False) -> Visit:
    """A visit that is due now, of somebody in a department of their own, by rows and not by lot."""
    edition, today = current(ROOT)["loket"], day_of(at)
    if db.session.get(InstrumentVersion, edition.digest) is None:
        row = {"digest": edition.digest, "key": "loket", "stage": "service", "at": at}
        db.session.add(InstrumentVersion(**row, source=edition.source))
        db.session.flush()
    unit = people.unit()
    person = people.employee(unit)
    pool = snapshots.text_of(Pool(Purpose.VISIT, today, today + timedelta(days=2), (), ()))
    draw = VisitDraw(
        id=uuid7(at), label=f"undian-{uuid7(at).hex}", purpose=Purpose.VISIT, first_day=today,
        last_day=today + timedelta(days=2), commitment=commitment("s"), seed="s", pool=pool,
        pool_digest=snapshots.digest(pool), made_by=None, made_at=at,
    )  # fmt: skip
    db.session.add(draw)
    db.session.flush()
    made = Visit(
        id=uuid7(at), draw_id=draw.id, number=1, place=1, pair_id=None, unit_id=unit.id,
        employee_id=person.id, observer_id=observer.id, instrument=edition.digest, opens=today,
        closes=today + timedelta(days=2), announced=False,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    if signed:
        later = at + timedelta(hours=1)
        sign(made.id, sheet(assigned(made, at=at), at=later), by=observer.id, at=later, zone=ZONE)
    return made


def finding_for(verifier: Employee, observer: Employee, *, at: datetime) -> ContraryFinding:
    """A finding that waits for the verdict of a mentor."""
    made = ContraryFinding(
        id=uuid7(at), visit_id=visit_for(observer, at=at).id, kind="membentak-mengancam",
        note="Terdengar dari ruang tunggu.", verifier_id=verifier.id, at=at,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def some_label() -> str:
    """The label of any draw."""
    return db.session.scalars(select(VisitDraw.label)).first() or ""
