"""Modules as values: indicators, lessons, sources, drawings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

NO_BYTES: Mapping[str, bytes] = MappingProxyType({})


class Dimension(StrEnum):
    """Where a conduct shows: in speaking, in serving or in deciding."""

    SPEAK = "speak"
    SERVE = "serve"
    DECIDE = "decide"


class Stage(StrEnum):
    """When in the work a conduct shows."""

    PLANNING = "planning"
    DECISION = "decision"
    SERVICE = "service"


class Change(StrEnum):
    """How much a new release asks of people who know the old one."""

    COSMETIC = "cosmetic"
    MINOR = "minor"
    MATERIAL = "material"


class Certainty(StrEnum):
    """How sure we are of a source: read in a copy, recalled, or doubtful."""

    READ = "V"
    RECALLED = "R"
    DOUBTFUL = "?"


class JobFamily(StrEnum):
    DIRECT_SERVICE = "pelayanan-langsung"
    PLANNER = "perencana"
    DECISION_MAKER = "pengambil-keputusan"
    SUPPORT = "pendukung"


class UnitKind(StrEnum):
    ALL = "semua"
    KOTA = "kota"
    SEKRETARIAT = "sekretariat"
    BAGIAN = "bagian"
    INSPEKTORAT = "inspektorat"
    DINAS = "dinas"
    BADAN = "badan"
    SATUAN = "satuan"
    UPTD = "uptd"
    UOBK = "uobk"
    KECAMATAN = "kecamatan"
    KELURAHAN = "kelurahan"
    LAYANAN = "layanan"


class CoreValue(StrEnum):
    """The seven core values of civil servants (BerAKHLAK)."""

    SERVICE = "berorientasi-pelayanan"
    ACCOUNTABLE = "akuntabel"
    COMPETENT = "kompeten"
    HARMONIOUS = "harmonis"
    LOYAL = "loyal"
    ADAPTIVE = "adaptif"
    COLLABORATIVE = "kolaboratif"


@dataclass(frozen=True, slots=True)
class Reference:
    """A source that a module may cite, with what we know about its certainty."""

    key: str
    law: str
    article: str
    says: str
    certainty: Certainty
    checked_on: str
    checked_by: str
    dossier: str | None = None
    signed_off_by: str | None = None

    @property
    def needs_signature(self) -> bool:
        """Whether the city's jurist has still to look: recalled or doubtful, and not signed."""
        return self.certainty is not Certainty.READ and not self.signed_off_by


@dataclass(frozen=True, slots=True)
class Version:
    """What the author says about this edition."""

    change: Change
    note: str


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom the module is for; nobody is left out when unit_kinds holds `semua`."""

    job_families: tuple[JobFamily, ...]
    unit_kinds: tuple[UnitKind, ...]


@dataclass(frozen=True, slots=True)
class PracticePlan:
    """The if–then plan of the module: when this happens, I will do that."""

    when: str
    then: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """One page of a module, rendered to safe HTML."""

    id: str
    title: str
    html: str
    words: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing that a lesson shows; the digest is the SHA-256 of its bytes, in hexadecimal."""

    name: str
    media_type: str
    data: Annotated[bytes, Field(exclude=True)] = field(compare=False)
    digest: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A conduct that can be observed. Questions, practice and checklists name one."""

    key: str
    sentence: str
    dimension: Dimension
    stage: Stage
    sectors: tuple[str, ...]
    principle: str


@dataclass(frozen=True, slots=True)
class Module:
    """A learning module, complete and ready to be released."""

    slug: str
    code: str
    title: str
    summary: str
    version: Version
    audience: Audience
    minutes: int
    dimension: Dimension
    stage: Stage
    sensitive: bool
    values: tuple[CoreValue, ...]
    indicators: tuple[str, ...]
    outcomes: tuple[str, ...]
    bct: tuple[str, ...]
    references: tuple[Reference, ...]
    contacts: tuple[str, ...]
    practice_plan: PracticePlan
    valid_until: str
    lessons: tuple[Lesson, ...]
    figures: tuple[Figure, ...]
    words: int


_MODULES = TypeAdapter(Module)


def dump_module(module: Module) -> dict[str, Any]:
    """A module as JSON values; the bytes of its figures are kept apart, by digest."""
    return _MODULES.dump_python(module, mode="json")


def load_module(stored: dict[str, Any], figures: Mapping[str, bytes] = NO_BYTES) -> Module:
    """The module that was dumped; `figures` gives the bytes by digest, and may be left out."""
    drawings = [{**one, "data": figures.get(one["digest"], b"")} for one in stored["figures"]]
    return _MODULES.validate_python({**stored, "figures": drawings})
