"""Evidence of one invented person, by the day on which it happened."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from training.internalization.rules.evidence import Evidence, Kind, Ledger, ledger
from training.internalization.rules.levels import Level, Role, level_at

DAY_0 = datetime(2025, 1, 6, 2, tzinfo=UTC)
SPACE = UUID(int=4)
SERVES, PLANS, SUPPORTS = Role("pelayanan-langsung"), Role("perencana"), Role("pendukung")
FIRST, SECOND = UUID(int=11), UUID(int=12)


def on(day: float) -> datetime:
    return DAY_0 + timedelta(days=day)


def fact(kind: Kind, day: float, *, met: bool = True, **more: Any) -> Evidence:
    """One fact of a day; the same arguments make the same fact."""
    given = {"topic": "m3", "score": 0.0, "size": 0} | more
    name = f"{kind} {day} {met} {sorted((key, str(value)) for key, value in given.items())}"
    return Evidence(kind, uuid5(SPACE, name), UUID(int=1), UUID(int=2), on(day), met=met, **given)


def sitting(day: float, right: float = 8, of: int = 8, **more: Any) -> Evidence:
    return fact(Kind.SITTING, day, met=right == of, score=right, size=of, **more)


def read(day: float, share: float = 1.0, **more: Any) -> Evidence:
    return fact(Kind.READ, day, score=share, **more)


def recall(day: float, *, met: bool = True, gap: float = 65.0) -> Evidence:
    return fact(Kind.RECALL, day, met=met, score=gap)


def cases(day: float, share: float = 1.0, *, conflicts: bool = False) -> Evidence:
    kind = Kind.VALUE_CONFLICTS if conflicts else Kind.SERVICE_CASES
    return fact(kind, day, met=share >= 0.7, score=4 * share, size=4)


def plan(day: float) -> Evidence:
    return fact(Kind.PLAN, day)


def enactment(day: float) -> Evidence:
    return fact(Kind.ENACTMENT, day)


def seen(
    day: float, *, met: bool = True, announced: bool = True, rater: UUID = FIRST, **more: Any
) -> Evidence:
    given = {"topic": "loket", "announced": announced, "rater": rater} | more
    return fact(Kind.OBSERVED, day, met=met, **given)


def product(day: float, *, met: bool = True, stage: str = "service", kind: str = "sop") -> Evidence:
    return fact(Kind.PRODUCT, day, met=met, stage=stage, topic=kind)


def contrary(day: float, *, is_open: bool = True) -> Evidence:
    return fact(Kind.CONTRARY, day, met=False, detail={"open": is_open})


def made(*entries: Evidence) -> Ledger:
    return ledger(entries)


def level(*entries: Evidence, day: float, role: Role = SERVES) -> Level:
    return level_at(made(*entries), role, at=on(day))


def up_to(wanted: Level, day: float) -> list[Evidence]:
    """Evidence that is just enough for a level on a day, all of it from shortly before."""
    found = [sitting(day - 60), sitting(day - 30), plan(day - 40)]
    if wanted >= Level.VALUING:
        found += [recall(day - 70), recall(day - 20), cases(day - 80), cases(day - 25)]
        found += [enactment(day - 10)]
    if wanted >= Level.ORGANISING:
        found += [cases(day - 81, conflicts=True), cases(day - 26, conflicts=True)]
        found += [seen(day - 50), seen(day - 45, rater=SECOND), seen(day - 12, announced=False)]
        found += [product(day - 90), product(day - 33, stage="planning", kind="renja-line")]
    return found
