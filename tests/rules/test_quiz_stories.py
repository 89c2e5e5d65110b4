"""A story is gone choice by choice, and the most that it earns does not depend on the path."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import content, stories
from training.content.rules.details import Scenario
from training.content.rules.quizzes import item_version
from training.content.rules.stories import NotOnOffer, best_path, survey, walk
from training.quiz.rules.answers import AnswerDoesNotFit, is_complete, must_follow, parse_answer
from training.quiz.rules.drawing import draw
from training.quiz.rules.kinds import KINDS
from training.quiz.rules.marking import mark

pytestmark = pytest.mark.slow

STORY = content.story()
HANDLING = KINDS[STORY.kind]
BEST = ["a", "c", "b"]


def asked(scenario: Scenario):
    return replace(STORY, detail=scenario)


def paths(scenario: Scenario, start: tuple[str, ...] = (), longest: int = 9):
    """Every path of a story, whole or not, by trying everything."""
    yield list(start)
    if len(start) < longest:
        for each in walk(scenario, start).here.offered:
            yield from paths(scenario, (*start, each.key), longest)


@given(stories.sound())
def test_the_best_way_earns_exactly_everything_whatever_its_length(scenario):
    question = asked(scenario)
    assert mark(question, HANDLING.best(question)).points == 1


@given(stories.sound())
def test_from_wherever_one_stands_the_best_earns_all_that_is_left(scenario):
    question = asked(scenario)
    for path in paths(scenario):
        whole = best_path(scenario, path)
        left = walk(scenario, whole).steps[len(path) :]
        assert all(step.points == 1 for step in left)
        so_far = sum(step.points for step in walk(scenario, path).steps)
        if whole:
            most = (so_far + len(left)) / len(whole)
            assert mark(question, whole).points == pytest.approx(most)
            assert is_complete(question, whole)


@given(stories.sound(), st.data())
def test_after_any_beginning_the_next_choice_still_counts(scenario, data):
    question, path = asked(scenario), data.draw(st.sampled_from(list(paths(scenario))))
    here = walk(scenario, path).here
    for choice in here.offered:
        whole = best_path(scenario, [*path, choice.key])
        points = HANDLING.parts(question, whole)[here.node.key]
        assert points == choice.worth / here.best


@given(stories.sound())
def test_points_lie_between_none_and_one_and_only_whole_stories_earn(scenario):
    question = asked(scenario)
    for path in paths(scenario):
        judged = mark(question, path or None)
        assert 0 <= judged.points <= 1
        assert is_complete(question, path or None) or judged.points == 0


@given(stories.wild())
def test_a_survey_finds_all_that_can_happen_and_every_way_back(scenario):
    count = len(scenario.nodes)
    tried = [walk(scenario, path) for path in paths(scenario, longest=count)]
    met = [[*(step.moment.node.key for step in gone.steps), gone.here.node.key] for gone in tried]
    found = survey(scenario)
    assert bool(found.back) == any(len(set(keys)) < len(keys) for keys in met)
    if not found.back:
        assert {each.node.key for each in found.moments} == {key for keys in met for key in keys}
        assert found.offered == {
            (gone.here.node.key, each.key) for gone in tried for each in gone.here.offered
        }


@given(stories.sound(), st.lists(st.sampled_from("abcdz"), max_size=8))
def test_an_answer_is_a_path_that_exists_or_refused(scenario, raw):
    question, known = asked(scenario), list(paths(scenario))
    if not raw:
        assert parse_answer(question, raw) is None
    elif raw in known:
        assert parse_answer(question, raw) == raw
    else:
        with pytest.raises(AnswerDoesNotFit):
            parse_answer(question, raw)


@pytest.mark.parametrize(
    "raw", ["a", 1, True, {"a": 1}, {"awal": "a"}, [1], [None], [["a"]], ["a", "a", "a", "a"],
            ["z"], ["b", "b"], ["a"] * 100_000]
)  # fmt: skip
def test_what_is_no_path_is_refused(raw):
    with pytest.raises(AnswerDoesNotFit):
        parse_answer(STORY, raw)


@pytest.mark.parametrize(
    ("kept", "value"),
    [(None, ["a"]), (["a"], ["a", "c"]), (["a", "c"], ["a", "c", "b"])],
)
def test_a_story_goes_on_by_one_choice(kept, value):
    must_follow(STORY, kept, value)


@pytest.mark.parametrize(
    ("kept", "value"),
    [
        (None, ["a", "c"]),  # a jump
        (["a"], None),  # undone
        (["a"], ["b"]),  # rewritten
        (["a"], ["b", "c"]),  # rewritten and gone on
        (["a", "c"], ["a"]),  # gone back
        (["a"], ["a", "c", "b"]),  # a jump from where it stands
    ],
)
def test_a_story_is_not_undone_jumped_or_rewritten(kept, value):
    with pytest.raises(AnswerDoesNotFit):
        must_follow(STORY, kept, value)


@pytest.mark.parametrize(
    ("path", "points"),
    [
        (BEST, 1),
        (["a", "b", "b"], (1 + 0.8 + 1) / 3),
        (["c", "b", "c", "b"], 3 / 4),
        (["b", "a", "b"], 0.2),
        (["a", "c"], 0),  # not gone to its end
        (None, 0),
    ],
)
def test_points_are_the_mean_over_the_moments_met(path, points):
    judged = mark(STORY, path)
    assert judged.points == pytest.approx(points)
    assert judged.right == (points == 1)


def test_a_choice_is_offered_only_to_those_who_have_what_it_needs():
    greeted = HANDLING.opened(STORY, (), ["a"]).options
    silent = HANDLING.opened(STORY, (), ["b"]).options
    assert [each.key for each in greeted] == ["a", "b", "c"]
    assert [each.key for each in silent] == ["a", "c"]


@given(st.sampled_from(list(paths(STORY.detail))))
def test_an_open_story_shows_the_way_so_far_and_nothing_else(path):
    gone = walk(STORY.detail, path)
    shown = repr(HANDLING.opened(STORY, (), path or None))
    met = {step.moment.node.key for step in gone.steps} | {gone.here.node.key}
    chosen = {(step.moment.node.key, step.choice.key) for step in gone.steps}
    for node in STORY.detail.nodes:
        assert (node.html in shown) == (node.key in met)
        assert not node.principle or node.principle not in shown
        for choice in node.choices:
            assert (choice.consequence_html in shown) == ((node.key, choice.key) in chosen)


@given(st.text(max_size=8))
def test_choices_are_shown_in_an_order_of_their_own(seed):
    quiz = content.with_stories()
    order = draw(quiz, seed=seed)[-1].options
    assert sorted(order) == sorted(KINDS[STORY.kind].shuffled(STORY))
    shown = [each.key for each in HANDLING.opened(STORY, order, None).options]
    assert shown == [name.split("/")[1] for name in order if name.startswith("awal/")]


@given(st.text(max_size=8), st.integers(0, 3))
def test_scenarios_are_drawn_apart_from_situations_and_come_last(seed, count):
    quiz = content.with_stories(count=3, scenarios=count)
    drawn = [each.key for each in draw(quiz, seed=seed)]
    assert sum("-cerita-" in key for key in drawn) == count
    assert sum("-sjt-" in key for key in drawn) == 2
    assert all("-cerita-" in key for key in drawn[len(drawn) - count :])


def test_what_was_chosen_is_counted_by_node():
    assert HANDLING.responses(STORY, ["b", "a"]) == (("awal", "b"), ("foto", "a"))


def test_a_version_follows_the_story_and_not_what_explains_it():
    def changed(**more):
        first, *rest = STORY.detail.nodes
        return item_version(asked(Scenario((replace(first, **more), *rest))))

    assert changed(text="Lain.") != item_version(STORY)
    assert changed(principle="Lain.") == item_version(STORY)


def test_a_path_that_leads_nowhere_is_not_gone():
    broken = Scenario((stories.node("n0", stories.choice("a", "tidak-ada")),))
    with pytest.raises(NotOnOffer):
        walk(broken, ["a"])
