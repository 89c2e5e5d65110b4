"""Units with counts, for tests of the estimate."""

from training.internalization.rules.estimate.audits import audit_size
from training.internalization.rules.estimate.counts import UnitCounts


def unit(name: str = "a", roster: int = 40, assessed: int = 20, positives: int = 10, **given):
    """One unit; unless told otherwise its audit was finished and found half of them there."""
    drawn = given.get("drawn", audit_size(roster - assessed))
    audited = given.get("audited", drawn)
    there = given.get("audit_positives", audited // 2)
    return UnitCounts(
        name, given.get("group", "dinas"), roster, assessed, positives, drawn, audited, there
    )


def some_city() -> list[UnitCounts]:
    """Five units of two groups, small and large."""
    return [
        unit("a", 40, 20, 12), unit("b", 200, 90, 30, audit_positives=2),
        unit("c", 8, 3, 2, group="kelurahan"), unit("d", 15, 15, 9, group="kelurahan"),
        unit("e", 60, 10, 9, group="kelurahan", audit_positives=1),
    ]  # fmt: skip
