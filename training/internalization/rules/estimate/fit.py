"""What the units of a city have in common, found from its counts: the mode and draws around it."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from training.internalization.rules.estimate.hypers import start
from training.internalization.rules.estimate.quadrature import log_posterior
from training.internalization.rules.estimate.tallies import Real, Tally

PROPOSALS, TAIL = 400, 6
ENOUGH, MENDS = 60, 2
POWERS = tuple(0.8**k for k in range(25))
STEP = 1e-3
LEAST_CURVATURE = 0.05


@dataclass(frozen=True, slots=True)
class Fitted:
    """The mode, equally weighted draws, and how many independent draws they are worth."""

    mode: Real
    draws: Real
    effective: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where to propose hyper-parameters: a middle and a root of the spread about it."""

    middle: Real
    root: Real


def fitted(data: Tally, chance: np.random.Generator, draws: int) -> Fitted:
    """The posterior of the hyper-parameters.

    Marginal likelihood, maximised; a t distribution from its curvature there (Laplace); and, better
    than Laplace alone, its draws weighted by the marginal posterior itself and drawn again
    (sampling/importance resampling: Rubin 1987; Gelman et al. 2013, Bayesian Data Analysis, 10.4).
    """
    mode = _mode(data)
    proposal = Proposal(mode, _root(mode, data))
    proposed, log_weight = _weighted(proposal, data, chance)
    for _ in range(MENDS):
        if _worth(_shares(log_weight)) >= ENOUGH:
            break
        proposal = _moved(proposal, proposed, _shares(_tempered(log_weight)))
        proposed, log_weight = _weighted(proposal, data, chance)
    weight = _shares(_tempered(log_weight))
    ladder = (np.arange(draws) + chance.random()) / draws
    chosen = np.minimum(np.searchsorted(np.cumsum(weight), ladder), PROPOSALS - 1)
    return Fitted(mode, proposed[chance.permutation(chosen)], _worth(weight))


def _worth(weight: Real) -> float:
    """How many equally weighted draws weighted ones are worth (Kish 1965)."""
    return float(1 / (weight**2).sum())


def _weighted(proposal: Proposal, data: Tally, chance: np.random.Generator) -> tuple[Real, Real]:
    """Proposed rows, and the log of the weight of each."""
    size = len(proposal.middle)
    normal = chance.standard_normal((PROPOSALS, size))
    stretch = np.sqrt(TAIL / chance.chisquare(TAIL, PROPOSALS))
    proposed = proposal.middle + (normal * stretch[:, None]) @ proposal.root.T
    density, _ = log_posterior(proposed, data)
    square = (normal**2).sum(axis=1) * stretch**2
    return proposed, density + 0.5 * (TAIL + size) * np.log1p(square / TAIL)


def _shares(log_weight: Real) -> Real:
    weight = np.exp(log_weight - log_weight.max())
    return weight / weight.sum()


def _tempered(log_weight: Real) -> Real:
    """The weights, flattened as far as is needed for enough of them to count.

    With dozens of groups no proposal meets the posterior everywhere; between its draws as they are
    and full weights lies what can be had (Ionides 2008, JCGS 17, 295–311, truncates instead).
    """
    flattened = (power * log_weight for power in POWERS)
    enough = (each for each in flattened if _worth(_shares(each)) >= ENOUGH)
    return next(enough, POWERS[-1] * log_weight)


def _moved(proposal: Proposal, proposed: Real, weight: Real) -> Proposal:
    """A proposal nearer to what the weights have shown, never narrower than half the first."""
    middle = weight @ proposed
    apart = proposed - middle
    spread = (apart * weight[:, None]).T @ apart + proposal.root @ proposal.root.T / 4
    return Proposal(middle, np.linalg.cholesky(spread))


def _mode(data: Tally) -> Real:
    def cost(theta: Real) -> tuple[float, Real]:
        density, slope = log_posterior(theta[None], data)
        return -float(density[0]), -slope[0]

    at = data.groups
    bounds = [(-12.0, 12.0)] * at + [(-5.0, 2.0), (-6.0, 6.0), (-5.0, 2.0)]
    bounds += [(-8.0, 12.0)] * (2 * (data.gold is not None))
    return minimize(cost, start(data), jac=True, method="L-BFGS-B", bounds=bounds).x


def _root(mode: Real, data: Tally) -> Real:
    """A root of the inverse curvature at the mode, from differences of the gradient."""
    shift = np.eye(len(mode)) * STEP
    _, slope = log_posterior(np.concatenate([mode + shift, mode - shift]), data)
    half = (slope[: len(mode)] - slope[len(mode) :]) / (2 * STEP)
    value, vector = np.linalg.eigh(-(half + half.T) / 2)
    return vector / np.sqrt(np.maximum(value, LEAST_CURVATURE))
