"""The present record of the city, as far as an import compares with it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from training.people.rules.imports.values import plain
from training.people.rules.kinds import IdentifierKind, JobFamily, PostingKind, StandingKind, Status

SHORT = {
    "kel": "kelurahan",
    "kec": "kecamatan",
    "din": "dinas",
    "bag": "bagian",
    "pkm": "puskesmas",
}


@dataclass(frozen=True, slots=True)
class UnitFact:
    """A unit as people are posted to it; `closed` when it has ended by the import's day."""

    id: UUID
    code: str
    name: str
    path: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class NumberFact:
    """An open number of a person."""

    id: UUID
    kind: IdentifierKind
    value: str
    since: date


@dataclass(frozen=True, slots=True)
class PostFact:
    """An open post of a person."""

    id: UUID
    unit_id: UUID
    kind: PostingKind
    title: str
    family: JobFamily
    since: date


@dataclass(frozen=True, slots=True)
class StandingFact:
    """An open standing other than active."""

    id: UUID
    kind: StandingKind
    since: date


@dataclass(frozen=True, slots=True)
class PersonFact:
    """A person with what is open on their record; `offices`: the paths of the roles they hold.

    `administers_all`: they can sign in and administer the whole city.
    """

    id: UUID
    name: str
    email: str
    status: Status
    numbers: tuple[NumberFact, ...] = ()
    posts: tuple[PostFact, ...] = ()
    standing: StandingFact | None = None
    offices: tuple[str, ...] = ()
    administers_all: bool = False

    @property
    def definitive(self) -> PostFact | None:
        return next((post for post in self.posts if post.kind is PostingKind.DEFINITIVE), None)


@dataclass(frozen=True, slots=True)
class Record:
    """All units and people, with the indexes by which a row finds its own."""

    units: Mapping[UUID, UnitFact]
    people: Mapping[UUID, PersonFact]
    retired: frozenset[str] = frozenset()
    by_number: Mapping[str, UUID] = field(init=False)
    by_email: Mapping[str, UUID] = field(init=False)
    by_code: Mapping[str, UnitFact] = field(init=False)
    by_name: Mapping[str, tuple[UnitFact, ...]] = field(init=False)

    def __post_init__(self) -> None:
        numbers = {n.value: person.id for person in self.people.values() for n in person.numbers}
        emails = {person.email: person.id for person in self.people.values() if person.email}
        names: dict[str, list[UnitFact]] = defaultdict(list)
        for unit in self.units.values():
            for name in unit_names(unit.name):
                names[name].append(unit)
        put = object.__setattr__
        put(self, "by_number", numbers)
        put(self, "by_email", emails)
        put(self, "by_code", {unit.code.casefold(): unit for unit in self.units.values()})
        put(self, "by_name", {name: tuple(units) for name, units in names.items()})


def unit_names(name: str) -> set[str]:
    """The forms under which a unit's name is recognised: whole, and without what is in brackets."""
    bare = name.partition("(")[0]
    return {unit_key(name), unit_key(bare)} - {""}


def unit_key(text: str) -> str:
    """A unit's name in one form: no case or punctuation, common short words written out."""
    return " ".join(SHORT.get(word, word) for word in plain(text).split())
