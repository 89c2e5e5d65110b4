"""The waves: which are open for a person, how far each is, and its sums once it is closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select

from training.content.rules.waveforms import WaveForm, from_told
from training.kernel.bundle import Part, fetch
from training.kernel.db import db
from training.people.queries.employees import holds_on
from training.people.rules.kinds import PostingKind
from training.people.tables.employees import Posting
from training.people.tables.units import Unit
from training.voice.rules.waves import (
    Cell,
    Sum,
    WaveIsStillOpen,
    WaveState,
    cell,
    state,
    summed,
)
from training.voice.tables.waves import (
    Wave,
    WaveAnswer,
    WaveClosing,
    WaveConsultation,
    WaveOpening,
    WaveParticipation,
)


@dataclass(frozen=True, slots=True)
class OneWave:
    """A wave as it stands now; `asked_now`: it is open and today lies in its period."""

    id: UUID
    title: str
    first_day: date
    last_day: date
    promise: str
    form: WaveForm
    opened_at: datetime | None
    closed_at: datetime | None
    today: date

    @property
    def state(self) -> WaveState:
        return state(opened=self.opened_at is not None, closed=self.closed_at is not None)

    @property
    def asked_now(self) -> bool:
        return self.state is WaveState.OPEN and self.first_day <= self.today <= self.last_day


@dataclass(frozen=True, slots=True)
class CellSum:
    """The sums of one cell by construct. `n` people answered; nothing here is suppressed yet."""

    unit_id: UUID | None
    group: str
    n: int
    sums: Mapping[str, Sum]


def _waves() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Wave.id, Wave.title, Wave.first_day, Wave.last_day, Wave.promise, Wave.form,
            WaveOpening.at.label("opened_at"), WaveClosing.at.label("closed_at"),
        )
        .outerjoin(WaveOpening, WaveOpening.wave_id == Wave.id)
        .outerjoin(WaveClosing, WaveClosing.wave_id == Wave.id)
        .order_by(Wave.first_day.desc(), Wave.id.desc())
    )  # fmt: skip


def _wave(row: Any, today: date) -> OneWave:
    return OneWave(
        row.id, row.title, row.first_day, row.last_day, row.promise, from_told(row.form),
        row.opened_at, row.closed_at, today,
    )  # fmt: skip


def waves(*, today: date) -> tuple[OneWave, ...]:
    """All waves, the newest first."""
    return tuple(_wave(row, today) for row in db.session.execute(_waves()))


def unanswered_part(person: Any, today: Any) -> Part:
    """The waves that ask a person now, as a part of a larger bundle: id, title, last_day."""
    asks_now = WaveOpening.at.is_not(None) & WaveClosing.at.is_(None)
    asks_now &= (Wave.first_day <= today) & (Wave.last_day >= today)
    theirs = select(WaveParticipation.wave_id).where(WaveParticipation.employee_id == person)
    found = (
        select(Wave.id, Wave.title, Wave.last_day)
        .outerjoin(WaveOpening, WaveOpening.wave_id == Wave.id)
        .outerjoin(WaveClosing, WaveClosing.wave_id == Wave.id)
        .where(asks_now, Wave.id.not_in(theirs))
    )
    return Part(found, Wave.first_day)


def wave_of(wave_id: UUID, *, today: date) -> OneWave:
    """One wave. NoResultFound if there is none."""
    return _wave(db.session.execute(_waves().where(Wave.id == wave_id)).one(), today)


def consultations(wave_id: UUID) -> Sequence[Row]:
    """With whom a wave was talked over: whom, on, result; in the order of their record."""
    found = select(WaveConsultation.whom, WaveConsultation.on, WaveConsultation.result)
    found = found.where(WaveConsultation.wave_id == wave_id).order_by(WaveConsultation.id)
    return db.session.execute(found).all()


def consulted() -> Sequence[Row]:
    """Every consultation on a wave that was opened: title, whom, on, result; the newest first.

    It is told to everybody, and so is what came of it.
    """
    found = (
        select(Wave.title, WaveConsultation.whom, WaveConsultation.on, WaveConsultation.result)
        .join(WaveConsultation, WaveConsultation.wave_id == Wave.id)
        .join(WaveOpening, WaveOpening.wave_id == Wave.id)
        .order_by(WaveConsultation.on.desc(), WaveConsultation.id)
    )
    return db.session.execute(found).all()


def took_part(wave_id: UUID, person: UUID) -> bool:
    """Whether somebody answered a wave; what they answered is not known to anybody."""
    return db.session.get(WaveParticipation, (wave_id, person)) is not None


def participants(wave_id: UUID) -> int:
    """How many took part, in the whole city."""
    found = select(func.count()).where(WaveParticipation.wave_id == wave_id)
    return db.session.execute(found).scalar_one()


def cell_of(person: UUID, *, today: date, k: int) -> Cell:
    """The cell of a person today: their unit if at least k people work there, else its group."""
    post = (
        select(Unit.id, Unit.group)
        .join(Posting, Posting.unit_id == Unit.id)
        .where(Posting.employee_id == person, Posting.kind == PostingKind.DEFINITIVE)
        .where(holds_on(today))
        .order_by(Posting.valid_from.desc())
        .limit(1)
    )
    row = db.session.execute(post).first()
    if row is None:
        return cell(None, "", people=0, k=k)
    there = select(func.count()).where(
        Posting.unit_id == row.id, Posting.kind == PostingKind.DEFINITIVE, holds_on(today)
    )
    return cell(row.id, row.group, people=db.session.execute(there).scalar_one(), k=k)


def sums(wave_id: UUID, *, today: date) -> tuple[CellSum, ...]:
    """The sums of a closed wave by cell, by group and unit; WaveIsStillOpen before its end.

    They are raw: whoever shows them shows none below k and hides what could be had by subtraction.
    """
    found = wave_of(wave_id, today=today)
    if found.state is not WaveState.CLOSED:
        raise WaveIsStillOpen
    rows = select(WaveAnswer.unit_id, WaveAnswer.group, WaveAnswer.answers)
    cells: dict[tuple[str, str], tuple[UUID | None, list[Mapping[str, int]]]] = {}
    for unit, group, answers in db.session.execute(rows.where(WaveAnswer.wave_id == wave_id)):
        cells.setdefault((group, str(unit or "")), (unit, []))[1].append(answers)
    return tuple(
        CellSum(unit, group, len(answers), summed(found.form, answers))
        for (group, _), (unit, answers) in sorted(cells.items(), key=lambda each: each[0])
    )


def held_parts(person: UUID) -> dict[str, Part]:
    """The waves that a person took part in, for `kernel.bundle.fetch`: `waves`: title, day.

    Answers cannot be found by person.
    """
    found = (
        select(Wave.title, WaveParticipation.day)
        .join(Wave, Wave.id == WaveParticipation.wave_id)
        .where(WaveParticipation.employee_id == person)
    )
    return {"waves": Part(found, WaveParticipation.day.desc())}


def held(person: UUID) -> tuple[tuple[Any, ...], ...]:
    """The same as rows."""
    return fetch(held_parts(person))["waves"]
