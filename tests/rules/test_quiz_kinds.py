"""What holds for every kind of question: one form of an answer, fair points, a key kept in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import content, kinds
from tests.factories.content import SECRET
from training.content.rules.quizzes import (
    Kind,
    bare_detail,
    dump_quiz,
    item_version,
    load_quiz,
)
from training.quiz.rules.answers import AnswerDoesNotFit, is_complete, parse_answer
from training.quiz.rules.drawing import draw
from training.quiz.rules.kinds import KINDS
from training.quiz.rules.marking import mark, waits
from training.quiz.rules.showing import feedback, open_questions, questions_of

QUESTIONS = kinds.every_kind()
QUIZ = content.quiz_of(*QUESTIONS)
each_kind = pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.kind.value)
# Names that are answers somewhere, so that chance also meets the inside of the rules.
names = st.sampled_from(
    [*"abcd", "p1", "p2", "p3", "pilihan", "kata", "angka", "benar", "salah", "anak", "12,5", ""]
)
texts = st.text() | names
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 9) | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(texts, inner, max_size=5),
    max_leaves=6,
)


@given(st.sampled_from(QUESTIONS), json_values)
def test_any_json_is_an_answer_in_one_form_or_refused(question, raw):
    try:
        value = parse_answer(question, raw)
    except AnswerDoesNotFit:
        return
    assert parse_answer(question, value) == value
    assert json.loads(json.dumps(value)) == value
    assert 0 <= mark(question, value).points <= 1
    KINDS[question.kind].responses(question, value)


@each_kind
def test_the_best_answer_is_an_answer_and_earns_everything(question):
    best = kinds.right_answer(question)
    assert parse_answer(question, best) == best
    judged = mark(question, best)
    if KINDS[question.kind].by_people:
        assert (judged.points, judged.right, waits(question, best)) == (0, None, True)
        return
    assert judged.points == pytest.approx(1, abs=0.05)
    assert judged.points == 1 or KINDS[question.kind].by_distance


@each_kind
def test_the_wrong_answer_is_complete_and_earns_nothing(question):
    wrong = parse_answer(question, kinds.wrong_answer(question))
    assert is_complete(question, wrong)
    assert mark(question, wrong).points == 0


@each_kind
@pytest.mark.parametrize("nothing", [None, "", [], {}])
def test_nothing_is_no_answer(question, nothing):
    assert parse_answer(question, nothing) is None
    assert not is_complete(question, None)
    assert mark(question, None).points == 0
    assert KINDS[question.kind].responses(question, None) == ()


@each_kind
def test_the_best_answer_has_responses_for_the_statistics(question):
    found = KINDS[question.kind].responses(question, kinds.right_answer(question))
    assert found or KINDS[question.kind].by_people  # a free text is counted by its readers
    assert all(isinstance(text, str) for pair in found for text in pair)


@given(st.text(max_size=8))
def test_an_open_attempt_shows_nothing_of_the_key(seed):
    drawn = draw(QUIZ, seed=seed)
    for shown in (open_questions(QUIZ, drawn, {}), open_questions(QUIZ, drawn, best_values(drawn))):
        told = repr(shown)
        assert SECRET not in told
        for word in ("correct", "expert", "rationale", "match=", "accept", "tolerance", "remaja"):
            assert word not in told


def best_values(drawn) -> dict:
    """Everything answered, except what would itself be a word of the key."""
    asked = questions_of(QUIZ, drawn)
    return {q.key: kinds.wrong_answer(q) for q in asked if q.kind is not Kind.SHORT_TEXT}


@given(st.text(max_size=8))
def test_the_order_of_what_is_shown_is_drawn_by_the_seed_and_says_nothing_else(seed):
    drawn = draw(QUIZ, seed=seed)
    assert drawn == draw(QUIZ, seed=seed)
    for each, question in zip(drawn, questions_of(QUIZ, drawn), strict=True):
        assert sorted(each.options) == sorted(KINDS[question.kind].shuffled(question))


def test_a_closed_attempt_explains_every_kind():
    drawn = draw(QUIZ, seed="x")
    asked = questions_of(QUIZ, drawn)
    values = {question.key: kinds.right_answer(question) for question in asked}
    for told in feedback(QUIZ, drawn, values, {question.key: 1.0 for question in asked}):
        reasons = [line.rationale_html for line in told.lines]
        reasons += [part.why_html for part in told.explained]
        reasons += [told.question.detail.example] if told.question.kind is Kind.FREE_TEXT else []
        placed = told.question.options if told.question.kind is Kind.ORDERING else ()
        reasons += [option.rationale for option in placed]
        reasons += [pair.rationale for pair in getattr(told.question.detail, "pairs", ())]
        assert reasons, told.question.kind
        assert all(SECRET in reason for reason in reasons)


def test_questions_of_every_kind_survive_json():
    assert load_quiz(json.loads(json.dumps(dump_quiz(QUIZ)))) == QUIZ


def test_every_kind_is_handled_and_tried():
    assert set(KINDS) == set(Kind) == set(kinds.MADE)


@each_kind
def test_reasons_are_no_part_of_what_is_asked(question):
    assert SECRET not in repr(bare_detail(question))
    assert len(item_version(question)) == 12
