"""What an observer may know of the person whom they visited: the level, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from training.internalization.queries.own import level_of
from training.internalization.rules.levels import ASKS, Level, Requirement
from training.observation.queries.visits import one_of, other_sheet
from training.observation.rules.sheets import GRACE


@dataclass(frozen=True, slots=True)
class Card:
    """The level of a visited person and the needs that are missing for the next one."""

    person: UUID
    level: Level
    missing: Sequence[Requirement]


def card_of(visit_id: UUID, observer: UUID, *, at: datetime, today: date) -> Card | None:
    """The card of the person of one's own visit; NoResultFound where it is somebody else's.

    None before the sheet is signed (and, where two rate, before both have): who knows the level
    would see what they expect, and who is looked up would expect a visit. None again when the
    visit's days are over: then nobody is assigned any more.
    """
    visit = one_of(visit_id, observer, today=today)
    blind = visit.newest is None or (visit.pair_id is not None and other_sheet(visit) is None)
    if blind or today > visit.closes + GRACE:
        return None
    found = level_of(visit.employee_id, at=at, day=today)
    for level in ASKS:
        asked = [each for each in found.requirements if each.level is level and each.amount.of]
        missing = [each for each in asked if not each.amount.enough]
        if found.level < level <= found.ceiling and missing:
            return Card(visit.employee_id, found.level, missing)
    return Card(visit.employee_id, found.level, ())
