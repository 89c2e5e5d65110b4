"""Quizzes on paper: printing sheets, typing each twice, settling differences, and the attempt."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.exc import NoResultFound

from training.audit.actions import note
from training.audit.rules import EventKind, Happening
from training.content.queries import quiz_of
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.people.rules.access import Actor
from training.quiz.actions.answering import save_answers
from training.quiz.actions.starting import Printed, start_printed
from training.quiz.actions.submitting import submit
from training.quiz.queries import edition_of, history
from training.quiz.queries.exposure import exposure_of
from training.quiz.queries.papers import Sheet
from training.quiz.rules.answers import parse_answer
from training.quiz.rules.drawing import choose_form, draw
from training.quiz.rules.papers import (
    ALPHABET,
    ENTRIES,
    MOST_SHEETS,
    SIGNS,
    Entry,
    OwnSheet,
    PaperIsDone,
    PaperIsNotAgreed,
    PaperIsTyped,
    QuizIsNotForPaper,
    SameClerkTwice,
    Side,
    State,
    checked_time,
    code_of,
    for_paper,
)
from training.quiz.rules.permits import Candidate
from training.quiz.rules.showing import questions_of
from training.quiz.tables import Paper, PaperAttempt, PaperChoice, PaperEntry


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed: how many sheets of which quiz, for whom, and which unit types them."""

    slug: str
    unit_id: UUID
    employee_id: UUID | None = None
    count: int = 1


def print_papers(order: Order, *, by: UUID, at: datetime) -> UUID:
    """Draw and keep the sheets, each with its own code; answers the batch.

    NoResultFound where there is no quiz, QuizIsNotForPaper where it cannot be printed.
    """
    now, made = edition_of(order.slug), uuid7(at)
    whole = quiz_of(now.release_id)
    if whole is None:
        raise NoResultFound
    quiz, city = for_paper(whole), exposure_of(order.slug)
    past = history(order.employee_id, order.slug) if order.employee_id else ()
    rows = []
    for _each in range(min(max(order.count, 1), MOST_SHEETS)):
        seed = secrets.token_hex(16)
        form = choose_form(quiz, seed=seed, earlier=[each.form for each in past], city=city)
        drawn = draw(quiz, seed=seed, earlier=[e.keys for e in past], city=city, form=form)
        if not drawn or (form is None and len(drawn) < quiz.size):
            raise QuizIsNotForPaper
        questions = [{"key": each.key, "options": list(each.options)} for each in drawn]
        row = {
            "id": uuid7(at), "code": _fresh_code(), "batch_id": made, "slug": order.slug,
            "release_id": now.release_id, "seed": seed, "questions": questions,
            "form": form.key if form else None, "employee_id": order.employee_id,
            "unit_id": order.unit_id, "made_by": by, "made_at": at,
        }  # fmt: skip
        rows.append(row)
    db.session.execute(insert(Paper), rows)
    detail = {"sheets": len(rows), "slug": order.slug}
    note(Happening(EventKind.PAPER_PRINTED, at, by, "quiz", order.slug, detail))
    return made


def _fresh_code() -> str:
    return code_of([secrets.randbelow(len(ALPHABET)) for _ in range(SIGNS - 1)])


def type_in(sheet: Sheet, typed: Entry, *, at: datetime) -> None:
    """Keep what one clerk read. The second clerk is another one and knows nothing of the first.

    Refuses a sheet that is done (PaperIsDone) or typed twice (PaperIsTyped), the same clerk
    (SameClerkTwice), the one who sat (OwnSheet), nonsense (AnswerDoesNotFit) and an impossible
    time (SittingTimeIsWrong).
    """
    _hold(sheet)
    if sheet.state is State.DONE:
        raise PaperIsDone
    if any(each.clerk == typed.clerk for each in sheet.entries):
        raise SameClerkTwice
    if len(sheet.entries) >= ENTRIES:
        raise PaperIsTyped
    if typed.clerk == (sheet.employee_id or typed.person):
        raise OwnSheet
    checked_time(typed.sat_at, printed_at=sheet.made_at, at=at)
    asked = questions_of(sheet.quiz, sheet.drawn)
    answers = {each.key: parse_answer(each, typed.answers.get(each.key)) for each in asked}
    row = {
        "paper_id": sheet.id, "number": len(sheet.entries) + 1, "clerk_id": typed.clerk,
        "employee_id": sheet.employee_id or typed.person, "sat_at": typed.sat_at,
        "answers": answers, "at": at,
    }  # fmt: skip
    db.session.execute(insert(PaperEntry).values(row))


def _hold(sheet: Sheet) -> None:
    """Two who type one sheet at the same moment queue here; the keys refuse the later one."""
    db.session.execute(select(Paper.id).where(Paper.id == sheet.id).with_for_update())


def choose_sides(sheet: Sheet, sides: Mapping[str, Side], *, by: UUID, at: datetime) -> None:
    """Settle the differences of two entries. PaperIsNotAgreed where one is left.

    Who is named by an entry as the one who sat settles nothing (OwnSheet).
    """
    if sheet.state is State.DONE:
        raise PaperIsDone
    if sheet.state is not State.DIFFERS:
        raise PaperIsTyped
    if by in {each.person for each in sheet.entries}:
        raise OwnSheet
    chosen = {key: side for key, side in sides.items() if key in sheet.apart}
    sheet.settled_by(chosen)
    row: dict[str, Any] = {
        "paper_id": sheet.id, "clerk_id": by, "at": at,
        "sides": {key: side.value for key, side in chosen.items()},
    }  # fmt: skip
    db.session.execute(insert(PaperChoice).values(row))


def take(sheet: Sheet, person: Actor, *, who: Candidate, by: UUID, at: datetime) -> UUID:
    """Make the attempt of a sheet that was typed twice, as of when the person sat; its id.

    The same rules hold as on a screen (QuizMayNotStart, with the reason) and the same actions mark
    it. Everything is as of one instant, so that nothing is said about how fast it was answered.
    """
    _hold(sheet)
    if sheet.state is State.DONE:
        raise PaperIsDone
    if sheet.state is not State.AGREED or sheet.agreed.person != person.id:
        raise PaperIsNotAgreed
    found = sheet.agreed
    printed = Printed(sheet.now, sheet.seed, sheet.drawn, sheet.form)
    attempt_id = start_printed(person, printed, at=found.sat_at, who=who)
    given = {key: (value, 0) for key, value in found.answers.items() if value is not None}
    save_answers(attempt_id, given, of=person.id, at=found.sat_at)
    submit(attempt_id, of=person.id, at=found.sat_at, key=sheet.code)
    row = {"paper_id": sheet.id, "attempt_id": attempt_id, "made_by": by, "at": at}
    db.session.execute(insert(PaperAttempt).values(row))
    detail = {"slug": sheet.now.slug, "differences": len(sheet.apart)}
    note(Happening(EventKind.PAPER_ENTERED, at, by, "person", str(person.id), detail))
    return attempt_id
