"""`certificates issue-due` is killed, doubled and run again, on both databases: nothing is torn."""

import signal
from collections.abc import Callable, Iterator
from random import Random

import pytest
from sqlalchemy import func, select

from tests.cli.issuing import Issuer
from tests.factories import people
from tests.factories.certification import DECIDING, Desk
from training.certification.queries.checking import check
from training.certification.queries.desk import programme_counts
from training.certification.tables.certificates import Certificate
from training.certification.tables.periods import CertificationPeriod
from training.kernel.db import db
from training.people.rules.kinds import JobFamily

pytestmark = pytest.mark.slow

MANY, BATCH, PATIENCE = 12, 4, 60
Beside = Callable[..., Issuer]


@pytest.fixture
def desk(database, clock) -> Desk:
    """Twelve people who have earned their certificate, and nobody who has issued one."""
    made = Desk(database.config["RESAP"].data, clock.now)
    made.earn()
    for _ in range(MANY - 1):
        made.earn(people.employee(made.unit, family=JobFamily.DECISION_MAKER))
    db.session.commit()
    return made


@pytest.fixture
def beside(database, clock_file) -> Iterator[Beside]:
    """Start the command in a process of its own; whatever is left of it ends with the test."""
    begun = []
    chosen = database.config["RESAP"]

    def start(wait_at: int = 0) -> Issuer:
        told = {
            "RESAP_DATA": str(chosen.data), "RESAP_CLOCK_FILE": str(clock_file),
            "RESAP_SECRET_KEY": chosen.secret_key, "DATABASE_URL": chosen.database_url,
            "RESAP_DEMO": "1",
        }  # fmt: skip
        begun.append(Issuer(told, batch=BATCH, wait_at=wait_at))
        assert begun[-1].tells() == "begins"
        return begun[-1]

    yield start
    for each in begun:
        each.kill()
        each.ended(PATIENCE)


def killed(process: Issuer) -> None:
    process.kill()
    assert process.ended(PATIENCE) == -signal.SIGKILL


def finished(process: Issuer) -> None:
    assert process.ended(PATIENCE) == 0


def whole() -> int:
    """How many certificates stand; each has its period, no number is missing, nothing is wrong."""
    db.session.rollback()
    numbers = sorted(db.session.scalars(select(Certificate.sequence)))
    places = sorted(db.session.scalars(select(Certificate.status_index)))
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(set(places)) == len(places) == len(numbers)
    periods = select(func.count(CertificationPeriod.id))
    assert db.session.execute(periods).scalar() == len(numbers)
    assert list(check()) == []
    db.session.rollback()
    return len(numbers)


def test_killed_with_nine_at_any_insert_it_goes_on_where_it_stood(desk, beside):
    stood = []
    for place in (1, 2, 3, 5, 7):
        process = beside(place)
        assert process.tells() == "here", f"the {place}th insert never came"
        killed(process)
        stood.append(whole())
    assert stood == sorted(stood), "what was issued stands"
    assert all(each % BATCH == 0 for each in stood), "a batch is issued whole or not at all"
    assert {0, BATCH} <= set(stood), "it was killed before the first batch and between two"
    finished(beside())
    assert whole() == MANY
    finished(beside())
    assert whole() == MANY


def test_killed_at_any_moment_nothing_is_torn(desk, beside):
    chance = Random(5)
    for _ in range(4):
        process = beside()
        process.ended(chance.uniform(0.02, 0.5))
        process.kill()  # it may have come to its end in the same instant
        assert process.ended(60) in (0, -signal.SIGKILL)
        whole()
    finished(beside())
    assert whole() == MANY
    counted = programme_counts(("/",), today=desk.at.date())[DECIDING]
    assert (counted.must, counted.hold) == (MANY, MANY)


def test_two_at_once_issue_every_certificate_once(desk, beside):
    both = [beside(), beside()]
    for each in both:
        finished(each)
    assert whole() == MANY


def test_one_that_dies_while_another_waits_leaves_it_everything(desk, beside):
    first = beside(3)
    assert first.tells() == "here"
    second = beside()
    assert second.ended(1) is None
    killed(first)
    finished(second)
    assert whole() == MANY
