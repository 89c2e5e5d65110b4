"""The ledger of evidence, and each person's level as it follows from it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class Entry(db.Model):
    """One fact about one person, appended and never changed (`rules.evidence.Evidence`).

    A fact that changed where it was made (a key was corrected, a sheet amended) is appended anew
    with the next `version`; the highest version counts.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        Index("ix_evidence_person", "employee_id", "at"),
        {"sqlite_with_rowid": False},
    )
    source: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    stream: Mapped[str] = mapped_column(String(2))
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    topic: Mapped[str] = mapped_column(String(80))
    met: Mapped[bool]
    score: Mapped[float]
    size: Mapped[int]
    void: Mapped[bool]
    stage: Mapped[str | None] = mapped_column(String(10))
    rater: Mapped[UUID | None]
    announced: Mapped[bool | None]
    occasion: Mapped[UUID | None]
    detail: Mapped[dict[str, Any]] = mapped_column(JSON)


class PersonLevel(db.Model):
    """Where a person stands: a read model, equal to a replay of the ledger at `at`.

    `changes_at`: when the level changes if nothing more happens. `requirements`: every need as
    [level, need, have, of, enough].
    """

    __tablename__ = "person_level"
    employee_id: Mapped[UUID] = mapped_column(ForeignKey("employee.id"), primary_key=True)
    rule: Mapped[int]
    job_family: Mapped[str | None] = mapped_column(String(30))
    level: Mapped[int]
    ceiling: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    changes_at: Mapped[datetime | None] = mapped_column(Instant)
    requirements: Mapped[list[Any]] = mapped_column(JSON)
