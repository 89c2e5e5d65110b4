"""Short texts, numbers and gaps: what is written, what it earns, and which form it fits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import content, kinds
from tests.factories.kinds import form, near
from training.content.rules.quizzes import Kind
from training.quiz.rules.answers import AnswerDoesNotFit, is_complete, parse_answer
from training.quiz.rules.drawing import draw
from training.quiz.rules.kinds import KINDS
from training.quiz.rules.kinds.writing import MOST_SIGNS, line_of
from training.quiz.rules.marking import mark
from training.quiz.rules.showing import open_questions

WORD, NUMBER, CLOZE = kinds.short_text(), kinds.numeric(), kinds.cloze()
FULL = {"pilihan": "b", "kata": "anak", "angka": "12,5"}


def explained(question, value):
    return KINDS[question.kind].explained(question, value)


class TestShortText:
    """A word or two."""

    @pytest.mark.parametrize(
        ("value", "points", "response"),
        [
            ("anak", 1, "anak"),
            (" Anak ", 1, "anak"),
            ("REMAJA", 0.5, "remaja"),
            ("bayi", 0, "lain"),
        ],
    )
    def test_the_form_that_fits_says_what_it_earns(self, value, points, response):
        kept = parse_answer(WORD, value)
        assert mark(WORD, kept).points == points
        assert KINDS[Kind.SHORT_TEXT].responses(WORD, kept) == (("", response),)

    def test_the_form_that_earns_most_counts(self):
        question = kinds.short_text("m1-x", form("an*", 0.4), form("anak"), form("a*", 0.4))
        assert mark(question, "anak").points == 1
        assert mark(question, "angin").points == 0.4
        assert KINDS[Kind.SHORT_TEXT].responses(question, "angin") == (("", "an*"),)

    def test_what_was_typed_is_kept_as_it_was_typed(self):
        assert parse_answer(WORD, "  Si  “Anak” ") == "Si  “Anak”"

    def test_every_answer_is_told_why(self):
        (told,) = explained(WORD, "remaja")
        assert (told.mine, told.right, told.points) == ("remaja", "anak", 0.5)
        assert told.why_html == kinds.why("remaja")
        assert explained(WORD, "bayi")[0].why_html == kinds.why("selain itu")
        assert explained(WORD, None)[0].mine == ""


class TestLine:
    """What may be written at all."""

    @pytest.mark.parametrize("raw", [1, True, ["a"], {"a": "b"}, "x" * (MOST_SIGNS + 1)])
    @pytest.mark.parametrize("question", [WORD, NUMBER])
    def test_what_is_no_short_line_is_refused(self, question, raw):
        with pytest.raises(AnswerDoesNotFit):
            parse_answer(question, raw)

    @pytest.mark.parametrize(
        ("raw", "line"),
        [("a\x00b", "a b"), ("a\r\nb", "a  b"), ("\u202ea", "a"), ("a\ud800", "a"), ("\u200b", ""),
         ("x" * MOST_SIGNS, "x" * MOST_SIGNS), ("a\u2028b", "a b")],
    )  # fmt: skip
    def test_unseen_signs_are_left_out(self, raw, line):
        assert line_of(raw) == line
        assert parse_answer(WORD, raw) == (line or None)

    @given(st.text(max_size=MOST_SIGNS))
    def test_a_line_is_reached_at_once_and_every_database_takes_it(self, raw):
        line = line_of(raw)
        assert line_of(line) == line
        assert "\x00" not in line.encode().decode()


class TestNumber:
    """A number with tolerance."""

    @pytest.mark.parametrize(
        ("value", "points", "response"),
        [("12,5", 1, "12,5"), ("12.5", 1, "12,5"), ("12,50 hari", 1, "12,5"), ("14,5", 0.5, "12,5"),
         ("10,5", 0.5, "12,5"), ("14,50000000000000000000000000000000000000000001", 0, "lain"),
         ("10,49999999999999999999999999999999999999999999", 0, "lain"), ("0", 0, "lain")],
    )  # fmt: skip
    def test_the_edge_of_a_tolerance_is_inside_and_nothing_beyond_is(self, value, points, response):
        assert mark(NUMBER, value).points == points
        assert KINDS[Kind.NUMERIC].responses(NUMBER, value) == (("", response),)

    def test_tenths_are_tenths(self):
        question = kinds.numeric("m1-x", near("0.3", "0.1"))
        assert mark(question, "0,2").points == mark(question, "0,4").points == 1

    @given(st.integers(-999, 999), st.integers(0, 99), st.integers(-1100, 1100))
    def test_a_number_counts_exactly_within_its_tolerance(self, value, tolerance, answer):
        hundredth = Decimal("0.01")
        question = kinds.numeric("m1-x", near(str(value * hundredth), str(tolerance * hundredth)))
        text = f"{answer * hundredth:f}".replace(".", ",")
        assert mark(question, text).points == (abs(answer - value) <= tolerance)

    def test_several_values_may_be_right(self):
        question = kinds.numeric("m1-x", near("2"), near("-2"), near("0", points=0.25))
        assert [mark(question, text).points for text in ("2", "-2", "−2", "0", "1")] == [
            *(1, 1, 1),
            *(0.25, 0),
        ]

    def test_a_text_that_is_no_number_is_kept_but_not_complete(self):
        assert parse_answer(NUMBER, "dua belas") == "dua belas"
        assert not is_complete(NUMBER, "dua belas")
        assert mark(NUMBER, "dua belas").points == 0

    def test_the_unit_is_shown_and_the_right_value_told_with_its_reach(self):
        question = kinds.numeric("m1-x", near("7412.5", "0.5"), unit="jiwa")
        assert KINDS[Kind.NUMERIC].opened(question, (), None).unit == "jiwa"
        assert explained(question, "1")[0].right == "7.412,5 ± 0,5 jiwa"


class TestCloze:
    """A paragraph with gaps."""

    @pytest.mark.parametrize(
        ("value", "points"),
        [
            (FULL, 1),
            (FULL | {"kata": "remaja"}, 2.5 / 3),
            (FULL | {"angka": "14"}, 2.5 / 3),
            (FULL | {"pilihan": "a", "angka": "dua"}, 1 / 3),
            ({"pilihan": "b", "kata": "anak"}, 0),
        ],
    )
    def test_every_gap_counts_the_same(self, value, points):
        assert mark(CLOZE, value).points == pytest.approx(points)

    def test_empty_gaps_are_left_out_and_the_rest_is_kept(self):
        assert parse_answer(CLOZE, {"kata": " ", "pilihan": "", "angka": " 3 "}) == {"angka": "3"}
        assert parse_answer(CLOZE, {"kata": " "}) is None
        assert not is_complete(CLOZE, {"angka": "3"})

    @pytest.mark.parametrize(
        "raw",
        [
            {"pilihan": "z"},
            {"pilihan": "Isi b"},
            {"lain": "a"},
            {"kata": 1},
            {"kata": "x" * 201},
            ["a"],
            "a",
            {"pilihan": ["b"]},
            {"": "a"},
        ],
    )
    def test_what_fills_no_gap_is_refused(self, raw):
        with pytest.raises(AnswerDoesNotFit):
            parse_answer(CLOZE, raw)

    def test_words_and_gaps_are_shown_in_turn(self):
        shown = KINDS[Kind.CLOZE].opened(CLOZE, ("pilihan/c", "pilihan/a", "pilihan/b"), None)
        assert [(part.key, part.kind, part.unit) for part in shown.parts] == [
            ("", "", ""),
            ("pilihan", "choice", ""),
            ("", "", ""),
            ("kata", "short-text", ""),
            ("", "", ""),
            ("angka", "numeric", "hari"),
            ("", "", ""),
        ]
        assert [option.key for option in shown.parts[1].options] == ["c", "a", "b"]

    def test_the_options_of_gaps_are_shuffled_by_the_seed(self):
        quiz = content.quiz_of(CLOZE)

        def keys(seed: int) -> str:
            (question,) = open_questions(quiz, draw(quiz, seed=str(seed)), {})
            return "".join(option.key for option in question.shown.parts[1].options)

        assert {keys(seed) for seed in range(60)} == {"abc", "acb", "bac", "bca", "cab", "cba"}
        assert keys(1) == keys(1)

    def test_gaps_have_their_own_responses(self):
        value = {"pilihan": "a", "kata": "Remaja", "angka": "99"}
        assert KINDS[Kind.CLOZE].responses(CLOZE, value) == (
            ("pilihan", "a"),
            ("kata", "remaja"),
            ("angka", "lain"),
        )

    def test_every_gap_is_told_why(self):
        told = explained(CLOZE, {"pilihan": "a", "kata": "anak"})
        assert [(t.name, t.mine, t.right, t.points) for t in told] == [
            ("Celah pilihan", "Isi a", "Isi b", 0),
            ("Celah kata", "anak", "anak", 1),
            ("Celah angka", "", "12,5 hari", 0),
        ]
        assert [t.why_html for t in told] == [kinds.why(w) for w in ("a", "anak", "selain itu")]
