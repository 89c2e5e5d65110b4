"""Uploaded files that wait for their report and for the word of the person who uploaded them."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, astuple, dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from threading import get_ident
from typing import Any
from uuid import UUID

from sqlalchemy.exc import NoResultFound

from training.kernel.ids import made_at, uuid7
from training.people.rules.imports.intake import Taken
from training.people.rules.imports.problems import Code, Problem
from training.people.rules.imports.report import Entry

KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Pending:
    """One upload: whose it is, what they asked for, and the jobs that work on it."""

    id: UUID
    by: UUID
    at: datetime
    file_name: str
    day: date
    full: str = ""
    plan_job: UUID | None = None
    apply_job: UUID | None = None


def keep(data: Path, taken: Taken, asked: Pending) -> Pending:
    """Keep the wanted cells of an upload for its owner; what was dropped was never written."""
    folder = _folder(data, asked.id)
    folder.mkdir(mode=0o700, parents=True)
    _write(folder / "cells.json", json.dumps(asdict(taken), ensure_ascii=False))
    return update(data, asked)


def update(data: Path, asked: Pending, **changed: Any) -> Pending:
    """Write down what is known of an upload."""
    told = replace(asked, **changed)
    _write(_folder(data, told.id) / "meta.json", json.dumps(asdict(told), default=str))
    return told


def fresh_id(at: datetime) -> UUID:
    """The key of a new upload."""
    return uuid7(at)


def pending(data: Path, key: UUID, *, of: UUID) -> Pending:
    """One person's own upload; another person's looks as if it did not exist."""
    found = _read_meta(_folder(data, key))
    if found is None or found.by != of:
        raise NoResultFound
    return found


def mine(data: Path, *, of: UUID) -> list[Pending]:
    """A person's uploads that still wait, newest first."""
    folders = (data / "imports").glob("*-*")
    found = (_read_meta(folder) for folder in folders)
    own = [each for each in found if each and each.by == of]
    return sorted(own, key=lambda each: each.at, reverse=True)


def _read_meta(folder: Path) -> Pending | None:
    try:
        told = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    keys = {name: UUID(told[name]) if told[name] else None
            for name in ("id", "by", "plan_job", "apply_job")}  # fmt: skip
    at, day = datetime.fromisoformat(told["at"]), date.fromisoformat(told["day"])
    return Pending(**(told | keys | {"at": at, "day": day}))


def cells(data: Path, key: UUID) -> Taken:
    """The cells of an upload. NoResultFound once it was applied, withdrawn, or a day old."""
    try:
        told = json.loads((_folder(data, key) / "cells.json").read_text(encoding="utf-8"))
    except OSError:
        raise NoResultFound from None
    problems = (each | {"code": Code(each["code"])} for each in told["problems"])
    return Taken(
        told["digest"], told["heads"], tuple(told["dropped"]), tuple(told["unused"]),
        tuple((line, found) for line, found in told["rows"]),
        tuple(Problem(**each) for each in problems),
    )  # fmt: skip


def keep_report(data: Path, key: UUID, entries: Iterable[Entry]) -> dict[str, int]:
    """Write the report, one line for each entry; answers how many there are of each kind."""
    kinds: dict[str, int] = {}
    lines = []
    for entry in entries:
        kinds[str(entry.kind)] = kinds.get(str(entry.kind), 0) + 1
        lines.append(json.dumps(astuple(entry), ensure_ascii=False))
    _write(_folder(data, key) / "report.jsonl", "\n".join(lines))
    return kinds


def report(
    data: Path, key: UUID, *, kind: str = "", start: int = 0, most: int = 100
) -> list[Entry]:
    """A page of the report, of all kinds or of one. NoResultFound when there is none (any more)."""
    try:
        with (_folder(data, key) / "report.jsonl").open(encoding="utf-8") as lines:
            wanted = _of_kind(lines, kind)
            return [Entry(*json.loads(line)) for line in islice(wanted, start, start + most)]
    except OSError:
        raise NoResultFound from None


def _of_kind(lines: Iterable[str], kind: str) -> Iterator[str]:
    return (line for line in lines if line.strip() and (not kind or line.startswith(f'["{kind}"')))


def remove(data: Path, key: UUID) -> None:
    """Forget an upload."""
    shutil.rmtree(_folder(data, key), ignore_errors=True)


def sweep(data: Path, *, at: datetime) -> int:
    """Forget every upload that is a day old, whether it was ever completed or not."""
    old = [
        folder for folder in (data / "imports").glob("*-*")
        if at - made_at(UUID(folder.name)) >= KEPT_FOR
    ]  # fmt: skip
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)


def _folder(data: Path, key: UUID) -> Path:
    return data / "imports" / str(key)


def _write(path: Path, text: str) -> None:
    """Whole or not at all, and for our own eyes only. NoResultFound if the upload was removed."""
    draft = path.with_suffix(f".{os.getpid()}.{get_ident()}.draft")
    try:
        with os.fdopen(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(text)
        draft.replace(path)
    except FileNotFoundError:
        raise NoResultFound from None
