"""The map of a story: nothing lies upon another thing, and time runs downwards."""

from dataclasses import replace

import pytest
from hypothesis import given

from tests.factories import content, stories
from training.content.rules.stories import survey
from training.web.author.storymap import FALL, GAP, HEIGHT, WIDTH, drawn, labels

pytestmark = pytest.mark.slow


@given(stories.wild())
def test_no_two_moments_meet_on_any_map(scenario):
    shown = drawn(scenario, frozenset())
    assert len(shown.boxes) == len(scenario.nodes)
    spots = [(box.x, box.y) for box in shown.boxes]
    for place, (x, y) in enumerate(spots):
        assert 0 <= x <= shown.width - WIDTH
        assert 0 <= y <= shown.height - HEIGHT
        assert all(abs(x - a) >= WIDTH + GAP or abs(y - b) >= FALL for a, b in spots[:place])
    met = {each.node.key for each in survey(scenario).moments}
    assert all(not box.is_lost for box in shown.boxes if box.node.key in met)


@given(stories.sound())
def test_every_choice_leads_downwards_on_the_map_of_a_sound_story(scenario):
    shown = drawn(scenario, frozenset())
    tops = {box.node.key: box.y for box in shown.boxes if not box.is_lost}
    for edge in shown.edges:
        if edge.source in tops and edge.target in tops:
            assert tops[edge.source] < tops[edge.target]
    count = sum(len(node.choices) for node in scenario.nodes)
    assert sum(len(edge.choices) for edge in shown.edges) == count


def test_the_largest_story_is_drawn():
    nodes = [
        stories.node(
            f"n{n}", *(stories.choice(f"c{k}", f"n{min(n + k + 1, 29)}") for k in range(5))
        )
        for n in range(29)
    ]
    story = replace(content.story().detail, nodes=(*nodes, stories.node("n29")))
    assert len(drawn(story, frozenset()).boxes) == 30


def test_no_label_lies_upon_another_on_the_map_of_the_guide():
    shown = drawn(content.story().detail, frozenset())
    said = labels(shown.edges, lambda choice: f"{choice.key} {choice.worth:g}")
    assert len(said) == len(shown.edges) == 10
    for place, one in enumerate(said):
        assert not any(one.meets(other) for other in said[:place])
        assert one.width / 2 <= one.x <= shown.width - one.width / 2
        assert 0 < one.y < shown.height
