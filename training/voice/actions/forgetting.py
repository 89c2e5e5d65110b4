"""Deleting the exact times of visits as soon as nothing needs them any more."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from training.kernel import jobs
from training.kernel.db import changed, db
from training.voice.actions.giving import FORGET
from training.voice.rules.bursts import FORGOTTEN_AFTER
from training.voice.tables.voices import VoiceVisit


def forget(at: datetime) -> int:
    """Delete the visits of more than an hour ago; answers how many."""
    return changed(delete(VoiceVisit).where(VoiceVisit.at <= at - FORGOTTEN_AFTER))


def forget_visits(running: jobs.Running) -> dict[str, int]:
    """The worker's part: delete, and come again while younger visits are left."""
    gone = forget(running.at)
    if db.session.execute(select(VoiceVisit.token).limit(1)).first():
        hour = running.at.replace(minute=0, second=0, microsecond=0)
        later = hour + FORGOTTEN_AFTER + timedelta(hours=1)
        jobs.ask(FORGET, {}, at=hour, key=FORGET, run_at=later)
    return {"visits": gone}
