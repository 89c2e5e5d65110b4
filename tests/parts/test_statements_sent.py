"""A store is told every fact, whatever happens to the line: none is lost, none is told twice."""

from base64 import b64encode
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select, update

from tests.factories import content, people, quiz, stores
from training.kernel import jobs, lrs
from training.kernel.db import db, impatient
from training.learning.actions import mark_read
from training.people.tables.employees import Identifier
from training.quiz.actions import submit
from training.reporting.actions import statements
from training.reporting.queries.statements import Wanted, ledger, pages, unsent
from training.reporting.rules.statements import Iris
from training.reporting.rules.statements import statements as told_of

pytestmark = pytest.mark.slow

IRIS = Iris("urn:resap", "https://resap.contoh.go.id")


@pytest.fixture
def store():
    with stores.store() as server:
        yield server


@pytest.fixture
def work(database, store, clock):
    """Do the sending job that is due; answers what it noted, or None when none is due."""
    line = statements.Line(lrs.Store(store.url, "kunci", "rahasia"), IRIS, db.session.commit)

    def once():
        db.session.commit()
        done = jobs.run_one(
            {statements.SEND: partial(statements.send, line=line)}, clock=lambda: clock.now
        )
        last = select(jobs.Job.result).where(jobs.Job.done_at.is_not(None))
        found = db.session.scalars(last.order_by(jobs.Job.done_at.desc(), jobs.Job.id.desc()))
        return found.first() if done else None

    return once


@pytest.fixture
def learner(database, clock):
    """Somebody who read everything and passed: five facts, seven statements."""
    content.published()
    person = people.employee(people.unit())
    for lesson in content.LESSONS:
        mark_read(people.acting(person), content.SLUG, lesson, at=clock.now)
    quiz.submitted(person, at=clock.forward(minutes=1))
    statements.ask_to_send(at=clock.now)
    return person


def everything() -> dict[str, dict]:
    """What there is to tell, by id, as a store would have it after JSON."""
    facts = [fact for page in pages(Wanted()) for fact in page]
    return {each["id"]: each for fact in facts for each in told_of(fact, IRIS)}


def test_a_store_is_told_everything_once(work, store, learner, clock):
    assert work() == {"facts": 5, "refused": 0}
    assert store.kept == everything()
    verbs = sorted(each["verb"]["id"].rsplit(":", 1)[-1] for each in store.kept.values())
    assert verbs == [
        "attempt-scored", "attempt-started", "attempt-submitted", "lesson-read", "lesson-read",
        "lesson-read", "module-completed",
    ]  # fmt: skip
    clock.forward(minutes=6)
    assert work() == {"facts": 0, "refused": 0}
    sent = [each["id"] for asked in store.asked for each in asked["told"]]
    assert sorted(sent) == sorted(everything())
    assert (ledger(), unsent()) == ((5, 0), 0)


def test_the_store_learns_no_name_number_or_address(work, store, learner):
    work()
    said = str(store.asked)
    assert learner.name not in said
    assert learner.email not in said
    assert db.session.scalars(select(Identifier.value)).one() not in said
    assert str(learner.id) in said


def test_requests_carry_the_version_and_the_key(work, store, learner):
    work()
    asked = store.asked[0]
    assert asked["path"] == "/xapi/statements"
    assert asked["headers"]["X-Experience-API-Version"] == "1.0.3"
    assert asked["headers"]["Authorization"] == f"Basic {b64encode(b'kunci:rahasia').decode()}"


@pytest.mark.parametrize("status", [301, 307, 401, 403, 404, 429, 500, 503])
def test_a_store_that_fails_is_asked_again_later_and_then_has_everything(
    work, store, learner, clock, status
):
    store.answers = [status, status]
    assert work()["why"] == f"HTTP {status}"
    assert work() is None
    clock.forward(seconds=31)
    assert work()["why"] == f"HTTP {status}"
    clock.forward(seconds=31)
    assert work() is None, "the second wait is longer"
    clock.forward(seconds=31)
    assert work() == {"facts": 5, "refused": 0}
    assert store.kept == everything()


def test_a_store_says_how_long_to_wait(work, store, learner, clock):
    store.answers, store.headers = [429], {"Retry-After": "600"}
    work()
    clock.forward(seconds=599)
    assert work() is None
    clock.forward(seconds=2)
    assert work()["facts"] == 5


def test_a_redirect_is_not_followed(work, store, learner):
    with stores.store() as other:
        store.answers, store.headers = [302], {"Location": f"{other.url}/statements"}
        assert work()["why"] == "HTTP 302"
        assert other.asked == []


def test_a_store_that_is_gone_loses_nothing(database, learner, clock):
    with stores.store() as server:
        gone = lrs.Store(server.url, "kunci", "rahasia")
    with pytest.raises(lrs.StoreCannotBeUsed):
        lrs.deliver([{}], to=gone)
    assert unsent() == 5


def test_what_the_store_had_already_counts_as_told(work, store, learner, clock):
    one = next(iter(everything().values()))
    store.kept[one["id"]] = {**one, "timestamp": "2020-01-01T00:00:00.000Z"}
    assert work() == {"facts": 5, "refused": 0}
    assert store.kept.keys() == everything().keys()


def test_a_statement_that_the_store_never_takes_holds_up_nothing(work, store, learner, clock):
    store.will_not_take = {next(iter(everything()))}
    assert work() == {"facts": 5, "refused": 1}
    assert len(store.kept) == len(everything()) - 1
    assert ledger() == (5, 1)
    clock.forward(minutes=6)
    assert work() == {"facts": 0, "refused": 0}


def test_a_fact_that_comes_in_late_with_an_early_time_is_told_too(work, store, learner, clock):
    other = people.employee(people.unit())
    sitting = quiz.started(other, at=clock.now)
    clock.forward(minutes=1)
    work()
    submit(sitting.past.id, of=other.id, at=clock.now - timedelta(seconds=30))
    clock.forward(minutes=6)
    assert work()["facts"] == 1
    assert store.kept == everything()


def test_sending_again_tells_the_same_statements(work, store, learner, clock):
    work()
    before = dict(store.kept)
    assert statements.forget_sent() == 5
    statements.ask_to_send(at=clock.now)
    assert work()["facts"] == 5
    assert store.kept == before
    assert len(store.asked) == 6


def test_pages_are_small_and_miss_nothing(database, learner):
    small = [page for page in pages(Wanted(), size=2)]
    assert max(len(page) for page in small) == 2
    whole = [fact for page in pages(Wanted()) for fact in page]
    assert [fact for page in small for fact in page] == whole


def test_nobody_waits_for_the_store(work, store, learner, database):
    """While the store is asked, somebody else can write at once."""
    engine, written = db.engine, []

    def write():
        with impatient(engine) as other:
            written.append(other.execute(update(jobs.Job).values(progress=0)).rowcount)

    store.meanwhile = write
    work()
    assert written == [1, 1, 1]


def test_without_a_store_nothing_is_sent_and_nothing_asked(database, clock):
    running = jobs.Running(None, {}, clock.now, lambda _done, _of: None)
    assert statements.send(running, line=None) == {"off": True}
    assert jobs.waiting() == 0


def test_waits_grow_to_an_hour_and_no_further():
    waits = [statements.pause(n).total_seconds() for n in range(1, 12)]
    assert waits[:3] == [30, 60, 120]
    assert waits[-1] == 3600 == max(waits)


def typed_in_late(clock, *, hours):
    """Somebody's attempt at an earlier time, of which the record knows only now (as on paper)."""
    person = people.employee(people.unit())
    quiz.submitted(person, at=clock.now - timedelta(hours=hours))


def test_a_pass_after_the_first_looks_at_new_facts_only(work, store, learner, clock):
    assert work()["facts"] == 5
    payload = db.session.scalars(select(jobs.Job.payload).where(jobs.Job.done_at.is_(None))).one()
    assert payload == {"failures": 0, "since": clock.now.isoformat(), "swept": "2026-11-23"}
    mark = statements.Watermark.of(payload)
    wanted = mark.wanted(clock.now.date())
    assert wanted.newest == clock.now - timedelta(hours=1)
    assert mark.wanted(clock.now.date() + timedelta(days=1)) == Wanted(unsent=True)


def test_what_came_in_within_the_overlap_is_told_at_once(work, store, learner, clock):
    work()
    typed_in_late(clock, hours=0.9)
    clock.forward(minutes=5)
    assert work()["facts"] == 2
    assert store.kept == everything()


def test_what_came_in_much_later_than_its_time_is_told_by_the_next_day(work, store, learner, clock):
    clock.forward(hours=6)
    work()
    typed_in_late(clock, hours=3)
    clock.forward(minutes=5)
    assert work()["facts"] == 0
    assert unsent() == 2
    clock.forward(days=1)
    assert work()["facts"] == 2
    assert store.kept == everything()


def test_whoever_asks_for_all_has_all_looked_through(work, store, learner, clock):
    clock.forward(hours=6)
    work()
    typed_in_late(clock, hours=3)
    clock.forward(minutes=1)
    statements.ask_to_send_all(at=clock.now)
    assert work()["facts"] == 2


def test_a_pass_that_failed_leaves_the_watermark_where_it_was(work, store, learner, clock):
    work()
    typed_in_late(clock, hours=0.5)
    store.answers = [503]
    clock.forward(minutes=5)
    assert work()["why"] == "HTTP 503"
    clock.forward(hours=3)
    assert work()["facts"] == 2
    assert store.kept == everything()


def test_the_newest_facts_come_page_by_page_and_none_is_missed(database, learner, clock):
    for _ in range(5):
        typed_in_late(clock, hours=0)
    wanted = Wanted(newest=clock.now - timedelta(seconds=1))
    small = [fact for page in pages(wanted, size=2) for fact in page]
    assert len(small) == len({(each.source, each.key, each.number) for each in small}) >= 10
    every = {fact for page in pages(Wanted()) for fact in page}
    assert set(small) == {each for each in every if each.at >= wanted.newest}
