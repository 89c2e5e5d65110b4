"""The draw: right counts, nothing twice, the same for the same seed, and least seen first."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.factories import content
from training.content.rules.quizzes import Kind
from training.quiz.rules.drawing import draw

QUIZ = content.quiz()
KINDS = {question.key: question.kind for question in QUIZ.questions}
OPTIONS = {question.key: [option.key for option in question.options] for question in QUIZ.questions}
seeds = st.text(max_size=32)


def keys(drawn) -> list[str]:
    return [each.key for each in drawn]


def attempts(seed: str, count: int) -> list[list[str]]:
    """The questions of one person's attempts after each other."""
    seen: list[list[str]] = []
    for number in range(count):
        seen.append(keys(draw(QUIZ, seed=f"{seed}{number}", earlier=seen)))
    return seen


@given(seeds, st.integers(1, 4), st.integers(0, 4))
def test_every_objective_and_the_situations_have_their_number(seed, variants, situations):
    quiz = content.quiz(per_objective=variants, situations=situations)
    drawn = keys(draw(quiz, seed=seed))
    assert len(drawn) == len(set(drawn)) == 3 * variants + situations
    for objective in ("menyapa", "pilih", "nilai"):
        assert sum(f"-{objective}-" in key for key in drawn) == variants
    assert sum(KINDS[key] is Kind.SJT_RATING for key in drawn) == situations


@given(seeds)
def test_the_same_seed_gives_the_same_draw(seed):
    assert draw(QUIZ, seed=seed) == draw(QUIZ, seed=seed)


def test_different_seeds_give_different_draws():
    assert len({draw(QUIZ, seed=str(seed)) for seed in range(20)}) > 15


@given(seeds)
def test_options_are_all_shown_and_a_claim_keeps_its_order(seed):
    for each in draw(QUIZ, seed=seed):
        assert sorted(each.options) == sorted(OPTIONS[each.key])
        if KINDS[each.key] is Kind.TRUE_FALSE:
            assert list(each.options) == ["benar", "salah"]


@given(seeds)
def test_knowledge_comes_before_situations(seed):
    rated = [KINDS[key] is Kind.SJT_RATING for key in keys(draw(QUIZ, seed=seed))]
    assert rated == sorted(rated)


@given(seeds)
def test_nothing_comes_twice_before_everything_came_once(seed):
    first_two = attempts(seed, 2)
    assert not set(first_two[0]) & set(first_two[1])
    knowledge = [key for keys_ in attempts(seed, 4) for key in keys_ if "-sjt-" not in key]
    assert len(knowledge) == len(set(knowledge)) == 12


@given(seeds)
def test_no_question_comes_in_two_attempts_running(seed):
    for before, after in pairwise(attempts(seed, 7)):
        assert not set(before) & set(after)


@given(seeds)
def test_a_question_returns_when_nothing_else_is_left(seed):
    quiz = content.quiz(per_objective=4, situations=4)
    first = keys(draw(quiz, seed=seed))
    assert sorted(keys(draw(quiz, seed=seed, earlier=[first]))) == sorted(first)
