"""What an import found and what it would do: changes with their old and new values."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from training.people.rules.imports.problems import Problem
from training.people.rules.kinds import IdentifierKind, JobFamily, PostingKind, StandingKind, Status


class Fate(StrEnum):
    """What happens to a person or unit."""

    ADDED = "added"
    CHANGED = "changed"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Delta:
    """One value that changes, as it is stored (the edge finds the words)."""

    field: str
    old: str
    new: str
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """What the importer asked for.

    `scope`: subtree paths, ("/",) is everything. `full`: the path of the subtree of which the file
    claims to be the complete list, "" if it claims nothing.
    """

    day: date
    scope: tuple[str, ...]
    full: str = ""
    confirm_leavers: bool = False


@dataclass(frozen=True, slots=True)
class OpenPost:
    """A post that begins."""

    unit_id: UUID
    kind: PostingKind
    title: str
    family: JobFamily
    since: date


@dataclass(frozen=True, slots=True)
class AmendPost:
    """A post that stays, with other words on it."""

    id: UUID
    unit_id: UUID
    title: str
    family: JobFamily


@dataclass(frozen=True, slots=True)
class Steps:
    """What is to be done in the record for one person; all endings are on the import's day."""

    name: str | None = None
    email: str | None = None
    status: Status | None = None
    end_numbers: tuple[UUID, ...] = ()
    number: tuple[IdentifierKind, str] | None = None
    end_posts: tuple[UUID, ...] = ()
    amend_posts: tuple[AmendPost, ...] = ()
    open_posts: tuple[OpenPost, ...] = ()
    end_standing: UUID | None = None
    standing: StandingKind | None = None


@dataclass(frozen=True, slots=True)
class PersonChange:
    """One person who is added, changes, or leaves."""

    line: int | None
    person: UUID | None
    name: str
    fate: Fate
    deltas: tuple[Delta, ...]
    steps: Steps


@dataclass(frozen=True, slots=True)
class Counts:
    """The sums of an import, as its report begins with them."""

    rows: int = 0
    added: int = 0
    changed: int = 0
    left: int = 0
    unchanged: int = 0
    covered: int = 0


@dataclass(frozen=True, slots=True)
class PeoplePlan:
    """Everything that the file would change, and everything that stands against it."""

    changes: tuple[PersonChange, ...]
    problems: tuple[Problem, ...]
    counts: Counts

    @property
    def refused(self) -> bool:
        return any(problem.refuses for problem in self.problems)


def fingerprint(parts: Iterable[object]) -> str:
    """SHA-256 over the parts of a plan: equal plans have equal fingerprints, and no others."""
    total = hashlib.sha256()
    for part in parts:
        total.update(repr(part).encode())
        total.update(b"\n")
    return total.hexdigest()
