"""How strict each observer is, allowing for whom they saw and which items were hard."""

import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from training.observation.rules.occasions import WORTH, Mark

PERSON_SPREAD, ITEM_SPREAD, RATER_SPREAD = 1.2, 1.5, 0.7
"""How far facets are believed to vary beforehand, in logits: what shrinks them towards zero."""
ROUNDS = 15
SETTLED = 5e-3
LARGEST_STEP = 1.0
NOTABLE, ENOUGH = 0.5, 30
"""A severity is flagged above 0.5 logits and from 30 sheets on."""


@dataclass(frozen=True, slots=True)
class Rated:
    """One sheet: who was seen by whom, and the marks by item."""

    person: UUID
    rater: UUID
    marks: Mapping[str, Mark]


@dataclass(frozen=True, slots=True)
class Severity:
    """An observer's severity in logits (above zero: stricter), its standard error, and sheets."""

    rater: UUID
    severity: float
    se: float
    n: int

    @property
    def flagged(self) -> bool:
        return abs(self.severity) > NOTABLE and self.n >= ENOUGH


Cell = tuple[Hashable, Hashable, Hashable, float]


def severities(sheets: Sequence[Rated]) -> tuple[Severity, ...]:
    """Every observer's severity, centred on zero, in the order of their ids.

    Many-facet model (Linacre 1989): logit P(done) = person − item − severity, a partly done item
    counting as half (quasi-likelihood). Estimated by penalised joint maximum likelihood: normal
    priors with the spreads above take the place of the bias correction of plain JML, and tie
    observers together who never saw the same person, which is fair because persons are drawn by
    lot. The standard error allows for not knowing the persons (Schur complement over them).
    """
    cells = list(_cells(sheets))
    if not cells:
        return ()
    facets = _fitted(cells)
    found = facets[2]
    middle = sum(found.values()) / len(found)
    errors = _errors(cells, facets)
    count = Counter(each.rater for each in sheets)
    raters = sorted((who for who in count if who.int in found), key=lambda who: who.int)
    return tuple(
        Severity(who, found[who.int] - middle, errors[who.int], count[who]) for who in raters
    )


def _cells(sheets: Iterable[Rated]) -> Iterable[Cell]:
    """The seen items. Persons are told apart by whole numbers, which are looked up much faster."""
    for each in sheets:
        for item, mark in each.marks.items():
            if mark in WORTH:
                yield each.person.int, item, each.rater.int, WORTH[mark]


Facets = tuple[dict[Hashable, float], dict[Hashable, float], dict[Hashable, float]]
SIGNS = (1.0, -1.0, -1.0)
SPREADS = (PERSON_SPREAD, ITEM_SPREAD, RATER_SPREAD)


def _fitted(cells: Sequence[Cell]) -> Facets:
    """One Newton step a facet and round, until nothing moves any more."""
    facets: Facets = tuple({cell[place]: 0.0 for cell in cells} for place in range(3))  # type: ignore[assignment]  (three facets, written once)
    for _round in range(ROUNDS):
        moved = max(_step(cells, facets, place) for place in range(3))
        if moved < SETTLED:
            break
    return facets


def _step(cells: Sequence[Cell], facets: Facets, place: int) -> float:
    people, items, raters = facets
    slope: dict[Hashable, float] = dict.fromkeys(facets[place], 0.0)
    bend: dict[Hashable, float] = dict.fromkeys(facets[place], 0.0)
    exp = math.exp
    for cell in cells:
        person, item, rater, worth = cell
        chance = 1 / (1 + exp(items[item] + raters[rater] - people[person]))
        key = cell[place]
        slope[key] += worth - chance
        bend[key] += chance - chance * chance
    facet, sign, prior = facets[place], SIGNS[place], 1 / SPREADS[place] ** 2
    largest = 0.0
    for key, old in facet.items():
        change = (sign * slope[key] - prior * old) / (bend[key] + prior)
        change = max(-LARGEST_STEP, min(LARGEST_STEP, change))
        facet[key] = old + change
        largest = max(largest, abs(change))
    return largest


def _errors(cells: Sequence[Cell], facets: Facets) -> dict[Hashable, float]:
    """Each observer's standard error, with every person they saw as unknown beside them."""
    people, items, raters = facets
    mine: dict[tuple[Hashable, Hashable], float] = defaultdict(float)
    whole: dict[Hashable, float] = defaultdict(float)
    for person, item, rater, _worth in cells:
        chance = 1 / (1 + math.exp(items[item] + raters[rater] - people[person]))
        mine[rater, person] += chance * (1 - chance)
        whole[person] += chance * (1 - chance)
    known: dict[Hashable, float] = defaultdict(lambda: 1 / RATER_SPREAD**2)
    for (rater, person), weight in mine.items():
        known[rater] += weight - weight**2 / (whole[person] + 1 / PERSON_SPREAD**2)
    return {rater: 1 / math.sqrt(known[rater]) for rater in raters}
