"""What stands behind the estimates of a cycle: quality of observing, gates, voices, the seed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from training.commitments.queries.units import kept_until
from training.commitments.rules.keeping import Kept
from training.internalization.queries.counting import Moment, Tallied
from training.internalization.queries.cycles import CycleShown
from training.internalization.queries.voices import voices_of
from training.internalization.rules.estimate.counts import Gold, RatersGuess
from training.internalization.rules.estimate.labels import Gates
from training.internalization.rules.evidence import Kind, Stream
from training.internalization.rules.rule import CURRENT
from training.internalization.rules.unit_counts import Count
from training.internalization.tables.cycles import Cycle
from training.internalization.tables.ledger import Entry
from training.kernel.db import db
from training.observation.queries.doses import made_between
from training.observation.queries.figures import Figures
from training.observation.queries.findings import verified_between

LEAST_PEOPLE, LEAST_SHARE = 3, 0.10
SEEN_BY_OTHERS = frozenset({Stream.OBSERVATION.value, Stream.WORK.value})
EARLY = ("planning", "decision")


@dataclass(frozen=True, slots=True)
class Backing:
    """Everything beside the counts.

    `contrary`: units with a finding verified in the cycle; `doses`: visits made there in it, and
    `plans`: what was kept of plans made there, which explain and never score.
    """

    seed: str
    gold: Gold | None
    gates: Mapping[UUID, Gates]
    voices: Mapping[UUID, dict[str, Any]]
    contrary: frozenset[UUID]
    doses: Mapping[UUID, int]
    plans: Mapping[UUID, Kept]
    quality: dict[str, Any]


def backing(
    cycle: CycleShown, moment: Moment, found: Tallied, quality: Figures, *, k: int
) -> Backing:
    """What stands behind the estimates of a cycle, as of the moment at which it is counted."""
    seed = db.session.execute(select(Cycle.seed).where(Cycle.id == cycle.id)).scalar_one()
    voices = voices_of(found.counts, until=moment.day, k=k)
    works = _early_works(moment)
    gates = {
        unit: _gates(count, found, unit, quality, voices.get(unit), works.get(unit, 0))
        for unit, count in found.counts.items()
    }
    contrary = frozenset(verified_between(cycle.span.first, cycle.span.last))
    doses = made_between(cycle.span.first, cycle.span.last)
    plans = kept_until(moment.at)
    return Backing(seed, _gold(quality), gates, voices, contrary, doses, plans, told_of(quality))


def _gold(quality: Figures) -> Gold | None:
    """The double-rated set, where the raters do better than guessing; None else."""
    (hit, positive), (clear, negative) = quality.gold.sensitivity, quality.gold.specificity
    if not positive or not negative:
        return None
    try:
        return Gold(hit, positive, clear, negative)
    except RatersGuess:
        return None


def told_of(quality: Figures) -> dict[str, Any]:
    """What is told of observing, as plain values."""
    alpha, interval = quality.agreement.alpha, quality.agreement.interval
    apart = quality.gap.interval
    return {
        "sheets": quality.sheets, "alpha": _rounded(alpha), "pairs": quality.agreement.pairs,
        "alpha_low": _rounded(interval.low if interval else None),
        "alpha_high": _rounded(interval.high if interval else None),
        "gap": _rounded(quality.gap.difference),
        "gap_low": _rounded(apart.low if apart else None),
        "gap_high": _rounded(apart.high if apart else None),
        "announced": list(quality.gap.announced), "unannounced": list(quality.gap.unannounced),
        "sensitivity": list(quality.gold.sensitivity),
        "specificity": list(quality.gold.specificity),
    }  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _gates(
    count: Count,
    found: Tallied,
    unit: UUID,
    quality: Figures,
    voice: dict[str, Any] | None,
    works: int,
) -> Gates:
    least = max(LEAST_PEOPLE, LEAST_SHARE * count.roster)
    enough = {code for code, people in count.streams.items() if people >= min(least, count.roster)}
    heard = voice is not None and voice["holds"] is not None
    drawn = found.drawn.get(unit, ())
    return Gates(
        drawn=len(drawn), audited=sum(each.seen for each in drawn), streams=len(enough) + heard,
        beyond_self_report=len(enough & SEEN_BY_OTHERS) + heard, alpha=quality.agreement.alpha,
        voice_holds=voice["holds"] if voice else None, planning_works=works,
    )  # fmt: skip


def _early_works(moment: Moment) -> dict[UUID, int]:
    """By unit, how many current work products of planning or deciding were rated."""
    found = (
        select(Entry.unit_id, func.count(func.distinct(Entry.occasion)))
        .where(
            Entry.kind == Kind.PRODUCT.value, Entry.stage.in_(EARLY), Entry.at <= moment.at,
            Entry.at > moment.at - CURRENT.lease(Stream.WORK), Entry.version == 1,
        )
        .group_by(Entry.unit_id)
    )  # fmt: skip
    return {unit: count for unit, count in db.session.execute(found) if unit is not None}
