"""What outlived its term goes by night, and every figure and check is the same as before."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, insert, select

from tests.factories import content, people, quiz
from tests.factories.certification import ZONE
from tests.factories.privacy import NOTHING, SAID, Held, everywhere, faults
from tests.parts.test_privacy_erasing import figures
from training.kernel import jobs
from training.kernel.clock import local_date
from training.kernel.db import db
from training.kernel.ids import uuid7
from training.learning.tables import ReadingTick
from training.people.actions import links, tokens
from training.people.rules.links import Purpose
from training.people.tables.accounts import ApiToken, FailureCount, OneTimeLink, SignIn
from training.privacy.actions.retaining import NIGHTLY, handlers, look, run
from training.privacy.queries.outliving import SORTS, ran_before
from training.privacy.rules.declaration import declaration
from training.quiz.actions import save_answer, submit
from training.quiz.tables import Answer, Attempt
from training.reminders.tables.sent import ReminderDigest, ReminderSent

pytestmark = pytest.mark.slow
QUESTION = "m1-satu-a"


@pytest.fixture
def held(database, clock, tmp_path):
    made = Held(clock, tmp_path)
    _account(made)
    _again(made)
    _reminded(made)
    made.count()
    return made


def _account(held: Held) -> None:
    at, who = held.clock.now, held.person.id
    people.session_token(held.person, at=at)
    tokens.make(who, "SIMPEG", ["learn"], at + timedelta(days=30), by=None, at=at)
    links.make(who, Purpose.RESET, by=None, at=at)
    db.session.execute(insert(FailureCount), dict(key="x", failures=3, since=at, last_at=at))
    lone = dict(id=uuid4(), employee_id=who, slug="m5-uraian", lesson="x", at=at, seconds=30)
    release = db.session.scalars(select(Attempt.release_id).limit(1)).first()
    db.session.execute(insert(ReadingTick), lone | {"release_id": release})


def _again(held: Held) -> None:
    """A second attempt, which no statistic counts, with an answer that was changed twice."""
    content.published("m5-ulang", quiz=content.quiz_of(content.question(QUESTION)))
    for _ in range(2):
        sitting = quiz.started(held.person, "m5-ulang", at=held.clock.forward(days=2))
        for revision, value in enumerate("aba"):
            at = held.clock.forward(minutes=4)
            save_answer(sitting.past.id, QUESTION, value, revision, of=held.person.id, at=at)
        submit(sitting.past.id, of=held.person.id, at=held.clock.forward(minutes=5))


def _reminded(held: Held) -> None:
    at, who = held.clock.now, held.person.id
    letter = uuid7(at)
    db.session.execute(insert(ReminderDigest), dict(id=letter, to_id=who, day=at.date(), at=at))
    db.session.execute(insert(ReminderSent), dict(
        id=uuid7(at), digest_id=letter, employee_id=who, to_id=who, kind="x", occurrence="y",
        day=at.date(),
    ))  # fmt: skip


def counts(found) -> dict[str, int]:
    return {each.term: each.count for each in found if each.count}


def cleaned(held: Held) -> dict[str, int]:
    return counts(run(at=held.clock.now, keep=db.session.commit))


def rows(table) -> int:
    return db.session.execute(select(func.count()).select_from(table)).scalar_one()


def test_nothing_goes_before_its_time(held):
    assert counts(look(at=held.clock.now)) == {}


def test_what_outlived_its_term_is_counted_first_and_then_gone(held):
    held.clock.forward(days=1200)
    told = counts(look(at=held.clock.now))
    assert told == counts(look(at=held.clock.now)), "looking changes nothing"
    assert set(told) >= {
        "sign_in", "api_token", "one_time_link", "failure_count", "reading_tick", "answer",
        "plan_check_in", "plan_rehearsal", "certification_excuse", "reminder_sent",
        "reminder_digest",
    }  # fmt: skip
    done = cleaned(held)
    assert done == told
    assert [rows(each) for each in (SignIn, ApiToken, OneTimeLink, FailureCount)] == [0, 0, 0, 0]
    assert cleaned(held) == {}


def test_every_figure_and_every_check_is_the_same_afterwards(held):
    held.clock.forward(days=1200)
    held.count()
    before, sound = figures()[:-1], faults()
    assert all(before)
    assert sound == NOTHING
    cleaned(held)
    assert figures()[:-1] == before
    assert faults() == NOTHING
    held.count()
    assert figures()[:-1] == before


def test_of_a_journal_the_first_and_the_last_answer_stay(held):
    held.clock.forward(days=1200)
    cleaned(held)
    found = select(Answer.attempt_id, Answer.question, Answer.revision)
    kept: dict[tuple, list[int]] = {}
    for attempt, question, revision in db.session.execute(found.order_by(Answer.revision)):
        kept.setdefault((attempt, question), []).append(revision)
    assert all(each in ([1], [1, 2], [1, 3], [1, 2, 3]) for each in kept.values())
    assert [1, 3] in kept.values()
    assert [1, 2, 3] in kept.values(), "the first attempt is in the statistics"


def test_words_that_are_old_are_emptied_and_those_that_are_not_stay(held):
    held.clock.forward(days=1200)
    cleaned(held)
    still = set(everywhere(SAID))
    assert not still & {"plan_rehearsal", "plan_check_in", "certification_excuse"}
    assert {"answer", "marking", "objection"} <= still


def test_the_nights_wait_for_an_operators_word(held):
    held.clock.forward(days=1200)
    night = handlers(ZONE, keep=db.session.commit)[NIGHTLY]
    asked = jobs.Running(uuid4(), {}, held.clock.now, lambda _done, _of: None)
    first = night(asked)
    assert first is not None
    assert (first["allowed"], rows(SignIn)) == (False, 1)
    cleaned(held)
    assert ran_before()
    people.session_token(held.person, at=held.clock.now)
    held.clock.forward(days=400)
    later = jobs.Running(uuid4(), {}, held.clock.now, lambda _done, _of: None)
    second = night(later)
    assert second is not None
    assert (second["allowed"], rows(SignIn)) == (True, 0)
    waiting = select(jobs.Job.run_at).where(jobs.Job.kind == NIGHTLY)
    days = {local_date(at, ZONE) for at in db.session.scalars(waiting)}
    assert max(days) >= date.fromisoformat(str(held.clock.now.date()))


def test_every_term_of_the_declaration_is_kept_by_somebody():
    assert {each.term for each in SORTS} | {"left"} == set(declaration().terms)
