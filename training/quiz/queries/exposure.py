"""What the whole city has seen of a module's questions lately, remembered and only added to."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from training.kernel.db import db
from training.quiz.rules.drawing import Seen, exposure
from training.quiz.tables import Attempt

LATELY = 500
LOOKED_THROUGH = 5000
READ_AGAIN_MS = 10_000
Rows = tuple[tuple[UUID, tuple[str, ...], str | None], ...]

_known: dict[tuple[str, str], Rows] = {}


def exposure_of(slug: str) -> Seen:
    """How often each question and form of a module was seen in its newest attempts.

    Attempts never change, so that a process remembers them and reads only those that are newer
    than the last it knows: a start costs the same in a village and in a city of a million. What
    leaked long ago and has rested since is fresh again.
    """
    return exposure([(keys, form) for _, keys, form in _lately(slug)])


def newest_attempts(slug: str) -> tuple[UUID, ...]:
    """The newest attempts of a module, the newest last."""
    return tuple(key for key, _, _ in _lately(slug))


def _lately(slug: str) -> Rows:
    place = (str(db.engine.url), slug)
    _known[place] = _grown(slug, _known.get(place, ()))
    return _known[place]


def _grown(slug: str, known: Rows) -> Rows:
    """The known attempts and the newer ones; all anew where the last known ones are not there.

    The last seconds are read again: attempts that were committed late or share a millisecond may
    have come before the last that is known.
    """
    if known:
        again = _again_from(known[-1][0])
        newer = select(Attempt.id, Attempt.questions, Attempt.form).where(
            Attempt.slug == slug, Attempt.id >= again
        )
        found = _read(db.session.execute(newer.order_by(Attempt.id)).all())
        late = {key for key, _, _ in known if key >= again}
        if late <= {key for key, _, _ in found}:
            return (tuple(row for row in known if row[0] < again) + found)[-LATELY:]
    newest = select(Attempt.id, Attempt.slug, Attempt.questions, Attempt.form)
    some = newest.order_by(Attempt.id.desc()).limit(LOOKED_THROUGH).subquery()
    own = select(some.c.id, some.c.questions, some.c.form).where(some.c.slug == slug)
    every = _read(db.session.execute(own.order_by(some.c.id.desc()).limit(LATELY)).all())
    return every[::-1]


def _again_from(last: UUID) -> UUID:
    """The smallest key of ten seconds before another (keys begin with their milliseconds)."""
    return UUID(int=max(0, (last.int >> 80) - READ_AGAIN_MS) << 80)


def _read(rows: Sequence[Any]) -> Rows:
    return tuple(
        (key, tuple(each["key"] for each in questions), form) for key, questions, form in rows
    )
