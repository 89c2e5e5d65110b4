"""Whether what was published is still what it was: digests against the bytes that they name."""

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, select

from training.content.rules.model import load_module
from training.content.rules.quizzes import load_quiz
from training.content.tables import Asset, Release
from training.kernel.db import db


def damaged() -> Iterator[str]:
    """Every figure whose bytes are not its digest's, and every release whose sources are not."""
    for digest, data in db.session.execute(select(Asset.digest, Asset.data)):
        if hashlib.sha256(data).hexdigest() != digest:
            yield f"asset {digest[:16]}"
    columns = (Release.slug, Release.number, Release.digest, Release.module, Release.quiz,
               Release.module_source, Release.quiz_source)  # fmt: skip
    known = set(db.session.scalars(select(Asset.digest)))
    for row in db.session.execute(select(*columns).order_by(Release.slug, Release.number)):
        if not _sound(row, known):
            yield f"release {row.slug} {row.number}"


def _sound(row: Row[*tuple[Any, ...]], known: set[str]) -> bool:
    """The digest covers the sources and the figures, as it did when the draft was published."""
    try:
        module = load_module(row.module)
        asked = load_quiz(row.quiz).figures if row.quiz is not None else ()
    except (ValueError, KeyError, TypeError):
        return False
    figures = [figure.digest for figure in (*module.figures, *asked)]
    parts = (row.module_source, row.quiz_source or "", *figures)
    fresh = hashlib.sha256("\x1e".join(parts).encode()).hexdigest()
    return fresh == row.digest and set(figures) <= known
