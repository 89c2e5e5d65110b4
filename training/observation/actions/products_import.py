"""Bringing many lines into a register at once: first every fault is told, then all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from training.kernel.db import db
from training.observation.actions.products import Desk, register
from training.observation.queries.products import members
from training.observation.rules.products import (
    Fault,
    Line,
    LineIsUnusable,
    ProductKind,
    faults_of,
)
from training.observation.rules.products_guard import mask
from training.observation.rules.products_import import Row
from training.observation.tables.products import Product
from training.people.queries.employees import find


@dataclass(frozen=True, slots=True)
class Planned:
    """One row of a table, what it would become, and what is wrong with it; masked: signs hidden."""

    row: Row
    line: Line
    faults: tuple[Fault, ...]
    masked: int


def planned(rows: Sequence[Row], *, desk: Desk) -> tuple[Planned, ...]:
    """What the rows would become. A row that stands in the register already has Fault.TWICE."""
    known = set(db.session.scalars(select(Product.key).where(Product.unit_id == desk.unit_id)))
    found = []
    for row in rows:
        line, faults, masked = _line(row, desk)
        if row.key in known:
            faults = (*faults, Fault.TWICE)
        known.add(row.key)
        found.append(Planned(row, line, faults, masked))
    return tuple(found)


def _line(row: Row, desk: Desk) -> tuple[Line, tuple[Fault, ...], int]:
    makers = [find(each) for each in row.makers]
    text, title, number = mask(row.text), mask(row.title), mask(row.number)
    line = Line(
        row.kind or ProductKind.MINUTES, title.text, row.made_on,
        tuple(each for each in makers if each), text.text, number.text,
    )  # fmt: skip
    people = members(desk.path, row.made_on or desk.today)
    faults = list(faults_of(line, of_unit=people, today=desk.today))
    if row.kind is None:
        faults.append(Fault.KIND)
    if None in makers and Fault.UNKNOWN_MAKER not in faults:
        faults.append(Fault.UNKNOWN_MAKER)
    return line, tuple(faults), text.found + title.found + number.found


def bring(rows: Sequence[Row], *, desk: Desk) -> int:
    """Register all rows; answers how many. LineIsUnusable where one of them has a fault."""
    plan = planned(rows, desk=desk)
    faults = tuple(dict.fromkeys(fault for each in plan for fault in each.faults))
    if faults:
        raise LineIsUnusable(faults)
    for each in plan:
        register(each.line, key=each.row.key, desk=desk)
    return len(plan)
