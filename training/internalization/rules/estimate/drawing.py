"""Draws of how many people of each unit are there: those seen and those predicted."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from training.internalization.rules.estimate.hypers import Hypers, opened
from training.internalization.rules.estimate.modes import modes
from training.internalization.rules.estimate.phases import log_deviations, log_phase, logits, phase
from training.internalization.rules.estimate.tallies import Real, Tally, Whole

MOVES, TAIL = 8, 6


@dataclass(frozen=True, slots=True)
class Drawn:
    """People there, draws × units, and the mean share among those who were not assessed."""

    people: Whole
    unassessed: Real


def drawn(theta: Real, data: Tally, chance: np.random.Generator) -> Drawn:
    """Positives seen plus predicted among the unseen, for each row of hyper-parameters."""
    hypers = opened(theta, data)
    seen, unseen = _levels(data, hypers, chance)
    share = expit(unseen)
    people = (
        chance.binomial(data.unseen, share)
        + _rated(seen, data.positives, data.assessed, hypers, chance)
        + _rated(unseen, data.audit_positives, data.audited, hypers, chance)
    )
    return Drawn(people, share.mean(axis=0))


def _rated(logit: Real, y: Real, n: Real, hypers: Hypers, chance: np.random.Generator) -> Whole:
    """How many of those rated are truly there, given how many were rated so."""
    yes, no = y.astype(np.int64), (n - y).astype(np.int64)
    if np.all(hypers.se == 1) and np.all(hypers.sp == 1):
        return np.broadcast_to(yes, logit.shape)
    at = phase(logit, y, n, hypers.se, hypers.sp)
    right = np.clip(hypers.se * at.p / at.q, 0, 1)
    missed = np.clip((1 - hypers.se) * at.p / (1 - at.q), 0, 1)
    return chance.binomial(yes, right) + chance.binomial(no, missed)


def _levels(data: Tally, hypers: Hypers, chance: np.random.Generator) -> tuple[Real, Real]:
    """logit p of both phases, drawn for every row and unit.

    Independence Metropolis from a t about the mode: the first draw is Laplace's, each further move
    mends what Laplace gets wrong where counts are few (Tierney 1994, Annals of Statistics 22).
    """
    about = modes(data, hypers)
    u, d, log = about.u, about.d, np.full_like(about.u, -np.inf)
    for _ in range(MOVES):
        stretch = np.sqrt(TAIL / chance.chisquare(TAIL, u.shape))
        one = chance.standard_normal(u.shape) * stretch
        two = chance.standard_normal(u.shape) * stretch
        new_u = about.u + about.uu * one
        new_d = about.d + about.du * one + about.dd * two
        seen, unseen = logits(new_u, new_d, hypers)
        new_log = (
            log_phase(seen, data.positives, data.assessed, hypers.se, hypers.sp)
            + log_phase(unseen, data.audit_positives, data.audited, hypers.se, hypers.sp)
            + log_deviations(new_u, new_d)
            + 0.5 * (TAIL + 2) * np.log1p((one**2 + two**2) / TAIL)
        )
        taken = np.log(chance.random(u.shape)) < new_log - log
        u, d = np.where(taken, new_u, u), np.where(taken, new_d, d)
        log = np.where(taken, new_log, log)
    return logits(u, d, hypers)
