"""When a corrected snapshot may be told: where at least k people of a unit are counted otherwise.

Two snapshots of one cycle differ in nothing but what was corrected. Were a unit told anew because
of one person, the step in which a share then lies would tell on that person. So what concerns fewer
than k people of a unit leaves its figures as they were told before.
"""

from collections.abc import Iterable, Mapping
from typing import Any

Counts = Mapping[str, float]


def counts_of(rows: Iterable[tuple[int, Mapping[str, Any], Mapping[int, float]]]) -> Counts:
    """Everything that is counted of some rosters: people, what a closing told, those by level.

    Each row is a roster with what was told of it, and the share evidenced by level.
    """
    sums: dict[str, float] = {}
    for roster, told, evidenced in rows:
        found = {"roster": roster, "assessed": told.get("assessed", 0)}
        for part in ("streams", "shown", "dials"):
            found |= {f"{part}.{key}": people for key, people in told.get(part, {}).items()}
        gates, voice = told.get("gates", {}), told.get("voice") or {}
        found |= {"audited": gates.get("audited", 0), "drawn": gates.get("drawn", 0),
                  "heard": voice.get("n", 0), "good": voice.get("good", 0)}  # fmt: skip
        found |= {f"plans.{key}": many for key, many in (told.get("plans") or {}).items()}
        found |= {f"level.{level}": share * roster for level, share in evidenced.items()}
        for key, people in found.items():
            sums[key] = sums.get(key, 0) + people
    return sums


def is_moved(now: Counts, before: Counts, *, k: int) -> bool:
    """Whether at least k people are counted otherwise, or the unit was not told before at all."""
    if before.get("roster", 0) < k:
        return True
    return any(abs(now.get(key, 0) - before.get(key, 0)) >= k for key in {*now, *before})
