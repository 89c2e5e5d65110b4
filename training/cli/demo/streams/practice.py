"""A year of spaced practice: cases week by week, pauses, and sentences of the week from units."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from training.audit.rules import EventKind
from training.cli.demo.chance import seeded
from training.cli.demo.conduct import LIVES_IT, Archetype, Player
from training.cli.demo.journeys import Noted
from training.cli.demo.streams import Stage
from training.cli.demo.streams.practice_answers import Quizzes
from training.kernel.ids import uuid7
from training.people.queries.posts import Served, served_between
from training.practice.actions.calibrating import ask_to_calibrate, calibrate_all
from training.practice.actions.history import MEMORY, keep_history
from training.practice.queries.records import Shelved, records, shelved
from training.practice.rules.agenda import agenda
from training.practice.rules.breaks import Reason
from training.practice.rules.choosing import Choice, shown_order
from training.practice.rules.judging import judged
from training.practice.rules.memory import after, begun
from training.practice.rules.record import Record, Shown
from training.practice.rules.weeks import WEEK, week_of

CASE = (
    "id", "employee_id", "unit_id", "week", "place", "kind", "mark", "slug", "card", "indicator",
    "objective", "question", "release_id", "options", "seed", "unseen", "asked_at", "learnt_at",
    "learnt", "predicted", "shown_at",
)  # fmt: skip
REVIEW = (
    "id", "case_id", "employee_id", "answered_at", "answer", "points", "recalled", "grade",
    "spent_ms", "void",
)  # fmt: skip
BREAK = ("id", "employee_id", "at", "until_date", "reason")
PROMPT = ("id", "unit_id", "week", "text", "made_by", "at")
FIRST, LAST = UUID(int=0), UUID(int=2**128 - 1)
LOOKS_IN, SECOND_CASE, PAUSES, LEAVES_OPEN = 0.45, 0.5, 0.08, 0.02
FORGETS, REMEMBERS, KEEPS = 2.6, 0.45, 0.0  # the last: where people took it to heart
HURRIES = {Archetype.CLICKER: 0.3}
SENTENCES = (
    "Minggu ini, di loket kita, anak disapa lebih dulu daripada orang tuanya.",
    "Pekan ini kita menjelaskan dulu sebelum alat atau kamera mendekat.",
    "Minggu ini map anak tertutup setiap kali kita meninggalkan meja.",
    "Pekan ini kita memberi anak waktu menjawab sampai selesai.",
    "Minggu ini kita duduk setinggi mata anak yang kita layani.",
)


@dataclass(slots=True)
class Written:
    """Rows in the order of the tables' columns."""

    cases: list[tuple[Any, ...]] = field(default_factory=list)
    reviews: list[tuple[Any, ...]] = field(default_factory=list)
    memories: list[tuple[Any, ...]] = field(default_factory=list)
    breaks: list[tuple[Any, ...]] = field(default_factory=list)


def play(stage: Stage) -> dict[str, int]:
    """Everybody who has finished a module practises as their conduct has it."""
    known = {each.id: each for each in stage.players if not each.fresh}
    shelf, written, posts = shelved(), Written(), served_between(FIRST, LAST)
    quizzes = Quizzes(shelf.releases, seeded("practice", stage.seed))
    for record in records(FIRST, LAST):
        player = known.get(record.person)
        if player and seeded("practises", player.seed).random() < player.conduct.joins:
            _Life(player, record, posts[player.id], Scene(stage, shelf, quizzes), written).live()
    counts = {
        "cases": keep_history("case", CASE, written.cases),
        "reviews": keep_history("review", REVIEW, written.reviews),
        "memories": keep_history("memory", MEMORY, written.memories),
        "pauses": keep_history("break", BREAK, written.breaks),
        "prompts": keep_history("prompt", PROMPT, list(_prompts(stage))),
    }
    zone = stage.period.zone.key
    calibrate_all(at=stage.period.end, zone=zone)
    ask_to_calibrate(at=stage.period.end, zone=zone)
    return counts


@dataclass(frozen=True, slots=True)
class Scene:
    """What everybody's practice has in common."""

    stage: Stage
    shelf: Shelved
    quizzes: Quizzes


class _Life:
    """One person's practice from their first module until now."""

    def __init__(
        self, player: Player, record: Record, served: Served, scene: Scene, written: Written
    ) -> None:
        self.player, self.record, self.served, self.scene = player, record, served, scene
        self.written, self.period = written, scene.stage.period
        self.zone = self.period.zone.key
        self.chance = seeded("practice", player.seed)
        self.paused: tuple[datetime, date] | None = None

    def live(self) -> None:
        begin = min(each.at for each in self.record.finished.values())
        self._maybe_pause(begin)
        monday = begin + WEEK - timedelta(days=begin.weekday())
        while monday < self.period.end:
            if self.chance.random() < LOOKS_IN:
                self._look_in(monday)
            monday += WEEK
        for (slug, card), memory in self.record.memories.items():
            self.written.memories.append((
                self.player.id, slug, card, memory.stability, memory.difficulty, memory.last_at,
                memory.due_at, memory.reviews,
            ))  # fmt: skip

    def _maybe_pause(self, begin: datetime) -> None:
        days = (self.period.end - begin).days
        if days < 30 or self.chance.random() >= PAUSES:
            return
        at = self.period.at_work(begin + timedelta(days=self.chance.randrange(days)), self.chance)
        until = self.period.day(at) + timedelta(days=self.chance.randint(7, 30))
        if at < self.period.end:
            self.paused = at, until
            reason = self.chance.choice(list(Reason)).value
            self.written.breaks.append((self._id(at), self.player.id, at, until, reason))

    def _look_in(self, monday: datetime) -> None:
        """One sitting at the phone: a case, and often the second one as well."""
        day = monday + timedelta(days=self.chance.randrange(5))
        at = self.period.at_work(day, self.chance)
        if self._rests(at):
            return
        for _turn in range(1 + (self.chance.random() < SECOND_CASE)):
            now = agenda(self._known_at(at), self.scene.shelf.cards, at=at, zone=self.zone)
            if now.choice is None or at >= self.period.end:
                return
            at = self._practise(now.choice, at) + timedelta(seconds=self.chance.uniform(5, 30))

    def _known_at(self, at: datetime) -> Record:
        """The record as it was then: later modules were not finished, later quizzes not taken."""
        finished = {s: each for s, each in self.record.finished.items() if each.at <= at}
        asked = tuple(each for each in self.record.asked if each.at <= at)
        return replace(self.record, finished=finished, asked=asked)

    def _rests(self, at: datetime) -> bool:
        if self.paused is None:
            return False
        return self.paused[0] <= at and self.period.day(at) <= self.paused[1]

    def _practise(self, chosen: Choice, at: datetime) -> datetime:
        """A case opened and answered; answers when that was done."""
        player, card, week = self.player, chosen.card, week_of(at, self.zone)
        place = len(self.record.in_week(week)) + 1
        seed, case = f"{player.id} {week} {place}", self._id(at)
        question = self.scene.quizzes.question(card.slug, chosen.question)
        self.written.cases.append((
            case, player.id, self._unit(at), week, place, chosen.kind.value, chosen.mark,
            card.slug, card.key, card.indicator, card.objective, chosen.question,
            self.scene.shelf.releases[card.slug], list(shown_order(question, seed)), seed,
            chosen.unseen, chosen.asked_at, chosen.learnt_at, int(chosen.learnt),
            chosen.predicted, at,
        ))  # fmt: skip
        done = self._answer(chosen, case, at)
        made = Shown(
            case, week, place, card.slug, card.key, chosen.question, chosen.kind, chosen.mark, at,
            done,
        )  # fmt: skip
        self.record = replace(self.record, cases=(*self.record.cases, made))
        return done or at

    def _answer(self, chosen: Choice, case: UUID, at: datetime) -> datetime | None:
        fast = self.chance.random() < HURRIES.get(self.player.archetype, 0.01)
        seconds = self.chance.uniform(1, 2.9) if fast else 18 + self.chance.expovariate(1 / 25)
        done = at + timedelta(seconds=seconds)
        if done >= self.period.end or self.chance.random() < LEAVES_OPEN:
            return None
        question = self.scene.quizzes.question(chosen.card.slug, chosen.question)
        knows = self.chance.random() < self._likely(chosen)
        value = self.scene.quizzes.answer(question, knows, self.chance)
        spent = (done - at).total_seconds()
        result = judged(question, value, spent)
        self.written.reviews.append((
            self._id(done), case, self.player.id, done, value, result.points, result.recalled,
            int(result.grade), int(spent * 1000), result.void,
        ))  # fmt: skip
        if not result.void:
            name = chosen.card.slug, chosen.card.key
            before = self.record.memories.get(name) or begun(chosen.learnt, chosen.learnt_at)
            memories = {**self.record.memories, name: after(before, result.grade, done)}
            self.record = replace(self.record, memories=memories)
        return done

    def _likely(self, chosen: Choice) -> float:
        """How likely this person still has it: about as memory promises, by what they are like."""
        conduct = self.player.conduct
        lasting = conduct.judges if chosen.card.objective is None else conduct.recalls
        remembers = KEEPS if self.player.unit_code == LIVES_IT else REMEMBERS
        return chosen.predicted ** (FORGETS * (1 - lasting) + remembers)

    def _unit(self, at: datetime) -> UUID | None:
        day = self.period.day(at)
        held = (u for since, until, u in self.served if since <= day and (not until or day < until))
        return next(held, None)

    def _id(self, at: datetime) -> UUID:
        return uuid7(at, self.chance.randbytes(10))


def _prompts(stage: Stage) -> Iterator[tuple[Any, ...]]:
    """Some heads write a sentence now and then; a few have done so this week."""
    period = stage.period
    this_week = week_of(period.end, period.zone.key)
    for player in stage.players:
        chance = seeded("prompts", player.seed)
        if not player.head or player.fresh or chance.random() > player.conduct.joins * 0.6:
            continue
        for back in sorted(chance.sample(range(20), 4), reverse=True):
            week = this_week - back * WEEK
            at = _morning(stage, week, chance)
            if period.start < at < period.end:
                stage.trail.append(
                    Noted(at, EventKind.PROMPT_WRITTEN, player.id, "unit", player.unit_code)
                )
                yield (
                    uuid7(at, chance.randbytes(10)), player.unit_id, week,
                    chance.choice(SENTENCES), player.id, at,
                )  # fmt: skip


def _morning(stage: Stage, week: date, chance: Random) -> datetime:
    monday = datetime(week.year, week.month, week.day, 3, tzinfo=stage.period.zone)
    return stage.period.at_work(monday, chance)
