"""How likely the counts of a unit are in its two phases, at given levels of the unit."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from training.internalization.rules.estimate.hypers import Hypers
from training.internalization.rules.estimate.tallies import Real

EDGE = 1e-12
FREEDOM = 4
"""Gaps between the phases have heavy tails: a unit that sends only its best is believed as audited,
not drawn to what is usual elsewhere (Lange, Little & Taylor 1989, JASA 84, 881–896)."""


@dataclass(frozen=True, slots=True)
class Phase:
    """Counts through the raters' eyes: q = se·p + (1 − sp)(1 − p) (Rogan & Gladen 1978).

    `log` is the binomial log-likelihood without its constant; `surplus` its derivative by q;
    `by_logit` dq/d(logit p); `p` the true share.
    """

    p: Real
    q: Real
    log: Real
    surplus: Real
    by_logit: Real

    @property
    def score(self) -> Real:
        """The derivative of the log-likelihood by the logit of the true share."""
        return self.surplus * self.by_logit


def log_deviations(u: Real, d: Real) -> Real:
    """The log density of a unit's deviations, without its constant: u normal, d Student's t."""
    return -0.5 * (u**2 + (FREEDOM + 1) * np.log1p(d**2 / FREEDOM))


def pull(d: Real) -> Real:
    """How hard the other units pull at one whose gap deviates by d: 1.25 near, little far off."""
    return (FREEDOM + 1) / (FREEDOM + d**2)


def log_phase(logit: Real, y: Real, n: Real, se: Real, sp: Real) -> Real:
    """The binomial log-likelihood alone, without its constant."""
    q = np.clip((1 - sp) + (se + sp - 1) * expit(logit), EDGE, 1 - EDGE)
    return y * np.log(q) + (n - y) * np.log1p(-q)


def phase(logit: Real, y: Real, n: Real, se: Real, sp: Real) -> Phase:
    """The log-likelihood of `y` in `n` and its derivatives."""
    p = expit(logit)
    q = np.clip((1 - sp) + (se + sp - 1) * p, EDGE, 1 - EDGE)
    log = y * np.log(q) + (n - y) * np.log1p(-q)
    return Phase(p, q, log, (y - n * q) / (q * (1 - q)), (se + sp - 1) * p * (1 - p))


def logits(u: Real, d: Real, hypers: Hypers) -> tuple[Real, Real]:
    """logit p of those assessed and of those not, at standardised deviations of the unit."""
    assessed = hypers.mu + hypers.tau * u
    return assessed, assessed - hypers.delta - hypers.omega * d
