"""What lasts: cases that a person recalled, or not, long after they were last asked."""

from collections.abc import Iterator
from uuid import UUID

from training.internalization.rules.evidence import Evidence, Kind
from training.practice.queries.evidence import Recalled
from training.practice.queries.evidence import evidence_between as recalled_between


def recalls_between(first: UUID, last: UUID) -> Iterator[Evidence]:
    """Unprompted answers on unseen variants after sixty days, void ones included as such.

    The score of such evidence is the gap in days.
    """
    for each in recalled_between(first, last):
        if each.is_retention or (each.void and each.unseen):
            yield _evidence(each)


def _evidence(each: Recalled) -> Evidence:
    traced = {
        "question": each.question, "objective": each.objective, "indicator": each.indicator,
        "as": each.kind, "predicted": round(each.predicted, 6),
    }  # fmt: skip
    return Evidence(
        Kind.RECALL, each.id, each.employee_id, each.unit_id, each.at, each.slug,
        met=each.recalled, score=round(each.gap_days, 3), size=1, void=each.void, detail=traced,
    )  # fmt: skip
