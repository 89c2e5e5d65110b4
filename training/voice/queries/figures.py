"""What the voices of units add up to; nothing here is rounded or held back: that is for reports."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Float as Real
from sqlalchemy import Select, case, cast, distinct, func, select

from training.content.rules.voices import Tier
from training.kernel.db import db
from training.voice.queries.counting import counted
from training.voice.rules.answers import GLAD
from training.voice.rules.satisfaction import Grades
from training.voice.rules.shares import Sums
from training.voice.tables.voices import Voice, VoiceAnswer

NOTHING = Sums()


@dataclass(frozen=True, slots=True)
class UnitVoice:
    """The counted voices of one unit.

    `tiers`: by tier, over all answers about conduct; `indicators`: the same by indicator, children
    (both tiers) apart from adults; `elements`: grades of the survey of satisfaction by element.
    """

    tiers: Mapping[Tier, Sums] = field(default_factory=dict)
    child_indicators: Mapping[str, Sums] = field(default_factory=dict)
    adult_indicators: Mapping[str, Sums] = field(default_factory=dict)
    elements: Mapping[str, Grades] = field(default_factory=dict)
    satisfied: int = 0

    @property
    def children(self) -> Sums:
        """Both tiers of children: the figure of the gate."""
        return self.tiers.get(Tier.CHILD, NOTHING) + self.tiers.get(Tier.YOUTH, NOTHING)

    @property
    def adults(self) -> Sums:
        return self.tiers.get(Tier.ADULT, NOTHING)


SILENCE = UnitVoice()


def voice_of(units: Collection[UUID], since: date, until: date) -> dict[UUID, UnitVoice]:
    """The sums of units over the days since ≤ day < until, by unit; a silent unit is left out.

    A voice counts once: of its answers about conduct the good ones' share goes in (a glad face, a
    yes); "I do not know" is no answer. `satisfied` is how many voices graded any element.
    """
    tiers, indicators, elements = (
        _rows(each, units, since, until) for each in (_by_tier, _by_indicator, _by_element)
    )
    found: dict[UUID, dict[str, Any]] = {}
    for unit, tier, n, good in tiers:
        _of(found, unit)["tiers"][Tier(tier)] = Sums(n, good)
    for unit, grown, indicator, n, good in indicators:
        name = "adult_indicators" if grown else "child_indicators"
        _of(found, unit)[name][indicator] = Sums(n, good)
    for unit, element, n, total in elements:
        _of(found, unit)["elements"][element] = Grades(n, int(total))
    for unit, n in _rows(_grading, units, since, until):
        _of(found, unit)["satisfied"] = n
    return {unit: UnitVoice(**parts) for unit, parts in found.items()}


def city_children(since: date, until: date) -> Sums:
    """The children of all units together: the centre of the funnel."""
    whole = _shares(Voice.tier).where(Voice.day >= since, Voice.day < until)
    inner = whole.where(Voice.tier != Tier.ADULT.value).subquery()
    n, good = db.session.execute(select(func.count(), func.sum(inner.c.good))).one()
    return Sums(n, good or 0.0)


def _of(found: dict[UUID, dict[str, Any]], unit: UUID) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "tiers": {}, "child_indicators": {}, "adult_indicators": {}, "elements": {}, "satisfied": 0,
    }  # fmt: skip
    return found.setdefault(unit, empty)


def _rows(make: Any, units: Collection[UUID], since: date, until: date) -> Any:
    asked = make(Voice.unit_id.in_(units), Voice.day >= since, Voice.day < until)
    return db.session.execute(asked).all()


def _shares(*by: Any) -> Select:
    """One row a voice (and what else is asked for): the share of its good answers on conduct."""
    threshold = case((Voice.tier == Tier.CHILD.value, GLAD), else_=1)
    good = case((VoiceAnswer.value >= threshold, 1.0), else_=0.0)
    share = func.avg(cast(good, Real)).label("good")
    found = select(Voice.id, Voice.unit_id, *by, share)
    found = found.join(VoiceAnswer, VoiceAnswer.voice_id == Voice.id)
    found = found.where(VoiceAnswer.element.is_(None), VoiceAnswer.value.is_not(None))
    return counted(found).group_by(Voice.id, Voice.unit_id, *by)


def _by_tier(*where: Any) -> Select:
    inner = _shares(Voice.tier).where(*where).subquery()
    by = inner.c.unit_id, inner.c.tier
    return select(*by, func.count(), func.sum(inner.c.good)).group_by(*by)


def _by_indicator(*where: Any) -> Select:
    grown = (Voice.tier == Tier.ADULT.value).label("grown")
    inner = _shares(Voice.tier, grown, VoiceAnswer.indicator).where(*where).subquery()
    by = inner.c.unit_id, inner.c.grown, inner.c.indicator
    return select(*by, func.count(), func.sum(inner.c.good)).group_by(*by)


def _graded(*columns: Any) -> Select:
    found = select(*columns).select_from(Voice)
    found = found.join(VoiceAnswer, VoiceAnswer.voice_id == Voice.id)
    return counted(found).where(VoiceAnswer.element.is_not(None))


def _by_element(*where: Any) -> Select:
    by = Voice.unit_id, VoiceAnswer.element
    asked = _graded(*by, func.count(), func.sum(VoiceAnswer.value))
    return asked.where(*where).group_by(*by)


def _grading(*where: Any) -> Select:
    asked = _graded(Voice.unit_id, func.count(distinct(Voice.id)))
    return asked.where(*where).group_by(Voice.unit_id)
