"""Samples of casework for the walk over all routes: entries, findings, photographs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from tests.factories import people
from training.commitments.rules.files.taking import Kind, Taken
from training.content.rules.model import Stage
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.oversight.actions.holding import Hand, add_photo, sign
from training.oversight.actions.naming import name
from training.oversight.actions.planning import Desk, plan_series
from training.oversight.rules.entries import EntryKind, Plan, Rhythm
from training.oversight.rules.records import Agreed, Found, Record, Weight
from training.oversight.tables.entries import OversightEntry
from training.oversight.tables.records import OversightAction, OversightFinding
from training.people.rules.kinds import Role
from training.people.tables.employees import Employee
from training.people.tables.units import Unit

OWN, DESCENDANT, SIBLING, NONEXISTENT = "own", "descendant", "sibling", "nonexistent"
NOBODY = str(UUID(int=7))
ZONE = "Asia/Makassar"
Cases = dict[str, dict[str, str]]


def samples(office: Unit, below: Unit, beside: Unit, at: datetime) -> dict[str, Cases]:
    """An entry, a finding and a photograph of the office, of what is below and what is beside."""
    entries: Cases = {NONEXISTENT: {"entry_id": NOBODY}}
    cases: Cases = {NONEXISTENT: {"finding_id": NOBODY}}
    photos: Cases = {NONEXISTENT: {"entry_id": NOBODY, "photo_id": NOBODY}}
    for case, unit in ((OWN, office), (DESCENDANT, below), (SIBLING, beside)):
        entries[case] = {"entry_id": str(_planned(unit, _leader(unit), at))}
        photos[case] = _photo(unit, _leader(unit), at)
        found = select(OversightFinding.id).where(
            OversightFinding.entry_id == UUID(photos[case]["entry_id"])
        )
        cases[case] = {"finding_id": str(db.session.scalars(found).one())}
    head = {
        OWN: cases[OWN] | {"code": office.code}, DESCENDANT: cases[DESCENDANT]
        | {"code": office.code}, SIBLING: cases[SIBLING] | {"code": office.code},
        NONEXISTENT: {"code": office.code, "finding_id": NOBODY},
    }  # fmt: skip
    pictures = {case: {"photo_id": photos[case]["photo_id"]} | head[case] for case in head}
    return {
        "entry": entries, "casework-case": cases, "photo": photos, "unit-case": head,
        "unit-photo": pictures,
        "series": {NONEXISTENT: {"series_id": NOBODY}} | {
            case: {"series_id": str(_series(unit, at))}
            for case, unit in ((OWN, office), (DESCENDANT, below), (SIBLING, beside))
        },
    }  # fmt: skip


MISSING = {"entry_id": NOBODY, "photo_id": NOBODY, "finding_id": NOBODY}


def makers(at: datetime) -> dict[str, Callable[[Employee], dict[str, str]]]:
    """What belongs to somebody: something that they lead, and a photograph of it."""
    return {
        "own-entry": lambda who: entry(who, at), "own-held-entry": lambda who: entry(who, at),
        "own-photo": lambda who: photo(who, at), "own-act": lambda who: act(who, at),
    }  # fmt: skip


def entry(person: Employee, at: datetime) -> dict[str, str]:
    """Something in a unit of its own that somebody leads and has signed."""
    made = _planned(people.unit(), person, at)
    _signed(made, person, at)
    return {"entry_id": str(made)}


def photo(person: Employee, at: datetime) -> dict[str, str]:
    """A photograph of something that somebody leads."""
    return _photo(people.unit(), person, at)


def act(person: Employee, at: datetime) -> dict[str, str]:
    """A finding of which the agreed act is somebody's to do."""
    made = entry(_leader(people.unit()), at)
    found = UUID(made["entry_id"])
    agreed = select(OversightAction.id, OversightAction.finding_id).join(
        OversightFinding, OversightFinding.id == OversightAction.finding_id
    )
    key, finding = db.session.execute(agreed.where(OversightFinding.entry_id == found)).one()
    name(key, person.id, by=person.id, at=at)
    return {"finding_id": str(finding)}


def _leader(unit: Unit) -> Employee:
    made = people.employee(unit)
    people.role(made, Role.MENTOR, unit)
    return made


def _planned(unit: Unit, leader: Employee, at: datetime) -> UUID:
    """By rows and not by the action: here everybody leads something, whatever their role."""
    row = OversightEntry(
        id=uuid7(at), kind="pengawasan", title="Loket ramah anak", why="Antrean keluarga panjang.",
        day=at.date(), unit_id=unit.id, leader_id=leader.id, cycle_id=None, announced=True,
        behaviours=["menyapa-anak"], kla=[4], made_by=leader.id, at=at, key=None,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row.id


def _series(unit: Unit, at: datetime) -> UUID:
    """Two talks of a series in a unit."""
    leader = _leader(unit)
    wanted = Plan(EntryKind.TALKS, "Seri", "Antrean panjang.", at.date(), unit.id, leader.id)
    scope = (unit.path,)
    return plan_series(wanted, Rhythm(2, 1), desk=Desk(leader.id, at, at.date(), scope))


def _signed(made: UUID, leader: Employee, at: datetime) -> None:
    agreed = Agreed("Menyediakan kursi anak.", "Kepala seksi", at.date() + timedelta(days=9))
    found = Found("Anak berdiri di lorong.", Stage.SERVICE, Weight.MEND, agreed)
    begun, ended = at - timedelta(hours=1), at - timedelta(minutes=1)
    record = Record("Loket 2", begun, ended, "Kepala seksi", "Antrean tertata.", (found,))
    sign(made, record, hand=Hand(leader.id, at, ZONE))


def _photo(unit: Unit, leader: Employee, at: datetime) -> dict[str, str]:
    made = _planned(unit, leader, at)
    _signed(made, leader, at)
    hand, taken = Hand(leader.id, at, ZONE), Taken(Kind.PNG, b"gambar")
    key = add_photo(made, taken, "Ruang tunggu kosong", nobody_in_it=True, hand=hand)
    return {"entry_id": str(made), "photo_id": str(key)}
