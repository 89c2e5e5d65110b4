"""Which work products are drawn in a quarter, and who rates them: a pure function of a seed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from random import Random
from uuid import UUID

from training.content.rules.model import Stage
from training.kernel.errors import Conflict, Invalid

MOST = 4
RATERS = 2
TURN = (Stage.PLANNING, Stage.DECISION, Stage.SERVICE)


class TooFewRaters(Conflict):
    """A product needs two mentors of other offices; nobody is drawn before they are there."""


class NothingToDraw(Conflict):
    """No register holds a product that was not drawn before."""


class QuarterIsDrawn(Conflict):
    """There is a draw of this name already."""


class LabelIsUnusable(Invalid):
    """A draw is called by its year and quarter, such as 2026-4."""


class RoundHasMovedOn(Conflict):
    """The draw is announced, drawn and closed once each, in this order."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product that may be drawn: its unit, the office above that, its stage and its makers."""

    id: UUID
    unit_id: UUID
    office: str
    stage: Stage
    makers: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Rater:
    """A mentor who may rate, and the office where they serve."""

    id: UUID
    office: str


def commitment(seed: str) -> str:
    """What is published before: SHA-256 of the seed in hexadecimal."""
    return sha256(seed.encode()).hexdigest()


def office_of(path: str) -> str:
    """The office (OPD) that a unit belongs to: the first step below the city in its path."""
    steps = path.strip("/").split("/")
    return steps[1] if len(steps) > 1 else steps[0]


def wanted(number: int) -> tuple[Stage, ...]:
    """The stages in the order in which a unit's four products of round `number` are looked for.

    Each stage leads once in three rounds, and the leading one is looked for twice.
    """
    start = number % len(TURN)
    order = TURN[start:] + TURN[:start]
    return (*order, order[0])


def sample(pool: Iterable[Candidate], number: int, seed: str) -> tuple[Candidate, ...]:
    """At most four products of each unit, by unit and id; nothing depends on the pool's order.

    What a stage lacks is filled from the other stages in the round's order.
    """
    units: dict[UUID, list[Candidate]] = {}
    for each in sorted(pool, key=lambda one: one.id):
        units.setdefault(each.unit_id, []).append(each)
    return tuple(
        each for unit in sorted(units) for each in _of_unit(units[unit], number, f"{seed} {unit}")
    )


def _of_unit(products: list[Candidate], number: int, seed: str) -> list[Candidate]:
    left = list(products)
    Random(seed).shuffle(left)
    order = wanted(number)
    chosen: list[Candidate] = []
    for stage in order * MOST:
        found = next((each for each in left if each.stage is stage), None)
        if found is not None and len(chosen) < MOST:
            left.remove(found)
            chosen.append(found)
    return sorted(chosen, key=lambda each: each.id)


def assign(
    drawn: Sequence[Candidate], raters: Sequence[Rater], seed: str
) -> dict[UUID, tuple[UUID, UUID]]:
    """Two raters for each product: of another office than its unit, and than each other if can be.

    Work is spread evenly. TooFewRaters where a product would have fewer than two.
    """
    chance = Random(f"{seed} raters")
    load: Counter[UUID] = Counter()
    found = {}
    for product in sorted(drawn, key=lambda each: each.id):
        able = _able(product, raters)
        chance.shuffle(able)
        able.sort(key=lambda each: load[each.id])
        if len(able) < RATERS:
            raise TooFewRaters
        first = able[0]
        others = [each for each in able[1:] if each.office != first.office] or able[1:]
        found[product.id] = (first.id, others[0].id)
        load.update(found[product.id])
    return found


def third(
    product: Candidate, raters: Sequence[Rater], taken: Iterable[UUID], seed: str
) -> UUID | None:
    """Who decides where two are far apart; None when nobody else is left."""
    able = [each for each in _able(product, raters) if each.id not in set(taken)]
    chance = Random(f"{seed} third {product.id}")
    return chance.choice(able).id if able else None


def _able(product: Candidate, raters: Sequence[Rater]) -> list[Rater]:
    ordered = sorted(raters, key=lambda each: each.id)
    return [
        each for each in ordered if each.office != product.office and each.id not in product.makers
    ]
