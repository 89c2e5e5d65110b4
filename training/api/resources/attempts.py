"""Taking a quiz by machine: start, answer, submit. The key never leaves an open attempt."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from flask import Blueprint, request
from pydantic import Field, StrictInt

from training.api.door import acting, arrived, today
from training.api.once import key_of_request
from training.api.resources.questions import QuestionText, is_nothing, question_text
from training.api.speaking import Told, speaks
from training.content.rules.gates import Purpose
from training.content.rules.review import Piece
from training.kernel.access import allow
from training.learning.actions import begin
from training.learning.queries import Where
from training.people.rules.access import Permission
from training.quiz.actions import save_sent, submit
from training.quiz.queries import Sitting, attempt
from training.quiz.queries.reviewing import look_at
from training.quiz.rules.attempts import Phase
from training.quiz.rules.journal import LONGEST_MS, Sent
from training.quiz.rules.review import Look
from training.quiz.rules.showing import open_questions
from training.reporting.actions import note_result, settle

bp = Blueprint("attempts", __name__)
MOST_OPTIONS = 50
HIGHEST_REVISION = 1_000_000
NEVER_ANSWERED = 0
MOST_WRITTEN = 6000

Key = Annotated[str, Field(max_length=80)]
Written = Annotated[str, Field(max_length=MOST_WRITTEN)]
Answer = (
    Written
    | Annotated[list[Key], Field(max_length=MOST_OPTIONS)]
    | Annotated[dict[Key, StrictInt], Field(max_length=MOST_OPTIONS)]
    | Annotated[dict[Key, Written], Field(max_length=MOST_OPTIONS)]
    | None
)


class AttemptOpened(Told):
    """An attempt; `revision` is the one that the first answer to any question is based on."""

    id: UUID
    quiz: str
    release: UUID
    deadline: datetime | None
    revision: int
    questions: tuple[QuestionText, ...]


class AnswerKept(Told):
    """The answer to one question as it stands."""

    answer: Answer
    revision: int
    saved_at: datetime
    certainty: Annotated[int | None, Field(exclude_if=is_nothing)] = None


class Result(Told):
    """How a submitted attempt ended; score and pass mark go from 0 to 1.

    `cause` says who closed it: the person, or the server when the time was over. A void attempt
    was answered too fast to be read: it is no evidence and no failure, and is taken again at once.
    """

    attempt: UUID
    quiz: str
    score: float
    passed: bool
    pass_mark: float
    submitted_at: datetime
    cause: str
    void: bool


class Shown(Told):
    """What the person may see of the attempt now, as its quiz says.

    `moment` is during, just_after, while_open or after_close; `pieces` are some of jawaban (own
    answers), nilai (marks of each question), kunci, alasan, komentar.
    """

    moment: str
    pieces: tuple[str, ...]


class AttemptWhole(AttemptOpened):
    """An attempt with the answers that are kept, and its result once it is submitted.

    `answers` is empty while the quiz withholds them; `shown` says what it withholds.

    `state` is open or submitted; `phase` tells more: in-progress, overdue, submitted (its time is
    over and it is about to be marked), needs-marking, finished, abandoned, void.
    """

    state: str
    phase: str
    purpose: str
    started_at: datetime
    answers: dict[str, AnswerKept]
    shown: Shown
    result: Result | None


class Answering(Told):
    """An answer, based on the revision that the caller knows of this question.

    `certainty` says how sure the person is, where the question asks it; left out, it says nothing.
    """

    answer: Answer
    revision: Annotated[int, Field(ge=0, le=HIGHEST_REVISION)]
    spent_ms: Annotated[int, Field(ge=0, le=LONGEST_MS)] | None = None
    certainty: Annotated[int, Field(ge=1, le=3)] | None = None


class Starting(Told):
    """What the attempt is for: `post` (the quiz after learning), a baseline, or a probe."""

    purpose: Annotated[Purpose, Field(strict=False)] = Purpose.POST


class AnswerSaved(Told):
    """It is kept: this reply is sent after the commit."""

    revision: int
    saved_at: datetime


@bp.post("/quizzes/<slug>/attempts")
@allow(Permission.LEARN, object="module")
@speaks(
    "Start a quiz (201), or join the attempt that is open already (200)", AttemptOpened,
    body=Starting, may_be_bare=True, statuses=(200, 201), refusals=(404, 409),
)  # fmt: skip
def start_attempt(slug: str, body: Starting) -> tuple[AttemptOpened, int]:
    person, at = acting(), arrived()
    settle(person.id, slug, at=at)
    where = Where(today(), request.remote_addr or "")
    made = begin(person, slug, at=at, where=where, purpose=body.purpose)
    sitting = attempt(made.attempt_id, of=person.id)
    return AttemptOpened(**_paper(sitting)), 201 if made.fresh else 200


@bp.get("/attempts/<uuid:attempt_id>")
@allow(Permission.LEARN, object="attempt")
@speaks("One's own attempt with the answers that are kept", AttemptWhole, refusals=(404,))
def attempt_whole(attempt_id: UUID) -> AttemptWhole:
    person, at = acting(), arrived()
    sitting = attempt(attempt_id, of=person.id)
    if sitting.phase(at=at) is Phase.SUBMITTED:
        settle(person.id, sitting.past.slug, at=at)
        sitting = attempt(attempt_id, of=person.id)
    seen = look_at(sitting, of=person.id, at=at)
    sitting = sitting if seen.has(Piece.ANSWERS) else replace(sitting, answers={})
    kept = {
        key: AnswerKept(
            answer=each.value, revision=each.revision, saved_at=each.at, certainty=each.certainty
        )
        for key, each in sitting.answers.items()
    }
    return AttemptWhole(
        **_paper(sitting), state=sitting.past.state.value, phase=sitting.phase(at=at).value,
        purpose=sitting.past.purpose.value, started_at=sitting.past.started_at, answers=kept,
        shown=_shown(seen), result=_result(sitting),
    )  # fmt: skip


@bp.put("/attempts/<uuid:attempt_id>/answers/<question>")
@allow(Permission.LEARN, object="attempt")
@speaks(
    "Keep an answer; a stale revision is refused", AnswerSaved, body=Answering, refusals=(404, 409)
)
def put_answer(attempt_id: UUID, question: str, body: Answering) -> AnswerSaved:
    sent = Sent(body.answer, body.revision, key_of_request(), body.spent_ms, body.certainty)
    saved = save_sent(attempt_id, question, sent, of=acting().id, at=arrived())
    return AnswerSaved(revision=saved.revision, saved_at=saved.at)


@bp.post("/attempts/<uuid:attempt_id>/submission")
@allow(Permission.LEARN, object="attempt")
@speaks("Submit an attempt, once", Result, refusals=(404, 409))
def submit_attempt(attempt_id: UUID) -> Result:
    person, at = acting(), arrived()
    done = submit(attempt_id, of=person.id, at=at, key=key_of_request())
    note_result(person.id, done.slug, at=at)
    sitting = attempt(attempt_id, of=person.id)
    return Result(
        attempt=attempt_id, quiz=done.slug, score=done.score, passed=done.passed,
        pass_mark=sitting.quiz.pass_mark, submitted_at=done.at, cause=done.cause.value,
        void=done.void,
    )  # fmt: skip


def _paper(sitting: Sitting) -> dict[str, Any]:
    past = sitting.past
    asked = tuple(
        question_text(each) for each in open_questions(sitting.quiz, sitting.drawn, sitting.values)
    )
    return {
        "id": past.id, "quiz": past.slug, "release": past.release_id, "deadline": past.deadline,
        "revision": NEVER_ANSWERED, "questions": asked,
    }  # fmt: skip


def _shown(seen: Look) -> Shown:
    pieces = tuple(piece.value for piece in Piece if seen.has(piece))
    return Shown(moment=seen.moment.value, pieces=pieces)


def _result(sitting: Sitting) -> Result | None:
    past = sitting.past
    if past.submitted_at is None or past.score is None:
        return None
    return Result(
        attempt=past.id, quiz=past.slug, score=past.score, passed=past.passed,
        pass_mark=sitting.quiz.pass_mark, submitted_at=past.submitted_at, cause=past.cause.value,
        void=past.void,
    )  # fmt: skip
