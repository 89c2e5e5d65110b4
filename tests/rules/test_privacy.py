"""Who may be erased, what an objection says, and what an invented unit is told with few people."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.privacy.rules.erasing import (
    ErasureNeedsReason,
    Ground,
    PersonStillServes,
    RetentionIsNotOver,
    SecondAdministratorIsNeeded,
    bare,
    ground,
    insist_on_reason,
    insist_on_second,
)
from training.privacy.rules.objections import (
    ObjectionIsUnclear,
    State,
    insist_on_words,
    state,
)
from training.reporting.rules.worked_example import example, sizes

TODAY = date(2026, 11, 23)
ONE, TWO, THREE = (UUID(int=n) for n in (1, 2, 3))


def allowed(**more):
    facts = {"serves": False, "left_on": date(2020, 1, 1), "today": TODAY, "keep_days": 1825}
    return ground(**{**facts, "granted": False, **more})


def test_whoever_left_long_ago_may_be_erased():
    assert allowed() is Ground.OVER


def test_whoever_left_lately_may_be_erased_only_after_a_granted_objection():
    with pytest.raises(RetentionIsNotOver):
        allowed(left_on=date(2026, 1, 1))
    assert allowed(left_on=date(2026, 1, 1), granted=True) is Ground.OBJECTION


def test_whoever_never_held_a_post_is_not_over_by_time():
    with pytest.raises(RetentionIsNotOver):
        allowed(left_on=None)


@given(granted=st.booleans(), left_on=st.none() | st.dates())
def test_whoever_serves_is_never_erased(granted, left_on):
    with pytest.raises(PersonStillServes):
        allowed(serves=True, granted=granted, left_on=left_on)


def test_the_second_administrator_is_neither_the_first_nor_the_person():
    insist_on_second(asked_by=ONE, by=TWO, person=THREE)
    for by in (ONE, THREE):
        with pytest.raises(SecondAdministratorIsNeeded):
            insist_on_second(asked_by=ONE, by=by, person=THREE)


def test_of_a_number_only_the_digit_of_the_sex_is_left():
    assert bare("190001011950012001") == "000000000000002000"
    assert bare("190001011950011001") == "000000000000001000"
    assert [bare(each) for each in ("", "KONTRAK-12", "190001011950010001")] == [None] * 3


@pytest.mark.parametrize("text", ["", "  pendek  ", "x" * 301])
def test_a_reason_is_neither_too_short_nor_too_long(text):
    with pytest.raises(ErasureNeedsReason):
        insist_on_reason(text)


@pytest.mark.parametrize("text", ["", "  pendek  ", "x" * 2001])
def test_an_objection_is_neither_too_short_nor_too_long(text):
    with pytest.raises(ObjectionIsUnclear):
        insist_on_words(text)
    assert insist_on_words("  sepuluh karakter  ") == "sepuluh karakter"


def test_an_objection_waits_until_it_is_answered():
    assert [state(each) for each in (None, "granted", "declined")] == list(State)


def test_nine_people_are_merged_and_ten_stand_by_themselves():
    assert sizes(10) == (9, 10, 30)
    nine, ten, thirty = (example(n, k=10) for n in sizes(10))
    assert (nine.merged, ten.merged, thirty.merged) == (True, False, False)
    assert (nine.behind, ten.behind, thirty.behind) == (61, 10, 30)
    assert (ten.step, thirty.step) == (0.25, 0.25)


@given(k=st.integers(5, 100), people=st.integers(1, 400))
def test_no_figure_of_the_example_is_about_fewer_than_k(k, people):
    told = example(people, k=k)
    assert told.behind >= k
    assert told.merged == (people < k)
