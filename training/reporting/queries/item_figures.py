"""What pages tell of a quiz's items and of signs of a shared key: read as it was counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import NoResultFound

from training.content.queries import current_release, quiz_of
from training.content.rules.gates import Purpose
from training.content.rules.quizzes import Question, item_version
from training.content.tables import Release
from training.kernel.db import db
from training.people.tables.units import Unit
from training.quiz.queries import checked_key
from training.quiz.queries.correcting import Correction, corrections, with_corrections
from training.quiz.rules.shared_keys import Alarm
from training.quiz.rules.statistics.models_told import (
    ItemModel,
    ModelsTold,
    WhyLeftOut,
    load_models,
)
from training.quiz.rules.statistics.told import FormTold, ItemTold, load_form, load_item
from training.reporting.queries.item_versions import label_of
from training.reporting.tables import ItemModels, ItemTally, KeyAlarm, QuizTally

_ALARM = TypeAdapter(Alarm)
NO_MODELS = ModelsTold(0, 0, {}, {})


@dataclass(frozen=True, slots=True)
class ItemVersion:
    """One version of a question: asked since which release, still asked or not, its figures.

    `told` is None for a version that nobody has answered for the first time yet, and `model` for
    one that is in no model of ability; `left_out` says why.
    """

    question: Question
    version: str
    since: int
    is_current: bool
    told: ItemTold | None
    model: ItemModel | None = None
    left_out: WhyLeftOut | None = None


@dataclass(frozen=True, slots=True)
class UnitAlarm:
    """A sign of a shared key in a unit."""

    slug: str
    unit: str
    alarm: Alarm


@dataclass(frozen=True, slots=True)
class QuizFigures:
    """What is told of one quiz. `counted_at` is None where nothing was counted yet.

    `sizes` are the first attempts counted for each purpose that has any.
    """

    slug: str
    purpose: Purpose
    sizes: Mapping[Purpose, int]
    counted_at: datetime | None
    form: FormTold
    items: tuple[ItemVersion, ...]
    alarms: tuple[UnitAlarm, ...]
    models: ModelsTold | None


@dataclass(frozen=True, slots=True)
class QuestionFigures:
    """What is told of one question: every version, the current one first."""

    purpose: Purpose
    sizes: Mapping[Purpose, int]
    versions: tuple[ItemVersion, ...]
    models: ModelsTold | None


def quiz_figures(slug: str, *, k: int, purpose: Purpose = Purpose.POST) -> QuizFigures:
    """The figures of a quiz: current questions in their order, each before its earlier versions.

    Of first attempts for one purpose. NoResultFound where the module was never published.
    """
    counted, models = _counted(checked_key(slug)), _models(slug, purpose)
    mine = counted.get(purpose)
    return QuizFigures(
        slug, purpose, _sizes(counted), mine[0] if mine else None,
        mine[1] if mine else FormTold(0), _versions(slug, purpose, models), alarms_of(slug, k=k),
        models,
    )  # fmt: skip


def item_figures(slug: str, key: str, *, purpose: Purpose = Purpose.POST) -> QuestionFigures:
    """The figures of one question. NoResultFound where there is none."""
    counted, models = _counted(checked_key(slug)), _models(slug, purpose)
    every = _versions(slug, purpose, models)
    found = tuple(each for each in every if each.question.key == key)
    if not found:
        raise NoResultFound
    return QuestionFigures(purpose, _sizes(counted), found, models)


def _counted(slug: str) -> dict[Purpose, tuple[datetime, FormTold]]:
    found = select(QuizTally.purpose, QuizTally.at, QuizTally.told).where(QuizTally.slug == slug)
    return {
        Purpose(purpose): (at, load_form(told)) for purpose, at, told in db.session.execute(found)
    }


def _sizes(counted: Mapping[Purpose, tuple[datetime, FormTold]]) -> dict[Purpose, int]:
    return {purpose: form.n for purpose, (_at, form) in counted.items() if form.n}


def _models(slug: str, purpose: Purpose) -> ModelsTold | None:
    found = select(ItemModels.told).where(
        ItemModels.slug == slug, ItemModels.purpose == purpose.value
    )
    told = db.session.execute(found).scalar()
    return load_models(told) if told else None


def alarms_of(slug: str, *, k: int) -> tuple[UnitAlarm, ...]:
    """The signs of a shared key for one quiz, by unit; none that is about fewer than k people."""
    return _alarms(KeyAlarm.slug == slug, k)


def alarms_in(unit_code: str, *, k: int) -> tuple[UnitAlarm, ...]:
    """The signs in one unit (its own people) for all quizzes; the caller knows its scope."""
    return _alarms(Unit.code == unit_code, k)


def _alarms(wanted: ColumnElement[bool], k: int) -> tuple[UnitAlarm, ...]:
    found = (
        select(KeyAlarm.slug, Unit.name, KeyAlarm.told)
        .join(Unit, Unit.id == KeyAlarm.unit_id)
        .where(wanted)
        .order_by(Unit.name, KeyAlarm.slug, KeyAlarm.sign.desc())
    )
    every = (
        UnitAlarm(slug, unit, _ALARM.validate_python(told))
        for slug, unit, told in db.session.execute(found)
    )
    return tuple(each for each in every if each.alarm.least >= k)


def _versions(slug: str, purpose: Purpose, models: ModelsTold | None) -> tuple[ItemVersion, ...]:
    newest, made = current_release(slug), corrections(slug)
    current = _questions(newest.id, made)
    now = {key: item_version(question) for key, question in current.items()}
    rows = db.session.execute(
        select(ItemTally.question, ItemTally.version, Release.number, Release.id, ItemTally.told)
        .join(Release, Release.id == ItemTally.release_id)
        .where(ItemTally.slug == slug, ItemTally.purpose == purpose.value)
        .order_by(ItemTally.question, Release.number.desc())
    )
    counted: dict[str, list[ItemVersion]] = {}
    for key, version, number, release_id, told in rows:
        is_current = now.get(key) == version
        question = current[key] if is_current else _questions(release_id, made)[key]
        label, fits = label_of(key, version), models or NO_MODELS
        one = ItemVersion(
            question, version, number, is_current, load_item(told), fits.items.get(label),
            fits.left_out.get(label),
        )  # fmt: skip
        counted.setdefault(key, []).append(one)
    found = []
    for key, question in current.items():
        mine = sorted(counted.pop(key, []), key=lambda each: not each.is_current)
        if not any(each.is_current for each in mine):
            found.append(ItemVersion(question, now[key], newest.number, True, None))
        found += mine
    return (*found, *(each for key in sorted(counted) for each in counted[key]))


def _questions(release_id: UUID, made: tuple[Correction, ...]) -> Mapping[str, Question]:
    quiz = quiz_of(release_id)
    return with_corrections(quiz, made) if quiz else {}
