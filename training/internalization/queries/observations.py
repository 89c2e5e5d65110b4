"""What observers saw of people, and what they found to the contrary, as evidence."""

from collections.abc import Iterator
from uuid import UUID

from training.internalization.rules.evidence import Evidence, Kind
from training.observation.queries.evidence import evidence_between as observed_between
from training.observation.queries.findings import verified_about


def observations_between(first: UUID, last: UUID) -> Iterator[Evidence]:
    """Signed visits and verified findings about the people of a range."""
    for each in observed_between(first, last):
        traced = {
            "instrument": each.instrument, "audit": each.audit, "share": round(each.share, 6),
        }  # fmt: skip
        yield Evidence(
            Kind.OBSERVED, each.id, each.employee_id, each.unit_id, each.at, each.context,
            met=each.met, score=round(each.share, 6), size=each.seen, stage=each.stage,
            rater=each.observer_id, announced=each.announced, occasion=each.double, detail=traced,
        )  # fmt: skip
    for finding in verified_about(first, last):
        yield Evidence(
            Kind.CONTRARY, finding.id, finding.employee_id, finding.unit_id, finding.at,
            finding.kind, met=False, detail={"open": finding.is_open},
        )  # fmt: skip
