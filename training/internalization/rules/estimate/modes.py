"""Where each unit most probably stands, and how sharply, at given hyper-parameters."""

from dataclasses import dataclass

import numpy as np

from training.internalization.rules.estimate.hypers import Hypers
from training.internalization.rules.estimate.phases import logits, phase, pull
from training.internalization.rules.estimate.tallies import Real, Tally

STEPS, FURTHEST = 8, 3.0


@dataclass(frozen=True, slots=True)
class Modes:
    """Modes of the standardised deviations (u, d), rows × units, and a root of their covariance.

    (u, d) = mode + L·z with L lower triangular: `uu`, `du`, `dd`.
    """

    u: Real
    d: Real
    uu: Real
    du: Real
    dd: Real


def modes(data: Tally, hypers: Hypers, steps: int = STEPS) -> Modes:
    """Fisher scoring on every unit of every row at once."""
    u = np.zeros(np.broadcast_shapes(hypers.mu.shape, (len(data),)))
    d = np.zeros_like(u)
    for _ in range(steps):
        first, second, cross, det, by_u, by_d = _curvature(u, d, data, hypers)
        u = u + np.clip((second * by_u - cross * by_d) / det, -FURTHEST, FURTHEST)
        d = d + np.clip((first * by_d - cross * by_u) / det, -FURTHEST, FURTHEST)
    _, second, cross, det, _, _ = _curvature(u, d, data, hypers)
    uu = np.sqrt(second / det)
    return Modes(u, d, uu, -cross / det / uu, 1 / np.sqrt(second))


def _curvature(u: Real, d: Real, data: Tally, hypers: Hypers) -> tuple[Real, ...]:
    """The expected information of (u, d), prior included, its determinant, and the gradient.

    The determinant is summed from its positive terms: as a difference of products it would vanish
    by rounding where units may lie very far apart.
    """
    seen, unseen = logits(u, d, hypers)
    one = phase(seen, data.positives, data.assessed, hypers.se, hypers.sp)
    two = phase(unseen, data.audit_positives, data.audited, hypers.se, hypers.sp)
    known = data.assessed * one.by_logit**2 / (one.q * (1 - one.q))
    drawn = data.audited * two.by_logit**2 / (two.q * (1 - two.q))
    held = pull(d)
    apart, second = hypers.tau**2, hypers.omega**2 * drawn + held
    return (
        apart * (known + drawn) + 1, second, -hypers.tau * hypers.omega * drawn,
        (apart * known + 1) * second + apart * drawn * held,
        hypers.tau * (one.score + two.score) - u, -hypers.omega * two.score - held * d,
    )  # fmt: skip
