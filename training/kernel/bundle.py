"""Several short lists by one statement: a page that shows much asks once for each capability."""

from collections import Counter, namedtuple
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    SQLColumnExpression,
    Subquery,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.types import TypeEngine

from training.kernel.db import ask

Slot = tuple[type, int]


@dataclass(frozen=True, slots=True)
class Part:
    """One list: its columns and conditions, the order of its rows, and how many (None: all)."""

    wanted: Select[*tuple[Any, ...]]
    order: SQLColumnExpression[Any]
    most: int | None = None

    def listed(self) -> Subquery:
        """The rows with their places in the order."""
        place = func.row_number().over(order_by=self.order)
        placed = self.wanted.add_columns(place.label("place"))
        return placed.order_by(self.order).limit(self.most).subquery()


@dataclass(frozen=True, slots=True)
class Bundle:
    """Lists that were laid into one statement, to be asked for many times."""

    statement: CompoundSelect[*tuple[Any, ...]]
    columns: Mapping[str, tuple[tuple[str, ...], tuple[int, ...]]]

    def fetch(self, **named: Any) -> dict[str, tuple[Any, ...]]:
        """The rows of every part by its name; `named` are the values of its bound parameters."""
        found = ask(self.statement, named).all()
        return {
            name: tuple(
                _shape(names)(*(row[place] for place in places))
                for row in found
                if row.part == name
            )
            for name, (names, places) in self.columns.items()
        }


def fetch(parts: Mapping[str, Part]) -> dict[str, tuple[Any, ...]]:
    """The rows of every part by its name, in its order, as tuples named like its columns."""
    return prepare(parts).fetch()


def prepare(parts: Mapping[str, Part]) -> Bundle:
    """Lay parts into one statement. What it costs to build is a hundred times what it asks.

    The parts' columns lie over each other in one UNION ALL, each in the next free place of its
    type; what a part has no column for is null.
    """
    lists = {name: part.listed() for name, part in parts.items()}
    slots = {name: _slots(each) for name, each in lists.items()}
    types: dict[Slot, TypeEngine[Any]] = {}
    for name, each in lists.items():
        types |= {
            slot: column.type for slot, column in zip(slots[name], _columns(each), strict=True)
        }
    statement = union_all(
        *(_laid_out(name, each, slots[name], types) for name, each in lists.items())
    )
    places = {slot: place for place, slot in enumerate(types, 2)}
    columns = {
        name: (_names(each), tuple(places[slot] for slot in slots[name]))
        for name, each in lists.items()
    }
    return Bundle(statement.order_by("part", "place"), columns)


def _columns(listed: Subquery) -> list[ColumnElement[Any]]:
    return [column for column in listed.c if column.key != "place"]


def _names(listed: Subquery) -> tuple[str, ...]:
    return tuple(str(column.key) for column in _columns(listed))


def _slots(listed: Subquery) -> list[Slot]:
    """A place for each column: its type, and how many of that type came before it."""
    taken: Counter[type] = Counter()
    slots = []
    for column in _columns(listed):
        kind = type(column.type)
        slots.append((kind, taken[kind]))
        taken[kind] += 1
    return slots


def _laid_out(
    name: str, listed: Subquery, slots: Iterable[Slot], types: Mapping[Slot, TypeEngine[Any]]
) -> Select[*tuple[Any, ...]]:
    here = dict(zip(slots, _columns(listed), strict=True))
    cells = (
        here[slot].label(f"cell_{place}") if slot in here
        else cast(null(), kind).label(f"cell_{place}")
        for place, (slot, kind) in enumerate(types.items())
    )  # fmt: skip
    return select(literal(name).label("part"), listed.c.place, *cells)


@cache
def _shape(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names)
