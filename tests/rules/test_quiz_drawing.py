"""The draw: right counts, nothing twice, the same for the same seed, and least seen first."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import content
from training.content.rules.gates import Form, Line
from training.content.rules.quizzes import Kind
from training.quiz.rules.drawing import Seen, choose_form, draw, exposure

pytestmark = pytest.mark.slow

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


def with_blueprint(*lines: Line, **more):
    return content.quiz(blueprint=lines, **more)


LINES = (Line("menyapa", 2), Line("pilih", 1), Line(None, 3))
PLAN = with_blueprint(*LINES)


@given(seeds)
def test_a_blueprint_draws_each_of_its_lines_and_nothing_else(seed):
    drawn = keys(draw(PLAN, seed=seed))
    assert len(drawn) == len(set(drawn)) == PLAN.size == 6
    counts = [sum(f"-{part}-" in key for key in drawn) for part in ("menyapa", "pilih", "sjt")]
    assert counts == [2, 1, 3]


@given(seeds)
def test_a_line_may_ask_for_kinds(seed):
    drawn = keys(draw(with_blueprint(Line("menyapa", 4, ("multiple",))), seed=seed))
    assert drawn == []
    drawn = keys(draw(with_blueprint(Line("menyapa", 4, ("single", "multiple"))), seed=seed))
    assert len(drawn) == 4


@given(seeds, st.integers(1, 4), st.integers(0, 4))
def test_a_draw_means_the_same_as_its_blueprint(seed, variants, situations):
    old = content.quiz(per_objective=variants, situations=situations)
    lines = [Line(each.key, variants) for each in old.objectives]
    new = with_blueprint(*lines, Line(None, situations))
    assert draw(new, seed=seed) == draw(old, seed=seed)


exposures = st.dictionaries(st.sampled_from(sorted(KINDS)), st.integers(0, 50)).map(
    lambda questions: Seen(questions, {}, max([50, *questions.values()]))
)


@given(seeds, exposures)
def test_what_the_city_has_seen_least_comes_first(seed, city):
    for line in QUIZ.lines:
        rest = [q.key for q in QUIZ.questions if q.objective == line.objective]
        drawn = set(keys(draw(QUIZ, seed=seed, city=city))) & set(rest)
        left = set(rest) - drawn
        worst = max((city.questions.get(key, 0) for key in drawn), default=0)
        assert all(city.questions.get(key, 0) >= worst for key in left)


@given(seeds, exposures, st.integers(1, 4))
def test_what_a_person_has_seen_weighs_more_than_what_the_city_has(seed, city, tries):
    seen: list[list[str]] = []
    for number in range(tries):
        seen.append(keys(draw(QUIZ, seed=f"{seed}{number}", earlier=seen, city=city)))
    for before, after in pairwise(seen):
        assert not set(before) & set(after)
    knowledge = [key for keys_ in seen for key in keys_ if "-sjt-" not in key]
    assert len(knowledge) == len(set(knowledge))


@given(seeds, st.floats(0.05, 0.5))
def test_a_question_over_its_cap_comes_only_when_nothing_else_is_left(seed, cap):
    quiz = content.quiz(exposure_cap=cap)
    worn = {f"m1-menyapa-{v}": 900 for v in "abc"}
    drawn = keys(draw(quiz, seed=seed, city=Seen(worn, {}, 1000)))
    assert "m1-menyapa-d" in drawn
    every = Seen({**worn, "m1-menyapa-d": 900}, {}, 1000)
    assert sum("-menyapa-" in key for key in keys(draw(quiz, seed=seed, city=every))) == 1


@given(st.integers(0, 99))
def test_a_cap_that_can_be_kept_is_kept(seed):
    """Many people one after the other: no question is in more than its share of attempts."""
    quiz, taken = content.quiz(exposure_cap=0.3), []
    for person in range(60):
        city = exposure(taken)
        taken.append((keys(draw(quiz, seed=f"{seed} {person}", city=city)), None))
    counts = exposure(taken).questions
    assert max(counts[key] for key in counts if "-sjt-" not in key) <= 0.3 * 60 + 1


FORMS = tuple(
    Form(letter.upper(), tuple(f"m1-{part}-{letter}" for part in ("menyapa", "pilih")))
    for letter in "abc"
)
FORMED = content.quiz(forms=FORMS, anchors=("m1-nilai-a", "m1-sjt-s01"))


@given(seeds, st.sampled_from(FORMS))
def test_a_form_holds_its_questions_and_the_anchors(seed, form):
    drawn = keys(draw(FORMED, seed=seed, form=form))
    assert set(drawn) == {*form.questions, "m1-nilai-a", "m1-sjt-s01"}
    assert len(drawn) == FORMED.size
    assert drawn[-1] == "m1-sjt-s01"


@given(seeds)
def test_forms_take_turns(seed):
    taken: list[str] = []
    for number in range(9):
        taken.append(choose_form(FORMED, seed=f"{seed}{number}", earlier=taken).key)
    assert set(taken[:3]) == {"A", "B", "C"}
    assert all(one != other for one, other in pairwise(taken))
    assert choose_form(QUIZ, seed=seed) is None


def test_the_form_that_the_city_used_least_comes_first():
    city = Seen({}, {"A": 5, "B": 4, "C": 6}, 15)
    assert {choose_form(FORMED, seed=str(n), city=city).key for n in range(9)} == {"B"}
