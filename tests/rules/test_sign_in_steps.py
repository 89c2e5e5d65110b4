"""One-time codes, sessions, devices, and how far an administrator reaches."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyotp.totp import TOTP

from training.people.rules.access import Actor, Grant
from training.people.rules.administration import (
    NobodyChangesTheirOwnRoles,
    RoleIsForTheWholeCity,
    RolesReachBeyondYours,
    insist_on_another,
    insist_on_reach,
    insist_on_whole_city,
    reaches_the_whole,
)
from training.people.rules.devices import device
from training.people.rules.kinds import Role
from training.people.rules.links import in_groups, normal_code
from training.people.rules.sessions import EndedWhy, is_over, why_over
from training.people.rules.totp import accepted_step, proposed_secret, step

T0 = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ME, UNIT = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("away", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_code_fits_in_its_own_half_minute_and_the_two_beside_it(away, fits):
    code = TOTP(SECRET).generate_otp(step(T0) + away)
    found = accepted_step(SECRET, code, at=T0, last_step=0)
    assert found == (step(T0) + away if fits else None)


def test_a_used_code_and_those_before_it_are_over():
    code = TOTP(SECRET).generate_otp(step(T0))
    assert accepted_step(SECRET, code, at=T0, last_step=step(T0)) is None
    earlier = TOTP(SECRET).generate_otp(step(T0) - 1)
    assert accepted_step(SECRET, earlier, at=T0, last_step=step(T0)) is None


def test_blanks_in_a_code_do_no_harm():
    code = TOTP(SECRET).generate_otp(step(T0))
    assert accepted_step(SECRET, f" {code[:3]} {code[3:]}", at=T0, last_step=0)


@given(st.text(max_size=20))
def test_any_text_is_a_wrong_code_without_error(text):
    right = {TOTP(SECRET).generate_otp(step(T0) + away) for away in (-1, 0, 1)}
    if "".join(text.split()) not in right:
        assert accepted_step(SECRET, text, at=T0, last_step=0) is None


def test_a_proposed_secret_is_the_same_for_one_session_and_differs_for_another():
    first = proposed_secret("a", key="k")
    assert first == proposed_secret("a", key="k")
    assert len({first, proposed_secret("b", key="k"), proposed_secret("a", key="l")}) == 3
    assert len(first) == 32


@pytest.mark.parametrize(
    ("shared", "idle", "age", "why"),
    [
        (True, 29, 29, None), (True, 30, 30, EndedWhy.IDLE), (False, 600, 600, None),
        (False, 1, 720, EndedWhy.EXPIRED), (True, 1, 720, EndedWhy.EXPIRED),
        (True, 30, 720, EndedWhy.IDLE),
    ],
)  # fmt: skip
def test_a_session_ends_by_itself_for_a_reason(shared, idle, age, why):
    at = T0 + timedelta(minutes=age)
    times = {"started_at": T0, "seen_at": at - timedelta(minutes=idle), "shared": shared, "at": at}
    assert why_over(**times) == why
    assert is_over(**times) == (why is not None)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 "
         "Safari/537.36", "Chrome · Android"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
         "Firefox · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
         "Safari · iPhone"),
        ("curl/8", ""), ("", ""), ("<script>" * 99, ""),
    ],
)  # fmt: skip
def test_a_device_is_named_in_two_words(agent, words):
    assert device(agent) == words


def test_a_code_is_the_same_however_it_is_grouped():
    assert normal_code("abcde fghij-KLMNP") == "ABCDEFGHIJKLMNP"
    assert in_groups("ABCDEFGHIJ") == "ABCDE-FGHIJ"


def admin(path: str) -> Actor:
    return Actor(ME, "Admin", None, None, "", (Grant(Role.ADMIN, UNIT, path),))


def test_nobody_acts_on_themselves():
    insist_on_another(admin("/KOTA/"), UNIT)
    with pytest.raises(NobodyChangesTheirOwnRoles):
        insist_on_another(admin("/KOTA/"), ME)


def test_powers_beyond_ones_part_are_out_of_reach():
    inside, beyond = Grant(Role.HR, UNIT, "/KOTA/A/B/"), Grant(Role.HR, UNIT, "/KOTA/")
    insist_on_reach(admin("/KOTA/A/"), (inside,))
    with pytest.raises(RolesReachBeyondYours):
        insist_on_reach(admin("/KOTA/A/"), (inside, beyond))


@pytest.mark.parametrize(("scope", "whole"), [((), False), (("/A/",), True), (("/A/B/",), False)])
def test_only_a_root_of_the_tree_is_the_whole_city(scope, whole):
    assert reaches_the_whole(scope) is whole
    insist_on_whole_city(Role.HR, scope)
    if not whole:
        with pytest.raises(RoleIsForTheWholeCity):
            insist_on_whole_city(Role.AUTHOR, scope)
