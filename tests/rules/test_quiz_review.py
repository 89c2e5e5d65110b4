"""What may be seen of an attempt, and when: laws that hold for every matrix and every instant."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import content, kinds
from training.content.rules.gates import Conditions, Rule
from training.content.rules.review import Moment, Piece, Review
from training.quiz.rules.drawing import draw
from training.quiz.rules.leeway import Leeway
from training.quiz.rules.review import closing, look
from training.quiz.rules.showing import glimpses

pytestmark = pytest.mark.slow

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
QUIZ = content.quiz()
LATER = {Moment.JUST_AFTER, Moment.WHILE_OPEN, Moment.AFTER_CLOSE}

pieces = st.sets(st.sampled_from(Piece)).map(lambda some: tuple(sorted(some)))
matrices = st.builds(Review, pieces, pieces, pieces, st.integers(1, 1440))
instants = st.integers(-5000, 5000).map(lambda minutes: NOON + timedelta(minutes=minutes))
closings = st.none() | instants


def with_review(review: Review, closes: datetime | None = None):
    rules = (Rule(requires=Conditions(closes=closes)),) if closes else ()
    return replace(QUIZ, review=review, rules=rules)


@given(matrices, closings, instants)
def test_an_open_attempt_shows_its_own_answers_and_nothing_else(review, closes, at):
    seen = look(with_review(review, closes), None, at=at)
    assert (seen.moment, seen.shown) == (Moment.DURING, {Piece.ANSWERS})


@given(matrices, closings, instants, instants)
def test_what_is_shown_is_what_the_matrix_says_of_the_phase(review, closes, submitted_at, at):
    seen = look(with_review(review, closes), submitted_at, at=at)
    assert seen.moment in LATER
    assert seen.shown == review.at(seen.moment)


@given(matrices, instants, instants, instants)
def test_the_key_of_a_quiz_that_keeps_it_until_it_closes_is_never_seen_before(
    review, closes, submitted_at, at
):
    kept = (Piece.ANSWERS, Piece.MARKS)
    quiz = with_review(replace(review, just_after=kept, while_open=kept), closes)
    if max(at, submitted_at) < closes:
        assert not look(quiz, submitted_at, at=at).has(Piece.RIGHT)


@given(matrices, closings, instants, st.integers(0, 9000))
def test_the_outlook_comes_true_and_nothing_changes_before(review, closes, submitted_at, minutes):
    quiz, at = with_review(review, closes), submitted_at + timedelta(minutes=minutes)
    for each in look(quiz, submitted_at, at=at).outlook:
        if each.changes_at is None:
            assert (
                look(quiz, submitted_at, at=at + timedelta(days=99)).has(each.piece) is each.shown
            )
            continue
        just_before = each.changes_at - timedelta(microseconds=1)
        assert look(quiz, submitted_at, at=max(at, just_before)).has(each.piece) is each.shown
        assert look(quiz, submitted_at, at=each.changes_at).has(each.piece) is not each.shown


@given(matrices, st.integers(0, 3000))
def test_a_quiz_without_a_closing_day_never_closes(review, minutes):
    seen = look(with_review(review), NOON, at=NOON + timedelta(minutes=minutes))
    soon = minutes < review.just_after_minutes
    assert seen.moment is (Moment.JUST_AFTER if soon else Moment.WHILE_OPEN)


@given(matrices, instants, instants, instants)
def test_a_later_day_of_ones_own_never_shows_more_than_the_quiz_still_open(review, closes, own, at):
    quiz = with_review(review, closes)
    given_more = Leeway(open_until=own)
    assert closing(quiz.rules, given_more) == max(closes, own)
    if at < own:
        moment = look(quiz, min(at, closes) - timedelta(1), at=at, given=given_more).moment
        assert moment is not Moment.AFTER_CLOSE


@given(st.sets(st.sampled_from(Piece)))
def test_a_glimpse_holds_no_piece_that_is_withheld(shown):
    drawn = draw(QUIZ, seed="1", earlier=())
    values = {each.key: None for each in drawn} | {drawn[0].key: "b"}
    for each in glimpses(QUIZ, drawn, values, frozenset(shown)):
        assert Piece.ANSWERS in shown or each.value is None
        assert (each.keyed is not None) == (Piece.RIGHT in shown)
        assert (content.SECRET in repr(each)) == ({Piece.RIGHT, Piece.RATIONALE} <= shown)


@given(st.sets(st.sampled_from(Piece)))
def test_no_kind_of_question_lets_anything_out_that_is_withheld(shown):
    quiz = content.quiz_of(*kinds.every_kind(), content.story())
    drawn = draw(replace(quiz, draw=replace(quiz.draw, scenarios=1)), seed="1", earlier=())
    known = {each.key: each for each in quiz.questions}
    values = {
        key: kinds.right_answer(each) if each.is_story else kinds.wrong_answer(each)
        for key, each in known.items()
    }
    for each in glimpses(quiz, drawn, values, frozenset(shown)):
        assert (each.value is not None) <= (Piece.ANSWERS in shown)
        assert (each.best is not None) <= (Piece.RIGHT in shown)
        assert (content.SECRET in repr(each)) <= (Piece.RIGHT in shown)
        assert bool(each.reasons) <= ({Piece.RIGHT, Piece.RATIONALE} <= shown)


def test_a_quiz_that_says_nothing_shows_everything_at_once_as_it_always_did():
    seen = look(QUIZ, NOON, at=NOON)
    assert seen.shown == set(Piece)
    assert not QUIZ.review.withholds
