"""Rasch and two-parameter model of a quiz's item versions, from the marks of first attempts.

Why from a sample: a fit reads every response pattern some dozens of times. Items are drawn, so that
nearly every pattern is another one and aggregating them saves nothing; but two thousand people give
an item that a third of them were asked a standard error of about a tenth of a logit, and a fit of
sixty items takes a third of a second. Whoever has the smallest digests is in the sample: a simple
random sample without a seed to keep, the same in whatever order attempts were counted.

Why not after every batch: the figures would move in the second decimal. They are fitted anew once
the attempts grew by a twentieth (`is_due`), and whenever a quiz is counted anew. What was fitted,
and to which attempts, is stored together, so that the same fit can be made again and compared.
"""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from uuid import UUID

import numpy as np

from training.quiz.rules.statistics.latent import (
    LEAST_PEOPLE,
    Rasch,
    TwoParameters,
    rasch,
    two_parameters,
)
from training.quiz.rules.statistics.models_told import (
    Estimate,
    FitTold,
    ItemModel,
    ModelsTold,
    NotFitted,
    WhyLeftOut,
)
from training.quiz.rules.statistics.quadrature import Real

SAMPLE = 2000
GROWTH = 0.05
SALT = b"resap-models"
DIGITS = 4


def sampled(attempts: Sequence[UUID], *, most: int = SAMPLE) -> tuple[UUID, ...]:
    """The attempts to fit to, at most so many: those with the smallest salted digests."""

    def digest(attempt: UUID) -> bytes:
        return blake2b(attempt.bytes, digest_size=8, key=SALT).digest()

    return tuple(sorted(sorted(attempts, key=digest)[:most]))


def is_due(n: int, fitted: int | None) -> bool:
    """Whether `n` attempts ask for a fit, when the last one was made at `fitted`."""
    if n < LEAST_PEOPLE:
        return False
    return fitted is None or n >= fitted * (1 + GROWTH) or n < fitted


def models(marks: Sequence[Mapping[str, float]], *, n: int) -> ModelsTold:
    """Both models of the sampled attempts' marks (0 to 1, by item version).

    An item version is left out below 30 answers, where marks lie between nothing and all (a model
    of right and wrong says nothing about half), and where all were right or all wrong. What an
    attempt was not asked is missing by design, not wrong.
    """
    every = sorted({label for each in marks for label in each})
    by_item = {label: [each[label] for each in marks if label in each] for label in every}
    left = {label: why for label in every if (why := _left_out(by_item[label])) is not None}
    kept = [label for label in every if label not in left]
    table = _table(marks, kept)
    one, two = rasch(table), two_parameters(table)
    items = {label: _item(at, len(by_item[label]), one, two) for at, label in enumerate(kept)}
    return ModelsTold(
        n, len(marks), items, left,
        None if isinstance(one, NotFitted) else _fit(one, len(kept) + 1),
        None if isinstance(two, NotFitted) else _fit(two, 2 * len(kept)),
        None if isinstance(one, NotFitted) else round(one.variance, DIGITS),
        one if isinstance(one, NotFitted) else None,
        two if isinstance(two, NotFitted) else None,
    )  # fmt: skip


def _left_out(marks: Sequence[float]) -> WhyLeftOut | None:
    if len(marks) < LEAST_PEOPLE:
        return WhyLeftOut.TOO_FEW
    if not set(marks) <= {0.0, 1.0}:
        return WhyLeftOut.PARTIAL
    return WhyLeftOut.ALL_ALIKE if len(set(marks)) == 1 else None


def _table(marks: Sequence[Mapping[str, float]], kept: Sequence[str]) -> Real:
    nan = float("nan")
    rows = [[each.get(label, nan) for label in kept] for each in marks]
    return np.array(rows, dtype=np.float64).reshape(len(marks), len(kept))


def _item(at: int, n: int, one: Rasch | NotFitted, two: TwoParameters | NotFitted) -> ItemModel:
    """All items of the table can be used, so that places in it are places in the models."""
    alone = None if isinstance(one, NotFitted) else _near(one.difficulty[at], one.se_difficulty[at])
    if isinstance(two, NotFitted):
        return ItemModel(n, alone)
    return ItemModel(
        n, alone, _near(two.difficulty[at], two.se_difficulty[at]),
        _near(two.slope[at], two.se_slope[at]),
    )  # fmt: skip


def _near(value: float, se: float) -> Estimate:
    return Estimate(round(value, DIGITS), round(se, DIGITS))


def _fit(found: Rasch | TwoParameters, parameters: int) -> FitTold:
    return FitTold(
        round(found.loglik, DIGITS), parameters, round(found.aic, DIGITS), round(found.bic, DIGITS)
    )
