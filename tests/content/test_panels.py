"""Files of expert panels: each slip at its place, and a quiz that says what its panel found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.guide import TODAY, edit, example
from tests.content.panel import JUDGED, PANEL, judged
from training.content.rules.codes import ProblemCode as C
from training.content.rules.panelcheck import check_panel, parse_panel
from training.content.rules.panelkey import with_key
from training.content.rules.panels import key_of, ratings_of

pytestmark = pytest.mark.slow

FIRST = "m0-sjt-s01: {a: 2, b: 4, c: 1, d: 3}"


def test_the_panel_of_the_guide_and_its_quiz_have_no_problem():
    assert judged().problems() == ()


@pytest.mark.parametrize(
    ("code", "edits"),
    [
        (C.PANEL_WRONG_QUIZ, {"quiz: m0-menyapa": "quiz: @@m1-lain"}),
        (C.KEY_TWICE, {"key: juri-2": "key: @@juri-1"}),
        (C.PANEL_UNKNOWN_SITUATION, {FIRST: "@@m0-sjt-s09: {a: 2}"}),
        (C.PANEL_UNKNOWN_SITUATION, {FIRST: "@@m0-usia-anak-a: {benar: 2}"}),
        (C.UNKNOWN_OPTION, {FIRST: "m0-sjt-s01: {a: 2, b: 4, c: 1, d: 3, @@e: 4}"}),
        (C.PANEL_RATING_MISSING, {FIRST: "@@m0-sjt-s01: {a: 2, b: 4, c: 1}"}),
        (C.BAD_VALUE, {FIRST: "m0-sjt-s01: {@@a: 5, b: 4, c: 1, d: 3}"}),
        (C.BAD_VALUE, {FIRST: "m0-sjt-s01: {@@a: 0, b: 4, c: 1, d: 3}"}),
        (C.BAD_VALUE, {FIRST: "m0-sjt-s01: {@@a: 2.5, b: 4, c: 1, d: 3}"}),
        (C.BAD_VALUE, {'rated_on: "2026-11-16"': 'rated_on: @@"2026-02-30"'}),
        (C.DATE_IN_FUTURE, {'rated_on: "2026-11-16"': 'rated_on: @@"2026-11-24"'}),
        (C.UNKNOWN_KEY, {"    role: Pekerja": "    @@name: Ani\n    role: Pekerja"}),
        (C.MISSING_KEY, {"  - key: juri-1\n    role": "  - @@key: juri-1\n    rol"}),
        (C.DUPLICATE_KEY, {FIRST: f"{FIRST}\n      @@{FIRST}"}),
        (C.YAML_UNREADABLE, {"judges:": "judges: @@}"}),
    ],
)
def test_a_slip_in_a_panel_is_found_where_it_is(code, edits):
    text, spot = edit("panel", edits)
    found = [(p.line, p.column) for p in judged(text).problems() if p.code is code]
    assert spot in found, judged(text).problems()


@pytest.mark.parametrize(
    ("code", "edits"),
    [
        (C.PANEL_DIFFERS, {**JUDGED, "expert: 3.8": "expert: @@3.7"}),
        (C.PANEL_JUDGES, {"judges: 0": "judges: @@9"}),
        (C.PANEL_TOO_FEW, {"judges: 0": "judges: 7", "status: sementara": "status: @@tetap"}),
    ],
)
def test_a_quiz_that_says_other_than_its_panel_is_told_where(code, edits):
    text, spot = edit("quiz", edits)
    found = judged(quiz=text).problems()
    assert spot in [(p.line, p.column) for p in found if p.code is code]


def test_a_situation_without_ratings_is_told():
    more = example("sjt-rank")
    text = edit("quiz", {**JUDGED, "scenarios:\n": f"{more}scenarios:\n"})[0]
    assert [p.code for p in judged(quiz=text).problems()] == [C.PANEL_UNRATED]


def test_a_panel_without_a_quiz_is_told():
    parsed = parse_panel(PANEL, example("panel"), TODAY)
    assert [p.code for p in check_panel(parsed, None)] == [C.PANEL_WITHOUT_QUIZ]


def test_ratings_of_a_dropped_response_are_kept_as_a_record():
    dropped = "dropped: [{question: m0-sjt-s01, option: e}]\n"
    text = example("panel").replace("d: 3}", "d: 3, e: 1}").replace("d: 2}", "d: 2, e: 4}")
    assert judged(text + dropped).problems() == ()
    assert {p.code for p in judged(text).problems()} == {C.UNKNOWN_OPTION}
    assert "e" not in ratings_of(judged(text + dropped).panel.value)["m0-sjt-s01"]


def test_a_situation_that_left_the_quiz_is_kept_as_a_record():
    text = example("panel").replace(FIRST, f"{FIRST}\n      m0-sjt-s00: {{a: 1}}", 1)
    assert C.PANEL_UNKNOWN_SITUATION in {p.code for p in judged(text).problems()}
    assert judged(f"{text}dropped: [{{question: m0-sjt-s00}}]\n").problems() == ()


def test_what_a_panel_found_is_written_and_nothing_else():
    text = example("quiz")
    means = {("m0-sjt-s01", "b"): 3.75, ("m0-sjt-s01", "c"): 1.0, ("m0-usia-anak-a", "benar"): 2.0}
    new = with_key("quizzes/a.yaml", text, {**means, ("m0-sjt-s01", "b"): 3.6}, 8)
    assert new == text.replace("3.8", "3.6").replace("1.1\n", "1.0\n").replace(
        "judges: 0", "judges: 8"
    )


def test_writing_the_guides_key_changes_only_the_number_of_judges():
    rated = ratings_of(judged().panel.value)["m0-sjt-s01"]
    means = {("m0-sjt-s01", option): key_of(given) for option, given in rated.items()}
    text = example("quiz")
    assert with_key("quizzes/a.yaml", text, means, 8) == text.replace("judges: 0", "judges: 8")


@given(st.lists(st.integers(1, 4), min_size=1, max_size=100))
def test_a_key_is_the_mean_to_one_decimal(ratings):
    mean = sum(ratings) / len(ratings)
    assert abs(key_of(ratings) - mean) <= 0.05 + 1e-9
    assert 1 <= key_of(ratings) <= 4


@pytest.mark.parametrize(
    ("ratings", "key"),
    [
        ([2, 2, 2, 3], 2.3),
        ([4, 4, 4, 3], 3.8),
        ([1], 1.0),
        ([1, 1, 2], 1.3),
        ([3] * 17 + [4] * 3, 3.2),
    ],
)
def test_halves_are_rounded_up(ratings, key):
    assert key_of(ratings) == key


LINES = st.sampled_from([*example("panel").split("\n"), "judges: []", "  - ", "}", "{a: 1}", "x"])
TEXTS = st.text(max_size=200) | st.lists(LINES, max_size=30).map("\n".join)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_is_a_panel_or_has_problems(text):
    found = judged(text or "x")
    assert found.panel.value is not None or found.panel.problems
    assert all(each.line >= 1 for each in check_panel(found.panel, found.quiz))
