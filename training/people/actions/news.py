"""News of a person: something happened that may be evidence, to be taken up soon."""

from datetime import datetime, timedelta
from uuid import UUID

from training.kernel import jobs

TAKE = "evidence"
SOON = timedelta(seconds=2)


def note_evidence(person: UUID, *, at: datetime) -> None:
    """Ask to take a person's new evidence into the ledger; call it beside the fact itself.

    What comes soon after is taken with it. Who takes it lies above and is no matter here.
    """
    payload = {"employee": str(person)}
    jobs.ask(TAKE, payload, at=at, key=f"{TAKE}:{person}", run_at=at + SOON)
