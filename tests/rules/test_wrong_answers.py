"""Two wrong answers are the same answer where a person would say so, and only there."""

import pytest

from tests.factories import content
from tests.factories.kinds import (
    AT_ONCE,
    MADE,
    cloze,
    matching,
    near,
    numeric,
    right_answer,
    short_text,
    wrong_answer,
)
from training.content.rules.quizzes import Kind
from training.quiz.rules.wrong_answers import FORMS, LONGEST, wrong_response

NONE = {Kind.FREE_TEXT, Kind.SJT_RATING, Kind.SJT_RANK, Kind.SCENARIO}


def test_every_kind_is_decided_upon():
    assert set(FORMS) | NONE == set(Kind)
    assert not set(FORMS) & NONE


@pytest.mark.parametrize("kind", AT_ONCE)
def test_a_wrong_answer_is_like_itself_and_unlike_the_right_one(kind):
    question = MADE[kind]()
    wrong, right = (
        wrong_response(question, each(question)) for each in (wrong_answer, right_answer)
    )
    if kind in NONE:
        assert wrong is None
    else:
        assert wrong == wrong_response(question, wrong_answer(question))
        assert wrong != right
        assert 0 < len(wrong) <= LONGEST


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("7,50", "7.5", True), ("7,5 hari", "7,5", True), ("-0", "0", True), ("7.500", "7,5", False),
     ("tujuh", " Tujuh ", True), ("tujuh", "7", False)],
)  # fmt: skip
def test_numbers_are_compared_by_their_value(one, other, alike):
    question = numeric("m1-angka-a", near("3"))
    assert (
        wrong_response(question, one) == wrong_response(question, other)
    ) is alike or wrong_response(question, one) is None


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("Dua  orang", "dua orang", True), ("orang tua", "orangtua", False), ("ibu’", "IBU'", True)],
)
def test_words_are_compared_by_their_plain_form(one, other, alike):
    question = short_text()
    assert (wrong_response(question, one) == wrong_response(question, other)) is alike


def test_what_somebody_wrote_cannot_be_read_in_it():
    assert "rani" not in wrong_response(short_text(), "Rani Kusuma")


def test_what_is_not_complete_is_no_answer_to_share():
    question = matching()
    first = dict(list(wrong_answer(question).items())[:1])
    assert wrong_response(question, first) is None
    assert wrong_response(question, None) is None
    assert wrong_response(cloze(), {}) is None


def test_the_order_in_which_parts_were_given_says_nothing():
    question = matching()
    turned = dict(reversed(list(wrong_answer(question).items())))
    assert wrong_response(question, turned) == wrong_response(question, wrong_answer(question))


def test_options_keep_the_form_they_have_in_stored_sums():
    assert wrong_response(content.question("m1-a"), "b") == "b"
