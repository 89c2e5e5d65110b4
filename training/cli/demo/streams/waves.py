"""Two anonymous waves of the demo city: one that is closed and one that can be answered now."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from training.audit.rules import EventKind
from training.cli.demo.chance import seeded
from training.cli.demo.conduct import Archetype, Player
from training.cli.demo.journeys import Noted
from training.cli.demo.streams import Stage
from training.content.queries.drafts import read
from training.content.rules.waveforms import STEPS, WaveForm, as_told
from training.kernel.ids import uuid7
from training.kernel.settings import ROOT
from training.people.queries.units import EVERYWHERE, tree
from training.people.rules.kinds import Role
from training.voice.actions.waves_history import keep_waves
from training.voice.rules.waves import Cell, cell, coarser

K = 10
ANSWERS = 0.45
FORM = "pendorong"
PROMISE = (
    "Jawaban Anda disimpan tanpa nama, tanpa tanggal, dan tanpa jam. Yang kami catat tentang "
    "Anda hanyalah bahwa Anda ikut. Hasilnya tidak dipakai untuk menilai siapa pun, dan tidak "
    "ditampilkan untuk kelompok yang kurang dari sepuluh orang."
)
LEANS: Mapping[Archetype, Mapping[str, float]] = {
    Archetype.GENUINE: {"makna": 4.5, "minat": 4.2, "dari-luar": 2.2},
    Archetype.PERFORMER: {"makna": 3.2, "minat": 2.8, "dari-luar": 4.1, "rasa-wajib": 3.9},
    Archetype.CLICKER: {"makna": 2.9, "minat": 2.4, "dari-luar": 3.9},
}
USUAL = 3.4


def play(stage: Stage) -> dict[str, int]:
    """Write two waves; answers how many people took part in them."""
    form = read(ROOT, today=stage.period.day(stage.period.end)).waves[FORM]
    span = timedelta(days=stage.period.days)
    begin, end = stage.period.start, stage.period.end
    count = 0
    if span > timedelta(days=200):
        first = begin + span * 0.5
        count += _wave(stage, form, "Gelombang pertama", (first, first + timedelta(days=21)))
    now = (end - timedelta(days=6), end + timedelta(days=15))
    count += _wave(stage, form, "Gelombang kedua", now)
    return {"wave_participations": count}


def _wave(stage: Stage, form: WaveForm, title: str, period: tuple[datetime, datetime]) -> int:
    chance, day = seeded("waves", title, stage.seed), stage.period.day
    first, last = period
    chief, key = stage.holders.get(Role.TASK_FORCE), uuid7(first, chance.randbytes(10))
    prepared, talked = first - timedelta(days=20), first - timedelta(days=9)
    plan = ("id", "title", "first_day", "last_day", "promise", "form", "made_by", "at")
    row = (key, title, day(first), day(last), PROMISE, as_told(form), chief, prepared)
    keep_waves("wave", plan, [row])
    whom, result = (
        "Pengurus Korpri dan pejabat pelindungan data",
        "Setuju; kalimat janji diperjelas",
    )
    talk = ("id", "wave_id", "whom", "on_date", "result", "made_by", "at")
    told = (uuid7(talked, chance.randbytes(10)), key, whom, day(talked), result, chief, talked)
    keep_waves("consultation", talk, [told])
    keep_waves("opening", ("wave_id", "made_by", "at"), [(key, chief, first)])
    happened = [(prepared, EventKind.WAVE_PREPARED), (talked, EventKind.WAVE_CONSULTED),
                (first, EventKind.WAVE_OPENED)]  # fmt: skip
    closes = last + timedelta(days=1)
    if closes < stage.period.end:
        keep_waves("closing", ("wave_id", "made_by", "at"), [(key, chief, closes)])
        happened.append((closes, EventKind.WAVE_CLOSED))
    stage.trail.extend(Noted(at, kind, chief, "wave", str(key)) for at, kind in happened)
    return _answers(stage, form, key, period, chance)


def _answers(
    stage: Stage, form: WaveForm, key: UUID, period: tuple[datetime, datetime], chance: Random
) -> int:
    """Who took part by day, and apart from it the sheets, in the order of their random keys."""
    first, last = period
    last = min(last, stage.period.end - timedelta(days=1))
    people = Counter(each.unit_id for each in stage.players)
    groups = {row.id: row.group for row in tree(EVERYWHERE)}
    took, sheets = [], []
    closed = period[1] + timedelta(days=1) < stage.period.end
    for one in stage.players:
        if one.fresh or chance.random() >= one.conduct.joins * ANSWERS:
            continue
        day = stage.period.day(first + (last - first) * chance.random())
        took.append((key, one.id, day))
        where = cell(one.unit_id, groups[one.unit_id], people=people[one.unit_id], k=K)
        sheet = UUID(int=chance.getrandbits(128), version=4)
        sheets.append((sheet, where, _sheet(form, one, chance)))
    moved: dict[Cell, Cell] = coarser(Counter(where for _, where, _ in sheets), K) if closed else {}
    placed = ((sheet, moved.get(where) or where, said) for sheet, where, said in sheets)
    rows = [(sheet, key, to.unit_id, to.group, said) for sheet, to, said in placed]
    keep_waves("participation", ("wave_id", "employee_id", "day"), took)
    columns = ("id", "wave_id", "unit_id", "kelompok", "answers")
    keep_waves("answer", columns, sorted(rows, key=lambda each: each[0]))
    return len(took)


def _sheet(form: WaveForm, one: Player, chance: Random) -> dict[str, int]:
    """One person's steps; few leave a sentence out."""
    leans = LEANS.get(one.archetype, {})
    return {
        each.key: min(STEPS, max(1, round(chance.gauss(leans.get(each.construct, USUAL), 0.9))))
        for each in form.items
        if chance.random() > 0.03
    }
