"""How a batch of electronic signatures goes: how much at once, when it stops, what is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from training.kernel.errors import Conflict

MOST, USUAL = 50, 25
SECONDS = 20.0
# After a first signature the passphrase is known to be right; so many refusals in a row mean that
# something else is wrong with everything.
MOST_IN_A_ROW = 3


class Why(StrEnum):
    """Why one certificate was not signed."""

    PASSPHRASE = "passphrase"  # noqa: S105  (the name of a refusal)
    SERVICE = "service"
    DOCUMENT = "document"
    CHANGED = "changed"


class Stop(StrEnum):
    """Why a batch ended before it was through."""

    PASSPHRASE = "passphrase"  # noqa: S105  (the name of a refusal)
    SERVICE = "service"
    DOCUMENT = "document"
    TIME = "time"


class SigningIsBusy(Conflict):
    """Another batch is being signed at this moment."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a batch: how many were signed, which were refused, and why it stopped."""

    signed: int
    refused: Mapping[UUID, Why]
    stopped: Stop | None


def stop_after(why: Why, *, signed: int, in_a_row: int) -> Stop | None:
    """Whether a refusal ends a batch in which so many were signed before.

    A passphrase that is wrong is never tried twice, since BSrE may lock the account. Until a first
    signature has proved it right, any refusal of the service may be about it and ends the batch.
    """
    if why is Why.PASSPHRASE:
        return Stop.PASSPHRASE
    if why is Why.SERVICE:
        return Stop.SERVICE
    if why is Why.DOCUMENT and (not signed or in_a_row >= MOST_IN_A_ROW):
        return Stop.DOCUMENT
    return None
