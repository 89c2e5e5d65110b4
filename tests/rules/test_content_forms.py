"""Accepted forms of a written answer: what counts as the same, and patterns that are never slow."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pace import within
from training.content.rules.forms import (
    accepts_anything,
    compiled,
    example_of,
    plain_form,
    shown,
)


def fits(pattern: str, answer: str, *, case: bool = False, spacing: bool = False) -> bool:
    said = plain_form(answer, case=case, spacing=spacing)
    return compiled(pattern, case, spacing).matches(said)


@pytest.mark.parametrize(
    ("pattern", "answer"),
    [
        ("anak", "anak"),
        ("anak", "  ANAK "),
        ("kerja sama", "kerja   sama"),
        ("Jum'at", "jum’at"),
        ('"layak"', "“Layak”"),
        ("e-KTP", "e–ktp"),
        ("café", "cafe\u0301"),
        ("2", "２"),
        ("ﬁsik", "fisik"),
        ("anak*", "anak"),
        ("anak*", "anak-anak"),
        ("*anak", "seorang anak"),
        ("*anak*", "si anak itu"),
        ("a?ak", "anak"),
        ("a??k", "anak"),
        ("*", ""),
        ("an*ak*", "an ini ak itu"),
        ("a*a*a", "aaa"),
        (r"apa\?", "apa?"),
        (r"5 \* 2", "5 * 2"),
        (r"a\\b", r"a\b"),
        ("anak *", "anak itu"),
        ("  anak  ", "anak"),
        ("straße", "STRASSE"),
        ("akta\nlahir", "akta lahir"),
    ],
)
def test_what_looks_the_same_counts_the_same(pattern, answer):
    assert fits(pattern, answer)


@pytest.mark.parametrize(
    ("pattern", "answer"),
    [
        ("anak", "anaknya"),
        ("anak", "ana"),
        ("anak", ""),
        ("kerja sama", "kerjasama"),
        ("a?ak", "aak"),
        ("anak*", "seorang anak"),
        (r"apa\?", "apax"),
        ("anak *", "anak"),
        ("a.ak", "anak"),
        ("[a]nak", "anak"),
        ("(a|b)", "a"),
        ("café", "cafe"),
        ("a*a*a", "aa"),
        ("?", ""),
    ],
)
def test_what_differs_does_not_fit(pattern, answer):
    assert not fits(pattern, answer)


def test_capitals_and_blanks_count_where_the_author_says_so():
    assert not fits("KTP", "ktp", case=True)
    assert fits("KTP", "KTP", case=True)
    assert not fits("kerja sama", "kerja  sama", spacing=True)
    assert fits("kerja  sama", " kerja  sama ", spacing=True)


@pytest.mark.parametrize(
    ("pattern", "answer"),
    [
        ("*a" * 50, "a" * 200 + "b"),
        ("*" * 100 + "b", "a" * 200),
        ("a*" * 50 + "b", "a" * 200),
        ("?*" * 50 + "b", "a" * 200),
        ("*" + "?" * 98 + "b", "a" * 200),
        ("(a+)+$", "a" * 200 + "!"),
    ],
)
def test_a_hostile_pattern_and_answer_end_in_milliseconds(pattern, answer):
    compiled.cache_clear()
    with within(0.1):
        for _ in range(10):
            assert not fits(pattern, answer)


letters = st.text("ab", max_size=12)
patterns = st.lists(st.sampled_from(["a", "b", "*", "?"]), min_size=1, max_size=10).map("".join)


@given(patterns, letters)
def test_a_pattern_means_what_a_regular_expression_would_mean(pattern, answer):
    meaning = pattern.replace("*", ".*").replace("?", ".")
    assert fits(pattern, answer) == bool(re.fullmatch(meaning, answer))


@given(st.text(min_size=1, max_size=60).filter(lambda text: not accepts_anything(text)))
def test_the_example_of_a_form_fits_it(answer):
    assert fits(answer, example_of(answer))


@given(st.text(max_size=60), st.booleans(), st.booleans())
def test_the_compared_form_is_reached_at_once(text, case, spacing):
    once = plain_form(text, case=case, spacing=spacing)
    assert plain_form(once, case=case, spacing=spacing) == once


@pytest.mark.parametrize("pattern", ["*", "?", "**", "* ?", " * ", "??*"])
def test_a_form_of_nothing_but_wildcards_accepts_anything(pattern):
    assert accepts_anything(pattern)
    assert not accepts_anything(f"{pattern}a")
    assert not accepts_anything(r"\*")


def test_people_see_a_form_without_its_marks():
    assert shown(r"anak*, a?, apa\?") == "anak…, a_, apa?"
