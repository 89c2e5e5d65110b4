"""Preparing, opening, answering and closing an anonymous wave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import delete, exists, func, insert, select, update

from training.content.rules.waveforms import WaveForm, as_told
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.voice.queries.waves import cell_of, took_part, wave_of
from training.voice.rules.waves import (
    AlreadyAnswered,
    Cell,
    NobodyWasConsulted,
    PromiseIsFrozen,
    WaveHasMovedOn,
    WaveIsNotOpen,
    WaveState,
    answers_in,
    coarser,
    insist_on_consultation,
    insist_on_plan,
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
class Plan:
    """A wave as somebody plans it: days are the first and the last on which it is asked."""

    title: str
    first_day: date | None
    last_day: date | None
    promise: str


def prepare(plan: Plan, form: WaveForm, *, by: UUID | None, at: datetime) -> UUID:
    """Plan a wave with the sentences as they are now. WaveIsUnusable where something lacks."""
    insist_on_plan(plan.title, plan.promise, plan.first_day, plan.last_day)
    made = uuid7(at)
    row = {
        "id": made, "title": plan.title, "first_day": plan.first_day, "last_day": plan.last_day,
        "promise": plan.promise, "form": as_told(form), "by": by, "at": at,
    }  # fmt: skip
    db.session.execute(insert(Wave).values(row))
    return made


def plan_anew(wave_id: UUID, plan: Plan, *, today: date) -> None:
    """Change title, period and promise while the wave is not open yet; PromiseIsFrozen later.

    The database itself refuses it from the first answer on.
    """
    insist_on_plan(plan.title, plan.promise, plan.first_day, plan.last_day)
    if wave_of(wave_id, today=today).state is not WaveState.PREPARED:
        raise PromiseIsFrozen
    told = {
        "title": plan.title, "first_day": plan.first_day, "last_day": plan.last_day,
        "promise": plan.promise,
    }  # fmt: skip
    db.session.execute(update(Wave).where(Wave.id == wave_id).values(told))


@dataclass(frozen=True, slots=True)
class Consultation:
    """With whom a wave was talked over, on which day, and what came of it."""

    whom: str
    on: date | None
    result: str


def consult(
    wave_id: UUID, told: Consultation, *, by: UUID | None, at: datetime, today: date
) -> None:
    """Record a consultation. ConsultationIsIncomplete; NoResultFound for no such wave."""
    insist_on_consultation(told.whom, told.on, told.result, today=today)
    wave_of(wave_id, today=today)
    row = {
        "id": uuid7(at), "wave_id": wave_id, "whom": told.whom, "on": told.on,
        "result": told.result, "by": by, "at": at,
    }  # fmt: skip
    db.session.execute(insert(WaveConsultation).values(row))


def open_wave(wave_id: UUID, *, by: UUID | None, at: datetime, today: date) -> None:
    """Let people answer. NobodyWasConsulted, WaveHasMovedOn the second time."""
    if wave_of(wave_id, today=today).state is not WaveState.PREPARED:
        raise WaveHasMovedOn
    asked = exists().where(WaveConsultation.wave_id == wave_id)
    if not db.session.execute(select(asked)).scalar_one():
        raise NobodyWasConsulted
    db.session.execute(insert(WaveOpening).values(wave_id=wave_id, by=by, at=at))


def close_wave(wave_id: UUID, *, by: UUID | None, at: datetime, today: date, k: int) -> None:
    """End a wave; from here on it is added up. WaveHasMovedOn unless it is open.

    Answers of units from which fewer than k people answered lose their unit for good.
    """
    db.session.execute(select(Wave.id).where(Wave.id == wave_id).with_for_update()).one()
    if wave_of(wave_id, today=today).state is not WaveState.OPEN:
        raise WaveHasMovedOn
    db.session.execute(insert(WaveClosing).values(wave_id=wave_id, by=by, at=at))
    _coarsen(wave_id, k)


def _coarsen(wave_id: UUID, k: int) -> None:
    """Take the unit, or the group too, from answers that would stand there almost alone."""
    counted = (
        select(WaveAnswer.unit_id, WaveAnswer.group, func.count())
        .where(WaveAnswer.wave_id == wave_id)
        .group_by(WaveAnswer.unit_id, WaveAnswer.group)
    )
    counts = {Cell(unit, group): n for unit, group, n in db.session.execute(counted)}
    for cell, into in coarser(counts, k).items():
        _mix_in(wave_id, into, *_taken_out(wave_id, cell))


def answer(wave_id: UUID, given: Mapping[str, int], *, person: UUID, today: date, k: int) -> None:
    """Keep that a person took part, and apart from it what was answered.

    WaveIsNotOpen, AlreadyAnswered, NothingIsAnswered, WaveAnswersDoNotFit. The wave is held, so
    that answers of one cell are mixed one by one. Nothing is noted that holds a time.
    """
    db.session.execute(select(Wave.id).where(Wave.id == wave_id).with_for_update()).one()
    found = wave_of(wave_id, today=today)
    if not found.asked_now:
        raise WaveIsNotOpen
    if took_part(wave_id, person):
        raise AlreadyAnswered
    answers = answers_in(found.form, given)
    row = {"wave_id": wave_id, "employee_id": person, "day": today}
    db.session.execute(insert(WaveParticipation).values(row))
    _mix_in(wave_id, cell_of(person, today=today, k=k), answers)


def _mix_in(wave_id: UUID, cell: Cell, *answers: Mapping[str, int]) -> None:
    """Write all sheets of a cell anew, under new random keys and in the order of those.

    A database remembers more than its columns: in which transaction a row was written
    (PostgreSQL's xmin), and where it lies. Afterwards all sheets of the cell are alike in that,
    and the newest can be told from the others by nothing that is kept. What cannot be hidden so
    from whoever copies the whole database after every answer is which sheet came in between.
    """
    sheets = [*_taken_out(wave_id, cell), *answers]
    rows = [
        {"id": uuid4(), "wave_id": wave_id, "unit_id": cell.unit_id, "group": cell.group,
         "answers": each}
        for each in sheets
    ]  # fmt: skip
    db.session.execute(insert(WaveAnswer), sorted(rows, key=lambda each: each["id"]))


def _taken_out(wave_id: UUID, cell: Cell) -> Sequence[Mapping[str, int]]:
    """The sheets of a cell, which then no longer lie there."""
    here = (WaveAnswer.wave_id == wave_id) & (WaveAnswer.group == cell.group)
    here &= WaveAnswer.unit_id.is_not_distinct_from(cell.unit_id)
    sheets = db.session.scalars(select(WaveAnswer.answers).where(here)).all()
    db.session.execute(delete(WaveAnswer).where(here))
    return sheets
