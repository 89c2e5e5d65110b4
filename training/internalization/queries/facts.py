"""Everything that is evidence about people, as the capabilities below know it now."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from uuid import UUID

from training.internalization.queries.observations import observations_between
from training.internalization.queries.plans import plans_between
from training.internalization.queries.products import products_between
from training.internalization.queries.readings import readings_between
from training.internalization.queries.recalls import recalls_between
from training.internalization.queries.sittings import sittings_between
from training.internalization.rules.evidence import Evidence

Between = Callable[[UUID, UUID], Iterable[Evidence]]
SOURCES: tuple[Between, ...] = (
    readings_between, sittings_between, recalls_between, plans_between, observations_between,
    products_between,
)  # fmt: skip


def evidence_between(first: UUID, last: UUID) -> Iterator[Evidence]:
    """All evidence about the people whose ids lie in the range, in no certain order."""
    return chain.from_iterable(source(first, last) for source in SOURCES)
