"""Tables of documents from elsewhere: who brought them, and who of the others decided."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class RecognitionBatch(db.Model):
    """What a table claims, row by row, waiting for a second person; `digest` names its claims."""

    __tablename__ = "recognition_batch"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    claims: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    brought_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class RecognitionBatchDecision(db.Model):
    """A second person approved or declined; the database itself refuses the same person."""

    __tablename__ = "recognition_batch_decision"
    __table_args__ = (CheckConstraint("decided_by <> brought_by", name="two_persons"),)
    batch_id: Mapped[UUID] = mapped_column(ForeignKey("recognition_batch.id"), primary_key=True)
    brought_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("employee.id"))
    approved: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Instant)
