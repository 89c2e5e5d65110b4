"""A year of casework of the task force, played through the real actions; every state shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from training.cli.demo.chance import seeded
from training.cli.demo.conduct import Player
from training.cli.demo.streams import Stage
from training.cli.demo.streams.casework_words import (
    ANSWERS,
    CHECKS,
    FINDINGS,
    PLANS,
    Finding,
    Scene,
    Way,
)
from training.internalization.queries.cycles import cycles
from training.oversight.actions import following, holding, planning
from training.oversight.actions.following import Said
from training.oversight.actions.holding import Hand
from training.oversight.actions.naming import name
from training.oversight.actions.planning import Desk
from training.oversight.queries.cases import cases_of_entry
from training.oversight.queries.leaders import leaders
from training.oversight.rules.entries import EntryKind, Plan, Rhythm
from training.oversight.rules.following import StepKind
from training.oversight.rules.records import Agreed, Found, Record
from training.people.queries.units import EVERYWHERE, tree
from training.people.rules.kinds import Role

AHEAD, AGREED_FOR = timedelta(days=14), timedelta(days=21)
NOON, BEGINS, LASTS = time(12), time(9), timedelta(minutes=75)
STEPS: dict[Way, tuple[StepKind, ...]] = {
    Way.CLOSED: (StepKind.ANSWER, StepKind.DONE, StepKind.CLOSED),
    Way.GOES_ON: (StepKind.ANSWER, StepKind.DONE, StepKind.GOES_ON),
    Way.ESCALATED: (StepKind.ANSWER, StepKind.ESCALATED),
    Way.TO_CHECK: (StepKind.ANSWER, StepKind.DONE),
    Way.UNDER_WAY: (StepKind.ANSWER,),
    Way.UNANSWERED: (),
}
SERIES = Rhythm(talks=3, weeks=4)
OF_THE_UNIT = frozenset({StepKind.ANSWER, StepKind.DONE})


@dataclass(slots=True)
class Played:
    """Who plays: the task force, who leads, the heads of units, in whose turn; and what came."""

    stage: Stage
    force: UUID
    guides: Sequence[UUID]
    heads: Sequence[Player]
    root: UUID
    chance: Random
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, name: str) -> None:
        self.counts[name] = self.counts.get(name, 0) + 1

    def at(self, day: date, hour: time = NOON) -> datetime:
        """An hour of a day, never after the demo's present."""
        return min(datetime.combine(day, hour, self.stage.period.zone), self.stage.period.end)

    def desk(self, by: UUID, day: date, scope: tuple[str, ...] = EVERYWHERE) -> Desk:
        return Desk(by, self.at(day), day, scope)

    def worker(self, head: Player) -> UUID | None:
        """Somebody who serves in the unit of a head: whoever stands first among its players."""
        crew = (each.id for each in self.stage.players if each.unit_id == head.unit_id)
        return next((each for each in crew if each != head.id), None)

    @property
    def today(self) -> date:
        return self.stage.period.day(self.stage.period.end)


def play(stage: Stage) -> dict[str, int]:
    """Plan and hold what `PLANS` says; nothing where the task force or the heads are missing."""
    force, heads = stage.holders.get(Role.TASK_FORCE), _heads(stage)
    if force is None or not heads:
        return {}
    first = [stage.holders.get(Role.MENTOR), force]
    others = [key for key, _name in leaders() if key not in first]
    guides = [each for each in (*first, *others) if each is not None]
    root = min(tree(EVERYWHERE), key=lambda each: len(each.path)).id
    played = Played(stage, force, guides, heads, root, seeded("casework", stage.seed))
    for number, scene in enumerate(PLANS):
        _scene(scene, number, played)
    return played.counts


def _heads(stage: Stage) -> list[Player]:
    """The heads of units, the one with a demo account first, the others in the order of chance."""
    mine = stage.holders.get(Role.UNIT_HEAD)
    found = [each for each in stage.players if each.head and each.id != mine]
    seeded("casework heads", stage.seed).shuffle(found)
    return [*(each for each in stage.players if each.id == mine), *found]


def _scene(scene: Scene, number: int, played: Played) -> None:
    """One entry of the calendar with all that became of it, unless its time was before the demo."""
    day = played.today + timedelta(days=scene.days)
    planned = min(day, played.today) - AHEAD
    if planned <= played.stage.period.day(played.stage.period.start):
        return
    head = played.heads[0 if scene.shown else number % len(played.heads)]
    alone = scene.shown and scene.kind is not EntryKind.EVALUATION
    leader = played.guides[0 if alone else number % len(played.guides)]
    wanted = Plan(
        scene.kind, scene.title, scene.why, day,
        head.unit_id if scene.in_unit else played.root, leader, scene.announced, scene.behaviours,
        scene.kla, _cycle(day), f"demo-{number}",
    )  # fmt: skip
    if scene.kind is EntryKind.TALKS and scene.way is Way.OPEN:
        planning.plan_series(wanted, SERIES, desk=played.desk(played.force, planned))
        played.count("casework_series")
        return
    entry = planning.plan(wanted, desk=played.desk(played.force, planned))
    played.count("casework_entries")
    if scene.way is Way.CANCELLED:
        why = "Digabung dengan kunjungan pekan berikutnya."
        planning.cancel(entry, why, desk=played.desk(played.force, planned))
    elif scene.way is not Way.OPEN:
        _held(entry, scene, day, leader, played)
        _followed(entry, scene, day, head, played)


def _cycle(day: date) -> UUID | None:
    """The cycle of measuring in which a day lies."""
    found = (each for each in cycles(today=day) if each.span.first <= day <= each.span.last)
    return next((each.id for each in found), None)


def _held(entry: UUID, scene: Scene, day: date, leader: UUID, played: Played) -> None:
    begun = played.at(day, BEGINS)
    told = _found(day, played) if scene.in_unit and scene.way in STEPS else ()
    meeting = scene.kind in (EntryKind.MEETING, EntryKind.TALKS)
    place = "Ruang rapat" if meeting else "Ruang layanan"
    record = Record(
        place, begun, begun + LASTS, "Kepala unit dan petugas layanan", scene.seen, tuple(told),
        key=f"demo-{entry}",
    )  # fmt: skip
    at = max(played.at(day), begun + LASTS)
    zone = str(played.stage.period.zone)
    holding.sign(entry, record, hand=Hand(leader, at, zone))
    played.count("casework_records")
    if scene.corrected:
        better = Record(
            place, begun, begun + LASTS, "Sekretaris unit dan petugas layanan", scene.seen,
            reason="Yang hadir adalah sekretaris, bukan kepala unit.", key=f"demo-{entry}-2",
        )  # fmt: skip
        holding.correct(entry, better, hand=Hand(leader, at + timedelta(hours=1), zone))


def _found(day: date, played: Played) -> Iterator[Found]:
    """One finding with what was agreed, due three weeks later."""
    each: Finding = FINDINGS[played.chance.randrange(len(FINDINGS))]
    agreed = Agreed(each.act, each.owner, day + AGREED_FOR)
    yield Found(each.what, each.stage, each.weight, agreed, each.behaviour, each.kla)


def _followed(entry: UUID, scene: Scene, day: date, head: Player, played: Played) -> None:
    for case in cases_of_entry(entry, today=day):
        played.count("casework_findings")
        doer = played.worker(head)
        if doer is not None and scene.way is not Way.UNANSWERED:
            name(case.agreed.id, doer, by=head.id, at=played.at(day + timedelta(days=1)))
        for place, kind in enumerate(STEPS[scene.way], 1):
            on = min(day + timedelta(days=6 * place), played.today)
            if kind in OF_THE_UNIT:
                words = ANSWERS[kind][played.chance.randrange(len(ANSWERS[kind]))]
                desk = played.desk(head.id, on, (head.path,))
                following.answer(case.id, Said(kind, words), desk=desk)
            else:
                _checked(case.id, kind, on, played)


def _checked(case: UUID, kind: StepKind, on: date, played: Played) -> None:
    anew = None
    if kind is StepKind.GOES_ON:
        act = "Melengkapi yang belum terpasang dan mencatatnya dalam notula."
        anew = Agreed(act, "Sekretaris unit", on + AGREED_FOR)
    to = "Sekretaris Daerah" if kind is StepKind.ESCALATED else ""
    desk = played.desk(played.force, on)
    following.check(case, Said(kind, CHECKS[kind], to, anew), desk=desk)
