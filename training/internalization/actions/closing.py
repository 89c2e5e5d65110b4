"""Closing a cycle: counted once, estimated by its sealed seed, frozen with a digest of it all."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, insert, select

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.internalization.actions.freezing import Closer, Frozen, counted_anew, end_of
from training.internalization.actions.ledger import (
    Tell,
    first_half,
    silently,
    take_everything,
    take_everything_aside,
)
from training.internalization.actions.signing import sign
from training.internalization.queries.cycles import CycleShown, cycle_of
from training.internalization.queries.ledger import how_many_until
from training.internalization.rules.cycles import CycleIsClosed, CycleIsNotOver, State
from training.internalization.rules.rule import CURRENT
from training.internalization.tables.cycles import Cycle, CycleClosing, UnitEstimate, UnitFinding
from training.kernel import jobs
from training.kernel.clock import local_date
from training.kernel.db import db, looked_aside
from training.kernel.signing import KEYS, signer

Keep = Callable[[], None]


def close_asked(
    running: jobs.Running, *, zone: str, k: int, keep: Keep, data: Path | None = None
) -> None:
    """The job of closing a cycle; asked twice, it is done once. `keep` commits its parts."""
    by, key = running.payload.get("by"), signer(data / KEYS) if data else None
    closer = Closer(UUID(by) if by else None, running.at, zone, k, key)
    try:
        close_aside(running.payload["cycle"], closer, keep=keep, tell=running.tell)
    except CycleIsClosed:
        return


def close(name: str, closer: Closer, *, tell: Tell = silently) -> str:
    """Freeze a cycle and note that it was closed; answers the digest. Refuses as `freeze`."""
    return _noted(name, closer, freeze(name, closer, tell=tell))


def close_aside(name: str, closer: Closer, *, keep: Keep, tell: Tell = silently) -> str:
    """The same beside the service, whose answers wait only while what was counted is written.

    Nothing may be pending. It is counted as of one instant; evidence of the cycle that comes into
    the ledger while it is counted has it counted again, and rosters are those of the instant.
    """
    _closable(name, closer)
    take_everything_aside(partial(first_half, keep, tell), at=closer.at, zone=closer.zone)
    keep()
    frozen = looked_aside(
        partial(_newest, name, closer), partial(_counted, name, closer, tell),
        hold=partial(_hold, name),
    )  # fmt: skip
    return _noted(name, closer, _keep(_closable(name, closer), frozen, closer))


def freeze(name: str, closer: Closer, *, tell: Tell = silently) -> str:
    """Count, estimate and freeze a cycle; answers the digest of everything that was frozen.

    The same evidence, rosters, rule and seed give the same digest. Refuses a cycle that is not over
    (CycleIsNotOver) or is closed already (CycleIsClosed).
    """
    cycle = _closable(name, closer)
    take_everything(at=closer.at, zone=closer.zone)
    return _keep(cycle, counted_anew(cycle, closer, tell=tell), closer)


def _closable(name: str, closer: Closer) -> CycleShown:
    cycle = cycle_of(name, today=local_date(closer.at, closer.zone))
    if cycle.state is State.CLOSED:
        raise CycleIsClosed
    if cycle.state is State.RUNNING:
        raise CycleIsNotOver
    return cycle


def _counted(name: str, closer: Closer, tell: Tell) -> Frozen:
    return counted_anew(
        _closable(name, closer), closer, tell=lambda done, of: tell(of + done, 2 * of)
    )


def _newest(name: str, closer: Closer) -> tuple[int, int]:
    """What evidence of the cycle, or another closing, changes meanwhile."""
    closings = db.session.execute(select(func.count()).select_from(CycleClosing)).scalar_one()
    cycle = cycle_of(name, today=local_date(closer.at, closer.zone))
    return how_many_until(end_of(cycle, closer.zone).at), closings


def _hold(name: str) -> None:
    """Two workers never close the same cycle, nor does a correction begin meanwhile."""
    db.session.execute(select(Cycle.id).where(Cycle.label == name).with_for_update())


def _keep(cycle: CycleShown, frozen: Frozen, closer: Closer) -> str:
    db.session.execute(insert(UnitEstimate), frozen.estimates)
    db.session.execute(insert(UnitFinding), frozen.findings)
    _seal(cycle, frozen, closer)
    return frozen.digest


def _noted(name: str, closer: Closer, frozen: str) -> str:
    told = {"sha256": frozen}
    note(Happening(EventKind.CYCLE_CLOSED, closer.at, closer.by, "cycle", name, told))
    return frozen


def _seal(cycle: CycleShown, frozen: Frozen, closer: Closer) -> None:
    row = {
        "cycle_id": cycle.id, "rule": CURRENT.version, "at": closer.at, "by": closer.by,
        "digest": frozen.digest, "quality": frozen.held.quality,
    }  # fmt: skip
    db.session.execute(insert(CycleClosing), [row])
    if closer.key is not None:
        sign(cycle.label, closer.key, at=closer.at)
