"""What a closing freezes: everything counted and estimated of a cycle, with its digest."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from training.commitments.rules.keeping import Kept
from training.internalization.actions.changing import since_last
from training.internalization.actions.ledger import Tell, silently
from training.internalization.queries.backing import Backing, backing, told_of
from training.internalization.queries.counting import Moment, Tallied, groups, tallied
from training.internalization.queries.cycles import CITY, CycleShown, own_labels
from training.internalization.queries.snapshots import told_row
from training.internalization.rules.estimate.city import CityEstimate, Figure, estimate
from training.internalization.rules.estimate.labels import Cycle as Said
from training.internalization.rules.estimate.labels import Gates, Label, label, published
from training.internalization.rules.falsifiers import is_suspended
from training.internalization.rules.rule import CURRENT
from training.internalization.rules.snapshots import snapshot_digest
from training.internalization.rules.unit_counts import ASKED, Count
from training.kernel.signing import Signer
from training.observation.queries.figures import figures

PLACES = 6
Estimates = Mapping[int, CityEstimate]


@dataclass(frozen=True, slots=True)
class Closer:
    """Who closes a cycle, when, in which zone, and how few voices may not be told apart.

    `key` is the city's, which signs what is frozen; None where nobody vouches for it yet.
    """

    by: UUID | None
    at: datetime
    zone: str
    k: int
    key: Signer | None = None


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a closing keeps: the rows of every unit and of the city, what stands behind them."""

    estimates: list[dict[str, Any]]
    findings: list[dict[str, Any]]
    held: Backing
    digest: str


def counted_anew(cycle: CycleShown, closer: Closer, *, tell: Tell = silently) -> Frozen:
    """Count and estimate a cycle from the ledger as it stands; nothing is stored."""
    steps = len(ASKED) + 2
    tell(1, steps)
    moment = end_of(cycle, closer.zone)
    watching = figures(moment.at)
    if is_suspended(told_of(watching)):
        moment = replace(moment, suspended=True)
    found = tallied(moment, CURRENT, cycle.audit)
    held = backing(cycle, moment, found, watching, k=closer.k)
    estimates: dict[int, CityEstimate] = {}
    for step, level in enumerate(ASKED, 2):
        estimates[level] = _estimated(level, found, held)
        tell(step, steps)
    frozen = _told(cycle, found, held, estimates)
    tell(steps, steps)
    return frozen


def end_of(cycle: CycleShown, zone: str) -> Moment:
    """A cycle is counted at the midnight that ends its last day."""
    last = cycle.span.last
    midnight = datetime.combine(last + timedelta(days=1), time(), ZoneInfo(zone))
    return Moment(midnight, last)


def seed_of(seed: str, level: int) -> int:
    """The number that the draws of one level begin with, from the cycle's sealed seed."""
    return int(hashlib.sha256(f"{seed}|{level}".encode()).hexdigest()[:12], 16)


def _estimated(level: int, found: Tallied, held: Backing) -> CityEstimate:
    kinds = groups()
    units = [found.of(unit, kinds[unit], level) for unit in found.counts]
    return estimate(units, held.gold, seed=seed_of(held.seed, level))


def _told(cycle: CycleShown, found: Tallied, held: Backing, estimates: Estimates) -> Frozen:
    """What the cycle says of every unit, and the digest of it."""
    said, moved = own_labels(cycle.span.first), since_last(cycle, estimates)
    rows: list[dict[str, Any]] = []
    findings: list[dict[str, Any]] = []
    for unit, count in sorted(found.counts.items()):
        rows += _estimate_rows(cycle.id, unit, found, estimates)
        finding = _finding_row(cycle.id, unit, count, held, estimates, said)
        finding["told"]["changes"] = moved.get(unit, {})
        findings.append(finding)
    rows += _city_rows(cycle.id, estimates)
    findings.append(_city_finding(cycle.id, found))
    sealed = snapshot_digest(
        cycle.label, CURRENT.version, held.seed, [told_row(each) for each in rows],
        [told_row(each) for each in findings], held.quality,
    )  # fmt: skip
    return Frozen(rows, findings, held, sealed)


def _estimate_rows(
    cycle_id: UUID, unit: UUID, found: Tallied, estimates: Estimates
) -> Iterator[dict[str, Any]]:
    kinds = groups()
    for level, city in estimates.items():
        figure = city.figures.get(str(unit))
        if figure is not None:
            draws = city.draws[:, :, city.units.index(str(unit))].astype("<u2").tobytes()
            yield _figures(figure) | {
                "cycle_id": cycle_id, "unit_id": unit, "level": int(level),
                "counts": asdict(found.of(unit, kinds[unit], level)), "ways": len(city.draws),
                "draws": draws,
            }  # fmt: skip


def _city_rows(cycle_id: UUID, estimates: Estimates) -> Iterator[dict[str, Any]]:
    for level, city in estimates.items():
        draws = city.draws.sum(axis=2).astype("<u4").tobytes()
        yield _figures(city.city) | {
            "cycle_id": cycle_id, "unit_id": CITY, "level": int(level), "counts": {},
            "ways": len(city.draws), "draws": draws,
        }  # fmt: skip


def _figures(figure: Figure) -> dict[str, float]:
    return {
        "evidenced": round(figure.evidenced, PLACES), "estimate": round(figure.estimate, PLACES),
        "low": round(figure.low, PLACES), "high": round(figure.high, PLACES),
        "likely": round(figure.p_at_least_60, PLACES), "spread": round(figure.sd, PLACES),
    }  # fmt: skip


def _finding_row(
    cycle_id: UUID,
    unit: UUID,
    count: Count,
    held: Backing,
    estimates: Estimates,
    said: Mapping[UUID, list[Said]],
) -> dict[str, Any]:
    likely = {int(level): city.figures[str(unit)].p_at_least_60 for level, city in
              estimates.items() if str(unit) in city.figures}  # fmt: skip
    own = label(likely, held.gates[unit])
    told = {
        "assessed": count.assessed, "streams": count.streams, "shown": count.shown,
        "dials": count.dials, "families": count.families, "gates": _gates(held.gates[unit]),
        "voice": held.voices.get(unit), "verified_contrary": unit in held.contrary,
        "dose": held.doses.get(unit, 0), "plans": _plans(held.plans.get(unit)),
    }  # fmt: skip
    shown: Label = published([*said.get(unit, []), Said(own, unit in held.contrary)])
    return {
        "cycle_id": cycle_id, "unit_id": unit, "roster": count.roster, "label": shown.level,
        "missing": [each.value for each in shown.missing], "own_label": own.level, "told": told,
    }  # fmt: skip


def _gates(held: Gates) -> dict[str, Any]:
    """The gates; α rounded, because the last digits of a sum depend on the database's order."""
    alpha = held.alpha
    return asdict(held) | {"alpha": None if alpha is None else round(alpha, PLACES)}


def _plans(kept: Kept | None) -> dict[str, float] | None:
    """The people with grown plans, and the sums of their shares that were kept and corroborated."""
    if kept is None:
        return None
    sums = {"kept": round(kept.kept, PLACES), "corroborated": round(kept.corroborated, PLACES)}
    return {"people": kept.people, **sums}


def _city_finding(cycle_id: UUID, found: Tallied) -> dict[str, Any]:
    roster = sum(each.roster for each in found.counts.values())
    told = {"assessed": sum(each.assessed for each in found.counts.values())}
    return {
        "cycle_id": cycle_id, "unit_id": CITY, "roster": roster, "label": None, "missing": [],
        "own_label": None, "told": told,
    }  # fmt: skip
