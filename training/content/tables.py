"""Releases of modules with their quizzes: written once, never changed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from training.kernel.db import Instant, db


class Release(db.Model):
    """One published state of a module and its quiz.

    `edition` counts the material releases so far: completion and scores hold for an edition,
    whatever cosmetic or minor releases follow.
    """

    __tablename__ = "release"
    __table_args__ = (UniqueConstraint("slug", "number"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60))
    number: Mapped[int]
    edition: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    change: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime] = mapped_column(Instant)
    published_by: Mapped[UUID | None]
    changes: Mapped[list[Any]] = mapped_column(JSON)
    module: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    quiz: Mapped[dict[str, Any] | None] = mapped_column(JSON, deferred=True)
    indicators: Mapped[dict[str, str]] = mapped_column(JSON)
    module_source: Mapped[str] = mapped_column(Text, deferred=True)
    quiz_source: Mapped[str | None] = mapped_column(Text, deferred=True)


class Asset(db.Model):
    """A figure of some release, named by the digest of its bytes."""

    __tablename__ = "asset"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(40))
    data: Mapped[bytes] = mapped_column(LargeBinary)
