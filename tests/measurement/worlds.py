"""Invented cities in which the truth is known, and what a city would have counted there."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from training.internalization.rules.estimate.audits import audit_size
from training.internalization.rules.estimate.counts import Gold, UnitCounts

BANDS = ((5, 9), (10, 19), (20, 49), (50, 199), (200, 2000))
UNITS = (14, 16, 20, 22, 7)
GROUPS = 6
DOUBLE_RATED = 100


@dataclass(frozen=True)
class World:
    """How a city deviates from a simple one; see docs/measurement.md for each."""

    name: str
    delta: float = 0.0
    omega: float = 0.0
    tau: float = 0.6
    heavy: bool = False
    by_level: float = 0.0
    evading: float = 0.0
    away: float = 0.0
    se: float = 1.0
    sp: float = 1.0
    sent: int = 0
    shared: int = 0


WORLDS = (
    World("missing at random"),
    World("responders better (δ = .8)", delta=0.8),
    World("δ = 1.5, ω = .5", delta=1.5, omega=0.5),
    World("audit loses 25 % of non-adopters", delta=0.8, omega=0.3, evading=0.25),
    World("audit loses 20 % of everybody", delta=0.8, omega=0.3, away=0.2),
    World("raters err (se .85, sp .90)", delta=0.8, omega=0.3, se=0.85, sp=0.90),
    World("heavy-tailed units (t3)", delta=0.8, omega=0.3, heavy=True),
    World("response by the unit's level", delta=0.8, omega=0.3, by_level=1.0),
    World("two units send only their best", delta=0.8, omega=0.3, sent=2),
    World("two units share answers", delta=0.8, omega=0.3, shared=2),
)


NULL = World("null world for change", delta=0.8, omega=0.3)


@dataclass(frozen=True)
class Truth:
    """Who is truly there: one array of people per unit, and each unit's response and gap."""

    names: tuple[str, ...]
    groups: tuple[str, ...]
    there: tuple[np.ndarray, ...]
    response: np.ndarray
    gap: np.ndarray
    sly: tuple[bool, ...]

    @property
    def shares(self) -> np.ndarray:
        return np.array([each.mean() for each in self.there])

    @property
    def sizes(self) -> np.ndarray:
        return np.array([len(each) for each in self.there])


def city(world: World, chance: np.random.Generator) -> Truth:
    """79 units with about 7,700 people; levels, responses and gaps differ from unit to unit."""
    sizes = np.concatenate([
        np.exp(chance.uniform(np.log(low), np.log(high + 1), n)).astype(int)
        for (low, high), n in zip(BANDS, UNITS, strict=True)
    ])  # fmt: skip
    g = len(sizes)
    group = chance.integers(0, GROUPS, g)
    mu = chance.normal(chance.normal(-0.2, 0.8), 0.5, GROUPS)
    u = chance.standard_t(3, g) if world.heavy else chance.standard_normal(g)
    response = chance.normal(-0.3, 0.5, g) + world.by_level * u
    gap = chance.normal(world.delta, world.omega, g) if world.omega else np.full(g, world.delta)
    there = tuple(
        chance.random(n) < p for n, p in zip(sizes, expit(mu[group] + world.tau * u), strict=True)
    )
    sly = set(chance.permutation(g)[: world.sent + world.shared].tolist())
    return Truth(tuple(f"u{at:02}" for at in range(g)), tuple(f"g{k}" for k in group), there,
                 response, gap, tuple(at in sly for at in range(g)))  # fmt: skip


def counted(truth: Truth, world: World, chance: np.random.Generator) -> list[UnitCounts]:
    """What the city counts in one cycle: who answers, is drawn, is met, and how all are rated."""
    return [_unit(truth, at, world, chance) for at in range(len(truth.there))]


def _unit(truth: Truth, at: int, world: World, chance: np.random.Generator) -> UnitCounts:
    there, sly = truth.there[at], truth.sly[at]
    middle = there.mean()
    odds = truth.response[at] + truth.gap[at] * (there - middle)
    answers = chance.random(len(there)) < expit(odds)
    if sly and world.sent:
        answers = there & (chance.random(len(there)) < 0.9)
    rated = np.where(there, chance.random(len(there)) < world.se,
                     chance.random(len(there)) >= world.sp)  # fmt: skip
    if sly and world.shared:
        rated = rated | answers
    drawn = chance.permutation(np.flatnonzero(~answers))[: audit_size(int((~answers).sum()))]
    reached = there[drawn] | (chance.random(len(drawn)) >= world.evading)
    met = drawn[reached & (chance.random(len(drawn)) >= world.away)]
    return UnitCounts(
        truth.names[at], truth.groups[at], len(there), int(answers.sum()),
        int(rated[answers].sum()), len(drawn), len(met), int(rated[met].sum()),
    )  # fmt: skip


def gold(world: World, chance: np.random.Generator) -> Gold | None:
    """The double-rated set of a world in which raters err."""
    if world.se == world.sp == 1:
        return None
    return Gold(int(chance.binomial(DOUBLE_RATED, world.se)), DOUBLE_RATED,
                int(chance.binomial(DOUBLE_RATED, world.sp)), DOUBLE_RATED)  # fmt: skip
