"""How the invented people of the demo conduct themselves: what training left in each of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from training.cli.demo.chance import seeded
from training.cli.demo.staff import Person

SHARES = {"genuine": 30, "knower": 26, "performer": 12, "crammer": 14, "clicker": 10, "absent": 8}
GAMES, PERFORMS, SILENT, LIVES_IT = "BPPDRD", "DKUMKMP", "DLH", "DISPUTAKAR"
"""Units of the demo in which, in the order of the names: answers are shared, people perform when
watched, nobody gives any evidence, people have taken it to heart and began first of all (so that
the highest levels that a year allows can be seen). All that is told of them is invented."""
OWN_WAY = {GAMES: "sharer", PERFORMS: "performer", SILENT: "absent", LIVES_IT: "genuine"}
MOSTLY = 0.8


class Archetype(StrEnum):
    """The people whom the measurement has to tell apart (docs/measurement.md)."""

    GENUINE = "genuine"
    KNOWER = "knower"
    PERFORMER = "performer"
    CRAMMER = "crammer"
    SHARER = "sharer"
    CLICKER = "clicker"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Conduct:
    """How likely a person is to recall after months, to judge well, to keep a plan, to act well.

    `enacts`: a plan is really kept; `watched` and `unwatched`: an observation is met, announced or
    not; `works`: a work product meets its rubric; `joins`: the person takes part at all.
    """

    recalls: float
    judges: float
    enacts: float
    watched: float
    unwatched: float
    works: float
    joins: float


CONDUCT: Mapping[Archetype, Conduct] = {
    Archetype.GENUINE: Conduct(0.92, 0.90, 0.85, 0.94, 0.92, 0.90, 0.95),
    Archetype.KNOWER: Conduct(0.85, 0.82, 0.45, 0.45, 0.35, 0.40, 0.80),
    Archetype.PERFORMER: Conduct(0.85, 0.82, 0.50, 0.92, 0.45, 0.55, 0.85),
    Archetype.CRAMMER: Conduct(0.30, 0.45, 0.20, 0.40, 0.30, 0.30, 0.60),
    Archetype.SHARER: Conduct(0.25, 0.40, 0.15, 0.40, 0.30, 0.30, 0.50),
    Archetype.CLICKER: Conduct(0.25, 0.30, 0.05, 0.35, 0.30, 0.25, 0.30),
    Archetype.ABSENT: Conduct(0.20, 0.30, 0.00, 0.35, 0.30, 0.25, 0.00),
}


class Player(NamedTuple):
    """Somebody of the demo city, where they work now, and how they conduct themselves.

    `fresh` people have done nothing yet. `seed` is for the player's own chance.
    """

    id: UUID
    unit_id: UUID
    unit_code: str
    unit_kind: str
    path: str
    family: str
    archetype: Archetype
    fresh: bool
    head: bool
    seed: int

    @property
    def conduct(self) -> Conduct:
        return CONDUCT[self.archetype]


def player(person: Person) -> Player | None:
    """A person as the streams of evidence know them; None for whoever has left or is away."""
    if person.left or person.absence:
        return None
    post, office = person.post, person.post.office
    return Player(
        person.id, office.id, office.code, office.kind, office.path, post.family.value,
        _archetype(person, office.code), person.fresh, person.head, person.seed,
    )  # fmt: skip


def _archetype(person: Person, unit: str) -> Archetype:
    chance = seeded("archetype", person.seed)
    if unit in OWN_WAY and chance.random() < MOSTLY:
        return Archetype(OWN_WAY[unit])
    return Archetype(chance.choices(list(SHARES), list(SHARES.values()))[0])
