"""What waits for a person beside lessons: a case, news of a plan, a testimony, a wave."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Date, Uuid, bindparam

from training.commitments.queries.plans import plan_parts, plans_from
from training.commitments.queries.witnesses import unanswered_part as testimonies
from training.kernel.bundle import Bundle, prepare
from training.oversight.queries.doers import waiting_part as acts
from training.practice.queries.records import record_from, record_parts, shelved_from
from training.practice.rules.agenda import agenda
from training.quiz.queries import Edition
from training.voice.queries.waves import unanswered_part as waves
from training.web.present import long_date
from training.web.session import arrived, today

Found = Mapping[str, tuple[Any, ...]]
Line = Mapping[str, object]


@cache
def _bundle() -> Bundle:
    """Built once: everybody's first page asks it, in one statement."""
    person, day = bindparam("person", type_=Uuid()), bindparam("today", type_=Date())
    parts = record_parts(person) | plan_parts(person)
    asked = {"testimonies": testimonies(person), "waves": waves(person, day)}
    return prepare(parts | asked | {"acts": acts(person)})


def waiting(person: UUID, current: Iterable[Edition]) -> list[Line]:
    """Each thing that waits as words and a way to it; `current`: the editions of all modules."""
    found = _bundle().fetch(person=person, today=today())
    return [
        *_acts(found), *_case(person, found, current), *_news(found), *_asked(found), *_wave(found),
    ]  # fmt: skip


def _acts(found: Found) -> Iterator[Line]:
    if found["acts"]:
        words = ngettext(
            "%(num)s act that was agreed with the task force is yours to do.",
            "%(num)s acts that were agreed with the task force are yours to do.",
            len(found["acts"]),
        )
        yield {"text": words, "label": _("See what is to be done"), "href": url_for("acts.home")}


def _case(person: UUID, found: Found, current: Iterable[Edition]) -> Iterator[Line]:
    cards, zone = shelved_from(current).cards, str(current_app.config["RESAP"].timezone)
    if agenda(record_from(person, found), cards, at=arrived(), zone=zone).waiting:
        words = _("A short case waits for you. Two minutes are enough.")
        yield {"text": words, "label": _("To practice"), "href": url_for("employee.practice")}


def _news(found: Found) -> Iterator[Line]:
    dates = [date for each in plans_from(found) if (date := each.due(at=arrived()))]
    if dates:
        until = min(each.until for each in dates)
        words = ngettext(
            "We would like to know how your plan went, until %(when)s.",
            "We would like to know how %(num)s of your plans went, the first until %(when)s.",
            len(dates), when=long_date(until),
        )  # fmt: skip
        yield {"text": words, "label": _("To commitments"), "href": url_for("commitments.home")}


def _asked(found: Found) -> Iterator[Line]:
    if found["testimonies"]:
        words = ngettext(
            "%(num)s colleague asks you one question about what you saw.",
            "%(num)s colleagues ask you one question about what you saw.",
            len(found["testimonies"]),
        )
        yield {"text": words, "label": _("Look at it"), "href": url_for("commitments.testimonies")}


def _wave(found: Found) -> Iterator[Line]:
    for each in found["waves"][:1]:
        words = _(
            "The city asks everybody, without names, what helps them. Until %(when)s.",
            when=long_date(each.last_day),
        )
        yield {"text": words, "label": _("Take part"), "href": url_for("employee_waves.home")}
