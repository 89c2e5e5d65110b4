"""Files become values: text stays text, nothing is lost, and nothing raises."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.content.guide import FIGURE, INDICATORS, MODULE, QUIZ, edit, example, module, quiz
from training.content.rules.codes import ProblemCode as C
from training.content.rules.model import Dimension, Stage, dump_module, load_module
from training.content.rules.parse import parse_indicators, parse_module, parse_quiz
from training.content.rules.problems import Parsed, Problem
from training.content.rules.quizzes import Kind, dump_quiz, load_quiz
from training.content.rules.source import decode
from training.content.rules.yamltext import read

KNOWN = parse_indicators(INDICATORS, example("indicators")).value or ()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("010", "010"), ("0x1f", "0x1f"),
        ("12:30", "12:30"), ("2026-11-23", "2026-11-23"), ("1e3", "1e3"), (".5", ".5"),
        ("1_000", "1_000"), ("=", "="), ("<<", "<<"), ("True", "True"),
        ("true", True), ("false", False), ("20", 20), ("-3", -3), ("0.75", 0.75),
        ("null", None), ("", None), ("'20'", "20"), ('"true"', "true"),
    ],
)  # fmt: skip
def test_yaml_values_are_what_they_look_like(written, value):
    found = read(QUIZ, f"a: {written}\n")
    assert found.data == {"a": value}
    assert type(found.data["a"]) is type(value)
    assert not found.problems


def test_a_module_and_a_quiz_survive_json():
    figures = {each.digest: each.data for each in module().figures}
    stored = json.loads(json.dumps(dump_module(module())))
    assert load_module(stored, figures) == module()
    assert load_module(stored).lessons == module().lessons
    assert "data" not in stored["figures"][0]
    assert load_quiz(json.loads(json.dumps(dump_quiz(quiz())))) == quiz()


def test_a_module_knows_its_lessons_figures_and_words():
    found = module()
    assert [lesson.id for lesson in found.lessons] == [
        "satu-pagi",
        "siapa-anak",
        "lembar",
        "rencana",
    ]
    assert found.lessons[0].title == "Satu pagi di loket"
    assert [figure.name for figure in found.figures] == [FIGURE]
    assert found.words == sum(lesson.words for lesson in found.lessons) > 80
    assert all(lesson.minutes == 1 for lesson in found.lessons)
    assert (found.slug, found.practice_plan.when) == ("m0-menyapa", "ada anak datang ke meja saya")


def test_a_question_takes_dimension_and_stage_from_its_indicator_unless_it_says_otherwise():
    first = quiz().questions[0]
    assert (first.kind, first.dimension, first.stage) == (
        Kind.TRUE_FALSE,
        Dimension.SPEAK,
        Stage.SERVICE,
    )
    text, _ = edit("quiz", {"sector: adminduk": "sector: adminduk\n    stage: decision"})
    assert quiz(text).questions[4].stage is Stage.DECISION
    assert quiz(text).questions[4].options[1].expert == 3.8


def test_a_file_with_language_slips_still_has_a_value():
    text, _ = edit("module", {"bersembunyi": "resiko"})
    found = parse_module(MODULE, text, {FIGURE: example("figure").encode()}, KNOWN)
    assert found.value
    assert found.holds


def test_a_file_with_errors_does_not_hold():
    text, _ = edit("module", {"bersembunyi": "<b>"})
    assert not parse_module(MODULE, text, {FIGURE: example("figure").encode()}, KNOWN).holds


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: 1\r\nb: 2\r\n", None),
        ("\ufeffa: 1\nb: 2\n", None),
        ("a: 1\n\tb: 2\n", C.YAML_TAB),
        ("a: \x001\n", C.CONTROL_CHARACTER),
        ("a: 1\x85b: 2\n", C.CONTROL_CHARACTER),
        ("a: \ud800\n", C.CONTROL_CHARACTER),
    ],
)
def test_odd_bytes_are_read_or_named(text, code):
    codes = {each.code for each in parse_indicators(INDICATORS, text).problems}
    unknown = C.UNKNOWN_KEY
    assert (code or unknown) in codes


def test_decoding_drops_the_byte_order_mark_and_windows_line_ends():
    assert decode(QUIZ, "\ufeffa: é\r\n".encode()) == "a: é\n"
    assert isinstance(decode(QUIZ, b"x" * 600_000), Problem)


PIECES = st.sampled_from(
    [
        *("---\n", "## ", "### ", "{#a}", "\n", "\n\n", "- ", "1. ", "| a | b |\n", "| - | - |\n"),
        *("/// tab | x\n", "/// dialog | Baik\n", "/// periksa | y\n", "///\n", "[x] ", " — "),
        *("[@uu35-2014-1]", "[[kontak:sapa-129]]", "![", "](figures/m0-sapa.svg)", "*", "**", "_"),
        *("[", "]", "(", ")", "<", ">", "&amp;", "\\", "Pasal 7", "resiko", "23:59", "    ", "\t"),
        *("kata ", ": ", "'", '"', "&a ", "*a ", "!!x ", "{", "}", "? ", "%", "#", "\x00", "é"),
        *("`", "~~~", "A: b\n", "😀"),
    ]
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=60).map("".join))


def sane(found: Parsed) -> None:
    assert found.value is not None or found.problems
    assert all(each.line >= 1 and each.column >= 1 for each in found.problems)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_body_gives_problems_or_a_module_and_never_an_exception(text):
    front = example("module").split("\n---\n")[0]
    sane(parse_module(MODULE, f"{front}\n---\n\n## A {{#a}}\n\n{text}", {}, KNOWN))
    sane(parse_module(MODULE, text, {}, KNOWN))


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_quiz_or_list_gives_problems_or_a_value_and_never_an_exception(text):
    sane(parse_indicators(INDICATORS, text))
    sane(parse_quiz(QUIZ, text, module(), KNOWN))
    sane(
        parse_quiz(
            QUIZ, example("quiz").replace("Usia Sari belum 18 tahun.", text), module(), KNOWN
        )
    )


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_problem(data):
    assert isinstance(decode(MODULE, data), str | Problem)
