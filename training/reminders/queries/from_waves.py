"""Anonymous waves that are open: whoever has not taken part; what others answered nobody knows."""

from collections.abc import Iterator

from sqlalchemy import select

from training.content.rules.reminders import Kind
from training.kernel.db import db
from training.people.queries.rosters import exempt, in_office
from training.people.tables.employees import Posting
from training.reminders.queries.asking import Asking
from training.reminders.rules.anchors import Anchor
from training.voice.queries.waves import waves
from training.voice.tables.waves import WaveParticipation


def anchors(asking: Asking) -> Iterator[Anchor]:
    """One a wave and person of the staff, from the first day on which it could be answered."""
    for wave in waves(today=asking.today):
        if not wave.asked_now or wave.opened_at is None:
            continue
        took_part = select(WaveParticipation.employee_id).where(
            WaveParticipation.wave_id == wave.id,
            WaveParticipation.employee_id == Posting.employee_id,
        )
        found = select(Posting.employee_id).where(
            Posting.employee_id.between(asking.first, asking.last), in_office(asking.today),
            ~exempt(asking.today), ~took_part.exists(),
        )  # fmt: skip
        on, key = max(wave.first_day, asking.day(wave.opened_at)), str(wave.id)
        for person in db.session.scalars(found.distinct()):
            yield Anchor(person, Kind.WAVE, on, key, key, wave.title)
