"""Publishing: a draft becomes an immutable release."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql, sqlite

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.content.queries import module_of, newest_release, quiz_of, releases
from training.content.queries.drafts import Draft
from training.content.rules.changes import (
    ChangeLine,
    summary_of_changes,
    understates,
    weight_of,
)  # fmt: skip
from training.content.rules.model import Change, Figure, dump_module
from training.content.rules.quizzes import Quiz, dump_quiz
from training.content.tables import Asset, Release
from training.kernel.db import db
from training.kernel.errors import Conflict, Invalid
from training.kernel.ids import uuid7


class DraftHasProblems(Invalid):
    """A draft with errors is not published; `flask content check` names them all."""


class ChangeIsUnderstated(Invalid):
    """The author calls the change lighter than it is; scores would outlive their key."""

    def __init__(self, least: Change) -> None:
        self.least = least
        super().__init__(least)


class KeyComesBack(Conflict):
    """A question's key that an earlier release used and a later one dropped names that question."""

    def __init__(self, keys: Sequence[str]) -> None:
        self.keys = keys
        super().__init__(*keys)


class NothingChanged(Conflict):
    """The draft is what is already published."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing made: the release's number and edition, and what changed by meaning."""

    slug: str
    number: int
    edition: int
    changes: tuple[ChangeLine, ...]


def publish(draft: Draft, *, by: UUID | None, at: datetime) -> Published:
    """Store a draft as the next release of its module.

    Refuses a draft with errors (DraftHasProblems), one that equals the present release
    (NothingChanged), one whose declared change is lighter than it is (ChangeIsUnderstated) and one
    that gives a dropped question's key to another question (KeyComesBack).
    """
    if draft.module is None or not draft.publishable:
        raise DraftHasProblems
    before = newest_release(draft.slug)
    if before is not None and before.digest == draft.digest:
        raise NothingChanged
    old_module = module_of(before.id) if before else None
    old_quiz = quiz_of(before.id) if before else None
    changes = summary_of_changes(old_module, old_quiz, draft.module, draft.quiz)
    _refuse_old_keys(draft.slug, old_quiz, draft.quiz)
    change = _declared(draft, changes) if before else Change.MATERIAL
    number = before.number + 1 if before else 1
    edition = (before.edition if before else 0) + (change is Change.MATERIAL)
    release_id = uuid7(at)
    values = {
        "id": release_id, "slug": draft.slug, "number": number, "edition": edition,
        "digest": draft.digest, "change": change.value, "note": draft.module.version.note,
        "published_at": at, "published_by": by, "changes": [_plain(line) for line in changes],
        "module": dump_module(draft.module), "quiz": dump_quiz(draft.quiz) if draft.quiz else None,
        "indicators": dict(draft.indicators), "module_source": draft.module_source,
        "quiz_source": draft.quiz_source,
    }  # fmt: skip
    db.session.execute(insert(Release).values(values))
    _keep(draft.figures)
    detail = {"slug": draft.slug, "number": number, "digest": draft.digest, "change": change.value}
    note(Happening(EventKind.PUBLISHED, at, by, "release", str(release_id), detail))
    return Published(draft.slug, number, edition, changes)


def _refuse_old_keys(slug: str, old: Quiz | None, new: Quiz | None) -> None:
    """A key is a name for ever: the same question may come back under it, another may not."""
    before = {each.key for each in old.questions} if old else set()
    fresh = {each.key: each for each in new.questions if each.key not in before} if new else {}
    if not fresh:
        return
    earlier = (quiz_of(each.id) for each in releases(slug)[1:])
    asked = (each for quiz in earlier if quiz for each in quiz.questions if each.key in fresh)
    taken = {each.key for each in asked if each.prompt != fresh[each.key].prompt}
    if taken:
        raise KeyComesBack(sorted(taken))


def _declared(draft: Draft, changes: Sequence[ChangeLine]) -> Change:
    declared = draft.module.version.change if draft.module else Change.MATERIAL
    if understates(declared, changes):
        raise ChangeIsUnderstated(weight_of(changes))
    return declared


def _plain(line: ChangeLine) -> dict[str, object]:
    return {"kind": line.kind.value, "subject": line.subject, "before": line.before,
            "after": line.after}  # fmt: skip


def _keep(figures: Sequence[Figure]) -> None:
    """Figures are named by their bytes: what is there already is the same."""
    if not figures:
        return
    sides = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
    unless_there = sides[db.engine.dialect.name](Asset).on_conflict_do_nothing()
    rows = [{"digest": f.digest, "media_type": f.media_type, "data": f.data} for f in figures]
    db.session.execute(unless_there, rows)


def publish_all(drafts: Sequence[Draft], *, by: UUID | None, at: datetime) -> tuple[Published, ...]:
    """Publish every draft that differs from its present release."""
    newest_last = select(Release.slug, Release.digest).order_by(Release.number)
    known = {slug: digest for slug, digest in db.session.execute(newest_last)}
    return tuple(
        publish(draft, by=by, at=at) for draft in drafts if known.get(draft.slug) != draft.digest
    )
