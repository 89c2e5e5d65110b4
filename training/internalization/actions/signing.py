"""The city's key vouches for a closed cycle: what it froze is signed once."""

from datetime import datetime

from sqlalchemy import insert

from training.internalization.queries.cycles import cycle_of
from training.internalization.queries.snapshots import attested, signature_of
from training.internalization.rules.cycles import State
from training.internalization.rules.snapshots import CycleIsNotClosed
from training.internalization.tables.cycles import CycleSignature
from training.kernel.db import db
from training.kernel.signing import Signer


def sign(label: str, key: Signer, *, at: datetime) -> bool:
    """Sign what a closed cycle froze; answers whether it was not signed before.

    Refuses a cycle that is not closed (CycleIsNotClosed).
    """
    cycle = cycle_of(label, today=at.date())
    if cycle.state is not State.CLOSED:
        raise CycleIsNotClosed
    if signature_of(cycle.id) is not None:
        return False
    row = {
        "cycle_id": cycle.id, "kid": key.kid, "public": key.public, "at": at,
        "signed": key.sign(attested(cycle).content()),
    }  # fmt: skip
    db.session.execute(insert(CycleSignature), [row])
    return True
