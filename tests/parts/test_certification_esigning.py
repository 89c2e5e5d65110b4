"""A batch of electronic signatures: each sheet once, whatever happens, and no passphrase left."""

import hashlib
import logging
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DatabaseError

from tests.factories import esigning
from tests.factories.certification import ZONE, Desk
from tests.factories.esigning import PEOPLE, sign
from training.audit.tables import AuditEvent
from training.certification.actions.deciding import ask_revocation, decide_revocation
from training.certification.queries.checking import check
from training.certification.queries.esigning import (
    bears_signature,
    counts,
    last_refusals,
    signed_sheet,
    waiting,
)
from training.certification.rules.esigning import MOST, Stop, Why, stop_after
from training.certification.tables.certificates import Certificate
from training.certification.tables.esigning import SignedSheet, SigningTurn
from training.kernel.db import db, impatient
from training.people.queries.units import EVERYWHERE

pytestmark = pytest.mark.slow

SIGNATORY = esigning.SIGNATORY


@pytest.fixture
def server():
    with esigning.client() as made:
        yield made


@pytest.fixture
def desk(database, clock, tmp_path):
    return esigning.town(tmp_path, clock.now)


def left(desk: Desk) -> int:
    return counts(EVERYWHERE, SIGNATORY, today=desk.at.date()).waiting


def asked_for(server) -> list[bytes]:
    return [each["file"] for each in server.asked]


def events() -> list[tuple[str, str]]:
    rows = db.session.execute(select(AuditEvent.kind, AuditEvent.detail).order_by(AuditEvent.seq))
    return [(kind, detail) for kind, detail in rows if "esign" in kind]


def test_everything_that_waits_is_signed_and_kept_as_it_came(desk, server, clock):
    assert counts(EVERYWHERE, SIGNATORY, today=desk.at.date()).waiting == PEOPLE
    done = sign(desk, server, clock)
    assert (done.signed, dict(done.refused), done.stopped) == (PEOPLE, {}, None)
    assert left(desk) == 0
    for kept in db.session.scalars(select(SignedSheet)):
        assert kept.data in [each + esigning.MARK for each in asked_for(server)]
        assert kept.digest == hashlib.sha256(kept.data).hexdigest()
        assert (kept.signatory, kept.asked_by) == (SIGNATORY, desk.hr.id)
        assert bears_signature(kept.certificate_id)
    assert list(check()) == []
    assert [kind for kind, _ in events()] == ["certificates-esigned"]
    assert sign(desk, server, clock).signed == 0
    assert len(server.asked) == PEOPLE


def test_a_batch_is_as_small_as_it_was_asked_for(desk, server, clock):
    assert sign(desk, server, clock, most=3).signed == 3
    assert left(desk) == 1


def test_a_wrong_passphrase_is_tried_once(desk, server, clock):
    done = sign(desk, server, clock, "keliru")
    assert (done.signed, done.stopped, len(server.asked)) == (0, Stop.PASSPHRASE, 1)
    assert list(done.refused.values()) == [Why.PASSPHRASE]
    assert [kind for kind, _ in events()] == ["esign-refused", "certificates-esigned"]
    assert last_refusals(EVERYWHERE, SIGNATORY, today=desk.at.date()) == ()
    assert sign(desk, server, clock).signed == PEOPLE


@pytest.mark.parametrize("answer", [None, (503, b""), (401, b"{}"), (200, b"%PDF-1.7")])
def test_a_service_that_goes_down_halfway_loses_nothing(desk, server, clock, answer):
    server.answers = [esigning.SIGNED, esigning.SIGNED, answer]
    done = sign(desk, server, clock)
    assert (done.signed, done.stopped) == (2, Stop.SERVICE)
    assert left(desk) == PEOPLE - 2
    assert sign(desk, server, clock).signed == PEOPLE - 2
    assert left(desk) == 0


def test_a_refusal_before_the_first_signature_ends_the_batch(desk, server, clock):
    server.answers = [esigning.ODD]
    done = sign(desk, server, clock)
    assert (done.signed, done.stopped, len(server.asked)) == (0, Stop.DOCUMENT, 1)


def test_a_sheet_that_is_refused_holds_up_nobody(desk, server, clock):
    server.answers = [esigning.SIGNED, esigning.ODD]
    done = sign(desk, server, clock)
    assert (done.signed, list(done.refused.values())) == (PEOPLE - 1, [Why.DOCUMENT])
    [told] = last_refusals(EVERYWHERE, SIGNATORY, today=desk.at.date())
    assert told.why == Why.DOCUMENT
    clock.forward(minutes=5)
    assert sign(desk, server, clock).signed == 1
    assert last_refusals(EVERYWHERE, SIGNATORY, today=desk.at.date()) == ()


def test_what_was_refused_comes_last_the_next_time(desk, server, clock):
    server.answers = [esigning.ODD]
    sign(desk, server, clock)
    order = waiting(EVERYWHERE, SIGNATORY, today=desk.at.date(), most=MOST)
    assert order[-1].number.encode() in asked_for(server)[0]


def test_a_batch_ends_when_its_time_is_up(desk, server, clock):
    passing = esigning.Counter()

    def slow() -> None:
        passing.seconds += 11

    server.meanwhile = slow
    done = sign(desk, server, clock, elapsed=passing)
    assert (done.signed, done.stopped) == (2, Stop.TIME)


def test_nobody_waits_while_the_service_is_asked(desk, server, clock):
    engine, written = db.engine, []

    def write() -> None:
        with impatient(engine) as other:
            written.append(other.execute(update(SigningTurn).values(name="certificates")).rowcount)

    server.meanwhile = write
    assert sign(desk, server, clock).signed == PEOPLE
    assert written == [1] * PEOPLE


def test_the_passphrase_is_found_nowhere(desk, server, clock, caplog):
    caplog.set_level(logging.DEBUG)
    server.answers = [esigning.SIGNED, esigning.ODD, None]
    sign(desk, server, clock)
    sign(desk, server, clock, "Keliru-sekali 9")
    assert len(server.asked) == 4
    db.session.commit()
    rows = [
        str(row)
        for table in db.metadata.sorted_tables
        for row in db.session.execute(table.select())
    ]
    for secret in (esigning.RIGHT, "Keliru-sekali 9", esigning.PASSWORD, esigning.NIK):
        assert not [row for row in rows if secret in row]
        assert secret not in caplog.text


def test_only_certificates_that_hold_and_name_the_official_wait(desk, server, clock):
    today = desk.at.date()
    found = counts(EVERYWHERE, "Kepala lain", today=today)
    assert (found.waiting, found.others) == (0, PEOPLE)
    assert counts(("/tidak-ada/",), SIGNATORY, today=today).waiting == 0
    assert counts(EVERYWHERE, SIGNATORY, today=today + timedelta(days=900)).waiting == 0
    [first, *_] = waiting(EVERYWHERE, SIGNATORY, today=today, most=MOST)
    revocation = ask_revocation(first.period_id, reason="Keliru.", by=desk.hr.id, at=desk.at)
    decide_revocation(revocation, confirm=True, by=desk.second.id, at=desk.at, zone=ZONE)
    db.session.commit()
    assert left(desk) == PEOPLE - 1


def without_trigger(table: str) -> None:
    """As somebody who may do anything to the database."""
    on = "" if db.engine.dialect.name == "sqlite" else f" ON {table}"
    db.session.execute(text(f"DROP TRIGGER {table}_no_update{on}"))


def with_trigger(table: str) -> None:
    """PostgreSQL's schema is kept for the tests that follow."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION certification_refuse()"
        ))  # fmt: skip
        db.session.commit()


def test_a_certificate_whose_own_signature_is_wrong_is_not_signed(desk, server, clock):
    [first, *_] = waiting(EVERYWHERE, SIGNATORY, today=desk.at.date(), most=MOST)
    changed = update(Certificate).where(Certificate.id == first.id).values(signed=first.signed[:-9])
    without_trigger("certificate")
    db.session.execute(changed)
    db.session.commit()
    try:
        done = sign(desk, server, clock)
        assert (done.signed, dict(done.refused)) == (PEOPLE - 1, {first.id: Why.CHANGED})
        assert len(server.asked) == PEOPLE - 1
    finally:
        with_trigger("certificate")


def test_kept_sheets_are_never_changed_and_a_changed_one_is_found(desk, server, clock):
    sign(desk, server, clock, most=1)
    [kept] = db.session.scalars(select(SignedSheet.certificate_id)).all()
    number = db.session.get_one(Certificate, kept).number
    db.session.commit()
    with pytest.raises(DatabaseError, match="never changed"):
        db.session.execute(update(SignedSheet).values(digest="0" * 64))
    db.session.rollback()
    without_trigger("certificate_signed_sheet")
    db.session.execute(update(SignedSheet).values(data=b"%PDF-lain"))
    found = [(each.flaw.value, each.about) for each in check()]
    assert found == [("signed-sheet", number)]
    db.session.rollback()
    assert signed_sheet(kept).startswith(b"%PDF-1.7")


def test_refusals_in_a_row_mean_that_something_else_is_wrong():
    assert stop_after(Why.DOCUMENT, signed=1, in_a_row=2) is None
    assert stop_after(Why.DOCUMENT, signed=1, in_a_row=3) is Stop.DOCUMENT
    assert stop_after(Why.CHANGED, signed=0, in_a_row=9) is None
