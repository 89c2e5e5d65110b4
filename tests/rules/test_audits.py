"""How many are drawn for the audit."""

import pytest

from training.internalization.rules.estimate.audits import audit_size


@pytest.mark.parametrize(
    ("unassessed", "drawn"),
    [(0, 0), (1, 1), (2, 2), (3, 3), (37, 3), (38, 4), (50, 4), (51, 5), (300, 24), (301, 25),
     (313, 25), (100_000, 25)],
)  # fmt: skip
def test_eight_percent_rounded_up_are_drawn_at_least_three_and_at_most_twenty_five(
    unassessed, drawn
):
    assert audit_size(unassessed) == drawn
