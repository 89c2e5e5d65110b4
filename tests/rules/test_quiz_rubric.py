"""What people find in a free text: steps, agreement, and who decides where they are far apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import kinds
from training.quiz.rules.rubric import RubricIsIncomplete, agreement, checked, settled

RUBRIC = kinds.free_text().detail
levels = st.fixed_dictionaries({"sapa": st.integers(0, 2), "dengar": st.integers(0, 2)})


def found(sapa: int, dengar: int) -> dict[str, int]:
    return {"sapa": sapa, "dengar": dengar}


@pytest.mark.parametrize("nothing", [[], [found(2, 2)]])
def test_one_person_alone_settles_nothing(nothing):
    assert settled(RUBRIC, nothing) is None


def test_two_who_agree_are_averaged():
    assert settled(RUBRIC, [found(2, 1), found(1, 1)]) == (0.75 + 0.5) / 2


def test_where_two_are_far_apart_a_third_decides_by_the_middle():
    assert settled(RUBRIC, [found(2, 2), found(0, 2)]) is None
    assert settled(RUBRIC, [found(2, 2), found(0, 2), found(1, 1)]) == 0.75


def test_a_fourth_is_not_heard():
    three = [found(2, 2), found(0, 2), found(1, 1)]
    assert settled(RUBRIC, [*three, found(0, 0)]) == settled(RUBRIC, three)


@given(levels, levels, levels)
def test_the_worth_lies_between_nothing_and_everything(one, other, third):
    worth = settled(RUBRIC, [one, other, third])
    assert worth is not None
    assert 0 <= worth <= 1


@given(levels, levels)
def test_two_people_are_the_same_in_either_order(one, other):
    assert settled(RUBRIC, [one, other]) == settled(RUBRIC, [other, one])


@pytest.mark.parametrize("wrong", [{}, {"sapa": 1}, found(3, 0), {**found(1, 1), "lain": 0}])
def test_every_criterion_needs_one_of_its_steps(wrong):
    with pytest.raises(RubricIsIncomplete):
        checked(RUBRIC, wrong)


def test_agreement_counts_the_same_step_and_the_next_one():
    pairs = [(found(2, 2), found(2, 1)), (found(0, 1), found(2, 1))]
    told = agreement(RUBRIC, pairs)
    assert (told.n, told.same, told.near) == (4, 0.5, 0.75)
    assert agreement(RUBRIC, []).same is None
