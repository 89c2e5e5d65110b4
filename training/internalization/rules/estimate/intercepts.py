"""Shares counted several times in each cluster, when clusters and single counts differ by chance.

The plain relative of the unit estimate: its published results show that the way of integrating and
maximising is right. Units are clusters here, and their counts have any regression.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, gammaln

from training.internalization.rules.estimate.tallies import Real, Whole

STEPS = 30


@dataclass(frozen=True, slots=True)
class Counts:
    """`y` of `n` in clusters × counts (n = 0 fills a row up), and predictors for each."""

    y: Real
    n: Real
    x: Real


@dataclass(frozen=True, slots=True)
class Intercepts:
    """Regression on the logit scale, spread of clusters, spread of counts, log-likelihood."""

    beta: Real
    cluster_sd: float
    count_sd: float
    log: float


def stacked(cluster: Whole, y: Real, n: Real, x: Real) -> Counts:
    """Rows in any order as clusters × counts."""
    names, row = np.unique(cluster, return_inverse=True)
    most = int(np.bincount(row).max())
    found = Counts(np.zeros((len(names), most)), np.zeros((len(names), most)),
                   np.zeros((len(names), most, x.shape[1])))  # fmt: skip
    for at in range(len(names)):
        mine = np.flatnonzero(row == at)
        found.y[at, : len(mine)], found.n[at, : len(mine)] = y[mine], n[mine]
        found.x[at, : len(mine)] = x[mine]
    return found


def log_likelihood(data: Counts, beta: Real, cluster_sd: float, count_sd: float) -> float:
    """The marginal log-likelihood by Laplace's approximation (Breslow & Clayton 1993, JASA 88)."""
    most = data.y.shape[1]
    design = np.concatenate([np.full((most, 1), cluster_sd), np.eye(most) * count_sd], axis=1)
    z = np.zeros((len(data.y), most + 1))
    for _ in range(STEPS):
        p = expit(data.x @ beta + z @ design.T)
        information = _information(data, p, design)
        z = (
            z
            + np.linalg.solve(information, ((data.y - data.n * p) @ design - z)[:, :, None])[..., 0]
        )
    eta = data.x @ beta + z @ design.T
    inside = data.y * eta - data.n * np.logaddexp(0, eta)
    ways = gammaln(data.n + 1) - gammaln(data.y + 1) - gammaln(data.n - data.y + 1)
    curved = np.linalg.slogdet(_information(data, expit(eta), design))[1]
    return float(inside.sum() + ways.sum() - 0.5 * (z**2).sum() - 0.5 * curved.sum())


def _information(data: Counts, p: Real, design: Real) -> Real:
    weight = data.n * p * (1 - p)
    return np.eye(design.shape[1]) + np.einsum("cr,ri,rj->cij", weight, design, design)


def random_intercepts(data: Counts, *, each_count: bool = False) -> Intercepts:
    """The maximum of that likelihood; `each_count` lets single counts differ too."""
    width = data.x.shape[2]

    def cost(theta: Real) -> float:
        sds = np.exp(theta[width:])
        return -log_likelihood(data, theta[:width], sds[0], sds[1] if each_count else 0.0)

    begin = np.concatenate([np.zeros(width), np.full(1 + each_count, np.log(0.5))])
    best = minimize(cost, begin, method="BFGS", options={"gtol": 1e-5})
    sds = np.exp(best.x[width:])
    return Intercepts(best.x[:width], float(sds[0]), float(sds[1]) if each_count else 0.0,
                      -float(best.fun))  # fmt: skip
