"""What HR does to many people at once: who was meant, whether it was done, whether undone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class BulkExcuse(db.Model):
    """One excuse meant for many people; nothing happens before it is carried out."""

    __tablename__ = "bulk_excuse"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    programme: Mapped[str] = mapped_column(String(60))
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
    people: Mapped[list[str]] = mapped_column(JSON)
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class BulkExcuseStep(db.Model):
    """It was carried out, or taken back: each once."""

    __tablename__ = "bulk_excuse_step"
    bulk_id: Mapped[UUID] = mapped_column(ForeignKey("bulk_excuse.id"), primary_key=True)
    step: Mapped[str] = mapped_column(String(8), primary_key=True)
    excuses: Mapped[list[str]] = mapped_column(JSON)
    by: Mapped[UUID] = mapped_column("by_id", ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)
