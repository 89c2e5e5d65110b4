"""Codes, answers, satisfaction with exact ninths, shares and the funnel."""

from datetime import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.content.queries.voices import voice_forms
from training.content.rules.voices import ELEMENTS, Tier
from training.kernel.settings import ROOT
from training.voice.rules.answers import (
    AnswerIsNotOffered,
    Part,
    TextIsTooLong,
    checked_text,
    is_positive,
    part_of,
    said,
)
from training.voice.rules.points import (
    ALPHABET,
    PointNeedsAName,
    checked_name,
    fresh_code,
    read_code,
    shown_code,
)
from training.voice.rules.satisfaction import WEIGHT, Grades, Quality, index, quality, rounded
from training.voice.rules.shares import Shown, Sums, below_funnel, lower_limit, told

pytestmark = pytest.mark.slow

FORMS = voice_forms(ROOT)
GRADES = st.lists(st.integers(1, 4), min_size=1, max_size=30)
EVERY = st.fixed_dictionaries({each: GRADES for each in ELEMENTS})


def counted(grades):
    return {key: Grades(len(each), sum(each)) for key, each in grades.items()}


@given(st.lists(st.integers(0, len(ALPHABET) - 1), min_size=8, max_size=8))
def test_a_code_is_read_however_it_was_typed(numbers):
    left = iter(numbers)
    code = fresh_code(lambda _below: next(left))
    assert read_code(shown_code(code).lower()) == code == read_code(f" {code[:3]} {code[3:]}")


@pytest.mark.parametrize(
    "text", ["", "BCDF", "BCDFGHJA", "BCDFGHJKL", "../../et", "ＢＣＤＦＧＨＪＫ"]
)
def test_what_cannot_be_a_code_is_none(text):
    assert read_code(text) == ""


@pytest.mark.parametrize("name", ["", "  ", "ab", "x" * 121])
def test_a_point_needs_a_name(name):
    with pytest.raises(PointNeedsAName):
        checked_name(name)


def test_the_weight_is_exactly_one_ninth():
    assert Fraction(1, 9) == WEIGHT
    assert sum(WEIGHT for _each in ELEMENTS) == 1


@given(EVERY)
def test_the_index_is_a_quarter_hundred_of_the_mean_of_means(grades):
    means = [Fraction(sum(each), len(each)) for each in grades.values()]
    assert index(counted(grades)) == 25 * sum(means) / 9
    assert 25 <= index(counted(grades)) <= 100


@given(EVERY, st.permutations(ELEMENTS))
def test_no_element_weighs_more_than_another(grades, order):
    moved = {new: grades[old] for new, old in zip(ELEMENTS, order, strict=True)}
    assert index(counted(grades)) == index(counted(moved))


@pytest.mark.parametrize("n", [1, 7])
def test_the_same_grade_everywhere_gives_the_ends_of_the_scale(n):
    for grade, whole in ((1, 25), (2, 50), (3, 75), (4, 100)):
        assert index({each: Grades(n, n * grade) for each in ELEMENTS}) == whole


def test_a_rounded_weight_would_lose_a_band():
    """The trap of the guideline: 0.11 in the place of 1/9 makes 91.48 into 90.56."""
    means = {each: Grades(100, total) for each, total in zip(
        ELEMENTS, (366, 366, 366, 366, 366, 366, 366, 366, 365), strict=True
    )}  # fmt: skip
    exact = index(means)
    wrong = 25 * sum(Fraction(each.total, each.n) * Fraction(11, 100) for each in means.values())
    assert rounded(exact) == Fraction(9147, 100)
    assert rounded(wrong) == Fraction(9056, 100)


def test_without_a_grade_for_one_element_there_is_no_index():
    grades = {each: Grades(3, 9) for each in ELEMENTS}
    assert index({**grades, "U9": Grades(0, 0)}) is None
    del grades["U5"]
    assert index(grades) is None


@pytest.mark.parametrize(
    ("value", "band"),
    [("100", "A"), ("88.31", "A"), ("88.3099", "A"), ("88.304", "B"), ("76.61", "B"),
     ("76.604", "C"), ("65", "C"), ("64.994", "D"), ("25", "D")],
)  # fmt: skip
def test_bands_begin_where_the_guideline_says(value, band):
    assert quality(Fraction(value)) is Quality(band)


@pytest.mark.parametrize(
    ("tier", "value", "good"),
    [(Tier.CHILD, 5, True), (Tier.CHILD, 4, True), (Tier.CHILD, 3, False), (Tier.CHILD, 1, False),
     (Tier.YOUTH, 1, True), (Tier.YOUTH, 0, False), (Tier.ADULT, 1, True), (Tier.ADULT, 0, False)],
)  # fmt: skip
def test_a_glad_face_and_a_yes_are_good(tier, value, good):
    assert is_positive(tier, value) is good


def test_every_tier_is_asked_what_the_city_wants_to_know():
    assert [len(FORMS[tier].questions) for tier in Tier] == [3, 6, 4]
    assert [each.code for each in FORMS[Tier.ADULT].elements] == list(ELEMENTS)
    assert all(len(each.answers) == 4 for each in FORMS[Tier.ADULT].elements)
    assert not FORMS[Tier.CHILD].elements
    assert not FORMS[Tier.CHILD].writes


def test_what_is_left_out_was_skipped_and_not_knowing_is_no_value():
    form = FORMS[Tier.YOUTH]
    first, second = form.questions[0], form.questions[1]
    found = said(form, {first.key: "tidak-tahu", second.key: "ya", "lain": "ya", "U1": "4"})
    assert [(each.question, each.value) for each in found] == [(first.key, None), (second.key, 1)]


@pytest.mark.parametrize("value", ["0", "6", "55", "²", "ya", "-1", "x" * 9000])
def test_a_face_that_is_not_offered_is_refused(value):
    with pytest.raises(AnswerIsNotOffered):
        said(FORMS[Tier.CHILD], {FORMS[Tier.CHILD].questions[0].key: value})


@pytest.mark.parametrize("value", ["0", "5", "1.5", "ya"])
def test_a_grade_that_is_not_offered_is_refused(value):
    with pytest.raises(AnswerIsNotOffered):
        said(FORMS[Tier.ADULT], {"U7": value})


def test_words_are_tidied_and_only_asked_of_those_who_may_write():
    assert checked_text("  a \x00 b \r\n\n c ", FORMS[Tier.YOUTH]) == "a b\n\nc"
    assert checked_text("ada", FORMS[Tier.CHILD]) == ""
    assert len(checked_text("x" * 500, FORMS[Tier.ADULT])) == 500
    with pytest.raises(TextIsTooLong):
        checked_text("x" * 501, FORMS[Tier.ADULT])


def test_noon_parts_the_day():
    assert part_of(datetime(2026, 11, 23, 11, 59)) is Part.MORNING  # noqa: DTZ001  (local time)
    assert part_of(datetime(2026, 11, 23, 12, 0)) is Part.AFTERNOON  # noqa: DTZ001  (local time)


@given(st.integers(1, 400), st.floats(0, 1))
def test_an_interval_holds_its_share_and_few_voices_tell_nothing(n, share):
    found = told(Sums(n, n * share), k=10)
    if n < 10:
        assert found.shown is Shown.TOO_FEW
        assert (found.n, found.value, found.low, found.high) == (None,) * 4
    elif found.shown is Shown.EXACT:
        assert found.low <= found.value <= found.high
    else:
        assert found.value is None
        assert (found.low is None) != (found.high is None)


def test_all_and_none_are_told_as_bands():
    assert told(Sums(40, 40), k=10).shown is Shown.AT_LEAST
    assert told(Sums(40, 0), k=10).shown is Shown.AT_MOST
    assert told(Sums(40, 40), k=10).low <= 0.95


def test_the_funnel_narrows_with_voices_and_says_nothing_of_few():
    assert lower_limit(0.8, 100) == pytest.approx(0.8 - 1.96 * 0.04, abs=1e-4)
    assert lower_limit(0.8, 400) > lower_limit(0.8, 100)
    assert lower_limit(0.02, 5) == 0
    city = Sums(1000, 800)
    assert below_funnel(Sums(9, 0), city, k=10) is None
    assert below_funnel(Sums(100, 71), city, k=10) is True
    assert below_funnel(Sums(100, 74), city, k=10) is False
