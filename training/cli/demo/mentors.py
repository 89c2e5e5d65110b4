"""A dozen invented mentors of as many departments, beside the one who has a demo account."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from uuid import UUID

from training.audit.rules import EventKind
from training.cli.demo.chance import seeded
from training.cli.demo.conduct import Player
from training.cli.demo.journeys import Noted
from training.cli.demo.period import Period
from training.kernel.ids import uuid7
from training.people.actions.history import RoleRow
from training.people.rules.kinds import Role

DOZEN = 12


def chosen(players: Iterable[Player], taken: Collection[UUID], seed: int) -> list[Player]:
    """At most twelve people, each of another department; nobody who has a part or leads a unit."""
    chance = seeded("mentors", seed)
    free = [each for each in players if not (each.fresh or each.head or each.id in taken)]
    chance.shuffle(free)
    by_department: dict[str, Player] = {}
    for each in free:
        by_department.setdefault("/".join(each.path.split("/")[:3]), each)
    return list(by_department.values())[:DOZEN]


def roles(found: Iterable[Player], period: Period, trail: list[Noted]) -> list[RoleRow]:
    """Their role over their own unit, granted on the first morning."""
    rows = []
    for count, each in enumerate(found):
        at = period.start + timedelta(hours=1, seconds=20 * count)
        detail = {"role": Role.MENTOR.value, "unit": str(each.unit_id)}
        trail.append(Noted(at, EventKind.ROLE_GRANTED, None, "person", str(each.id), detail))
        rows.append(RoleRow(uuid7(at), each.id, Role.MENTOR.value, each.unit_id, at, None))
    return rows
