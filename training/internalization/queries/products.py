"""What the products of people's work show, as evidence."""

from collections.abc import Iterator
from uuid import UUID

from training.internalization.rules.evidence import Evidence, Kind
from training.observation.queries.product_evidence import products_between as settled_between


def products_between(first: UUID, last: UUID) -> Iterator[Evidence]:
    """Settled work products of the people of a range; one product may have several makers.

    It counts from when its raters had settled it: the score is their mean from 0 to 3.
    """
    for each in settled_between(first, last):
        traced = {"product": str(each.product_id), "raters": each.raters}
        yield Evidence(
            Kind.PRODUCT, each.id, each.employee_id, each.unit_id, each.at, each.kind.value,
            met=each.met, score=round(each.score, 6), size=3, stage=each.stage.value,
            detail=traced, occasion=each.product_id,
        )  # fmt: skip
