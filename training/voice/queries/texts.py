"""Words that visitors left: by unit, without a day, and only where many have written."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Row, func, select
from sqlalchemy.exc import NoResultFound

from training.kernel.db import db
from training.people.queries.units import by_code, inside
from training.people.tables.units import Unit
from training.voice.tables.voices import VoiceText

MOST = 300


@dataclass(frozen=True, slots=True)
class Texts:
    """The words left at the points of one unit, in an order that tells nothing."""

    unit: Row
    texts: tuple[tuple[str, str], ...]


def units_with_texts(scope: Iterable[str], *, k: int) -> tuple[Row, ...]:
    """Units of a scope at which k or more have written, by name: columns code, name, n."""
    found = select(Unit.code, Unit.name, func.count().label("n"))
    found = found.join(VoiceText, VoiceText.unit_id == Unit.id).where(inside(scope))
    found = found.group_by(Unit.code, Unit.name).having(func.count() >= k)
    return tuple(db.session.execute(found.order_by(Unit.name, Unit.code)))


def texts_of(code: str, scope: Iterable[str], *, k: int) -> Texts:
    """The words of a unit as (tier, text), ordered by random keys.

    NoResultFound outside of the scope and where fewer than k have written.
    """
    unit = by_code(code, scope)
    found = select(VoiceText.tier, VoiceText.text).where(VoiceText.unit_id == unit.id)
    rows = db.session.execute(found.order_by(VoiceText.id).limit(MOST)).all()
    if len(rows) < k:
        raise NoResultFound
    return Texts(unit, tuple((tier, text) for tier, text in rows))
