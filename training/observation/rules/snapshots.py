"""A pool as text: the one form in which it is kept, so that a draw can be done again."""

import hashlib
import json
from datetime import date
from typing import Any
from uuid import UUID

from training.observation.rules.drawing import Candidate, Observer, Office, Pool, Purpose


def text_of(pool: Pool) -> str:
    """The canonical text of a pool: JSON with sorted keys, units and people in order of their ids.

    Equal pools have equal texts, however they were gathered.
    """
    told = {
        "purpose": pool.purpose.value,
        "first": pool.first.isoformat(),
        "last": pool.last.isoformat(),
        "days_off": sorted(each.isoformat() for each in pool.days_off),
        "observers": sorted([each.id.hex, each.top.hex] for each in pool.observers),
        "units": sorted((_office(each) for each in pool.offices), key=lambda each: each["id"]),
    }
    return json.dumps(told, sort_keys=True, separators=(",", ":"))


def _office(office: Office) -> dict[str, Any]:
    people = sorted([each.id.hex, each.instrument] for each in office.people)
    return {"id": office.id.hex, "top": office.top.hex, "size": office.size, "people": people}


def read(text: str) -> Pool:
    """The pool of a text that `text_of` wrote; ValueError or KeyError for anything else."""
    told = json.loads(text)
    offices = tuple(
        Office(
            UUID(each["id"]), UUID(each["top"]), each["size"],
            tuple(Candidate(UUID(person), instrument) for person, instrument in each["people"]),
        )
        for each in told["units"]
    )  # fmt: skip
    return Pool(
        Purpose(told["purpose"]), date.fromisoformat(told["first"]),
        date.fromisoformat(told["last"]),
        tuple(Observer(UUID(who), UUID(top)) for who, top in told["observers"]), offices,
        tuple(date.fromisoformat(each) for each in told["days_off"]),
    )  # fmt: skip


def digest(text: str) -> str:
    """The SHA-256 of a pool's text, which is published with the seed's."""
    return hashlib.sha256(text.encode()).hexdigest()
