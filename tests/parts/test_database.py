"""The ground: both databases keep what they are told, and the audit chain refuses change."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.conftest import ZERO_HOUR
from tests.factories import people
from training.audit import queries
from training.audit.actions import note
from training.audit.rules import EventKind, Happening, verify
from training.kernel.db import db
from training.people.queries.sessions import visit


def test_a_session_finds_its_person_and_their_unit(database):
    unit = people.unit("DISDUKCAPIL")
    person = people.employee(unit)
    token = people.session_token(person, at=ZERO_HOUR)
    found = visit(token, at=ZERO_HOUR, today=ZERO_HOUR.date())
    assert found is not None
    assert (found.actor.id, found.actor.unit_path) == (person.id, "/DISDUKCAPIL/")


@pytest.mark.parametrize("change", ["UPDATE audit_event SET kind = 'x'", "DELETE FROM audit_event"])
def test_the_database_refuses_to_change_an_audit_event(database, change):
    note(Happening(EventKind.EXPORTED, ZERO_HOUR))
    db.session.commit()
    with pytest.raises(DBAPIError, match="never changed"):
        db.session.execute(text(change))
    db.session.rollback()
    assert verify(queries.links()).events == 1
