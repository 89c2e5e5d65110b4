"""Instruments as they were when visits were drawn: read once, because they never change."""

from functools import lru_cache

from sqlalchemy import select

from training.content.queries.instruments import understood
from training.content.rules.instruments import Instrument
from training.kernel.db import db
from training.observation.tables.visits import InstrumentVersion


@lru_cache(maxsize=64)
def edition(digest: str) -> Instrument:
    """The instrument with a digest of its whole text. NoResultFound for an unknown one."""
    known = select(InstrumentVersion.key, InstrumentVersion.source)
    return understood(*db.session.execute(known.where(InstrumentVersion.digest == digest)).one())
