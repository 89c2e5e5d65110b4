"""What children say of units, as a cycle keeps it: sums, and whether they lie below the funnel."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from training.content.rules.voices import Tier
from training.voice.queries.figures import UnitVoice, city_children, voice_of
from training.voice.rules.shares import Sums, below_funnel

CURRENT_FOR = timedelta(days=180)


def voices_of(units: Collection[UUID], *, until: date, k: int) -> dict[UUID, dict[str, Any]]:
    """By unit that was spoken of in the half year until a day: `n` and `good` of the children.

    `tiers` holds the same by tier; `holds` tells whether the unit does not lie below the funnel of
    the city's units, None where fewer than k children spoke.
    """
    end = until + timedelta(days=1)
    city = city_children(end - CURRENT_FOR, end)
    found = voice_of(units, end - CURRENT_FOR, end)
    return {unit: _told(said, city, k) for unit, said in found.items()}


def _told(said: UnitVoice, city: Sums, k: int) -> dict[str, Any]:
    below = below_funnel(said.children, city, k=k)
    return {
        "n": said.children.n, "good": round(said.children.good, 6),
        "tiers": {tier.value: _sums(said.tiers.get(tier, Sums())) for tier in Tier},
        "holds": None if below is None else not below,
    }  # fmt: skip


def _sums(sums: Sums) -> list[float]:
    return [sums.n, round(sums.good, 6)]
