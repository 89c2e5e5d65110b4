"""Files as traces of an act: handed in, looked at by a stranger, and deleted as soon as can be."""

import hashlib
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import insert, select

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.commitments.actions.enacting import SWEEP, corroborated
from training.commitments.actions.plans import hold
from training.commitments.queries.artefacts import (
    KEPT_FOR,
    digests,
    needless,
    overdue,
    own,
    removed,
    the_waiting,
)
from training.commitments.queries.plans import Mine, plan_of
from training.commitments.queries.posts import post_of
from training.commitments.rules.files.refusing import ChildIsNotExcluded, FileIsGone, FileIsKnown
from training.commitments.rules.files.taking import Taken
from training.commitments.rules.plans import AnswersDoNotFit
from training.commitments.rules.witnesses import By, NothingToCorroborate, Removed, Saw
from training.commitments.tables import Artefact, Finding, Removal
from training.kernel import jobs
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.rules.access import Actor

FOLDER = "artefacts"
BEING_KEPT = 3600.0
"""Seconds in which a file may lie there before its row does."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What somebody brings for a week, examined, and their word that no child is in it."""

    week: int
    taken: Taken
    no_child: bool


def hand_in(
    person: Actor, plan: Mine, brought: HandedIn, *, at: datetime, today: date, folder: Path
) -> UUID:
    """Keep a file as a trace of the act that was told of; answers its id.

    Refusals: ChildIsNotExcluded, NothingToCorroborate, FileIsKnown.
    """
    if not brought.no_child:
        raise ChildIsNotExcluded
    taken = brought.taken
    hold(person.id)
    told = plan_of(plan.id, of=person.id).at_week(brought.week)
    if told is None or not told.may_be_corroborated:
        raise NothingToCorroborate
    digest = digest_of(taken.data)
    known = select(Artefact.id).where(Artefact.digest == digest)
    if db.session.scalars(known).first() is not None:
        raise FileIsKnown
    post, key = post_of(person.id, today=today), uuid7(at)
    row = {
        "id": key, "check_in_id": told.id, "plan_id": plan.id, "employee_id": person.id,
        "unit_id": post.unit_id if post else None, "digest": digest, "kind": taken.kind.value,
        "size": len(taken.data), "at": at,
    }  # fmt: skip
    db.session.execute(insert(Artefact).values(row))
    note(Happening(EventKind.CORROBORATION_ASKED, at, person.id, "plan", str(plan.id)))
    keep_file(taken.data, folder=folder)
    jobs.ask(SWEEP, {}, at=at, run_at=at + KEPT_FOR)
    return key


def digest_of(content: bytes) -> str:
    """The name under which a file lies: SHA-256 of its bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def keep_file(content: bytes, *, folder: Path) -> str:
    """Lay a file down whole, for the service's eyes only; answers its digest."""
    digest, place = digest_of(content), folder / FOLDER
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = place / f".{digest}.{secrets.token_hex(4)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as target:
        target.write(content)
    os.replace(draft, place / digest)
    return digest


def stored(data: Path, digest: str) -> bytes | None:
    """The bytes of a file; None where it is gone or no longer what was handed in."""
    try:
        content = (data / FOLDER / digest).read_bytes()
    except OSError:
        return None
    return content if digest_of(content) == digest else None


def look(reviewer: Actor, artefact_id: UUID, *, at: datetime, folder: Path) -> tuple[str, bytes]:
    """The kind and bytes of a file that a reviewer may see; the look is noted. Or FileIsGone."""
    found = the_waiting(artefact_id, reviewer=reviewer)
    content = stored(folder, found.digest)
    if content is None:
        raise FileIsGone
    note(Happening(EventKind.ARTEFACT_LOOKED_AT, at, reviewer.id, "artefact", str(artefact_id)))
    return found.kind, content


def look_at_own(person: Actor, artefact_id: UUID, *, folder: Path) -> tuple[str, bytes]:
    """The kind and bytes of a file of one's own, or FileIsGone."""
    found = own(artefact_id, of=person.id)
    content = stored(folder, found.digest)
    if content is None:
        raise FileIsGone
    return found.kind, content


def find(reviewer: Actor, artefact_id: UUID, said: str, *, at: datetime, today: date) -> None:
    """Keep what a reviewer saw; a yes corroborates. The file has served and is deleted."""
    if said not in set(Saw):
        raise AnswersDoNotFit
    before = select(Finding.answer).where(
        Finding.artefact_id == artefact_id, Finding.reviewer_id == reviewer.id
    )
    if db.session.scalars(before).first() == said:
        return  # the same click came twice
    row = _held(the_waiting(artefact_id, reviewer=reviewer).id)
    seen = {"artefact_id": row.id, "reviewer_id": reviewer.id, "answer": said, "at": at}
    db.session.execute(insert(Finding).values(seen))
    note(Happening(EventKind.CORROBORATION_ANSWERED, at, reviewer.id, "plan", str(row.plan_id)))
    if said == Saw.YES:
        corroborated(row.check_in_id, By.ARTEFACT, at=at, today=today)
    _remove(row.id, Removed.REVIEWED, by=reviewer.id, at=at)


def report_child(reviewer: Actor, artefact_id: UUID, *, at: datetime) -> None:
    """A child can be recognised: the file is deleted, and the act is not corroborated by it."""
    found = the_waiting(artefact_id, reviewer=reviewer)
    _remove(found.id, Removed.CHILD_DATA, by=reviewer.id, at=at)


def take_back(person: Actor, artefact_id: UUID, *, at: datetime) -> None:
    """Delete a file of one's own."""
    _remove(own(artefact_id, of=person.id).id, Removed.OWNER, by=person.id, at=at)


def take_back_all(person: UUID, *, by: UUID | None, at: datetime) -> int:
    """Delete every file of a person who is erased; answers how many."""
    found = (
        select(Artefact.id)
        .outerjoin(Removal, Removal.artefact_id == Artefact.id)
        .where(Artefact.employee_id == person, Removal.artefact_id.is_(None))
    )
    theirs = db.session.scalars(found).all()
    for artefact_id in theirs:
        _remove(artefact_id, Removed.OWNER, by=by, at=at)
    return len(theirs)


def _held(artefact_id: UUID) -> Artefact:
    found = select(Artefact).where(Artefact.id == artefact_id)
    return db.session.scalars(found.with_for_update()).one()


def _remove(artefact_id: UUID, why: Removed, *, by: UUID | None, at: datetime) -> None:
    """Note that a file is deleted; nobody sees it from then on, and the worker deletes it."""
    row = {"artefact_id": artefact_id, "by": by, "why": why.value, "at": at}
    db.session.execute(insert(Removal).values(row))
    detail = {"why": f"artefact-{why.value}"}
    note(Happening(EventKind.ARTEFACT_DELETED, at, by, "artefact", str(artefact_id), detail))
    jobs.ask(SWEEP, {}, at=at)


def sweep(running: jobs.Running, *, data: Path) -> dict[str, int]:
    """Delete the files that are not to be there: overdue, removed, or left by a broken request."""
    for artefact_id in overdue(at=running.at):
        _remove(artefact_id, Removed.EXPIRED, by=None, at=running.at)
    for artefact_id in needless():
        _remove(artefact_id, Removed.NEEDLESS, by=None, at=running.at)
    folder = data / FOLDER
    if not folder.is_dir():
        return {"removed": 0}
    there, done, fresh = digests(), removed(), _newest_time(folder) - BEING_KEPT
    gone = [
        path
        for path in folder.iterdir()
        if path.name in done or (path.name not in there and path.stat().st_mtime < fresh)
    ]
    for path in gone:
        path.unlink(missing_ok=True)
    return {"removed": len(gone)}


def _newest_time(folder: Path) -> float:
    """The time of day as the folder's own disk tells it: a file being kept now is not left over."""
    mark = folder / f".{secrets.token_hex(8)}"
    mark.touch(mode=0o600)
    told = mark.stat().st_mtime
    mark.unlink()
    return told


def handlers(data: Path) -> dict[str, Callable[[jobs.Running], dict[str, int]]]:
    """What the worker can do for files, by kind of job."""
    return {SWEEP: partial(sweep, data=data)}
