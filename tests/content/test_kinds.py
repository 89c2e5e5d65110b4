"""The guide's examples of the kinds of question become questions that can be answered."""

from decimal import Decimal

import pytest

from tests.content.guide import QUIZ, edit, example, guide, module
from tests.content.kindslips import as_cloze, as_number, as_text
from tests.pace import within
from training.content.rules.changes import ChangeKind as K
from training.content.rules.changes import summary_of_changes, weight_of
from training.content.rules.codes import ProblemCode as C
from training.content.rules.model import Change
from training.content.rules.parse import parse_indicators, parse_quiz
from training.content.rules.quizzes import Kind, Question, Quiz
from training.quiz.rules.answers import parse_answer
from training.quiz.rules.kinds import KINDS
from training.quiz.rules.marking import mark, waits

pytestmark = pytest.mark.slow

KNOWN = parse_indicators("modules/indicators.yaml", example("indicators")).value or ()
SHOWN = ("matching", "ordering", "short-text", "numeric", "cloze", "free-text")


def with_example(kind: str, edits: dict[str, str] | None = None) -> str:
    """The guide's quiz with its first question replaced by the example of a kind."""
    text, start, other = example("quiz"), "  - key: m0-usia-anak-a", "  - key: m0-usia-anak-b"
    first = text[text.index(start) : text.index(other)]
    instead = example(kind)
    for old, new in (edits or {}).items():
        assert old in instead
        instead = instead.replace(old, new, 1)
    return text.replace(first, instead)


def read(kind: str, edits: dict[str, str] | None = None) -> Quiz:
    found = parse_quiz(QUIZ, with_example(kind, edits), module(), KNOWN)
    odd = [each for each in found.problems if each.code is not C.MIXED_KINDS]
    assert not odd
    assert found.value
    return found.value


def question(kind: str, edits: dict[str, str] | None = None) -> Question:
    return read(kind, edits).questions[0]


def problems(slip) -> set[C]:
    name, edits = slip
    text, _ = edit(name, edits)
    return {each.code for each in parse_quiz(QUIZ, text, module(), KNOWN).problems}


@pytest.mark.parametrize("kind", SHOWN)
def test_the_example_of_a_kind_has_no_problem_and_can_be_answered(kind):
    found = question(kind)
    best = KINDS[found.kind].best(found)
    assert found.kind is Kind(kind)
    assert parse_answer(found, best) == best
    assert mark(found, best).points == 1 or waits(found, best)


def test_the_guide_tells_how_every_kind_is_marked():
    assert [kind.value for kind in Kind if f"| `{kind.value}` |" not in guide()] == []


def test_numbers_of_authors_are_exact():
    accept = question("numeric", {"value: 18": 'value: "7.412,10"'}).detail.accept
    assert [(each.value, each.tolerance) for each in accept] == [
        (Decimal("7412.10"), Decimal(0)),
        (Decimal(17), Decimal("0.5")),
    ]


def test_a_paragraph_is_parted_at_its_gaps_in_the_order_of_the_text():
    detail = question("cloze", {"{{sebutan}}": "{{ usia }}", "{{usia}}": "{{sebutan}}"}).detail
    assert [gap.key for gap in detail.gaps] == ["usia", "sebutan", "tindakan"]
    assert detail.pieces_html[0] == "Seseorang disebut "
    assert detail.pieces_html[-1] == "."
    assert detail.gaps[1].short_text.accept[0].answer == "anak"


def test_blanks_and_paragraphs_beside_a_gap_stay():
    old = "text: >-\n        Seseorang disebut {{sebutan}} bila ia"
    new = "text: |-\n        **Arti** {{sebutan}}\n\n        bila ia"
    pieces = question("cloze", {old: new}).detail.pieces_html
    assert pieces[0] == "<strong>Arti</strong> "
    assert pieces[1].startswith("<br><br>bila ia")


@pytest.mark.parametrize(
    "fine",
    [
        as_number("value: 10", "value: 10, tolerance: 2, points: 0.5"),
        as_number("value: 10, tolerance: 1", "value: 12, points: 0.5"),
        as_number("value: 10, tolerance: 2", "value: 11, tolerance: 2"),
        as_text("answer: anak", 'answer: "*anak*", points: 0.5'),
        as_text('answer: "anak*"', "answer: anak-anak, points: 1.0", "answer: bayi"),
    ],
)
def test_nearer_and_more_special_forms_may_earn_more(fine):
    found = problems(fine)
    assert not found & {C.TOLERANCE_OVERLAP, C.NOTHING_EARNS_ALL}


def test_a_form_that_an_earlier_one_takes_away_is_told():
    assert C.ACCEPTED_TWICE in problems(as_text('answer: "anak*"', "answer: anak-anak"))
    assert C.ACCEPTED_TWICE not in problems(as_text("answer: anak-anak", 'answer: "anak*"'))


def test_gaps_are_checked_as_the_kinds_that_fill_them():
    gap = "short-text: {accept: [{answer: '*', rationale: Ya.}], otherwise: Lain.}"
    assert C.PATTERN_TOO_WIDE in problems(as_cloze("Satu {{a}}.", f"{{key: a, label: A, {gap}}}"))


@pytest.mark.parametrize("text", ["{{" + " " * 3900, "{{ " * 1300, "{{" * 1900 + "}}" * 50])
def test_a_hostile_paragraph_is_read_at_once(text):
    filled = "options: [{key: b, text: B, rationale: Ya.}]"
    with within(1):
        problems(as_cloze(f"'{text}x'", f"{{key: a, label: A, {filled}}}"))


CHANGES = [
    ("matching", "match: jeda", "match: tegur", K.RIGHT_ANSWER_CHANGED, Change.MATERIAL),
    (
        "matching",
        "text: Rani berteriak.",
        "text: Rani menangis.",
        K.QUESTION_REWORDED,
        Change.MINOR,
    ),
    ("matching", "Rani belum siap diajak bicara.", "Lain.", K.RATIONALE_REWORDED, Change.COSMETIC),
    (
        "ordering",
        "key: sapa, text: Menyapa anak.",
        "key: salam, text: Memberi salam.",
        K.RIGHT_ANSWER_CHANGED,
        Change.MATERIAL,
    ),
    ("short-text", "points: 0.5", "points: 0.25", K.RIGHT_ANSWER_CHANGED, Change.MATERIAL),
    ("short-text", "otherwise: Baca", "otherwise: Ayo baca", K.RATIONALE_REWORDED, Change.COSMETIC),
    ("numeric", "value: 18", "value: 19", K.RIGHT_ANSWER_CHANGED, Change.MATERIAL),
    ("numeric", 'tolerance: "0,5"', 'tolerance: "0,4"', K.RIGHT_ANSWER_CHANGED, Change.MATERIAL),
    (
        "cloze",
        "correct: true, rationale: Anak didengar",
        "correct: true, rationale: Ia didengar",
        K.RATIONALE_REWORDED,
        Change.COSMETIC,
    ),
    ("cloze", "label: batas usia", "label: usia", K.QUESTION_REWORDED, Change.MINOR),
    ("cloze", "answer: anak", "answer: bocah", K.RIGHT_ANSWER_CHANGED, Change.MATERIAL),
]


@pytest.mark.parametrize(("kind", "old", "new", "change", "weight"), CHANGES)
def test_a_change_weighs_by_what_it_changes_whatever_the_kind(kind, old, new, change, weight):
    before, after = read(kind), read(kind, {old: new})
    lines = summary_of_changes(module(), before, module(), after)
    assert lines[0].kind is change
    assert weight_of(lines) is weight
