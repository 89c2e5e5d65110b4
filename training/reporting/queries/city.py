"""The city's units, and the figures that are drawn of them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from training.kernel.db import db
from training.people.tables.units import Unit
from training.reporting.queries.drawing import Drawing, drawing
from training.reporting.rules.disclosure import NOBODY
from training.reporting.rules.measures import Basis


@dataclass(frozen=True, slots=True)
class Place:
    """One unit of the tree; `path` begins with the paths of all units above it."""

    id: UUID
    code: str
    name: str
    kind: str
    group: str
    parent_id: UUID | None
    path: str
    valid_to: date | None
    region_code: str

    @property
    def depth(self) -> int:
        """How far below the root; the root is 0."""
        return self.path.count("/") - 2


class City:
    """All units with what is drawn of them: a hundred units, whatever the number of people."""

    def __init__(self, *, k: int, basis: Basis) -> None:
        self.places = places()
        parents = tuple((place.id, place.parent_id) for place in self.places.values())
        self.drawn: Drawing = drawing(parents, k=k, basis=basis)

    def roster(self, unit: UUID) -> int:
        """How many people a unit has with all units below it."""
        return self.drawn.heads.sums.get(unit, NOBODY).of

    def host(self, unit: UUID) -> Place | None:
        """The unit above in whose figures this one is merged, if it does not stand by itself."""
        owner = self.drawn.heads.owner[unit]
        return self.places[owner] if owner is not None and owner != unit else None


def places() -> dict[UUID, Place]:
    """Every unit that ever was, a parent before its children."""
    found = select(
        Unit.id,
        Unit.code,
        Unit.name,
        Unit.kind,
        Unit.group,
        Unit.parent_id,
        Unit.path,
        Unit.valid_to,
        Unit.region_code,
    )
    places = sorted((Place(*row) for row in db.session.execute(found)), key=lambda each: each.path)
    return {place.id: place for place in places}
