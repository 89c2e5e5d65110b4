"""Changing the tree of units: storing a file's units, renaming, merging and splitting on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert, select, update

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.kernel.db import db
from training.kernel.errors import Conflict, Invalid
from training.kernel.ids import uuid7
from training.people.actions import roles
from training.people.queries.units import inside
from training.people.rules.imports.model import Fate
from training.people.rules.imports.unit_plan import LONGEST_PATH, UnitChange, UnitRecord
from training.people.rules.imports.unit_rows import CODE
from training.people.rules.imports.values import UNIT_GROUPS
from training.people.rules.kinds import ChangeKind, UnitKind
from training.people.tables.employees import Posting, RoleGrant
from training.people.tables.units import Unit, UnitPredecessor


class DayLiesAhead(Invalid):
    """The change is dated after today; it is written down when the day has come."""


class CodeIsTaken(Conflict):
    """Another unit already has this code."""


class CodeIsOdd(Invalid):
    """The code or name of the new unit cannot be used."""


class UnitHasEnded(Conflict):
    """The unit has already ended, or has not begun by that day."""


class UnitIsAncestor(Conflict):
    """A unit cannot be merged with one above or below it."""


class TreeIsTooDeep(Invalid):
    """The codes from the city down to a unit would be too long together."""


@dataclass(frozen=True, slots=True)
class NewUnit:
    """The code and name of a unit that comes out of another one."""

    code: str
    name: str
    kind: UnitKind | None = None


@dataclass(frozen=True, slots=True)
class When:
    """The day of a change, and who writes it down at which instant."""

    on: date
    today: date
    at: datetime
    by: UUID | None


def store(changes: Sequence[UnitChange], *, day: date, at: datetime) -> None:
    """Write the units of a plan, parents before children, and the links to their predecessors."""
    ids = {code: key for code, key in db.session.execute(select(Unit.code, Unit.id))}
    ids |= {each.unit.code: uuid7(at) for each in changes if each.fate is Fate.ADDED}
    added = [_row(each.unit, ids) for each in changes if each.fate is Fate.ADDED]
    if added:
        db.session.execute(insert(Unit), added)
    for each in changes:
        if each.fate is Fate.CHANGED:
            row = _row(each.unit, ids)
            db.session.execute(update(Unit).where(Unit.id == row.pop("id")).values(row))
    links = [
        {"id": uuid7(at), "unit_id": ids[each.unit.code], "predecessor_id": ids[code],
         "kind": kind.value, "on": max(each.unit.valid_from, day) if each.fate is Fate.CHANGED
         else each.unit.valid_from}
        for each in changes for code, kind in each.links
    ]  # fmt: skip
    if links:
        db.session.execute(insert(UnitPredecessor), links)


def _row(unit: UnitRecord, ids: Mapping[str, UUID]) -> dict[str, object]:
    return {
        "id": ids[unit.code], "code": unit.code, "name": unit.name, "kind": unit.kind,
        "group": unit.group, "sector": unit.sector, "path": unit.path,
        "parent_id": ids[unit.parent] if unit.parent else None, "valid_from": unit.valid_from,
        "valid_to": unit.valid_to, "region_code": unit.region, "verified": unit.verified,
        "source": unit.source, "note": unit.note,
    }  # fmt: skip


def rename(unit_id: UUID, new: NewUnit, *, when: When) -> UUID:
    """The unit goes on under another name from a day: people, sub-units and roles go with it."""
    old = _open_unit(unit_id, when)
    made = _successor(old, new, ChangeKind.RENAMED, when)
    _move_posts((old.id,), made.id, when)
    _move_children(old, made)
    _move_grants(old.id, made.id, when)
    _end(old, when)
    _note(ChangeKind.RENAMED, (old, made), when)
    return made.id


def merge(unit_ids: Sequence[UUID], new: NewUnit, *, when: When) -> UUID:
    """Several units become one new unit beside the first of them.

    Roles over the old units end: who heads the new one is a new decision.
    """
    olds = [_open_unit(key, when) for key in unit_ids]
    if any(one is not other and one.path.startswith(other.path) for one in olds for other in olds):
        raise UnitIsAncestor
    made = _successor(olds[0], new, ChangeKind.MERGED, when)
    for old in olds[1:]:
        _link(made.id, old, ChangeKind.MERGED, when)
    _move_posts([old.id for old in olds], made.id, when)
    for old in olds:
        _move_children(old, made)
        _end_grants(old.id, when)
        _end(old, when)
    _note(ChangeKind.MERGED, (*olds, made), when)
    return made.id


def split(
    unit_id: UUID, parts: Sequence[NewUnit], *, people: Mapping[UUID, str], when: When
) -> list[UUID]:
    """One unit becomes several.

    `people` names the part's code for each person; whoever it leaves out goes to the first part,
    and so do the sub-units. Roles over the old unit end.
    """
    old = _open_unit(unit_id, when)
    made = [_successor(old, part, ChangeKind.SPLIT, when) for part in parts]
    for part in made[1:]:
        mine = [person for person, code in people.items() if code.upper() == part.code]
        _move_posts((old.id,), part.id, when, only=mine)
    _move_posts((old.id,), made[0].id, when)
    _move_children(old, made[0])
    _end_grants(old.id, when)
    _end(old, when)
    _note(ChangeKind.SPLIT, (old, *made), when)
    return [part.id for part in made]


def _open_unit(unit_id: UUID, when: When) -> Unit:
    if when.on > when.today:
        raise DayLiesAhead
    unit = db.session.get_one(Unit, unit_id)
    if unit.valid_to is not None or unit.valid_from > when.on:
        raise UnitHasEnded
    return unit


def _successor(old: Unit, new: NewUnit, kind: ChangeKind, when: When) -> Unit:
    """A new unit in the old one's place, linked to it."""
    code = new.code.strip().upper()
    if not CODE.fullmatch(code) or not new.name.strip():
        raise CodeIsOdd
    if db.session.scalar(select(Unit.id).where(Unit.code == code)):
        raise CodeIsTaken
    above = old.path.removesuffix(f"{old.code}/")
    group = UNIT_GROUPS[new.kind] if new.kind else old.group
    key = uuid7(when.at)
    values = {
        "id": key, "code": code, "name": new.name.strip()[:200], "kind": new.kind or old.kind,
        "group": group, "sector": old.sector, "parent_id": old.parent_id,
        "path": _short_enough(f"{above}{code}/"), "valid_from": when.on,
        "region_code": old.region_code, "verified": old.verified, "source": old.source, "note": "",
    }  # fmt: skip
    db.session.execute(insert(Unit).values(values))
    _link(key, old, kind, when)
    return db.session.get_one(Unit, key)


def _link(made: UUID, old: Unit, kind: ChangeKind, when: When) -> None:
    values = {
        "id": uuid7(when.at), "unit_id": made, "predecessor_id": old.id, "kind": kind.value,
        "on": when.on,
    }  # fmt: skip
    db.session.execute(insert(UnitPredecessor).values(values))


def _move_posts(
    olds: Sequence[UUID], new: UUID, when: When, *, only: Sequence[UUID] | None = None
) -> None:
    """Posts held on the day of the change end in the old units and go on in the new one.

    Posts that began on that day or later simply belong to the new unit.
    """
    lasts = Posting.valid_to.is_(None) | (Posting.valid_to > when.on)
    held = select(Posting).where(Posting.unit_id.in_(olds), lasts)
    if only is not None:
        held = held.where(Posting.employee_id.in_(only))
    begun = []
    for post in db.session.scalars(held).all():
        if post.valid_from >= when.on:
            post.unit_id = new
            continue
        begun.append({
            "id": uuid7(when.at), "employee_id": post.employee_id, "unit_id": new,
            "kind": post.kind, "title": post.title, "job_family": post.job_family,
            "valid_from": when.on, "valid_to": post.valid_to,
        })  # fmt: skip
        post.valid_to = when.on
    db.session.flush()
    if begun:
        db.session.execute(insert(Posting), begun)


def _move_children(old: Unit, new: Unit) -> None:
    """Sub-units hang below the new unit from now on, with every path beneath them."""
    below = select(Unit).where(inside((old.path,)), Unit.id != old.id)
    for unit in db.session.scalars(below).all():
        if unit.parent_id == old.id:
            unit.parent_id = new.id
        unit.path = _short_enough(new.path + unit.path.removeprefix(old.path))
    db.session.flush()


def _move_grants(old: UUID, new: UUID, when: When) -> None:
    held = select(RoleGrant).where(RoleGrant.unit_id == old, RoleGrant.ended_at.is_(None))
    for grant in db.session.scalars(held).all():
        grant.ended_at, grant.ended_by = when.at, when.by
        values = {
            "id": uuid7(when.at), "employee_id": grant.employee_id, "role": grant.role,
            "unit_id": new, "granted_at": when.at, "granted_by": when.by,
        }  # fmt: skip
        db.session.flush()
        db.session.execute(insert(RoleGrant).values(values))
        person = str(grant.employee_id)
        for kind in (EventKind.ROLE_ENDED, EventKind.ROLE_GRANTED):
            detail = {"role": grant.role, "why": "unit-renamed"}
            note(Happening(kind, when.at, when.by, "person", person, detail))
    db.session.flush()


def _end_grants(old: UUID, when: When) -> None:
    held = select(RoleGrant.id, RoleGrant.employee_id)
    held = held.where(RoleGrant.unit_id == old, RoleGrant.ended_at.is_(None))
    for grant, person in db.session.execute(held).all():
        roles.end(grant, of=person, by=when.by, at=when.at)


def _short_enough(path: str) -> str:
    if len(path) > LONGEST_PATH:
        raise TreeIsTooDeep
    return path


def _end(old: Unit, when: When) -> None:
    old.valid_to = when.on
    db.session.flush()


def _note(kind: ChangeKind, units: Sequence[Unit], when: When) -> None:
    for unit in units:
        detail = {"change": kind.value, "on": when.on.isoformat()}
        note(Happening(EventKind.UNIT_CHANGED, when.at, when.by, "unit", unit.code, detail))
