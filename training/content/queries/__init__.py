"""Questions we ask of published releases."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from training.content.rules.model import Module, load_module
from training.content.rules.quizzes import Quiz, load_quiz
from training.content.tables import Asset, Release
from training.kernel.db import db


def published_slugs() -> tuple[str, ...]:
    """The slugs that have at least one release."""
    return tuple(db.session.scalars(select(Release.slug).distinct().order_by(Release.slug)))


def current_releases() -> Sequence[Release]:
    """The newest release of every module, by slug; without the bodies."""
    newest = select(Release.slug, func.max(Release.number).label("number")).group_by(Release.slug)
    top = newest.subquery()
    on_top = (top.c.slug == Release.slug) & (top.c.number == Release.number)
    return db.session.scalars(select(Release).join(top, on_top).order_by(Release.slug)).all()


def current_release(slug: str) -> Release:
    """The newest release of one module, without its body. NoResultFound if there is none."""
    newest = select(Release).where(Release.slug == slug).order_by(Release.number.desc()).limit(1)
    return db.session.scalars(newest).one()


def newest_release(slug: str) -> Release | None:
    """The newest release of one module, or None when it was never published."""
    newest = select(Release).where(Release.slug == slug).order_by(Release.number.desc()).limit(1)
    return db.session.scalars(newest).first()


def releases(slug: str) -> Sequence[Release]:
    """All releases of one module, newest first, without their bodies."""
    found = select(Release).where(Release.slug == slug).order_by(Release.number.desc())
    return db.session.scalars(found).all()


def release_numbered(slug: str, number: int) -> Release:
    """One release with everything that it holds. NoResultFound if there is none."""
    found = select(Release).where(Release.slug == slug, Release.number == number)
    return db.session.scalars(found.options(undefer("*"))).one()


@lru_cache(maxsize=256)
def module_of(release_id: UUID) -> Module:
    """A release's module as rules know it. Releases never change, so the answer is kept."""
    stored = db.session.execute(select(Release.module).where(Release.id == release_id)).scalar_one()
    return load_module(stored)


@lru_cache(maxsize=256)
def quiz_of(release_id: UUID) -> Quiz | None:
    """A release's quiz, with its key: never hand it to a template of an open attempt."""
    stored = db.session.execute(select(Release.quiz).where(Release.id == release_id)).scalar_one()
    return None if stored is None else load_quiz(stored)


@lru_cache(maxsize=256)
def indicators_of(release_id: UUID) -> Mapping[str, str]:
    """The sentence of each indicator as it stood when the release was made, by its key."""
    stored = select(Release.indicators).where(Release.id == release_id)
    return db.session.execute(stored).scalar_one()


def asset(digest: str) -> Asset:
    """A figure by its digest (the first 16 digits are enough). NoResultFound if unknown."""
    return db.session.scalars(select(Asset).where(Asset.digest.startswith(digest))).one()
