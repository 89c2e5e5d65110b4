"""How many of those who were not assessed are drawn for the audit."""

LEAST, MOST, PERCENT = 3, 25, 8


def audit_size(unassessed: int) -> int:
    """People to draw among `unassessed` people: 8 % rounded up, 3 to 25, never more than there are.

    With better-than-average responders about 4 % of a city's staff are enough to restore the
    coverage of the interval (docs/measurement.md).
    """
    share = -(-PERCENT * unassessed // 100)
    return min(unassessed, max(LEAST, min(MOST, share)))
