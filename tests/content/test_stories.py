"""Hostile and odd scenarios are refused quickly; what can happen is looked at in every state."""

import pytest

from tests.content.guide import QUIZ, edit, example, files, quiz
from tests.content.test_problems import spots
from tests.pace import within
from training.content.rules.codes import ProblemCode as C
from training.content.rules.parse import parse_quiz
from training.content.rules.problems import has_errors

pytestmark = pytest.mark.slow

HEAD = (
    "scenarios:\n  - key: m0-cerita-jahat\n    title: Cerita\n    indicator: menyapa-anak\n"
    "    sector: adminduk\n    difficulty: sedang\n    references: []\n    nodes:\n"
)


def choice(key: str, to: str, more: str = "") -> str:
    return (
        f"          - {{key: {key}, text: T {key}., to: {to}, worth: 1, consequence: A.{more}}}\n"
    )


def node(key: str, *choices: str) -> str:
    tail = "        choices:\n" + "".join(choices) if choices else "        principle: Asas.\n"
    return f"      - key: {key}\n        text: Adegan.\n{tail}"


def written(*nodes: str, times: int = 1) -> str:
    one = HEAD + "".join(nodes)
    before = example("quiz").split("scenarios:\n")[0].replace("  scenarios: 1 ", "  # ")
    rest = "".join(one.removeprefix("scenarios:\n").replace("jahat", f"j{n}") for n in range(times))
    return (
        f"{before}scenarios:\n{rest}panel:\n  status: sementara\n  judges: 0\n  basis: Sementara.\n"
    )


def marked(count: int = 29) -> list[str]:
    """A chain where every moment may give a mark of its own, and the last one needs them all."""
    chain = [
        node(f"n{n}", choice("a", f"n{n + 1}", f", gives: [m{n}]"), choice("b", f"n{n + 1}"))
        for n in range(count - 1)
    ]
    every = [
        choice(f"c{n}", "akhir", f", needs: [{', '.join(f'm{5 * n + k}' for k in range(5))}]")
        for n in range(4)
    ]
    return [*chain, node(f"n{count - 1}", choice("a", "akhir"), *every), node("akhir")]


def complete(count: int = 30) -> list[str]:
    """Every moment leads to five others, round and round."""
    return [
        node(f"n{n}", *(choice(f"c{k}", f"n{(n + k + 1) % count}") for k in range(5)))
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("nodes", "code"), [(marked(), C.SCENARIO_TOO_INTRICATE), (complete(), C.STORY_LOOP)]
)
def test_a_hostile_graph_is_refused_in_a_second(nodes, code):
    with within(1.0):
        found = parse_quiz(QUIZ, written(*nodes, times=12), None, ())
    assert code in {each.code for each in found.problems}
    assert has_errors(found.problems)


@pytest.mark.parametrize("times", [13, 200])
def test_more_stories_than_a_quiz_may_hold_are_refused(times):
    with within(1.0):
        found = parse_quiz(QUIZ, written(*complete(6), times=times), None, ())
    assert found.value is None


def test_a_story_of_thirty_one_moments_is_refused():
    nodes = [node(f"n{n}", choice("a", f"n{n + 1}"), choice("b", "n30")) for n in range(30)]
    assert parse_quiz(QUIZ, written(*nodes, node("n30")), None, ()).value is None


def test_a_story_that_ends_at_once_leaves_the_rest_unreached():
    found = parse_quiz(QUIZ, written(node("n0"), node("n1")), None, ())
    assert C.NODE_NOT_REACHED in {each.code for each in found.problems}


def test_a_law_that_a_story_tells_asks_for_its_source():
    text, _ = edit("quiz", {"Lampu menyala tiba-tiba.": "Menurut UU 35/2014 begitu."})
    line = text.split("m0-cerita-rani")[0].count("\n") + 1
    assert spots(files(quiz=text).problems(), C.QUESTION_WITHOUT_SOURCE) == [(line, 5)]


def test_the_words_of_a_story_are_read_like_all_others():
    text, spot = edit("quiz", {"Lampu menyala tiba-tiba.": "Ada @@resiko."})
    assert spots(files(quiz=text).problems(), C.SPELLING) == [spot]
    text, spot = edit("quiz", {"Lampu menyala tiba-tiba.": "Lampu @@<b>menyala</b>."})
    assert spot in spots(files(quiz=text).problems(), C.RAW_HTML)


def test_a_draw_of_more_stories_than_there_are_is_refused():
    text, spot = edit("quiz", {"  scenarios: 1 ": "  scenarios: @@2 "})
    assert spots(files(quiz=text).problems(), C.DRAW_TOO_LARGE) == [spot]


def test_a_story_becomes_a_question_of_its_kind():
    story = quiz().questions[-1]
    assert (story.kind, story.judged, story.is_story) == ("scenario", True, True)
    assert (story.prompt, story.sector) == ("Rani di depan kamera", "adminduk")
    assert story.detail.nodes[0].choices[0].gives == ("disapa",)
