"""A year of if–then plans: made, rehearsed, told of, corroborated, as people of each kind do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from flask import current_app

from training.audit.rules import EventKind
from training.cli.demo.chance import seeded
from training.cli.demo.conduct import LIVES_IT, Player
from training.cli.demo.journeys import Noted
from training.cli.demo.streams import Stage
from training.commitments.actions.artefacts import digest_of, keep_file
from training.commitments.actions.history import keep_history
from training.commitments.rules.files.taking import Kind
from training.commitments.rules.plans import WINDOWS, Did, Happened, Reason, due_at
from training.commitments.rules.witnesses import By, Removed, Saw, Seen
from training.content.queries.plans import PlanBook, plan_book
from training.content.rules.plans import PlanTemplate
from training.kernel.ids import uuid7
from training.kernel.settings import ROOT
from training.people.rules.kinds import JobFamily, Role

MOST_PLANS, PLANS_OF_ONE = 3, 4
TELLS, ASKS, SEES, REHEARSES, DECLINES = 0.85, 0.85, 0.92, 0.75, 0.05
LATECOMERS, LATELY = 0.25, (15, 43)
JUST_DUE, PUTS_OFF = timedelta(days=10), 0.7
COMES_UP, SENDS, WAITS = 0.86, 0.2, timedelta(days=18)
TRACES = (
    "Papan kecil di meja: “Sapa anak dulu”. Dipasang di sisi dalam loket.",
    "Risalah rapat: kolom agama dan pekerjaan orang tua dicoret dari formulir.",
    "Jadwal piket: petugas rujukan dan penggantinya sudah tertulis, beserta ruangnya.",
    "KAK: satu paragraf dampak pada anak ditambahkan di bagian latar belakang.",
)
NOTES = (
    "", "", "", "Antrean pendek, jadi sempat.", "Lupa pada hari pertama, ingat pada hari ketiga.",
    "Rekan di sebelah ikut melakukannya.", "Paling sulit saat jam ramai.",
)  # fmt: skip
REHEARSED = (
    ("Pagi hari, berkas sudah ada di meja saya.", "Suasana ramai, tetapi saya mengenali saatnya.",
     "Tandanya: saya berhenti sebentar dan melihat siapa yang ada di depan saya."),
    ("Kalau itu terjadi, saya berhenti sebentar lalu melakukannya.",
     "Begitu melihat tandanya, saya langsung melakukannya.", "Saya lakukan dulu, baru yang lain."),
    ("Kalau waktunya sempit, saya tetap melakukannya, cukup sebentar.",
     "Kalau atasan memanggil, saya lakukan sesudahnya.", "Kalau lupa, saya lihat kartu di meja."),
)  # fmt: skip
COLUMNS: dict[str, tuple[str, ...]] = {
    "plan": ("id", "plan_id", "version", "employee_id", "unit_id", "job_family", "template",
             "if_text", "then_text", "indicator", "dimension", "stage", "role_specific", "made_at"),
    "plan_end": ("plan_id", "number", "employee_id", "reason", "at"),
    "plan_rehearsal": ("plan_id", "step", "number", "employee_id", "words", "at"),
    "plan_check_in": ("id", "plan_id", "week", "employee_id", "happened", "did", "note", "at"),
    "plan_witness": ("id", "check_in_id", "plan_id", "employee_id", "witness_id", "at"),
    "plan_testimony": ("ask_id", "answer", "at"),
    "plan_artefact": ("id", "check_in_id", "plan_id", "employee_id", "unit_id", "digest", "kind",
                      "size", "at"),
    "plan_finding": ("artefact_id", "reviewer_id", "answer", "at"),
    "plan_removal": ("artefact_id", "removed_by", "why", "at"),
    "plan_enactment": ("id", "check_in_id", "plan_id", "employee_id", "unit_id",
                       "corroborated_by", "at"),
}  # fmt: skip


@dataclass(slots=True)
class Made:
    """The rows of one stream by table, in the order in which they must be kept."""

    rows: dict[str, list[Sequence[Any]]] = field(
        default_factory=lambda: {name: [] for name in COLUMNS}
    )


@dataclass(slots=True)
class Writer:
    """Writes the plans of one player after another."""

    stage: Stage
    book: PlanBook
    by_unit: dict[UUID, list[Player]]
    folder: Path
    reviewer: Player | None
    made: Made = field(default_factory=Made)
    pairs: set[tuple[UUID, UUID]] = field(default_factory=set)

    def add(self, table: str, *values: Any) -> None:
        self.made.rows[table].append(values)

    def write(self, player: Player) -> None:
        """All plans of a player: one after the other, so that never too many are open."""
        chance = seeded("commitments", self.stage.seed, player.seed)
        if player.fresh or chance.random() > player.conduct.joins:
            return
        lives_it = player.unit_code == LIVES_IT
        if chance.random() < LATECOMERS and not lives_it:
            self._begin(player, chance)
            return
        fitting = [t for t in self.book.templates.values() if player.family in t.job_families]
        count = min(len(fitting), chance.randint(PLANS_OF_ONE if lives_it else 1, PLANS_OF_ONE))
        day = self.stage.period.start + timedelta(days=chance.uniform(10, 90))
        for template in chance.sample(fitting, count):
            at = self.stage.period.at_work(day, chance)
            if at >= self.stage.period.end:
                return
            self._plan(player, template, at, chance)
            day = at + timedelta(days=chance.uniform(60, 110))

    def _begin(self, player: Player, chance: Random) -> None:
        """The plans of somebody who began lately: their check-ins are due in these days."""
        fitting = [t for t in self.book.templates.values() if player.family in t.job_families]
        for template, days in zip(chance.sample(fitting, len(LATELY)), LATELY, strict=True):
            self._plan(player, template, self.stage.period.end - timedelta(days=days), chance)

    def _plan(self, player: Player, template: PlanTemplate, at: datetime, chance: Random) -> None:
        key, about = self._id(at, chance), self.book.indicators[template.indicator]
        self.add(
            "plan", key, key, 1, player.id, player.unit_id, player.family, template.key,
            chance.choice(template.when), chance.choice(template.then), about.key,
            about.dimension.value, about.stage.value, True, at,
        )  # fmt: skip
        if chance.random() < REHEARSES:
            for step, offered in enumerate(REHEARSED, 1):
                later = at + timedelta(minutes=2 * step)
                self.add("plan_rehearsal", key, step, 1, player.id, chance.choice(offered), later)
        told = [self._tell(player, key, at, week, chance) for week in WINDOWS]
        over = at + timedelta(days=chance.uniform(130, 150))
        if over < self.stage.period.end:
            reason = Reason.HABIT if any(told) else Reason.NO_LONGER_FITS
            self.add("plan_end", key, 1, player.id, reason.value, over)

    def _tell(self, who: Player, plan: UUID, made_at: datetime, week: int, chance: Random) -> bool:
        """One check-in, if it is given; whether the act was done."""
        day = due_at(made_at, week) + timedelta(days=chance.uniform(1, 9))
        at = self.stage.period.at_work(day, chance)
        fresh = day > self.stage.period.end - JUST_DUE and chance.random() < PUTS_OFF
        silent = fresh or chance.random() > TELLS * who.conduct.joins
        if silent or at >= self.stage.period.end:
            return False
        came = chance.choice((Happened.ONCE, Happened.SEVERAL))
        happened = came if chance.random() < COMES_UP else Happened.NONE
        did = self._did(who, chance) if happened is not Happened.NONE else None
        key = self._id(at, chance)
        told = (happened.value, did.value if did else None)
        note = chance.choice(NOTES) if did else ""
        self.add("plan_check_in", key, plan, week, who.id, *told, note, at)
        if did is Did.YES:
            way = self._send if chance.random() < SENDS else self._ask
            if chance.random() < ASKS:
                way(who, plan, key, at, chance)
        return did is Did.YES

    def _did(self, who: Player, chance: Random) -> Did:
        if chance.random() < max(who.conduct.enacts, 0.3):
            return Did.YES
        return chance.choice((Did.PARTLY, Did.NO))

    def _ask(self, who: Player, plan: UUID, told: UUID, at: datetime, chance: Random) -> None:
        """A colleague is asked and mostly answers; most did see what was really done."""
        witness = self._witness(who, chance)
        asked = at + timedelta(minutes=4)
        if witness is None or asked >= self.stage.period.end:
            return
        key = self._id(asked, chance)
        self.add("plan_witness", key, told, plan, who.id, witness.id, asked)
        self._note(asked, EventKind.CORROBORATION_ASKED, who.id, plan)
        day = asked + timedelta(days=chance.uniform(0.5, 6))
        answered = self.stage.period.at_work(day, chance)
        if chance.random() > TELLS or not asked < answered < self.stage.period.end:
            return
        said = self._said(who, chance)
        self.add("plan_testimony", key, said.value, answered)
        self._note(answered, EventKind.CORROBORATION_ANSWERED, witness.id, plan)
        if said is Seen.YES:
            fact = self._id(answered, chance)
            self.add(
                "plan_enactment", fact, told, plan, who.id, who.unit_id, By.PERSON.value, answered
            )

    def _send(self, who: Player, plan: UUID, told: UUID, at: datetime, chance: Random) -> None:
        """A file is sent and looked at by the mentor of another unit; the newest ones wait."""
        reviewer, sent = self.reviewer, at + timedelta(minutes=6)
        if reviewer is None or reviewer.unit_id == who.unit_id or sent >= self.stage.period.end:
            return
        key = self._id(sent, chance)
        number = len(self.made.rows["plan_artefact"]) + 1  # no file is sent twice in a whole city
        words = f"{chance.choice(TRACES)} (lampiran {number})".encode()
        waits = sent > self.stage.period.end - WAITS
        digest = keep_file(words, folder=self.folder) if waits else digest_of(words)
        about = (told, plan, who.id, who.unit_id)
        self.add("plan_artefact", key, *about, digest, Kind.TXT.value, len(words), sent)
        self._note(sent, EventKind.CORROBORATION_ASKED, who.id, plan)
        if waits:
            return
        seen = self.stage.period.at_work(sent + timedelta(days=chance.uniform(1, 9)), chance)
        answer = Saw.YES if chance.random() < SEES else Saw.UNCLEAR
        self.add("plan_finding", key, reviewer.id, answer.value, seen)
        self.add("plan_removal", key, reviewer.id, Removed.REVIEWED.value, seen)
        self._note(seen, EventKind.CORROBORATION_ANSWERED, reviewer.id, plan)
        if answer is Saw.YES:
            fact = self._id(seen, chance)
            self.add("plan_enactment", fact, *about, By.ARTEFACT.value, seen)

    def _said(self, who: Player, chance: Random) -> Seen:
        if chance.random() < DECLINES:
            return Seen.DECLINED
        seen = chance.random() < SEES * min(1.0, who.conduct.enacts + 0.15)
        return Seen.YES if seen else chance.choice((Seen.NO, Seen.UNKNOWN))

    def _witness(self, who: Player, chance: Random) -> Player | None:
        """A colleague of the same rank in the unit who has never asked this player."""
        near = self.by_unit[who.unit_id]
        for one in chance.sample(near, min(len(near), 6)):
            free = not (one.fresh or one.head or who.head or one.id == who.id)
            if free and _decides(one) == _decides(who) and (one.id, who.id) not in self.pairs:
                self.pairs.add((who.id, one.id))
                return one
        return None

    def _note(self, at: datetime, kind: EventKind, actor: UUID, plan: UUID) -> None:
        self.stage.trail.append(Noted(at, kind, actor, "plan", str(plan), {}))

    def _id(self, at: datetime, chance: Random) -> UUID:
        return uuid7(at, chance.randbytes(10))


def _decides(player: Player) -> bool:
    """Whether somebody's post commands those of the same unit that do not decide."""
    return player.family == JobFamily.DECISION_MAKER


def play(stage: Stage) -> dict[str, int]:
    """Write the plans of the city in bulk; answers how many rows of each table."""
    by_unit: dict[UUID, list[Player]] = {}
    for player in stage.players:
        by_unit.setdefault(player.unit_id, []).append(player)
    folder = current_app.config["RESAP"].data
    mentor = stage.holders.get(Role.MENTOR)
    reviewer = next((each for each in stage.players if each.id == mentor), None)
    writer = Writer(stage, plan_book(ROOT), by_unit, folder, reviewer)
    for player in stage.players:
        writer.write(player)
    return dict(_kept(writer.made))


def _kept(made: Made) -> Iterator[tuple[str, int]]:
    for table, rows in made.rows.items():
        yield table, keep_history(table, COLUMNS[table], rows)
