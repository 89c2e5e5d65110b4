"""Instruments of observation as values: ten conducts that can be seen, each with its anchors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from training.content.rules.model import Stage

ITEMS = 10
ANCHORS = ("met", "partly", "not", "not_seen")
"""How an item can be marked, in the order of the sheet; the words are those of the files."""
ALL = "semua"


@dataclass(frozen=True, slots=True)
class Item:
    """One conduct: what is to be seen, and what each mark looks like. `anchors` is by mark."""

    key: str
    indicator: str
    sentence: str
    anchors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Contrary:
    """A conduct against the child that an observer reports by itself, whatever else was seen."""

    key: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """One checklist, for whom it is, and the serious conducts that it lists beside its items."""

    key: str
    title: str
    context: str
    stage: Stage
    minutes: int
    families: tuple[str, ...]
    unit_kinds: tuple[str, ...]
    sectors: tuple[str, ...]
    items: tuple[Item, ...]
    contrary: tuple[Contrary, ...]

    def fits(self, *, kind: str, sector: str, family: str) -> bool:
        """Whether it is made for such a post in such a unit."""
        return (
            family in self.families
            and bool({ALL, kind} & {*self.unit_kinds})
            and bool({ALL, sector} & {*self.sectors})
        )


def chosen(
    instruments: Iterable[Instrument], *, kind: str, sector: str, family: str
) -> Instrument | None:
    """The instrument for a post; one made for its sector goes before one made for all, else key.

    None where no instrument fits: such a person cannot be observed.
    """
    fitting = [each for each in instruments if each.fits(kind=kind, sector=sector, family=family)]
    return min(fitting, key=lambda each: (ALL in each.sectors, each.key), default=None)
