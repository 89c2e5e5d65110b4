"""Programmes are kept as they are used, and HR sets their hours by decree."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.dialects import postgresql, sqlite

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.certification.queries.programmes import digest_of
from training.certification.rules.refusals import JpNeedsItsDecree
from training.certification.tables.programmes import ProgrammeJp, ProgrammeVersion
from training.content.rules.programmes import Programme, as_told
from training.kernel.db import db
from training.kernel.ids import uuid7

MOST_HOURS = 400


def keep_version(found: Programme, *, at: datetime) -> str:
    """Keep what a programme says now, once; answers its digest."""
    digest = digest_of(found)
    row = {"digest": digest, "programme": found.key, "told": as_told(found), "at": at}
    ours = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    db.session.execute(ours(ProgrammeVersion).values(row).on_conflict_do_nothing())
    return digest


def set_jp(
    found: Programme, *, hours: int, decree: str, decree_on: date, by: UUID, at: datetime
) -> None:
    """Set a programme's hours by a decree. JpNeedsItsDecree without one, or for absurd hours."""
    if not 1 <= hours <= MOST_HOURS or not decree.strip():
        raise JpNeedsItsDecree
    db.session.execute(insert(ProgrammeJp), dict(
        id=uuid7(at), programme=found.key, hours=hours, decree=decree.strip(),
        decree_on=decree_on, by=by, at=at,
    ))  # fmt: skip
    detail = {"hours": hours}
    note(Happening(EventKind.JP_SET, at, by, "programme", found.key, detail))
    db.session.flush()
