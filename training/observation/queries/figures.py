"""How far what is observed can be believed: the gap, agreement, severities and the gold set."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select

from training.kernel.db import db
from training.observation.rules.announcing import Gap, gap
from training.observation.rules.occasions import Mark, outcome
from training.observation.rules.reliability import Agreement, Gold, Pair, agreement, gold
from training.observation.rules.severity import Rated, Severity, severities
from training.observation.tables.sheets import VisitSheet
from training.observation.tables.visits import InstrumentVersion, Visit

SEED = "mutu"


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything about the quality of observing, over all first sheets that were signed by then.

    `severities` hold the raters' ids: whoever shows them shows nobody another one's.
    """

    sheets: int
    agreement: Agreement
    gap: Gap
    gold: Gold
    severities: tuple[Severity, ...]


def figures(at: datetime) -> Figures:
    """The figures at an instant, of first sheets: who corrects may know the other sheet."""
    known = select(func.count(), func.max(VisitSheet.signed_at)).where(
        VisitSheet.number == 1, VisitSheet.signed_at <= at
    )
    count, newest = db.session.execute(known).one()
    if not count:
        return _of(())
    return _kept(str(db.engine.url), count, newest)


@lru_cache(maxsize=2)
def _kept(_where: str, _count: int, newest: datetime) -> Figures:
    """Counted once for each newest sheet: fitting severities takes a moment."""
    told = (
        select(
            Visit.employee_id, Visit.observer_id, Visit.pair_id, Visit.announced,
            VisitSheet.marks, InstrumentVersion.key,
        )
        .join(Visit, Visit.id == VisitSheet.visit_id)
        .join(InstrumentVersion, InstrumentVersion.digest == Visit.instrument)
        .where(VisitSheet.number == 1, VisitSheet.signed_at <= newest)
        .order_by(VisitSheet.id)
    )  # fmt: skip
    return _of(db.session.execute(told).all())


def _of(rows: Sequence[Row[*tuple[Any, ...]]]) -> Figures:
    rated: list[Rated] = []
    pairs: dict[UUID, list[dict[str, Mark]]] = defaultdict(list)
    met = {True: [0, 0], False: [0, 0]}
    for person, rater, pair, announced, marks, key in rows:
        given = {f"{key}/{item}": Mark(mark) for item, mark in marks.items()}
        rated.append(Rated(person, rater, given))
        if pair is not None:
            pairs[pair].append(given)
        met[announced][0] += outcome(given.values()).met
        met[announced][1] += 1
    both: list[Pair] = [(each[0], each[1]) for each in pairs.values() if len(each) > 1]
    told, untold = met[True], met[False]
    return Figures(
        len(rated), agreement(both, seed=SEED), gap((told[0], told[1]), (untold[0], untold[1])),
        gold(both), severities(rated),
    )  # fmt: skip
