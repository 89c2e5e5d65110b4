"""A year of observing in the demo city: draws with their reveal, and one that is under way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from training.audit.rules import EventKind
from training.cli.demo.chance import seeded
from training.cli.demo.conduct import LIVES_IT, Archetype, Player
from training.cli.demo.journeys import Noted
from training.cli.demo.streams import Stage
from training.cli.demo.streams.sheets import DemoSheet, sheet_for, truth_for
from training.content.queries.instruments import Edition
from training.kernel.ids import uuid7
from training.kernel.settings import ROOT
from training.observation.actions.history import keep_history, unknown_instruments
from training.observation.queries.pool import everybody, prepared
from training.observation.rules import snapshots
from training.observation.rules.drawing import (
    NobodyMayObserve,
    NobodyToObserve,
    PeriodDoesNotFit,
    Person,
    Planned,
    Pool,
    Purpose,
    audit_size,
    commitment,
    plan,
    ticket,
    working_days,
)
from training.observation.rules.orders import MOST, USUAL, Order
from training.observation.rules.sheets import Hindrance
from training.people.rules.kinds import Role

DRAWS, SPAN = 4, 25
CLOSE, CLOSELY, CLOSE_LOOK = "-dekat", 10, 12  # draws of few units, and of how many people there
BEGUN, LEFT = 3, 6
DONE, HINDERED, CORRECTED = 0.93, 0.05, 0.02
FINDINGS = 4

INSTRUMENT = ("digest", "key", "stage", "source", "at")
DRAW = ("id", "label", "purpose", "first_day", "last_day", "commitment", "seed", "pool",
        "pool_digest", "made_by", "made_at")  # fmt: skip
VISIT = ("id", "draw_id", "number", "place", "pair_id", "unit_id", "employee_id", "observer_id",
         "instrument", "opens", "closes", "announced")  # fmt: skip
HINDRANCE = ("visit_id", "reason", "by_id", "at")
SHEET = ("id", "visit_id", "number", "corrects_id", "reason", "unit_id", "place", "started_at",
         "ended_at", "marks", "note", "signed_at", "key")  # fmt: skip
FINDING = ("id", "visit_id", "kind", "note", "verifier_id", "at")
VERDICT = ("finding_id", "verified", "note", "at")
CLOSING = ("finding_id", "reason", "by_id", "at")
COLUMNS = {"instrument": INSTRUMENT, "draw": DRAW, "visit": VISIT, "hindrance": HINDRANCE,
           "sheet": SHEET, "finding": FINDING, "verdict": VERDICT, "closing": CLOSING}  # fmt: skip


@dataclass
class Year:
    """What is written, by kind, in the order in which the tables refer to each other."""

    stage: Stage
    chance: Random
    players: Mapping[UUID, Player]
    rows: dict[str, list[tuple[Any, ...]]] = field(
        default_factory=lambda: {kind: [] for kind in COLUMNS}
    )
    editions: dict[str, Edition] = field(default_factory=dict)
    bad: list[tuple[UUID, Planned, UUID, datetime]] = field(default_factory=list)

    def key(self, at: datetime) -> UUID:
        return uuid7(at, self.chance.randbytes(10))

    def note(self, at: datetime, kind: EventKind, by: UUID | None, what: str, key: Any) -> None:
        self.stage.trail.append(Noted(at, kind, by, what, str(key), {}))


def play(stage: Stage) -> dict[str, int]:
    """Draws of the past, some of few units only, and one under way; most visits were made."""
    known = {each.id: each for each in stage.players if not each.fresh}
    year = Year(stage, seeded("observation", stage.seed), known)
    for label, first, last in _periods(stage):
        people = _fitting(year, everybody(today=first))
        close = label.endswith(CLOSE)
        sizes = _closely(year, people) if close else dict.fromkeys(people, USUAL)
        _draw(year, Order(label, Purpose.VISIT, first, last, people, sizes))
    _findings(year)
    counts = {kind: keep_history(kind, COLUMNS[kind], rows) for kind, rows in year.rows.items()}
    return {"visits": counts["visit"], "observations": counts["sheet"]}


def _closely(year: Year, people: Mapping[UUID, Sequence[Person]]) -> dict[UUID, int]:
    """The few small units whose counters the task force has looked at closely: nearly everybody.

    They are the one that began first and those with most people who have taken it to heart, so that
    the demo has some of them.
    """
    serve = {
        unit: sum(_at_heart(year.players[each.id]) for each in some)
        for unit, some in people.items()
        if len(some) <= CLOSE_LOOK
    }
    chosen = sorted(serve, key=lambda unit: (-serve[unit], unit.hex))[:CLOSELY]
    first = {each.unit_id for each in year.players.values() if each.unit_code == LIVES_IT}
    return dict.fromkeys(chosen, CLOSE_LOOK) | dict.fromkeys(first & people.keys(), MOST)


def _at_heart(player: Player) -> bool:
    return player.family == "pelayanan-langsung" and player.archetype is Archetype.GENUINE


def _periods(stage: Stage) -> Iterator[tuple[str, date, date]]:
    """The draws by label with their days: spread over the months, the last one around today."""
    period = stage.period
    begin, today = period.day(period.start), period.day(period.end)
    step = max(SPAN + 5, (period.days - SPAN) // (DRAWS + 1))
    for number in range(1, DRAWS + 1):
        first = begin + timedelta(days=step * number)
        last = first + timedelta(days=SPAN)
        if last < today - timedelta(days=BEGUN + 1):
            yield f"kunjungan-{first:%Y-%m}-{number}", first, last
        first, last = last + timedelta(days=3), last + timedelta(days=3 + SPAN)
        if step > 2 * SPAN and last < today - timedelta(days=BEGUN + 1):
            yield f"kunjungan-{first:%Y-%m}{CLOSE}", first, last
    first = max(begin, today - timedelta(days=BEGUN))
    yield f"kunjungan-{first:%Y-%m}-berjalan", first, today + timedelta(days=LEFT)


def play_audit(
    stage: Stage, label: str, days: tuple[date, date], unassessed: Mapping[UUID, list[Person]]
) -> bool:
    """The audit of a cycle of the past, visited like all others; False where nobody could be."""
    known = {each.id: each for each in stage.players if not each.fresh}
    year = Year(stage, seeded("audit", label, stage.seed), known)
    people = _fitting(year, unassessed)
    sizes = {unit: audit_size(len(found)) for unit, found in people.items()}
    _draw(year, Order(label, Purpose.AUDIT, *days, people, sizes))
    for kind, rows in year.rows.items():
        if kind == "instrument":
            rows = unknown_instruments(rows)
        keep_history(kind, COLUMNS[kind], rows)
    return bool(year.rows["draw"])


def _fitting(year: Year, people: Mapping[UUID, Sequence[Person]]) -> dict[UUID, Sequence[Person]]:
    """Of the people of every unit those who play a part."""
    found = {
        unit: [each for each in some if each.id in year.players] for unit, some in people.items()
    }
    return {unit: some for unit, some in found.items() if some}


def _draw(year: Year, order: Order) -> None:
    """One draw as it would have been made on the morning of its first day."""
    first, label = order.first, order.label
    made_at = _at(year, first, 7.2)
    ready = prepared(order, today=first, root=ROOT)
    seed = f"{year.chance.getrandbits(256):064x}"
    try:
        planned = plan(seed, ready.pool)
    except (NobodyToObserve, NobodyMayObserve, PeriodDoesNotFit):
        return  # a city of a few people has no mentors elsewhere
    key = year.key(made_at)
    _keep_instruments(year, planned, ready.editions, made_at)
    _keep_draw(year, key, label, seed, ready.pool, made_at)
    for each in planned:
        _visit(year, key, each, made_at)


def _keep_instruments(
    year: Year, planned: Sequence[Planned], editions: Mapping[str, Edition], at: datetime
) -> None:
    for digest in sorted({each.instrument for each in planned} - set(year.editions)):
        found = year.editions[digest] = editions[digest]
        kind = found.instrument
        year.rows["instrument"].append((digest, kind.key, kind.stage.value, found.source, at))


def _keep_draw(year: Year, key: UUID, label: str, seed: str, pool: Pool, at: datetime) -> None:
    text, by = snapshots.text_of(pool), year.stage.holders.get(Role.TASK_FORCE)
    year.rows["draw"].append((
        key, label, pool.purpose.value, pool.first, pool.last, commitment(seed), seed, text,
        snapshots.digest(text), by, at,
    ))  # fmt: skip
    year.note(at, EventKind.VISITS_DRAWN, by, "visit-draw", label)


def _visit(year: Year, draw: UUID, planned: Planned, made_at: datetime) -> None:
    """The rows of one visit, and what its observers did."""
    pair = year.key(made_at) if planned.second else None
    player = year.players[planned.person]
    instrument = year.editions[planned.instrument].instrument
    truth = truth_for(player, instrument, announced=planned.announced, chance=year.chance)
    day = year.chance.choice(working_days(planned.opens, planned.closes))
    begun = _at(year, day, year.chance.uniform(8, 14.5))
    for place, observer in enumerate(filter(None, (planned.observer, planned.second)), 1):
        visit = year.key(made_at)
        year.rows["visit"].append((
            visit, draw, planned.number, place, pair, planned.unit, planned.person, observer,
            planned.instrument, planned.opens, planned.closes, planned.announced,
        ))  # fmt: skip
        _observe(year, planned, visit, observer, sheet_for(truth, observer, begun, year.chance))


def _observe(year: Year, planned: Planned, visit: UUID, observer: UUID, sheet: DemoSheet) -> None:
    end = year.stage.period.end
    today, lot = year.stage.period.day(end), year.chance.random()
    own = observer == year.stage.holders.get(Role.MENTOR)
    open_now = planned.opens <= today <= planned.closes
    if sheet.signed_at >= end or (own and open_now):
        return  # still to come; the demo mentor has something to do
    if lot < DONE:
        key = year.key(sheet.signed_at)
        year.rows["sheet"].append(_sheet_row(key, visit, planned, sheet))
        year.note(sheet.signed_at, EventKind.SHEET_SIGNED, observer, "visit", visit)
        _corrected(year, key, visit, planned, sheet, observer)
        if not sheet.met:
            year.bad.append((visit, planned, observer, sheet.signed_at))
    elif lot < DONE + HINDERED:
        reason = year.chance.choice(list(Hindrance))
        row = (visit, reason.value, observer, sheet.signed_at)
        year.rows["hindrance"].append(row)
        year.note(sheet.signed_at, EventKind.VISIT_HINDERED, observer, "visit", visit)


def _sheet_row(
    key: UUID, visit: UUID, planned: Planned, sheet: DemoSheet, first: UUID | None = None
) -> tuple[Any, ...]:
    number, reason = (2, "Satu baris tertukar ketika diisi di lapangan.") if first else (1, "")
    return (
        key, visit, number, first, reason, planned.unit, sheet.place, sheet.started_at,
        sheet.ended_at, sheet.marks, sheet.note,
        sheet.signed_at + timedelta(days=1 if first else 0), str(key),
    )  # fmt: skip


def _corrected(
    year: Year, key: UUID, visit: UUID, planned: Planned, sheet: DemoSheet, observer: UUID
) -> None:
    at = sheet.signed_at + timedelta(days=1)
    if year.chance.random() >= CORRECTED or at >= year.stage.period.end:
        return
    mended = _sheet_row(year.key(at), visit, planned, sheet.mended(), key)
    year.rows["sheet"].append(mended)
    year.note(at, EventKind.SHEET_CORRECTED, observer, "visit", visit)


def _findings(year: Year) -> None:
    """Few serious conducts: one closed, one verified, one not, one that waits for a second look."""
    mentor = year.stage.holders.get(Role.MENTOR)
    single = [each for each in year.bad if each[1].second is None and each[2] != mentor]
    others = sorted({each[2] for each in year.bad if each[2] != mentor}, key=lambda who: who.hex)
    for number, (visit, planned, observer, at) in enumerate(single[-FINDINGS * 5 :: 5]):
        free = [each for each in others if each not in (observer, planned.person)]
        verifier = mentor if number == 0 and mentor and mentor != planned.person else None
        if verifier is None and not free:
            continue
        verifier = verifier or min(free, key=lambda who: ticket(str(visit), who))
        _finding(year, number, (visit, planned, observer, at), verifier)


def _finding(
    year: Year, number: int, seen: tuple[UUID, Planned, UUID, datetime], verifier: UUID
) -> None:
    visit, planned, observer, at = seen
    kinds = year.editions[planned.instrument].instrument.contrary
    at += timedelta(minutes=9)
    key, end = year.key(at), year.stage.period.end
    words = "Terdengar dari ruang tunggu; rekan kerja lain tidak menegur."
    year.rows["finding"].append((key, visit, kinds[1].key, words, verifier, at))
    year.note(at, EventKind.CONTRARY_REPORTED, observer, "contrary-finding", key)
    looked, closed = at + timedelta(days=2), at + timedelta(days=5)
    if number == 0 or looked >= end:
        return
    said = "Dua rekan kerja di tempat itu ditanya terpisah."
    year.rows["verdict"].append((key, number != 2, said, looked))
    year.note(looked, EventKind.CONTRARY_VERIFIED, verifier, "contrary-finding", key)
    leader = year.stage.holders.get(Role.TASK_FORCE)
    if number > 1 and leader and closed < end:
        why = "Dibahas bersama kepala unit; pendampingan dimulai."
        year.rows["closing"].append((key, why, leader, closed))
        year.note(closed, EventKind.CONTRARY_CLOSED, leader, "contrary-finding", key)


def _at(year: Year, day: date, hour: float) -> datetime:
    start = datetime.combine(day, time(), year.stage.period.zone)
    return start + timedelta(seconds=round(3600 * hour))
