"""The likelihood of what units have in common, each unit's own standing integrated out."""

import math

import numpy as np

from training.internalization.rules.estimate.hypers import CHANCE, log_prior, opened
from training.internalization.rules.estimate.modes import modes
from training.internalization.rules.estimate.phases import log_deviations, logits, phase
from training.internalization.rules.estimate.tallies import Real, Tally

NODES = 5
"""Per dimension, placed by each unit's own mode and curvature, so that 25 do what a fixed grid of
thousands would (Liu & Pierce 1994, Biometrika 81, 624–629)."""
CELLS = 600_000


def log_posterior(theta: Real, data: Tally) -> tuple[Real, Real]:
    """The log of the posterior density of each row of hyper-parameters, and its gradient."""
    step = max(1, CELLS // (len(data) * NODES**2))
    parts = [_part(theta[at : at + step], data) for at in range(0, len(theta), step)]
    return np.concatenate([each[0] for each in parts]), np.concatenate([each[1] for each in parts])


def _part(theta: Real, data: Tally) -> tuple[Real, Real]:
    hypers = opened(theta, data)
    found = modes(data, hypers)
    z, weight = np.polynomial.hermite_e.hermegauss(NODES)
    log_weight = np.log(weight) + 0.5 * z**2
    # Axes: node of u, node of d, row, unit.
    first, second = z[:, None, None, None], z[None, :, None, None]
    u = found.u + found.uu * first
    d = found.d + found.du * first + found.dd * second
    seen, unseen = logits(u, d, hypers)
    one = phase(seen, data.positives, data.assessed, hypers.se, hypers.sp)
    two = phase(unseen, data.audit_positives, data.audited, hypers.se, hypers.sp)
    joint = (
        one.log + two.log + log_deviations(u, d)
        + log_weight[:, None, None, None] + log_weight[None, :, None, None]
    )  # fmt: skip
    top = joint.max(axis=(0, 1))
    share = np.exp(joint - top)
    total = share.sum(axis=(0, 1))
    marginal = top + np.log(total) + np.log(found.uu * found.dd) - math.log(2 * math.pi)
    share /= total
    density, slope = log_prior(theta, data)
    by_level = (share * (one.score + two.score)).sum(axis=(0, 1))
    at = data.groups
    for group in range(at):
        slope[:, group] += by_level[:, data.group == group].sum(axis=1)
    more = [
        (share * hypers.tau * u * (one.score + two.score)),
        -(share * two.score), -(share * hypers.omega * d * two.score),
    ]  # fmt: skip
    if data.gold is not None:
        inside = (hypers.se - CHANCE) * (1 - hypers.se) / (1 - CHANCE)
        more.append(share * (one.surplus * one.p + two.surplus * two.p) * inside)
        inside = (hypers.sp - CHANCE) * (1 - hypers.sp) / (1 - CHANCE)
        more.append(-share * (one.surplus * (1 - one.p) + two.surplus * (1 - two.p)) * inside)
    for place, each in enumerate(more, start=at):
        slope[:, place] += each.sum(axis=(0, 1, 3))
    return density + marginal.sum(axis=1), slope
