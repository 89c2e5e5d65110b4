"""The level rule tells people apart who a test alone cannot (docs/measurement.md, targets)."""

import math

import pytest

from tests.measurement.archetypes import PEOPLE, shares

COUNT = 500


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in PEOPLE if name != "genuine"])
def test_nobody_reaches_a_level_by_clicking_sharing_cramming_or_performing(name):
    for share, target in zip(shares(name, COUNT, seed=1), PEOPLE[name].target, strict=True):
        assert share <= target + 3 * math.sqrt(max(target, 1 / COUNT) * (1 - target) / COUNT)


@pytest.mark.slow
def test_whoever_means_it_is_recognised():
    for share, target in zip(shares("genuine", COUNT, 1), PEOPLE["genuine"].target, strict=True):
        assert share >= target - 3 * math.sqrt(target * (1 - target) / COUNT)
