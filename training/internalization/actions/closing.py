"""Closing a cycle: counted once, estimated by its sealed seed, frozen with a digest of it all."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.commitments.rules.keeping import Kept
from training.internalization.actions.changing import since_last
from training.internalization.actions.ledger import take_everything
from training.internalization.actions.signing import sign
from training.internalization.queries.backing import Backing, backing, told_of
from training.internalization.queries.counting import Moment, Tallied, groups, tallied
from training.internalization.queries.cycles import CITY, CycleShown, cycle_of, own_labels
from training.internalization.queries.snapshots import told_row
from training.internalization.rules.cycles import CycleIsClosed, CycleIsNotOver, State
from training.internalization.rules.estimate.city import CityEstimate, Figure, estimate
from training.internalization.rules.estimate.labels import Cycle as Said
from training.internalization.rules.estimate.labels import Gates, Label, label, published
from training.internalization.rules.falsifiers import is_suspended
from training.internalization.rules.rule import CURRENT
from training.internalization.rules.snapshots import snapshot_digest
from training.internalization.rules.unit_counts import ASKED, Count
from training.internalization.tables.cycles import CycleClosing, UnitEstimate, UnitFinding
from training.kernel import jobs
from training.kernel.clock import local_date
from training.kernel.db import db
from training.kernel.signing import KEYS, Signer, signer
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


def close_asked(running: jobs.Running, *, zone: str, k: int, data: Path | None = None) -> None:
    """The job of closing a cycle; asked twice, it is done once."""
    by, key = running.payload.get("by"), signer(data / KEYS) if data else None
    closer = Closer(UUID(by) if by else None, running.at, zone, k, key)
    try:
        close(running.payload["cycle"], closer, tell=running.tell)
    except CycleIsClosed:
        return


def close(name: str, closer: Closer, *, tell: Any = lambda _done, _of: None) -> str:
    """Freeze a cycle and note that it was closed; answers the digest. Refuses as `freeze`."""
    frozen = freeze(name, closer, tell=tell)
    told = {"sha256": frozen}
    note(Happening(EventKind.CYCLE_CLOSED, closer.at, closer.by, "cycle", name, told))
    return frozen


def freeze(name: str, closer: Closer, *, tell: Any = lambda _done, _of: None) -> str:
    """Count, estimate and freeze a cycle; answers the digest of everything that was frozen.

    The same evidence, rosters, rule and seed give the same digest. Refuses a cycle that is not over
    (CycleIsNotOver) or is closed already (CycleIsClosed).
    """
    cycle = cycle_of(name, today=local_date(closer.at, closer.zone))
    if cycle.state is State.CLOSED:
        raise CycleIsClosed
    if cycle.state is State.RUNNING:
        raise CycleIsNotOver
    take_everything(at=closer.at, zone=closer.zone)
    frozen = counted_anew(cycle, closer, tell=tell)
    db.session.execute(insert(UnitEstimate), frozen.estimates)
    db.session.execute(insert(UnitFinding), frozen.findings)
    _seal(cycle, frozen, closer)
    return frozen.digest


def counted_anew(
    cycle: CycleShown, closer: Closer, *, tell: Any = lambda _done, _of: None
) -> Frozen:
    """Count and estimate a cycle from the ledger as it stands; nothing is stored."""
    steps = len(ASKED) + 2
    tell(1, steps)
    moment = _end_of(cycle, closer.zone)
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


def _end_of(cycle: CycleShown, zone: str) -> Moment:
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


def _seal(cycle: CycleShown, frozen: Frozen, closer: Closer) -> None:
    row = {
        "cycle_id": cycle.id, "rule": CURRENT.version, "at": closer.at, "by": closer.by,
        "digest": frozen.digest, "quality": frozen.held.quality,
    }  # fmt: skip
    db.session.execute(insert(CycleClosing), [row])
    if closer.key is not None:
        sign(cycle.label, closer.key, at=closer.at)
