"""Who must hold a certificate follows from facts; a rule that jumps is held for a person."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.certification.rules.audiences import (
    Audience,
    Due,
    DueFrom,
    Ground,
    Person,
    Post,
    Puzzle,
    as_told,
    due_day,
    evaluate,
    from_told,
    move,
)
from training.certification.rules.numbers import code_of, gaps, initials, is_code, numbered
from training.certification.rules.payloads import masked

pytestmark = pytest.mark.slow

DAY = date(2026, 1, 1)
GROUND = Ground({"/A/", "/A/B/", "/C/"}, {"m3": DAY})


def post(family: str = "perencana", path: str = "/A/", **more) -> Post:
    return Post(family, more.pop("kind", "dinas"), path, DAY, **more)


def person(*posts: Post, number: int = 1, **more) -> Person:
    values = {"status": "pns", "entered": DAY, **more}
    return Person(UUID(int=number), posts=posts or (post(),), **values)


def means(one: Person, **conditions) -> bool:
    return one.id in evaluate(Audience(**conditions), [one], GROUND).members


@pytest.mark.parametrize(
    ("conditions", "fits"),
    [
        ({"families": ("perencana",)}, True),
        ({"families": ("pendukung",)}, False),
        ({"unit_kinds": ("dinas",)}, True),
        ({"unit_kinds": ("kelurahan",)}, False),
        ({"subtrees": ("/A/",)}, True),
        ({"subtrees": ("/C/",)}, False),
        ({"statuses": ("pppk",)}, False),
        ({"roles": ("mentor",)}, True),
        ({"roles": ("hr",)}, False),
        ({"entered_from": date(2026, 1, 2)}, False),
        ({"entered_until": DAY}, True),
        ({"completed": ("m3",)}, False),
    ],
)
def test_every_condition_must_hold(conditions, fits):
    assert means(person(roles=frozenset({"mentor"})), **conditions) is fits


def test_one_and_the_same_post_must_meet_the_conditions():
    two = person(post("perencana", "/A/"), post("pengambil-keputusan", "/C/", acting=True))
    assert not means(two, families=("perencana",), subtrees=("/C/",))
    assert means(two, families=("pengambil-keputusan",), subtrees=("/C/",))
    assert not means(two, families=("pengambil-keputusan",), acting=False)


def test_whoever_holds_only_an_acting_post_waits_for_a_person():
    outcome = evaluate(Audience(families=("perencana",)), [person(post(acting=True))], GROUND)
    assert not outcome.members
    assert list(outcome.puzzles.values()) == [Puzzle.NO_POST]


def test_a_rule_about_what_does_not_exist_has_no_members_and_says_so():
    assert evaluate(Audience(subtrees=("/X/",)), [person()], GROUND).faults == (
        Puzzle.UNKNOWN_UNIT,
    )
    assert evaluate(Audience(completed=("m99",)), [person()], GROUND).faults == (
        Puzzle.UNKNOWN_MODULE,
    )


ids = st.sets(st.integers(1, 200).map(lambda n: UUID(int=n)))


@given(ids, ids)
def test_entering_and_leaving_turn_one_set_into_the_other(now, wanted):
    found = move(now, wanted)
    assert (now | set(found.enter)) - set(found.leave) == wanted
    assert not set(found.enter) & set(found.leave)


@pytest.mark.parametrize(
    ("before", "after", "alarms"),
    [(100, 110, False), (100, 111, True), (100, 89, True), (9, 0, False)],
)
def test_more_than_a_tenth_is_an_alarm(before, after, alarms):
    now, wanted = ({UUID(int=n + 1) for n in range(size)} for size in (before, after))
    assert move(now, wanted).alarms is alarms


def test_an_exchange_of_the_same_size_is_an_alarm_too():
    now, wanted = ({UUID(int=n) for n in range(*ends)} for ends in ((1, 21), (11, 31)))
    assert move(now, wanted).alarms


def test_nobody_is_late_on_the_day_on_which_it_is_first_asked():
    due, today = Due(DueFrom.ENTRY, 90), date(2026, 5, 1)
    days = {"assigned": today, "posted": None, "released": None}
    assert due_day(due, entered=date(2010, 1, 1), **days) == date(2026, 7, 30)
    assert due_day(due, entered=date(2026, 6, 1), **days) == date(2026, 8, 30)


def test_an_audience_comes_back_from_what_is_stored():
    whole = Audience(("perencana",), subtrees=("/A/",), entered_from=DAY, acting=False)
    assert from_told(as_told(whole)) == whole


def test_numbers_follow_the_pattern_and_their_gaps_are_named():
    pattern = "800.2.4.2/{urut:04}/BKPSDM/{tahun}"
    assert numbered(pattern, sequence=7, year=2026) == "800.2.4.2/0007/BKPSDM/2026"
    assert gaps({1, 2, 5}, [3]) == (4,)
    assert gaps(set(), []) == ()


@given(st.binary(min_size=20, max_size=20))
def test_a_code_has_160_bits_and_is_safe_in_an_address(chance):
    assert is_code(code_of(chance))


def test_strangers_read_initials_and_hidden_numbers():
    assert initials("dr. Siti Rekaan Putri, S.Sos., M.Si.") == "S. R. P."
    assert masked("190001011925010001") == "1900••••••••••0001"
