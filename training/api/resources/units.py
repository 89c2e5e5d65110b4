"""The units that the caller may see, and how each of them stands."""

from datetime import date
from typing import Any

from flask import Blueprint
from sqlalchemy import Row

from training.api.door import acting
from training.api.paging import Page, page_of
from training.api.speaking import Told, speaks
from training.kernel.access import allow
from training.people.queries import units as tree
from training.people.rules.access import Permission

bp = Blueprint("units", __name__)


class Unit(Told):
    """A unit; `parent` is the code of the unit above it, `valid_to` the first day without it."""

    code: str
    name: str
    kind: str
    group: str
    sector: str
    parent: str | None
    valid_from: date
    valid_to: date | None


class UnitList(Told):
    items: tuple[Unit, ...]
    next: str | None


@bp.get("/units")
@allow(Permission.SEE_UNIT)
@speaks("The units in one's scope, by group and name", UnitList, query=Page)
def units(query: Page) -> UnitList:
    rows = tree.tree(acting().scope(Permission.SEE_UNIT))
    shown, after = page_of(rows, query, lambda row: row.code)
    return UnitList(items=tuple(_unit(row) for row in shown), next=after)


@bp.get("/units/<code>")
@allow(Permission.SEE_UNIT, object="unit")
@speaks("One unit of one's scope", Unit, refusals=(404,))
def unit(code: str) -> Unit:
    return _unit(tree.by_code(code, acting().scope(Permission.SEE_UNIT)))


def _unit(row: Row[Any]) -> Unit:
    above = row.path.strip("/").split("/")[:-1]
    return Unit(
        code=row.code, name=row.name, kind=row.kind, group=row.group, sector=row.sector,
        parent=above[-1] if above else None, valid_from=row.valid_from, valid_to=row.valid_to,
    )  # fmt: skip
