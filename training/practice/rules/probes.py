"""Delayed probes: cards that are kept out of practice until they are asked, months after a module.

Asking what nobody has practised since tells what lasts by itself; it is the cleanest evidence of
retention that there is. Which cards are kept back is drawn by a seed of the person and the module.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random
from uuid import UUID

from training.practice.rules.cards import Card
from training.practice.rules.record import Record

WINDOWS: Mapping[int, int] = {30: 90, 90: 180, 180: 365}
"""From which day after finishing a probe is asked, and from which day it is too late for it."""
MOST_OF = 3


@lru_cache(maxsize=1024)
def kept_back(person: UUID, cards: tuple[Card, ...]) -> Mapping[int, Card]:
    """The card of each probe. At most a third of a module's cards; the latest probes come first.

    Only cards with at least two variants: an unseen one has to be left.
    """
    able = sorted((each for each in cards if len(each.variants) > 1), key=lambda card: card.key)
    Random(f"{person} {cards[0].slug if cards else ''} probes").shuffle(able)
    count = min(len(WINDOWS), len(cards) // MOST_OF)
    return dict(zip(sorted(WINDOWS, reverse=True)[:count], able, strict=False))


def waiting(record: Record, slug: str, cards: tuple[Card, ...], at: datetime) -> dict[int, Card]:
    """The probes of a finished module that are neither asked nor too late at an instant."""
    done = {each.mark for each in record.cases if each.slug == slug}
    since = at - record.finished[slug].at
    return {
        mark: card
        for mark, card in kept_back(record.person, cards).items()
        if mark not in done and since < timedelta(days=WINDOWS[mark])
    }


def opens_at(finished_at: datetime, mark: int) -> datetime:
    """From when on a probe can be asked."""
    return finished_at + timedelta(days=mark)
