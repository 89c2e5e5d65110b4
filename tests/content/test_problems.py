"""Every kind of problem is found, at its line and column, and good content has none."""

import pytest

from tests.content.guide import FIGURE, INDICATORS, MODULE, QUIZ, TODAY, edit, example, files, guide
from tests.content.kindslips import KIND_SLIPS
from tests.content.planslips import PLANS
from tests.content.situationslips import SITUATION_SLIPS
from tests.content.slips import SLIPS, body
from tests.content.storyslips import STORY_SLIPS
from training.content.rules.check import check_set
from training.content.rules.codes import WARNINGS, ProblemCode, Severity
from training.content.rules.model import Module
from training.content.rules.parse import parse_indicators, parse_module, parse_quiz
from training.content.rules.problems import Parsed, Problem, Spot, problem
from training.content.rules.quizzes import Quiz
from training.content.rules.sentences import SENTENCES
from training.content.rules.source import decode

C = ProblemCode
# Where no single place is to blame, only the code is asked for.
PLACELESS = {C.TOO_MANY_PIECES, C.TOO_MANY_PROBLEMS}
APART = {
    *(C.UNREADABLE_BYTES, C.BAD_FILE_NAME, C.UNEXPECTED_FILE),
    *(C.FIGURE_TOO_LARGE, C.FIGURE_UNREADABLE, C.FIGURE_UNSAFE, C.FIGURE_WITHOUT_SIZE),
    *(C.FIGURE_SMALL_TEXT, C.LONGEST_IS_RIGHT, C.FIRST_IS_RIGHT, C.KEY_REUSED, C.DUPLICATE_CODE),
    *(C.PANEL_WITHOUT_QUIZ, C.PANEL_WRONG_QUIZ, C.PANEL_UNKNOWN_SITUATION, C.PANEL_RATING_MISSING),
    *(C.INSTRUMENT_WRONG_KEY, C.INSTRUMENT_ITEMS, C.INSTRUMENT_ANCHORS_ALIKE),
    *(C.PANEL_JUDGES, C.PANEL_DIFFERS, C.PANEL_UNRATED, C.PANEL_TOO_FEW),
    *(C.INDICATOR_NOT_ASKED, C.QUIZ_WITHOUT_MODULE, C.MODULE_WITHOUT_QUIZ),
    *(C.RUBRIC_WRONG_STAGE, C.RUBRIC_CRITERIA, C.RUBRIC_ANCHORS, C.WAVE_WRONG_NAME),
    *(C.WAVE_SCALE, C.WAVE_UNKNOWN_CONSTRUCT, C.WAVE_CONSTRUCT_UNASKED),
    *(C.PROGRAMME_WRONG_NAME, C.PROGRAMME_PROMISES, C.PROGRAMME_NUMBER, C.PROGRAMME_VALIDITY),
    *(
        C.PROGRAMME_MODULE_TWICE,
        C.PROGRAMME_MODULE,
    ),
    *(C.PATH_TWICE, C.PATH_MISSING, C.PATH_MODULE, C.PATH_MODULE_TWICE, C.PATH_NOT_FOR),
    *(C.PATH_LACKS, C.SCENARIO_TOO_INTRICATE),
}
EVERY = {
    "soal": SLIPS,
    "jenis": KIND_SLIPS,
    "situasi": SITUATION_SLIPS,
    "cerita": STORY_SLIPS,
    "rencana": PLANS,
}
ALL = [
    pytest.param(code, slip, id=f"{code}-{name}-{number}")
    for name, every in EVERY.items()
    for code, slips in every.items()
    for number, slip in enumerate(slips)
]


def spots(problems: tuple[Problem, ...], code: ProblemCode) -> list[tuple[int, int]]:
    return [(each.line, each.column) for each in problems if each.code is code]


@pytest.mark.parametrize(("code", "slip"), ALL)
def test_a_slip_is_found_where_it_is(code, slip):
    name, edits = slip
    text, spot = edit(name, edits)
    found = spots(files(**{name: text}).problems(), code)
    assert found, f"{code} was not found"
    assert code in PLACELESS or spot in found


def test_every_code_is_tried_and_has_a_sentence_and_a_line_in_the_guide():
    assert set().union(*EVERY.values(), APART) == set(ProblemCode)
    assert set(SENTENCES) == set(ProblemCode)
    assert [code.value for code in ProblemCode if f"| `{code.value}`" not in guide()] == []


def test_the_example_of_the_guide_has_no_problem_at_all():
    assert files().problems() == ()


def test_all_problems_are_told_at_once():
    text, _ = edit("module", {"minutes: 5": "minuts: 5", "title: Menyapa anak": "title: resiko"})
    text += "\n<b>x</b> [@tidak-ada]\n"
    codes = {each.code for each in files(module=text).problems()}
    assert {C.MISSING_KEY, C.UNKNOWN_KEY, C.SPELLING, C.RAW_HTML} <= codes


def test_a_problem_is_an_error_unless_it_is_listed_as_a_warning():
    for code in ProblemCode:
        severity = problem(
            "a", Spot(), code, **dict.fromkeys(_names(SENTENCES[code]), "x")
        ).severity
        assert (severity is Severity.WARNING) == (code in WARNINGS)


def _names(sentence: str) -> list[str]:
    return [part.split("}")[0] for part in sentence.replace("{{", "").split("{")[1:]]


def test_bytes_that_are_no_text_are_refused_at_their_place():
    found = decode(MODULE, b"---\ncode: \xff\n")
    assert isinstance(found, Problem)
    assert (found.code, found.line, found.column) == (C.UNREADABLE_BYTES, 2, 7)


@pytest.mark.parametrize(("path", "limit"), [(MODULE, "200 KB"), (QUIZ, "500 KB")])
def test_a_file_that_is_too_large_is_told_its_own_limit(path, limit):
    found = decode(path, b"a" * 600_000)
    assert isinstance(found, Problem)
    assert limit in found.sentence


def test_a_file_with_a_bad_name_is_refused():
    parsed = parse_module("modules/Modul Saya.md", example("module"), {}, ())
    assert spots(parsed.problems, C.BAD_FILE_NAME) == [(1, 1)]


@pytest.mark.parametrize(
    ("code", "drawing"),
    [
        (C.FIGURE_TOO_LARGE, '<svg xmlns="http://www.w3.org/2000/svg">' + " " * 8_192 + "</svg>"),
        (C.FIGURE_UNREADABLE, "<svg"),
        (C.FIGURE_UNREADABLE, "<g xmlns='http://www.w3.org/2000/svg'/>"),
        (C.FIGURE_WITHOUT_SIZE, '<svg xmlns="http://www.w3.org/2000/svg"/>'),
        (C.FIGURE_SMALL_TEXT, "{svg}<g font-size='12'><text>kecil</text></g></svg>"),
        (C.FIGURE_UNSAFE, "{svg}<script>alert(1)</script></svg>"),
        (C.FIGURE_UNSAFE, "{svg}<foreignObject/></svg>"),
        (C.FIGURE_UNSAFE, "{svg}<image href='https://contoh.id/a.png'/></svg>"),
        (C.FIGURE_UNSAFE, "{svg}<rect onclick='alert(1)'/></svg>"),
        (C.FIGURE_UNSAFE, "{svg}<rect style='fill:red'/></svg>"),
        (C.FIGURE_UNSAFE, "{svg}<use href='https://contoh.id/a.svg#a'/></svg>"),
        (C.FIGURE_UNSAFE, "{svg}<rect fill='url(https://contoh.id/a)'/></svg>"),
        (C.FIGURE_UNSAFE, "{svg}<a href='javascript:alert(1)'><text>a</text></a></svg>"),
        (
            C.FIGURE_UNSAFE,
            "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'/>",
        ),
        (C.FIGURE_UNSAFE, "<?xml-stylesheet href='a.css'?>{svg}</svg>"),
        (C.FIGURE_UNSAFE, "{svg}" + "<g>" * 900 + "<set/>" + "</g>" * 900 + "</svg>"),
    ],
)
def test_a_bad_drawing_is_refused_where_it_is_shown(code, drawing):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360">'
    known = parse_indicators(INDICATORS, example("indicators")).value
    figures = {FIGURE: drawing.replace("{svg}", svg).encode()}
    text, spot = edit("module", {"![Petugas": "![@@Petugas"})
    assert spot in spots(parse_module(MODULE, text, figures, known or ()).problems, code)


def test_a_longest_or_always_first_right_answer_gives_the_game_away():
    head, tail = example("quiz").split("questions:\n")
    option = "      - {key: %s, text: %s, correct: %s, rationale: Sebab begitu.}\n"
    one = (
        "  - key: m0-satu-@\n    kind: single\n    objective: usia-anak\n    variant: s@\n"
        "    indicator: menyapa-anak\n    difficulty: mudah\n    references: []\n    prompt: Apa?\n"
        "    options:\n"
        + option % ("a", "Pilihan yang panjang", "true")
        + option % ("b", "Lain", "false")
        + option % ("c", "Lagi", "false")
    )
    text = f"{head}questions:\n{''.join(one.replace('@', str(n)) for n in range(8))}{tail}"
    found = files(quiz=text).problems()
    assert spots(found, C.LONGEST_IS_RIGHT) == spots(found, C.FIRST_IS_RIGHT) == [(13, 3)]


class TestTheWholeSet:
    """Problems between files."""

    known = parse_indicators(INDICATORS, example("indicators"))

    def module(self, path: str, text: str | None = None, extra: str = "") -> Parsed[Module]:
        figures = {FIGURE: example("figure").encode()}
        return parse_module(
            path, text or example("module") + extra, figures, self.known.value or ()
        )

    def quiz(self, path: str, text: str | None = None) -> Parsed[Quiz]:
        return parse_quiz(path, text or example("quiz"), None, self.known.value or ())

    def test_two_quizzes_share_no_question_and_two_modules_no_code(self):
        other = "m1-lain"
        modules = [self.module(MODULE), self.module(f"modules/{other}.md")]
        text = example("quiz").replace("m0-menyapa", other, 1)
        quizzes = [self.quiz(QUIZ), self.quiz(f"quizzes/{other}.yaml", text)]
        found = check_set(modules, quizzes, self.known, TODAY)
        reused = [each for each in found if each.code is C.KEY_REUSED]
        assert len(reused) == 6
        assert (reused[0].path, reused[0].line, reused[0].column) == (
            f"quizzes/{other}.yaml",
            13,
            10,
        )
        before = text.split("m0-cerita-rani")[0]
        assert (reused[-1].line, reused[-1].column) == (before.count("\n") + 1, 10)
        double = [each for each in found if each.code is C.DUPLICATE_CODE]
        assert [(each.path, each.line, each.column) for each in double] == [
            (f"modules/{other}.md", 2, 7)
        ]

    def test_a_quiz_needs_its_module_and_a_module_its_quiz(self):
        alone = check_set([self.module(MODULE)], [], self.known, TODAY)
        assert spots(alone, C.MODULE_WITHOUT_QUIZ) == [(1, 1)]
        alone = check_set([], [self.quiz(QUIZ)], self.known, TODAY)
        assert spots(alone, C.QUIZ_WITHOUT_MODULE) == [(1, 9)]

    def test_a_partner_that_cannot_be_read_is_not_called_missing(self):
        found = check_set([self.module(MODULE, "rusak")], [self.quiz(QUIZ)], self.known, TODAY)
        assert not spots(found, C.QUIZ_WITHOUT_MODULE)

    def test_an_indicator_of_a_module_is_asked_in_its_quiz(self):
        more = (
            "  - {key: lain, sentence: Lain., dimension: speak, stage: service, sectors: [semua],"
            " principle: lain}\n"
        )
        known = parse_indicators(INDICATORS, example("indicators") + more)
        text, spot = edit("module", {"[menyapa-anak]": "[menyapa-anak, @@lain]"})
        module = parse_module(MODULE, text, {FIGURE: example("figure").encode()}, known.value or ())
        found = check_set([module], [self.quiz(QUIZ)], known, TODAY)
        assert spots(found, C.INDICATOR_NOT_ASKED) == [spot]


def test_problems_in_a_windows_file_keep_their_places():
    name, edits = body("Ada @@resiko.")
    text, spot = edit(name, edits)
    crlf = "\ufeff" + text.replace("\n", "\r\n")
    assert spots(files(module=crlf).problems(), C.SPELLING) == [spot]
