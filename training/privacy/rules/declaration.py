"""The declaration: what is held about people, why, for how long, and what happens then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SHIPPED = Path(__file__).with_name("declaration.yaml")
LEFT = "left"
"""The term after which somebody who has left may be erased."""


class DeclarationIsWrong(ValueError):
    """The declaration cannot be understood; the text says where."""


class Certainty(StrEnum):
    """How sure the legal basis is, with the marks of the dossier."""

    READ = "V"
    REPORTED = "R"
    OPEN = "?"


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis in words, and how surely it was read."""

    words: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of data, as it is declared to everybody.

    `tables`: table → key of the section of one's own data that shows it; `excluded`: table → why
    it is in none. `terms`: what is cleaned by itself → days.
    """

    key: str
    title: str
    what: str
    purpose: str
    basis: tuple[str, ...]
    keep: str
    then: str
    tables: Mapping[str, str]
    excluded: Mapping[str, str]
    terms: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Declaration:
    """All that is held, and the bases that it stands on."""

    bases: Mapping[str, Basis]
    holdings: tuple[Holding, ...]

    @property
    def terms(self) -> dict[str, int]:
        """Every term in days by its key."""
        return {key: days for each in self.holdings for key, days in each.terms.items()}

    @property
    def tables(self) -> dict[str, Holding]:
        """The kind of data to which each declared table belongs."""
        return {name: each for each in self.holdings for name in (*each.tables, *each.excluded)}

    def before(self, term: str, at: datetime) -> datetime:
        """What is older than this instant has outlived its term."""
        return at - timedelta(days=self.terms[term])


@cache
def declaration() -> Declaration:
    """The declaration that is shipped with the code."""
    return declared(yaml.safe_load(SHIPPED.read_text(encoding="utf-8")))


def declared(raw: Any) -> Declaration:
    """A read declaration; DeclarationIsWrong names the first entry that cannot be understood."""
    try:
        bases = {
            key: Basis(str(each["kata"]), Certainty(each["tanda"]))
            for key, each in raw["dasar"].items()
        }
        found = Declaration(bases, tuple(_holding(each, bases) for each in raw["data"]))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise DeclarationIsWrong(str(error)) from None
    _insist_on_once(found)
    return found


def _holding(raw: Any, bases: Mapping[str, Basis]) -> Holding:
    unknown = set(raw["dasar"]) - set(bases)
    terms = dict(raw.get("tenggat", {}))
    if unknown or not all(type(days) is int and days > 0 for days in terms.values()):
        raise ValueError(f"{raw['kunci']}: {sorted(unknown) or terms}")
    return Holding(
        key=raw["kunci"], title=raw["judul"], what=raw["isi"], purpose=raw["tujuan"],
        basis=tuple(raw["dasar"]), keep=raw["simpan"], then=raw["lalu"],
        tables=dict(raw.get("tabel", {})), excluded=dict(raw.get("tidak_dibagikan", {})),
        terms=terms,
    )  # fmt: skip


def _insist_on_once(found: Declaration) -> None:
    names = [name for each in found.holdings for name in (*each.tables, *each.excluded)]
    terms = [term for each in found.holdings for term in each.terms]
    twice = {each for some in (names, terms) for each in some if some.count(each) > 1}
    if twice:
        raise DeclarationIsWrong(", ".join(sorted(twice)))
