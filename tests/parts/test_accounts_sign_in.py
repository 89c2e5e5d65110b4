"""Accounts on both databases: counters, links and codes that hold when many come at once."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from pyotp.totp import TOTP
from sqlalchemy import func, select

from tests.conftest import ZERO_HOUR
from tests.factories import accounts, people
from tests.factories.accounts import SECRET
from training.audit.rules import EventKind
from training.audit.tables import AuditEvent
from training.kernel.db import db, writing
from training.people.actions import (
    failures,
    links,
    roles,
    second_factor,
    sessions,
    signing_in,
    tokens,
)
from training.people.actions.accounts import close, fresh_hash, reopen
from training.people.queries.accounts import Candidate, candidate, open_link, tallies
from training.people.queries.sessions import api_token, ended_why, grants, visit
from training.people.rules.administration import RoleIsHeldAlready
from training.people.rules.kinds import Role
from training.people.rules.limits import Limit, TooManyAttempts
from training.people.rules.links import LinkCannotBeUsed, Purpose
from training.people.rules.sessions import EndedWhy
from training.people.rules.totp import SecondFactorIsSetAlready, step
from training.people.tables.accounts import FailureCount, SignIn

pytestmark = pytest.mark.slow

AT = ZERO_HOUR


def at_once(app, work, times: int = 8) -> list:
    """Do the same in several transactions at the same moment; answers what each gave or raised."""

    def one(_: int):
        writing.set(True)
        with app.app_context():
            try:
                answer = work()
                db.session.commit()
            except Exception as error:
                db.session.rollback()
                return type(error)
            return answer

    db.session.commit()
    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_a_person_is_found_by_open_number_and_by_address(database):
    person = accounts.with_account()
    for name in (person.nip, person.email, person.email.upper(), f" {person.nip} "):
        assert candidate(name).person == person.id
    assert candidate("190099999999999999") == Candidate()


def test_parallel_guesses_gain_nothing(database):
    def guess():
        failures.count({"name": Limit.NAME}, at=AT)
        return "counted"

    answers = at_once(database, guess, 12)
    assert answers.count("counted") == 5
    assert answers.count(TooManyAttempts) == 7


def test_a_right_password_in_the_middle_of_an_attack_waits_too(database):
    person = accounts.with_account()
    tried = signing_in.Try("name", "address", person.id)
    for _ in range(5):
        signing_in.refuse(tried, at=AT)
    with pytest.raises(TooManyAttempts):
        signing_in.admit(tried, new_hash=None, at=AT)


def test_forty_people_behind_one_address_do_not_lock_each_other_out(database):
    for n in range(40):
        signing_in.refuse(signing_in.Try(f"name-{n}", "office", None), at=AT)
    for n in range(40):
        signing_in.insist_it_may_be_tried(f"name-{n}", "office", at=AT)
        signing_in.admit(signing_in.Try(f"name-{n}", "office", None), new_hash=None, at=AT)
    assert set(tallies(["name-1", "office"])) == {"office"}


def test_an_address_that_tries_a_hundred_names_has_to_wait(database):
    for _ in range(100):
        failures.count({"office": Limit.ADDRESS}, at=AT)
    with pytest.raises(TooManyAttempts):
        signing_in.insist_it_may_be_tried("new", "office", at=AT)


def test_old_counters_are_dropped(database, clock):
    for n in range(3):
        failures.count({f"old-{n}": Limit.NAME}, at=AT)
    failures.count({"new": Limit.NAME}, at=clock.forward(days=2))
    assert db.session.scalar(select(func.count()).select_from(FailureCount)) == 1


def test_of_two_uses_of_one_link_one_wins(database):
    person = accounts.with_account()
    token, new = (
        links.make(person.id, Purpose.RESET, by=None, at=AT),
        fresh_hash("lampu-sawah-senyap"),
    )
    answers = at_once(database, lambda: links.set_password(token, person.id, new, at=AT), 4)
    assert answers.count(None) == 1
    assert answers.count(LinkCannotBeUsed) == 3


def test_a_new_password_ends_every_link_and_session(database):
    person = accounts.with_account()
    reset = links.make(person.id, Purpose.RESET, by=None, at=AT)
    invitation = links.make(person.id, Purpose.INVITATION, by=None, at=AT)
    token = _session(person.id)
    links.set_password(reset, person.id, fresh_hash("lampu-sawah-senyap"), at=AT)
    with pytest.raises(LinkCannotBeUsed):
        open_link(invitation, at=AT, purposes=Purpose)
    assert visit(token, at=AT, today=AT.date()) is None
    assert ended_why(token, at=AT) is EndedWhy.PASSWORD_CHANGED


def _session(person: UUID, *, second_factor: bool = True) -> str:
    return sessions.start(
        person, at=AT, shared_device=True, second_factor=second_factor, device="test"
    )


def test_a_code_is_used_by_one_of_many(database):
    person = accounts.with_account(totp=True)
    code = TOTP(SECRET).generate_otp(step(AT))
    answers = at_once(
        database, lambda: second_factor.accepts(person.id, code, counter="c", at=AT), 4
    )
    assert answers.count(True) == 1


def test_a_session_without_the_second_step_awaits_its_code(database):
    unit, with_code = people.unit("KOTA"), accounts.with_account(totp=True)
    plain, hr = accounts.with_account(), accounts.with_account()
    roles.grant(hr.id, Role.HR, unit.id, by=None, at=AT)
    awaits = {
        person.id: visit(
            _session(person.id, second_factor=False), at=AT, today=AT.date()
        ).awaits_code
        for person in (with_code, plain, hr)
    }
    assert awaits == {with_code.id: True, plain.id: False, hr.id: True}


def test_a_role_is_held_once_and_its_change_ends_sessions(database):
    unit, person = people.unit("KOTA"), accounts.with_account()
    token = _session(person.id)
    granted = roles.grant(person.id, Role.HR, unit.id, by=None, at=AT)
    assert ended_why(token, at=AT) is EndedWhy.ROLE_CHANGED
    with pytest.raises(RoleIsHeldAlready):
        roles.grant(person.id, Role.HR, unit.id, by=None, at=AT)
    token = _session(person.id)
    assert roles.end(granted, of=person.id, by=None, at=AT)
    assert not roles.end(granted, of=person.id, by=None, at=AT)
    assert grants(person.id) == ()
    assert visit(token, at=AT, today=AT.date()) is None
    roles.grant(person.id, Role.HR, unit.id, by=None, at=AT)


def test_parallel_grants_of_one_role_make_one(database):
    unit, person = people.unit("KOTA").id, accounts.with_account()
    answers = at_once(
        database, lambda: roles.grant(person.id, Role.HR, unit, by=None, at=AT) and "granted", 4
    )
    assert answers.count("granted") == 1
    assert answers.count(RoleIsHeldAlready) == 3


def test_who_signs_in_where_another_is_signed_in_ends_that_session(database):
    token = _session(accounts.with_account().id)
    sessions.leave(token, at=AT)
    assert ended_why(token, at=AT) is EndedWhy.REPLACED


def test_nobody_ends_a_session_that_is_not_theirs(database):
    mine, theirs = accounts.with_account(), accounts.with_account()
    _session(theirs.id)
    theirs_id = db.session.scalars(select(SignIn.id)).one()
    assert not sessions.end(theirs_id, of=mine.id, at=AT, why=EndedWhy.ENDED_BY_PERSON)


def test_a_closed_account_has_no_link_and_no_session(database):
    person, admin = accounts.with_account(), accounts.with_account()
    token, link = _session(person.id), links.make(person.id, Purpose.RESET, by=None, at=AT)
    close(person.id, by=admin.id, at=AT)
    assert candidate(person.nip).closed
    assert ended_why(token, at=AT) is EndedWhy.CLOSED
    with pytest.raises(LinkCannotBeUsed):
        open_link(link, at=AT, purposes=Purpose)


def test_what_was_opened_while_the_account_was_being_closed_opens_nothing(database):
    person, admin = accounts.with_account(), accounts.with_account()
    close(person.id, by=admin.id, at=AT)
    late = _session(person.id)
    key = tokens.make(person.id, "SIMPEG", ["learn"], None, by=admin.id, at=AT)
    assert visit(late, at=AT, today=AT.date()) is None
    assert api_token(key, at=AT) is None
    reopen(person.id, by=admin.id, at=AT)
    assert visit(late, at=AT, today=AT.date()) is None, "what was closed once stays shut"
    assert api_token(key, at=AT) is None


def test_the_trail_says_who_ended_a_session(database):
    unit, person, admin = people.unit("KOTA"), accounts.with_account(), accounts.with_account()
    _session(person.id)
    roles.grant(person.id, Role.HR, unit.id, by=admin.id, at=AT)
    _session(person.id)
    close(person.id, by=admin.id, at=AT)
    ended = select(AuditEvent.actor, AuditEvent.object_id)
    ended = ended.where(AuditEvent.kind == EventKind.SESSION_ENDED)
    assert db.session.execute(ended).all() == [(admin.id, str(person.id))] * 2


def test_of_many_second_steps_set_up_at_once_one_is_kept(database):
    person = accounts.with_account()
    secrets = iter([SECRET, SECRET[::-1], SECRET, SECRET[::-1]])

    def set_up():
        secret = next(secrets)
        code = TOTP(secret).generate_otp(step(AT))
        return second_factor.set_up(person.id, secret, code, at=AT)

    answers = at_once(database, set_up, 4)
    assert answers.count(True) == 1
    assert answers.count(SecondFactorIsSetAlready) == 3
