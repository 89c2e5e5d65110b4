"""Everything that people are reminded of, from one file for each source."""

from collections.abc import Callable, Iterable
from itertools import chain

from training.reminders.queries import (
    from_casework,
    from_certificates,
    from_modules,
    from_plans,
    from_practice,
    from_products,
    from_visits,
    from_waves,
    from_witnesses,
)
from training.reminders.queries.asking import Asking
from training.reminders.rules.anchors import Anchor

Source = Callable[[Asking], Iterable[Anchor]]
SOURCES: tuple[Source, ...] = (
    from_practice.anchors,
    from_plans.anchors,
    from_witnesses.anchors,
    from_visits.anchors,
    from_products.anchors,
    from_waves.anchors,
    from_modules.anchors,
    from_certificates.anchors,
    from_casework.anchors,
)
"""A further capability adds a file with `anchors` and a line here; its kinds are in `Kind`."""


BUT_PRACTICE = tuple(each for each in SOURCES if each is not from_practice.anchors)
"""Without the one source that looks at everything somebody has learnt: for pages."""


def anchors(asking: Asking, sources: Iterable[Source] = SOURCES) -> list[Anchor]:
    """All dates that matter to the people who are asked about, as they stand now."""
    return list(chain.from_iterable(source(asking) for source in sources))
