"""What is kept about one quiz: sums by item version, by month and by unit, that grow by adding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter

from training.quiz.rules.shared_keys import DaySums, UnitSums, day_of
from training.quiz.rules.statistics.answers import Answers
from training.quiz.rules.statistics.dif import Stratum
from training.quiz.rules.statistics.fixed import NANO, nano, ratio
from training.quiz.rules.statistics.forms import NO_FORM, FormSums
from training.quiz.rules.statistics.items import ItemSums
from training.quiz.rules.statistics.pairs import NO_PAIRS
from training.quiz.rules.statistics.sums import Sums, gather, nothing
from training.quiz.rules.statistics.told import Contrast

GRAIN = 1_000_000
STEPS = 20
Strata = Mapping[int, Stratum]
Options = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sitting:
    """One first attempt, by item version: marks (0 to 1), options chosen, and what was wrong.

    `pace` is in seconds an answer. `focal` says of each contrast whether the person belongs to the
    focal group; a contrast that says nothing about the person is left out. Nobody is named.
    """

    day: date
    unit: str | None
    marks: Mapping[str, float]
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    pace: float | None = None
    focal: Mapping[Contrast, bool] = field(default_factory=dict)

    @property
    def share(self) -> float:
        """The share of the possible marks."""
        return sum(self.marks.values()) / len(self.marks) if self.marks else 0.0


@dataclass(frozen=True, slots=True)
class ItemTally:
    """One version of an item: its sums, its bare sums by month, its tables for each contrast."""

    sums: ItemSums
    months: Mapping[str, ItemSums] = field(default_factory=dict)
    strata: Mapping[Contrast, Strata] = field(default_factory=dict)

    def __add__(self, other: "ItemTally") -> "ItemTally":
        strata = {
            each: _tables(self.strata.get(each, {}), other.strata.get(each, {}))
            for each in Contrast if each in self.strata or each in other.strata
        }  # fmt: skip
        return ItemTally(self.sums + other.sums, _both(self.months, other.months), strata)


@dataclass(frozen=True, slots=True)
class QuizTally:
    """Everything that is kept about the first attempts at one quiz; `months` counts attempts."""

    form: FormSums = NO_FORM
    months: Mapping[str, int] = field(default_factory=dict)
    items: Mapping[str, ItemTally] = field(default_factory=dict)
    units: Mapping[str, UnitSums] = field(default_factory=dict)

    def __add__(self, other: "QuizTally") -> "QuizTally":
        return QuizTally(
            self.form + other.form, _both(self.months, other.months),
            _both(self.items, other.items), _both(self.units, other.units),
        )  # fmt: skip


def _both(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Two sets of things that can be added, as one."""
    found = dict(one)
    for key, value in other.items():
        found[key] = found[key] + value if key in found else value
    return {key: found[key] for key in sorted(found)}


def _tables(one: Strata, other: Strata) -> dict[int, Stratum]:
    none = Stratum()
    return {at: one.get(at, none) + other.get(at, none) for at in sorted(one.keys() | other.keys())}


def tallied(sittings: Sequence[Sitting], options: Options) -> QuizTally:
    """The tally of a batch; `options` are the options of each item version that has any."""
    asked = [each for each in sittings if each.marks]
    by_month: dict[str, list[Sitting]] = {}
    for each in asked:
        by_month.setdefault(f"{each.day:%Y-%m}", []).append(each)
    whole, months = nothing(grain=GRAIN), {}
    strata: dict[str, dict[Contrast, Strata]] = {}
    for month, some in sorted(by_month.items()):
        answers = arrays(some, options)
        months[month] = gather(answers, grain=GRAIN)
        whole += months[month]
        _add_strata(strata, answers, some)
    return QuizTally(
        whole.form, {month: len(some) for month, some in sorted(by_month.items())},
        {label: ItemTally(whole.items[label], _bare(label, months), strata.get(label, {}))
         for label in sorted(whole.items)},
        _units(asked),
    )  # fmt: skip


def arrays(sittings: Sequence[Sitting], options: Options) -> Answers:
    """The sittings as arrays, every item worth one mark."""
    items = tuple(sorted({label for each in sittings for label in each.marks}))
    places = {label: at for at, label in enumerate(items)}
    pairs = tuple((label, key) for label in items for key in options.get(label, ()))
    which = {pair: at for at, pair in enumerate(pairs)}
    attempt, item, mark, picked, option = [], [], [], [], []
    for at, each in enumerate(sittings):
        for label, points in each.marks.items():
            for key in each.chosen.get(label, ()):
                if (label, key) in which:
                    picked.append(len(item))
                    option.append(which[label, key])
            attempt.append(at)
            item.append(places[label])
            mark.append(points)
    return Answers(
        len(sittings), _whole(attempt), _whole(item), nano(np.array(mark, dtype=np.float64)), items,
        np.full(len(items), NANO, dtype=np.int64), _whole(picked), _whole(option), pairs,
    )  # fmt: skip


def _whole(values: list[int]) -> NDArray[np.int64]:
    return np.array(values, dtype=np.int64)


def _bare(label: str, months: Mapping[str, Sums]) -> dict[str, ItemSums]:
    """What drift needs of each month: how many, their marks, and nothing else."""
    return {
        month: replace(sums.items[label], rest=NO_PAIRS, rests={}, bands={}, options={})
        for month, sums in months.items() if label in sums.items
    }  # fmt: skip


def _add_strata(
    found: dict[str, dict[Contrast, Strata]], answers: Answers, sittings: Sequence[Sitting]
) -> None:
    for contrast in Contrast:
        codes = {True: 1, False: 0, None: -1}
        focal = np.array([codes[each.focal.get(contrast)] for each in sittings], dtype=np.int64)
        for label, tables in strata_of(answers, focal).items():
            mine = found.setdefault(label, {})
            mine[contrast] = _tables(mine.get(contrast, {}), tables)


def strata_of(answers: Answers, focal: NDArray[np.int64]) -> dict[str, dict[int, Stratum]]:
    """Right and wrong by group and by score, the share of the attempt in steps of a twentieth.

    `focal` is 1, 0 or (neither group) −1 for each attempt. Only whole marks and none are counted.
    """
    share, score = answers.shares, ratio(*answers.totals())
    step = np.clip((score * STEPS + NANO // 2) // NANO, 0, STEPS)
    group = focal[answers.attempt]
    used = (group >= 0) & ((share == 0) | (share == NANO))
    cell = ((answers.item * (STEPS + 1) + step[answers.attempt]) * 2 + group) * 2 + (share == 0)
    counted: dict[tuple[int, int], list[int]] = {}
    cells, numbers = np.unique(cell[used], return_counts=True)
    for code, n in zip(cells.tolist(), numbers.tolist(), strict=True):
        place, kind = divmod(code, 4)
        counted.setdefault(divmod(place, STEPS + 1), [0, 0, 0, 0])[kind] = n
    found: dict[str, dict[int, Stratum]] = {}
    for (item, at), four in sorted(counted.items()):
        found.setdefault(answers.items[item], {})[at] = Stratum(*four)
    return found


def _units(sittings: Sequence[Sitting]) -> dict[str, UnitSums]:
    days: dict[str, dict[date, DaySums]] = {}
    wrong: dict[str, dict[str, dict[str, int]]] = {}
    for each in sittings:
        if each.unit is None:
            continue
        mine = days.setdefault(each.unit, {})
        mine[each.day] = mine.get(each.day, DaySums()) + day_of(each.share, each.pace)
        for label, response in each.wrong.items():
            counts = wrong.setdefault(each.unit, {}).setdefault(label, {})
            counts[response] = counts.get(response, 0) + 1
    return {
        unit: UnitSums(dict(sorted(days[unit].items())), wrong.get(unit, {}))
        for unit in sorted(days)
    }


_FORM, _ITEM, _UNIT = TypeAdapter(FormSums), TypeAdapter(ItemTally), TypeAdapter(UnitSums)


def dump_tally(part: FormSums | ItemTally | UnitSums) -> dict[str, Any]:
    """A part of the tally as JSON values."""
    adapter: TypeAdapter[Any] = {FormSums: _FORM, ItemTally: _ITEM, UnitSums: _UNIT}[type(part)]
    return adapter.dump_python(part, mode="json")


def load_form_sums(stored: dict[str, Any]) -> FormSums:
    """The sums of the form that were dumped."""
    return _FORM.validate_python(stored)


def load_item_tally(stored: dict[str, Any]) -> ItemTally:
    """The tally of an item that was dumped."""
    return _ITEM.validate_python(stored)


def load_unit_sums(stored: dict[str, Any]) -> UnitSums:
    """The sums of a unit that were dumped."""
    return _UNIT.validate_python(stored)
