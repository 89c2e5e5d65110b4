"""The map of a story: nothing lies upon another thing, and time runs downwards."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given

from tests.factories import content, stories
from training.content.queries.drafts import read
from training.content.rules.details import Choice, Scenario
from training.content.rules.stories import survey
from training.kernel.settings import ROOT
from training.web.author.storymap import (
    FALL,
    GAP,
    HEIGHT,
    LINE,
    WIDTH,
    Edge,
    Label,
    Map,
    drawn,
)

pytestmark = pytest.mark.slow

STORIES = [
    pytest.param(question.detail, id=question.key)
    for draft in read(ROOT, today=date(2026, 11, 23)).drafts
    if draft.quiz
    for question in draft.quiz.questions
    if isinstance(question.detail, Scenario)
]
Area = tuple[float, float, float, float]


def said(choice: Choice) -> str:
    return f"{choice.key} {choice.worth:g}"


def around(label: Label) -> Area:
    """The corners of a label."""
    half, tall = label.width / 2, LINE / 2
    return label.x - half, label.y - tall, label.x + half, label.y + tall


def head(edge: Edge) -> Area:
    """The corners of an arrowhead, and of enough line before it to see where it comes from."""
    x, y = edge.points[-1]
    return x - 4.5, y - 18, x + 4.5, y


def meet(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def dots(edge: Edge) -> list[Area]:
    """Dots of every piece of the line, each as wide as a line of the best way."""
    found = []
    for (x, y), (to_x, to_y) in pairwise(edge.points):
        lean = edge.lean(y, to_y)
        for share in (each / 10 for each in range(11)):
            near, far = (1 - share) ** 3, share**3
            turn, back = 3 * (1 - share) ** 2 * share, 3 * (1 - share) * share**2
            at = (near + turn) * x + (far + back) * to_x
            down = near * y + turn * (y + lean) + back * (to_y - lean) + far * to_y
            found.append((at - 2, down - 2, at + 2, down + 2))
    return found


def covered(shown: Map) -> Iterator[str]:
    """What a label hides: another label, a moment, the head of an arrow; or leaves the map."""
    areas = [around(edge.label) for edge in shown.edges]
    boxes = [(box.x, box.y, box.x + WIDTH, box.y + HEIGHT) for box in shown.boxes]
    for place, (edge, area) in enumerate(zip(shown.edges, areas, strict=True)):
        about = f"{edge.label.text} of {edge.source}"
        if any(meet(area, other) for other in areas[:place]):
            yield f"{about} lies upon another label"
        if any(meet(area, box) for box in boxes):
            yield f"{about} lies upon a moment"
        if any(meet(area, head(other)) for other in shown.edges):
            yield f"{about} lies upon the head of an arrow"
        if area[0] < 0 or area[1] < 0 or area[2] > shown.width or area[3] > shown.height:
            yield f"{about} leaves the map"


def hidden(shown: Map) -> Iterator[str]:
    """Lines of other choices that vanish under a label."""
    lost = {box.node.key for box in shown.boxes if box.is_lost}
    lines = [(edge, dots(edge)) for edge in shown.edges if edge.source not in lost]
    for edge in shown.edges:
        area = around(edge.label)
        for other, line in lines:
            if other is not edge and any(meet(area, dot) for dot in line):
                yield f"{edge.label.text} of {edge.source} hides {other.source} to {other.target}"


@given(stories.wild())
def test_no_two_moments_meet_on_any_map(scenario):
    shown = drawn(scenario, frozenset(), said)
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
    shown = drawn(scenario, frozenset(), said)
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
    assert len(drawn(story, frozenset(), said).boxes) == 30


@pytest.mark.parametrize("scenario", STORIES)
def test_no_label_of_a_real_story_hides_anything(scenario):
    shown = drawn(scenario, frozenset(), said)
    assert list(covered(shown)) == []
    assert list(hidden(shown)) == []


def test_every_module_with_a_story_is_looked_at():
    assert len(STORIES) >= 7


@given(stories.wild())
def test_no_label_hides_anything_on_any_map(scenario):
    assert list(covered(drawn(scenario, frozenset(), said))) == []


@given(stories.sound())
def test_no_label_hides_a_line_on_the_map_of_a_sound_story(scenario):
    assert list(hidden(drawn(scenario, frozenset(), said))) == []


def test_no_label_hides_anything_on_the_map_of_the_guide():
    shown = drawn(content.story().detail, frozenset(), said)
    assert len(shown.edges) == 10
    assert [*covered(shown), *hidden(shown)] == []
