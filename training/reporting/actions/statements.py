"""Telling a learning record store what was learnt: every fact, each until the store has it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from training.kernel import jobs, lrs
from training.kernel.clock import local_date
from training.kernel.db import changed, db, only_reading
from training.reporting.queries.statements import Wanted, pages
from training.reporting.rules.statements import Fact, Iris, Statement, statements
from training.reporting.tables import StatementSent

SEND = "send-statements"
EVERY = timedelta(minutes=5)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
AT_ONCE = 50
# One job tells so much; what is left is the next one's, so that other jobs have their turn.
PAGES_A_JOB = 200


# A fact has the time of its request, and is there once that is over: never so much later.
OVERLAP = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Line:
    """The store, under which names we tell it, what keeps a page (a commit), the city's zone."""

    store: lrs.Store
    iris: Iris
    keep: Callable[[], None]
    zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Watermark:
    """What was looked through: all facts up to `since`, and all of them on the day `swept`.

    Most passes look only at facts from an hour before `since` on. What comes in later than that
    with an early time (a quiz on paper that was typed in) is found by the first pass of each day
    of the city, which looks through everything; so does one that has no watermark.
    """

    since: datetime | None = None
    swept: date | None = None

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> "Watermark":
        """As the job before left it."""
        since, swept = payload.get("since"), payload.get("swept")
        return cls(
            datetime.fromisoformat(since) if since else None,
            date.fromisoformat(swept) if swept else None,
        )

    @property
    def payload(self) -> dict[str, str]:
        """As the next job gets it."""
        found = {"since": self.since, "swept": self.swept}
        return {name: each.isoformat() for name, each in found.items() if each is not None}

    def wanted(self, today: date) -> Wanted:
        """What to look through today."""
        if self.since is None or self.swept != today:
            return Wanted(unsent=True)
        return Wanted(unsent=True, newest=self.since - OVERLAP)


def ask_to_send(
    *, at: datetime, failures: int = 0, run_at: datetime | None = None,
    mark: Watermark | None = None,
) -> None:  # fmt: skip
    """Ask for facts to be sent, now or at an instant; what waits already is joined."""
    payload = {"failures": failures, **(mark or Watermark()).payload}
    jobs.ask(SEND, payload, at=at, key=SEND, run_at=run_at)
    if run_at is None:
        jobs.hasten(SEND, at=at)


def ask_to_send_all(*, at: datetime) -> None:
    """Ask that everything be looked through, and what the store does not have be sent."""
    jobs.restate(SEND, {})
    ask_to_send(at=at)


def forget_sent(*, since: datetime | None = None) -> int:
    """Have everything that was sent (since an instant) sent again; answers how many facts.

    The statements keep their ids, so that a store that has them changes nothing.
    """
    jobs.restate(SEND, {})  # what is forgotten lies before any watermark
    gone = delete(StatementSent)
    if since:
        gone = gone.where(StatementSent.at >= since)
    return changed(gone)


def send(running: jobs.Running, *, line: Line | None) -> dict[str, Any]:
    """The job: tell the store what it does not have yet, then ask for the next time.

    A store that cannot be used is asked again, later and later, for as long as it takes: nothing
    is given up, and what it took before is kept page by page. Only a pass that came to its end
    moves the watermark.
    """
    if line is None:
        return {"off": True}
    told = {"facts": 0, "refused": 0}
    mark, today = Watermark.of(running.payload), local_date(running.at, line.zone)
    passed = Watermark(running.at, today)
    failures, wait, why = 0, EVERY, None
    try:
        for place, page in enumerate(_pages_without_writing(mark.wanted(today)), 1):
            told["refused"] += _tell(page, line, at=running.at)
            told["facts"] += len(page)
            running.tell(told["facts"], told["facts"])
            if place == PAGES_A_JOB:
                wait, passed = timedelta(0), mark
                break
    except lrs.StoreCannotBeUsed as trouble:
        failures, why = int(running.payload.get("failures", 0)) + 1, trouble.why
        wait, passed = pause(failures, trouble.retry_after), mark
    ask_to_send(at=running.at, failures=failures, run_at=running.at + wait, mark=passed)
    return {**told, "why": why} if why else told


def pause(failures: int, retry_after: int | None = None) -> timedelta:
    """How long to wait after so many failures in a row: longer each time, at most an hour."""
    wait = min(FIRST_WAIT * 2 ** min(failures - 1, 10), LONGEST_WAIT)
    return max(wait, timedelta(seconds=retry_after or 0))


def _pages_without_writing(wanted: Wanted) -> Iterator[list[Fact]]:
    """Unsent facts, each page read in a transaction that is over before the store is asked.

    SQLite has one place for writers, and nobody may hold it while another machine thinks.
    """
    found = pages(wanted)
    while True:
        with only_reading():
            page = next(found, None)
        if page is None:
            return
        yield page


def _tell(page: Sequence[Fact], line: Line, *, at: datetime) -> int:
    """Bring the statements of a page and note its facts as sent; answers how many were refused."""
    refused = dict.fromkeys(page, 0)
    told = [(fact, each) for fact in page for each in statements(fact, line.iris)]
    for start in range(0, len(told), AT_ONCE):
        for fact in _refused(told[start : start + AT_ONCE], line):
            refused[fact] += 1
    _note(refused, at)
    line.keep()
    return sum(refused.values())


def _refused(told: Sequence[tuple[Fact, Statement]], line: Line) -> list[Fact]:
    """Bring a batch; one that is refused whole is brought one by one, to find which ones are."""
    try:
        lrs.deliver([each for _fact, each in told], to=line.store)
    except lrs.StoreHasOthers:
        if len(told) == 1:
            return []
    except lrs.StoreRefused:
        if len(told) == 1:
            return [told[0][0]]
    else:
        return []
    return [fact for one in told for fact in _refused([one], line)]


def _note(refused: dict[Fact, int], at: datetime) -> None:
    insert: Any = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    rows = [
        {"source": fact.source.value, "key": fact.key, "number": fact.number, "at": at,
         "refused": count}
        for fact, count in refused.items()
    ]  # fmt: skip
    db.session.execute(insert(StatementSent).values(rows).on_conflict_do_nothing())
