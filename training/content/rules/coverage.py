"""Which conduct is taught, asked, practised, planned and seen: indicators against streams."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from training.content.rules.model import Dimension, Indicator, Stage


class Stream(StrEnum):
    """Where a conduct is met, from what is read to what others see; the order of the columns."""

    LESSONS = "pelajaran"
    KNOWLEDGE = "soal"
    SITUATIONS = "situasi"
    PRACTICE = "latihan"
    PLANS = "rencana"
    OBSERVATION = "pengamatan"
    PRODUCTS = "produk"
    VOICES = "suara"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is about an indicator: `home` is the slug or file in which it lies.

    `claims`: the other streams in which whoever wrote it says that the conduct is met, too: a
    module claims that what it teaches is asked, practised and planned.
    """

    stream: Stream
    indicator: str
    home: str
    key: str
    text: str
    claims: frozenset[Stream] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator with its items by stream, and the claimed streams that hold nothing."""

    indicator: Indicator
    items: Mapping[Stream, tuple[Item, ...]]
    empty: tuple[Stream, ...]

    def count(self, stream: Stream) -> int:
        return len(self.items.get(stream, ()))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are asked for; None leaves a filter open."""

    dimension: Dimension | None = None
    stage: Stage | None = None
    only_empty: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """All rows in the order of the file of indicators, and items about no known indicator."""

    rows: tuple[Row, ...]
    homeless: tuple[Item, ...] = field(default=())

    @property
    def gaps(self) -> int:
        """How many claimed cells are empty."""
        return sum(len(row.empty) for row in self.rows)

    def only(self, wanted: Wanted) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if _fits(row, wanted))


def _fits(row: Row, wanted: Wanted) -> bool:
    if wanted.dimension and row.indicator.dimension is not wanted.dimension:
        return False
    if wanted.stage and row.indicator.stage is not wanted.stage:
        return False
    return bool(row.empty) or not wanted.only_empty


def coverage(indicators: Iterable[Indicator], items: Iterable[Item]) -> Coverage:
    """The matrix of a whole content.

    Every indicator is claimed by the lessons: a conduct that no module teaches is an empty cell,
    too. What else is claimed, its items say.
    """
    by: dict[str, list[Item]] = {}
    for item in items:
        by.setdefault(item.indicator, []).append(item)
    rows = tuple(_row(each, by.pop(each.key, [])) for each in indicators)
    return Coverage(rows, tuple(item for some in by.values() for item in some))


def _row(indicator: Indicator, items: list[Item]) -> Row:
    found = {
        stream: tuple(each for each in items if each.stream is stream)
        for stream in Stream
        if any(each.stream is stream for each in items)
    }
    claimed = {Stream.LESSONS}.union(*(each.claims for each in items))
    return Row(indicator, found, tuple(each for each in Stream if each in claimed - found.keys()))
