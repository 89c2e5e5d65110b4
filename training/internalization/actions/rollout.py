"""Sealing the roll-out: a secret seed orders the units, and its hash is public at once."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import insert, select

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.internalization.actions.cycles import When
from training.internalization.rules.rollout import (
    RolloutIsUnderWay,
    Wedge,
    check,
    commitment,
    ordered,
)
from training.internalization.tables.rollout import Rollout, RolloutUnit
from training.kernel.db import db

ONLY = 1


def seal(wedge: Wedge, units: Sequence[UUID], *, when: When) -> None:
    """Order the units by a fresh seed and publish its hash; the order is told on the next day.

    Refuses what does not fit (RolloutDoesNotFit, TooFewUnitsToRollOut) and a second roll-out
    (RolloutIsUnderWay): whoever could draw again would choose.
    """
    if db.session.scalars(select(Rollout.number)).first() is not None:
        raise RolloutIsUnderWay
    check(wedge, len(units), today=when.today)
    seed = secrets.token_hex(32)
    begin(wedge, units, seed, when=when)
    told = {"sha256": commitment(seed, units)}
    note(Happening(EventKind.ROLLOUT_SEALED, when.at, when.by, "rollout", str(ONLY), told))


def begin(wedge: Wedge, units: Sequence[UUID], seed: str, *, when: When) -> None:
    """Keep a roll-out with the step of every unit, as the seed orders them."""
    row = {
        "number": ONLY, "steps": wedge.steps, "first_day": wedge.first, "weeks": wedge.weeks,
        "commitment": commitment(seed, units), "seed": seed, "at": when.at, "by": when.by,
    }  # fmt: skip
    db.session.execute(insert(Rollout), [row])
    steps = ordered(units, seed, steps=wedge.steps)
    rows = [{"unit_id": unit, "step": step} for unit, step in steps.items()]
    db.session.execute(insert(RolloutUnit), rows)
