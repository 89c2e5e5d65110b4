"""Who was trained, unit by unit, each with its denominator: counted by name, ranked by nothing.

What is asked in a KLA evaluation: how many of the front-line staff of each OPD are trained, and
whether at least half of a puskesmas's staff are. A certificate says trained (terlatih), no more.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from training.certification.rules.hours import Granted
from training.people.rules.kinds import JobFamily

HALF = 0.5
"""Pedoman Puskesmas Ramah Anak (2022): at least half of the staff are trained."""
PUSKESMAS = re.compile(r"\bpuskesmas\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of the tree; `path` is `/CODE/CODE/` from the root to itself."""

    code: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who counts on that day, and where."""

    id: UUID
    name: str
    title: str
    family: str
    place: Place


@dataclass(frozen=True, slots=True)
class Proof:
    """What proves that somebody is trained: a certificate of ours, or a recognised document."""

    person: UUID
    programme: str
    title: str
    number: str
    own: bool
    completed: date
    until: date
    jp: Granted | None


@dataclass(frozen=True, slots=True)
class Group:
    """A unit with everybody below it: how many there are, and how many of them are trained."""

    place: Place
    front_line: int
    front_line_trained: int
    staff: int
    trained: int

    @property
    def front_line_share(self) -> float | None:
        return self.front_line_trained / self.front_line if self.front_line else None

    @property
    def share(self) -> float | None:
        return self.trained / self.staff if self.staff else None

    @property
    def reaches_half(self) -> bool:
        """Whether at least half of the staff are trained; a unit without staff is not."""
        return self.staff > 0 and self.trained >= HALF * self.staff


@dataclass(frozen=True, slots=True)
class Attendance:
    """One trained person with one proof, and the OPD that the person belongs to."""

    staff: Staff
    office: Place
    proof: Proof


@dataclass(frozen=True, slots=True)
class Evidence:
    """The bundle: every OPD and every puskesmas, alphabetical, and the list of who is trained."""

    offices: tuple[Group, ...]
    puskesmas: tuple[Group, ...]
    people: tuple[Attendance, ...]
    whole: Group | None


def office_of(path: str) -> str:
    """The path of the OPD: the unit right below the city, or the city itself."""
    return "/" + "/".join(path.strip("/").split("/")[:2]) + "/"


def is_puskesmas(place: Place) -> bool:
    """Whether a unit is a puskesmas: its name says so; no kind of unit does."""
    return PUSKESMAS.search(place.name) is not None


def evidence(
    places: Sequence[Place], staff: Iterable[Staff], proofs: Iterable[Proof]
) -> Evidence:  # fmt: skip
    """Count who is trained. A person with several proofs counts once and is listed with each.

    A puskesmas below another one (puskesmas pembantu) counts within it. Units without anybody
    on their roster are left out.
    """
    known = {each.path: each for each in places}
    held: dict[UUID, list[Proof]] = {}
    for proof in proofs:
        held.setdefault(proof.person, []).append(proof)
    by_office: dict[str, list[Staff]] = {}
    for each in staff:
        by_office.setdefault(office_of(each.place.path), []).append(each)
    offices = [
        _group(known.get(path, Place(path.strip("/").rpartition("/")[2], "", path)), some, held)
        for path, some in by_office.items()
    ]
    named = {group.place.path: group.place for group in offices}
    everybody = [each for some in by_office.values() for each in some]
    clinics = [
        _group(top, some, held)
        for top in _outermost(each for each in places if is_puskesmas(each))
        if (some := [each for each in everybody if each.place.path.startswith(top.path)])
    ]
    people = [
        Attendance(each, named[office_of(each.place.path)], proof)
        for each in everybody for proof in held.get(each.id, ())
    ]  # fmt: skip
    whole = _group(Place("", "", "/"), everybody, held) if everybody else None
    return Evidence(_sorted(offices), _sorted(clinics), tuple(sorted(people, key=_listed)), whole)


def _group(place: Place, some: Sequence[Staff], held: dict[UUID, list[Proof]]) -> Group:
    front = [each for each in some if each.family == JobFamily.FRONT_LINE]
    return Group(
        place, len(front), sum(each.id in held for each in front), len(some),
        sum(each.id in held for each in some),
    )  # fmt: skip


def _outermost(places: Iterable[Place]) -> list[Place]:
    kept: list[Place] = []
    for each in sorted(places, key=lambda place: place.path):
        if not kept or not each.path.startswith(kept[-1].path):
            kept.append(each)
    return kept


def _sorted(groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(sorted(groups, key=lambda each: (each.place.name.casefold(), each.place.code)))


def _listed(each: Attendance) -> tuple[str, str, str, str]:
    return (
        each.office.name.casefold(), each.staff.place.name.casefold(), each.staff.name.casefold(),
        each.proof.number,
    )  # fmt: skip
