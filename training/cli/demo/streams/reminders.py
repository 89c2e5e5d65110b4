"""A year of letters: who was reminded of practice and of modules, and a few who chose less."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from training.audit.rules import EventKind
from training.cli.demo.chance import seeded
from training.cli.demo.conduct import Player
from training.cli.demo.journeys import Noted
from training.cli.demo.streams import Stage
from training.content.rules.reminders import Kind
from training.kernel.ids import uuid7
from training.people.rules.kinds import Role
from training.practice.queries.reminding import SHIPPED, holidays
from training.practice.rules.calendar import may_remind
from training.practice.rules.weeks import week_of
from training.reminders.actions.history import keep_history
from training.reminders.queries.history import first_cases
from training.reminders.rules.anchors import EVERYTHING, Way

DIGEST = ("id", "to_id", "day", "at")
SENT = ("id", "digest_id", "employee_id", "to_id", "kind", "occurrence", "day")
SWITCH = ("id", "kind", "off", "reason", "by_id", "at")
WISH = ("id", "employee_id", "way", "at")
LETTERS, CHOOSES, WEEKS = 6, 0.06, 50
MORNING = time(8, 10)
STOPPED_DAYS = 2
STOP, GO = "Server surel kota sedang dipelihara.", "Server surel kota sudah pulih."


@dataclass(slots=True)
class Written:
    """Rows in the order of the tables' columns."""

    digests: list[tuple[Any, ...]] = field(default_factory=list)
    sent: list[tuple[Any, ...]] = field(default_factory=list)
    wishes: list[tuple[Any, ...]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scene:
    """When a person began to practise, and when the city's letters were stopped."""

    begun: datetime
    stopped: datetime

    def sends(self, at: datetime, stage: Stage) -> bool:
        """Whether letters went out at an instant."""
        rests = self.stopped <= at < self.stopped + timedelta(days=STOPPED_DAYS)
        return not rests and may_remind(at, stage.period.zone.key, holidays(SHIPPED.parent))


def play(stage: Stage) -> dict[str, int]:
    """Some Mondays of everybody who takes part, and one stop while the mail server rested."""
    written, stopped = Written(), _stopped(stage)
    begun = first_cases()
    for player in stage.players:
        if not player.fresh and player.id in begun:
            _letters(player, stage, Scene(begun[player.id], stopped), written)
    return {
        "letters": keep_history("digest", DIGEST, written.digests),
        "reminders": keep_history("sent", SENT, written.sent),
        "reminder_wishes": keep_history("wish", WISH, written.wishes),
        "reminder_switches": keep_history("switch", SWITCH, list(_switches(stage, stopped))),
    }


def _letters(player: Player, stage: Stage, scene: Scene, written: Written) -> None:
    chance = seeded("reminders", player.seed)
    for monday in sorted(set(_mondays(stage, chance))):
        at = datetime.combine(monday, MORNING, stage.period.zone).astimezone(UTC)
        if not scene.begun < at < stage.period.end or not scene.sends(at, stage):
            continue
        letter = uuid7(at, chance.randbytes(10))
        written.digests.append((letter, player.id, monday, at))
        key = f"{monday.isoformat()}/self+0"
        written.sent.append((
            uuid7(at, chance.randbytes(10)), letter, player.id, player.id, Kind.PRACTICE.value,
            key, monday,
        ))  # fmt: skip
    if chance.random() < CHOOSES:
        back = timedelta(days=chance.randrange(max(1, stage.period.days)))
        at = stage.period.at_work(stage.period.end - back, chance)
        if stage.period.start < at < stage.period.end:
            way = chance.choice((Way.WEEKLY, Way.OFF)).value
            written.wishes.append((uuid7(at, chance.randbytes(10)), player.id, way, at))


def _mondays(stage: Stage, chance: Random) -> list[date]:
    """A few Mondays of the past weeks; nothing this week, so that something is left to send."""
    this_week = week_of(stage.period.end, stage.period.zone.key)
    most = max(2, min(WEEKS, stage.period.days // 7))
    return [this_week - timedelta(weeks=chance.randint(1, most)) for _ in range(LETTERS)]


def _stopped(stage: Stage) -> datetime:
    """A Sunday half way through the period."""
    middle = stage.period.end - timedelta(days=stage.period.days // 2)
    monday = week_of(middle, stage.period.zone.key)
    return datetime.combine(
        monday - timedelta(days=1), time(20), stage.period.zone
    ).astimezone(UTC)  # fmt: skip


def _switches(stage: Stage, stopped: datetime) -> Iterator[tuple[Any, ...]]:
    by: UUID | None = stage.holders.get(Role.HR)
    again = stopped + timedelta(days=STOPPED_DAYS)
    if by is None or not stage.period.start < stopped < again < stage.period.end:
        return
    chance = seeded("switches", stage.seed)
    for at, off, reason in ((stopped, True, STOP), (again, False, GO)):
        event = EventKind.REMINDERS_STOPPED if off else EventKind.REMINDERS_ALLOWED
        stage.trail.append(Noted(at, event, by, "reminders", "all"))
        yield uuid7(at, chance.randbytes(10)), EVERYTHING, off, reason, by, at
