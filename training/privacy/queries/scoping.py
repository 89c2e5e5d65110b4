"""Whom an administrator looks after: the people of their units, and of the city who has left."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, or_

from training.people.queries.employees import holds_on
from training.people.queries.units import inside
from training.people.rules.administration import reaches_the_whole
from training.people.rules.kinds import PostingKind
from training.people.tables.employees import Posting
from training.people.tables.units import Unit


def administered(found: Select, person: Any, scope: Iterable[str], *, today: date) -> Select:
    """`found` with the unit of the definitive post of `person` (a column), for a scope's people.

    Who holds no post belongs to the whole city.
    """
    paths = tuple(scope)
    held = and_(
        Posting.employee_id == person, Posting.kind == PostingKind.DEFINITIVE.value, holds_on(today)
    )
    seen = inside(paths)
    if reaches_the_whole(paths):
        seen = or_(seen, Posting.id.is_(None))
    joined = found.add_columns(Unit.name.label("unit"))
    return joined.outerjoin(Posting, held).outerjoin(Unit, Unit.id == Posting.unit_id).where(seen)
