"""Twelve months of visitors' voices in the demo city: what children felt, whatever was on paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from training.audit.rules import EventKind
from training.cli.demo.chance import seeded
from training.cli.demo.conduct import Player
from training.cli.demo.journeys import Noted
from training.cli.demo.period import Period
from training.cli.demo.streams import Stage
from training.content.queries.voices import voice_forms
from training.content.rules.voices import Tier, VoiceForm
from training.kernel.ids import uuid7
from training.kernel.settings import ROOT
from training.people.rules.kinds import Role
from training.voice.actions.history import keep_history
from training.voice.rules.answers import Part
from training.voice.rules.bursts import Why
from training.voice.rules.points import fresh_code

PLACES: Mapping[str, tuple[str, int]] = {
    "DISDUKCAPIL": ("Loket Kartu Identitas Anak", 520), "RSUD-BERIMAN": ("Poli Anak", 430),
    "RSKIA": ("Ruang Tunggu Anak", 460), "DKK": ("Pos Imunisasi Keliling", 210),
    "DISDIKBUD": ("Loket Layanan Siswa", 260), "SATPOLPP": ("Pos Patroli Taman", 60),
    "DINSOS": ("Loket Bantuan Sosial", 150), "DISHUB": ("Halte Sekolah", 120),
    "DISPUTAKAR": ("Pojok Baca Anak", 340), "MPP": ("Meja Informasi", 280),
    "PUSPAGA": ("Ruang Konsultasi Keluarga", 90), "UPTD-PPA": ("Ruang Terima", 7),
    "DP3AKB": ("Lobi", 70), "DISPARPORA": ("Kolam Renang Kota", 190), "DISNAKER": ("Loket 1", 8),
    "KEC-KOTA": ("Loket Pelayanan", 80), "KEC-UTARA": ("Loket Pelayanan", 60),
    "KEL-DAMAI": ("Loket Pelayanan", 90), "KEL-PRAPATAN": ("Loket Pelayanan", 45),
    "KEL-SEPINGGAN": ("Posyandu Melati", 110), "KEL-MANGGAR": ("Loket Pelayanan", 55),
    "KEL-TERITIP": ("Loket Pelayanan", 6), "KEL-KARIANGAU": ("Loket Pelayanan", 9),
    "DKUMKMP": ("Meja Layanan UMKM", 240), "KEL-GRAHA-INDAH": ("Taman Bacaan", 75),
    "KEL-TELAGA-SARI": ("Loket Pelayanan", 40),
}  # fmt: skip
"""Where posters hang, by unit, and how many voices a year brings there."""
CROWDED, TAPPED = "DISPUTAKAR", "KEL-DAMAI"
CROWD = 18
TIERS = ((Tier.CHILD, 26), (Tier.YOUTH, 34), (Tier.ADULT, 40))
SKIPS, UNSURE, WRITES = 0.07, 0.06, 0.12
WORDS = """
    petugasnya ramah dan mau menunggu
    antreannya lama, kursi untuk anak kurang
    dijelaskan pelan pelan jadi paham
    mainannya banyak yang rusak
    ditanya mau duduk di mana
    tempatnya bersih
    petugas bicara langsung sama anak saya
    loketnya terlalu tinggi
    cepat dan gratis
    toiletnya jauh dari ruang tunggu
    perlu pojok baca
    susternya sabar sekali
    formulirnya terlalu panjang
    suaranya kurang terdengar dari belakang
    petugas menutup tirai sebelum memeriksa
    jam istirahat loket kosong
    bahasanya mudah dimengerti
    mohon ada jalur khusus anak
"""
POINT = ("id", "unit_id", "code", "name", "opened_at", "opened_by")
VOICE = ("id", "point_id", "unit_id", "tier", "day", "part")
ANSWER = ("voice_id", "question", "value", "indicator", "element")
TEXT = ("id", "unit_id", "tier", "month", "text")
REVIEW = ("id", "point_id", "day", "counted", "reason", "reviewed_by", "at")


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the demo: how likely a visitor there was treated well, and who opened it."""

    id: UUID
    unit: Player
    warmth: float
    voices: int
    opened: Any
    opener: UUID


@dataclass(slots=True)
class Rows:
    """Rows in the order of the columns above."""

    points: list[tuple[Any, ...]] = field(default_factory=list)
    voices: list[tuple[Any, ...]] = field(default_factory=list)
    answers: list[tuple[Any, ...]] = field(default_factory=list)
    texts: list[tuple[Any, ...]] = field(default_factory=list)
    flags: list[tuple[Any, ...]] = field(default_factory=list)
    reviews: list[tuple[Any, ...]] = field(default_factory=list)
    rulings: list[tuple[Any, ...]] = field(default_factory=list)


def play(stage: Stage) -> dict[str, int]:
    """Write points and voices; answers how many of each."""
    chance, rows, forms = seeded("voices", stage.seed), Rows(), voice_forms(ROOT)
    for place in _places(stage, chance, rows):
        for _each in range(place.voices):
            day = _day(stage.period, place, chance)
            if day is not None:
                _speak(place, day, forms, chance, rows)
        if place.unit.unit_code in (CROWDED, TAPPED):
            _burst(place, stage, forms, chance, rows)
    return _kept(rows)


def _places(stage: Stage, chance: Random, rows: Rows) -> Iterator[Place]:
    """Open the points of the units that the city has, in the weeks of the beginning."""
    crews: dict[str, list[Player]] = {}
    for player in stage.players:
        crews.setdefault(player.unit_code, []).append(player)
    for code, (name, voices) in PLACES.items():
        crew = crews.get(code)
        if not crew:
            continue
        opener = next((each.id for each in crew if each.head), stage.holders[Role.TASK_FORCE])
        opened = stage.period.at_work(
            stage.period.start + timedelta(days=chance.uniform(0, 45)), chance
        )
        point = uuid7(opened, chance.randbytes(10))
        sign = fresh_code(chance.randrange)
        rows.points.append((point, crew[0].unit_id, sign, name, opened, opener))
        stage.trail.append(Noted(opened, EventKind.VOICE_POINT_OPENED, opener, "voice-point", sign))
        yield Place(point, crew[0], _warmth(crew, chance), voices, opened, opener)


def _warmth(crew: Sequence[Player], chance: Random) -> float:
    """Visitors meet staff when nobody watches; who has not learnt anything is not always unkind."""
    mean = sum(each.conduct.unwatched for each in crew) / len(crew)
    return 0.05 + 1.1 * mean + chance.gauss(0, 0.06)


def _day(period: Period, place: Place, chance: Random) -> date | None:
    at = place.opened + (period.end - place.opened) * chance.random()
    day = period.day(at)
    return None if day.weekday() > 4 or day >= period.day(period.end) else day


def _speak(
    place: Place, day: date, forms: Mapping[Tier, VoiceForm], chance: Random, rows: Rows
) -> UUID:
    """One visitor: an age, a mood for the whole visit, taps that follow it, sometimes words."""
    tier = chance.choices([each for each, _share in TIERS], [share for _t, share in TIERS])[0]
    voice = UUID(int=chance.getrandbits(128), version=4)
    part = chance.choices((Part.MORNING, Part.AFTERNOON), (7, 3))[0]
    unit = place.unit.unit_id
    rows.voices.append((voice, place.id, unit, tier.value, day, part.value))
    warm = min(0.98, max(0.05, chance.gauss(place.warmth, 0.2)))
    rows.answers += _taps(voice, forms[tier], warm, chance)
    if tier is not Tier.CHILD and chance.random() < WRITES:
        words = chance.choice([each.strip() for each in WORDS.strip().splitlines()])
        key = UUID(int=chance.getrandbits(128), version=4)
        rows.texts.append((key, unit, tier.value, day.replace(day=1), words))
    return voice


def _taps(voice: UUID, form: VoiceForm, warm: float, chance: Random) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for place, each in enumerate(form.questions):
        if place and chance.random() < SKIPS:
            continue
        value = _face(warm, chance) if form.tier is Tier.CHILD else _fact(warm, chance)
        found.append((voice, each.key, value, each.indicator, None))
    for each in form.elements:
        grade = min(4, max(1, round(chance.gauss(2.1 + 1.6 * warm, 0.7))))
        found.append((voice, each.code, grade, None, each.code))
    return found


def _face(warm: float, chance: Random) -> int:
    return chance.choice((4, 5, 5)) if chance.random() < warm else chance.choice((1, 2, 3, 3))


def _fact(warm: float, chance: Random) -> int | None:
    return None if chance.random() < UNSURE else int(chance.random() < warm)


def _burst(
    place: Place, stage: Stage, forms: Mapping[Tier, VoiceForm], chance: Random, rows: Rows
) -> None:
    """A school class that was looked at long ago; taps in a row that nobody has looked at yet."""
    crowded = place.unit.unit_code == CROWDED
    end = stage.period.end - timedelta(days=min(100, stage.period.days // 2) if crowded else 4)
    at = stage.period.at_work(end - timedelta(days=3), chance)
    day = stage.period.day(at)
    voices = [_speak(place, day, forms, chance, rows) for _each in range(CROWD)]
    why = Why.RATE if crowded else Why.ALIKE
    rows.flags += ((each, why.value) for each in voices)
    if not crowded:
        return
    by, later = stage.holders[Role.TASK_FORCE], at + timedelta(days=1, hours=2)
    review, reason = uuid7(later, chance.randbytes(10)), "Kunjungan satu kelas SD, dibenarkan."
    rows.reviews.append((review, place.id, day, True, reason, by, later))
    rows.rulings += ((each, review) for each in voices)
    code = next(row[2] for row in rows.points if row[0] == place.id)
    detail = {"voices": CROWD, "counted": True}
    stage.trail.append(Noted(later, EventKind.VOICES_REVIEWED, by, "voice-point", code, detail))


def _kept(rows: Rows) -> dict[str, int]:
    return {
        "service_points": keep_history("point", POINT, rows.points),
        "voices": keep_history("voice", VOICE, rows.voices),
        "voice_answers": keep_history("answer", ANSWER, rows.answers),
        "voice_texts": keep_history("text", TEXT, rows.texts),
        "voice_flags": keep_history("flag", ("voice_id", "why"), rows.flags),
        "voice_reviews": keep_history("review", REVIEW, rows.reviews),
        "voice_rulings": keep_history("ruling", ("voice_id", "review_id"), rows.rulings),
    }
