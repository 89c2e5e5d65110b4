"""Bundles of certificates that wait for whoever asked: one private folder each, for a day."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import get_ident
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy.exc import NoResultFound

from training.certification.queries.bundles import Wanted
from training.certification.queries.desk import Filter
from training.certification.rules.states import State
from training.kernel.ids import made_at
from training.people.rules.access import within

FOLDER, MADE, ASKED = "certificate-bundles", "certificates.zip", "asked.json"
KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Bundle:
    """One bundle: whose it is, what they asked for, and the job that makes it."""

    id: UUID
    by: UUID
    at: datetime
    wanted: Wanted
    job: UUID

    @property
    def until(self) -> datetime:
        """When it is deleted."""
        return self.at + KEPT_FOR

    def is_covered(self, scope: tuple[str, ...]) -> bool:
        """Whether all that it may hold lies in a scope."""
        return bool(self.wanted.scope) and all(within(top, scope) for top in self.wanted.scope)


def keep(data: Path, asked: Bundle) -> None:
    """Write down what was asked. The filter may name somebody: it lies here and in no job."""
    folder = _folder(data, asked.id)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _drafted(folder / ASKED) as file:
        file.write(json.dumps(asdict(asked), default=_plain).encode())


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)


def bundle(data: Path, key: UUID, *, of: UUID, scope: tuple[str, ...], at: datetime) -> Bundle:
    """A person's own bundle, while they may still certify wherever it comes from.

    Whatever else looks as if it did not exist (NoResultFound).
    """
    found = known(data, key)
    if found is None or found.by != of or found.until <= at or not found.is_covered(scope):
        raise NoResultFound
    return found


def mine(data: Path, *, of: UUID, at: datetime) -> list[Bundle]:
    """A person's bundles, newest first."""
    folders = (data / FOLDER).glob("*-*")
    found = (known(data, UUID(folder.name)) for folder in folders)
    own = [each for each in found if each and each.by == of and each.until > at]
    return sorted(own, key=lambda each: each.at, reverse=True)


def known(data: Path, key: UUID) -> Bundle | None:
    """What was asked for, or None (any more)."""
    try:
        told = json.loads((_folder(data, key) / ASKED).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    ids = {name: UUID(told[name]) for name in ("id", "by", "job")}
    return Bundle(**ids, at=datetime.fromisoformat(told["at"]), wanted=_wanted(told["wanted"]))


def _wanted(told: dict[str, Any]) -> Wanted:
    states = frozenset(map(State, told["filter"]["states"]))
    chosen = Filter(**(told["filter"] | {"states": states}))
    return Wanted(told["programme"], tuple(told["scope"]), chosen)


def size(data: Path, key: UUID) -> int | None:
    """How many bytes the file has; None while (or because) there is none."""
    try:
        return path(data, key).stat().st_size
    except OSError:
        return None


def path(data: Path, key: UUID) -> Path:
    """Where the file lies once it is whole."""
    return _folder(data, key) / MADE


@contextmanager
def making(data: Path, key: UUID) -> Iterator[BinaryIO]:
    """A file to be written, which is the bundle's once the block ends well, and gone otherwise.

    What a killed worker left is deleted first. NoResultFound if the bundle was deleted meanwhile.
    """
    for leftover in _folder(data, key).glob(f"{MADE}.*.draft"):
        leftover.unlink(missing_ok=True)
    with _drafted(path(data, key)) as file:
        yield file


@contextmanager
def _drafted(wanted: Path) -> Iterator[BinaryIO]:
    """Whole or not at all, and for our own eyes only."""
    draft = wanted.with_name(f"{wanted.name}.{os.getpid()}.{get_ident()}.draft")
    try:
        opened = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    except FileNotFoundError:
        raise NoResultFound from None
    try:
        with os.fdopen(opened, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(wanted)
    except FileNotFoundError:
        raise NoResultFound from None
    finally:
        draft.unlink(missing_ok=True)


def remove(data: Path, key: UUID) -> None:
    """Delete a bundle, made or not."""
    shutil.rmtree(_folder(data, key), ignore_errors=True)


def sweep(data: Path, *, at: datetime) -> int:
    """Delete every bundle that is a day old, whether it was ever fetched or not."""
    old = [
        folder for folder in (data / FOLDER).glob("*-*")
        if at - made_at(UUID(folder.name)) >= KEPT_FOR
    ]  # fmt: skip
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)


def _folder(data: Path, key: UUID) -> Path:
    return data / FOLDER / str(key)
