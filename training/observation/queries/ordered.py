"""Draws of visits that were asked for: what was wished, and the job that draws it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from training.kernel import jobs
from training.observation.queries.pool import everybody
from training.observation.rules.drawing import Purpose
from training.observation.rules.orders import Order
from training.people.queries.units import EVERYWHERE, tree

DRAW = "draw-visits"


@dataclass(frozen=True, slots=True)
class Wish:
    """A draw as it is asked for: `usual` people of each unit, but for the `exceptions` by unit."""

    label: str
    first: date
    last: date
    usual: int
    exceptions: Mapping[UUID, int]


def order_of(wish: Wish, *, today: date) -> Order:
    """The order that a wish comes to, with everybody who is on duty today."""
    sizes = {row.id: wish.exceptions.get(row.id, wish.usual) for row in tree(EVERYWHERE)}
    people = everybody(today=today)
    return Order(wish.label, Purpose.VISIT, wish.first, wish.last, people, sizes)


def asked(label: str) -> jobs.Job | None:
    """The newest job that draws under a label, or None."""
    return jobs.newest(key_of(label))


def key_of(label: str) -> str:
    """The key of the jobs that draw under a label: one waits at a time."""
    return f"{DRAW}:{label}"


def payload_of(wish: Wish) -> dict[str, Any]:
    """A wish as its job keeps it."""
    return {
        "label": wish.label, "first": wish.first.isoformat(), "last": wish.last.isoformat(),
        "usual": wish.usual,
        "exceptions": {str(unit): size for unit, size in wish.exceptions.items()},
    }  # fmt: skip


def wish_of(payload: Mapping[str, Any]) -> Wish:
    """The wish that a job was asked with."""
    first, last = (date.fromisoformat(payload[day]) for day in ("first", "last"))
    exceptions = {UUID(unit): size for unit, size in payload["exceptions"].items()}
    return Wish(payload["label"], first, last, payload["usual"], exceptions)
