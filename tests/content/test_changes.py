"""A release says what it changes by meaning, and an author cannot call it less than it is."""

from dataclasses import replace

import pytest

from tests.content.guide import module, quiz
from training.content.rules.changes import (
    ChangeKind,
    ChangeLine,
    summary_of_changes,
    understates,
    weight_of,
)
from training.content.rules.details import Scenario
from training.content.rules.model import Certainty, Change, Dimension

K = ChangeKind


def kinds(new_module=None, new_quiz=None) -> list[ChangeKind]:
    found = summary_of_changes(module(), quiz(), new_module or module(), new_quiz or quiz())
    return [line.kind for line in found]


def with_lesson(**more):
    first, *rest = module().lessons
    return replace(module(), lessons=(replace(first, **more), *rest))


def with_reference(**more):
    return replace(module(), references=(replace(module().references[0], **more),))


def with_question(number: int = 0, **more):
    questions = list(quiz().questions)
    questions[number] = replace(questions[number], **more)
    return replace(quiz(), questions=tuple(questions))


def with_option(number: int = 0, **more):
    first, *rest = quiz().questions[number].options
    return with_question(number, options=(replace(first, **more), *rest))


def with_node(number: int = 0, **more):
    nodes = list(quiz().questions[-1].detail.nodes)
    nodes[number] = replace(nodes[number], **more)
    return with_question(-1, detail=Scenario(tuple(nodes)))


def with_choice(**more):
    first, *rest = quiz().questions[-1].detail.nodes[0].choices
    return with_node(choices=(replace(first, **more), *rest))


def test_nothing_changed_is_nothing_and_weighs_least():
    assert kinds() == []
    assert weight_of(()) is Change.COSMETIC


def test_a_first_release_is_one_material_line():
    found = summary_of_changes(None, None, module(), quiz())
    assert found == (ChangeLine(K.FIRST_RELEASE, "m0-menyapa"),)
    assert weight_of(found) is Change.MATERIAL


MODULES = [
    (lambda: replace(module(), title="Lain"), K.TITLE_CHANGED, Change.COSMETIC),
    (lambda: replace(module(), minutes=9), K.DETAILS_CHANGED, Change.COSMETIC),
    (lambda: replace(module(), outcomes=("Lain.",)), K.OUTCOMES_CHANGED, Change.MINOR),
    (lambda: replace(module(), lessons=module().lessons[1:]), K.LESSON_REMOVED, Change.MINOR),
    (
        lambda: replace(module(), lessons=module().lessons[::-1]),
        K.LESSONS_REORDERED,
        Change.COSMETIC,
    ),
    (lambda: with_lesson(title="Lain"), K.LESSON_RETITLED, Change.COSMETIC),
    (
        lambda: with_lesson(html="<p>Isi yang lain sama sekali.</p>"),
        K.LESSON_REWRITTEN,
        Change.MINOR,
    ),
    (
        lambda: with_lesson(html=module().lessons[0].html.replace("tas", "meja")),
        K.LESSON_REWORDED,
        Change.COSMETIC,
    ),
    (lambda: replace(module(), references=()), K.REFERENCE_REMOVED, Change.MINOR),
    (lambda: with_reference(certainty=Certainty.RECALLED), K.REFERENCE_CHANGED, Change.MINOR),
    (lambda: with_reference(checked_on="2027-01-01"), K.REFERENCE_RECHECKED, Change.COSMETIC),
    (lambda: replace(module(), figures=()), K.FIGURE_REMOVED, Change.MINOR),
]
QUIZZES = [
    (lambda: replace(quiz(), pass_mark=0.8), K.PASS_MARK_CHANGED, Change.MATERIAL),
    (lambda: replace(quiz(), objectives=()), K.OBJECTIVE_REMOVED, Change.MATERIAL),
    (lambda: replace(quiz(), retake_after_hours=1), K.RETAKE_CHANGED, Change.COSMETIC),
    (lambda: replace(quiz(), questions=quiz().questions[1:]), K.QUESTION_REMOVED, Change.MINOR),
    (lambda: with_question(prompt="Lain?"), K.QUESTION_REWORDED, Change.MINOR),
    (lambda: with_question(dimension=Dimension.DECIDE), K.QUESTION_MEASURES_OTHER, Change.MATERIAL),
    (lambda: with_question(references=()), K.QUESTION_DETAILS_CHANGED, Change.COSMETIC),
    (lambda: with_option(correct=False), K.RIGHT_ANSWER_CHANGED, Change.MATERIAL),
    (lambda: with_option(4, expert=3.4), K.EXPERT_KEY_CHANGED, Change.MATERIAL),
    (lambda: with_option(text="Lain"), K.QUESTION_REWORDED, Change.MINOR),
    (lambda: with_option(rationale="Lain."), K.RATIONALE_REWORDED, Change.COSMETIC),
    (lambda: with_choice(worth=0.5), K.RIGHT_ANSWER_CHANGED, Change.MATERIAL),
    (lambda: with_choice(to="menangis"), K.RIGHT_ANSWER_CHANGED, Change.MATERIAL),
    (lambda: with_choice(consequence="Lain."), K.QUESTION_REWORDED, Change.MINOR),
    (lambda: with_node(-1, principle="Lain."), K.RATIONALE_REWORDED, Change.COSMETIC),
    (lambda: replace(quiz(), draw=replace(quiz().draw, scenarios=2)), K.DRAW_CHANGED, Change.MINOR),
]


def word(value: object) -> str:
    """A test's name; functions have none that is the same in every process."""
    return str(value) if isinstance(value, str) else "change"


@pytest.mark.parametrize(("change", "kind", "weight"), MODULES, ids=word)
def test_a_changed_module_says_what_changed_and_what_it_weighs(change, kind, weight):
    found = summary_of_changes(module(), quiz(), change(), quiz())
    assert kind in {line.kind for line in found}
    assert weight_of(found) is weight


@pytest.mark.parametrize(("change", "kind", "weight"), QUIZZES, ids=word)
def test_a_changed_quiz_says_what_changed_and_what_it_weighs(change, kind, weight):
    found = summary_of_changes(module(), quiz(), module(), change())
    assert kind in {line.kind for line in found}
    assert weight_of(found) is weight


def test_added_things_are_told_apart_from_removed_ones():
    fewer = replace(module(), lessons=module().lessons[1:], references=(), figures=())
    found = {line.kind for line in summary_of_changes(fewer, None, module(), quiz())}
    assert found == {K.LESSON_ADDED, K.REFERENCE_ADDED, K.FIGURE_ADDED, K.QUIZ_ADDED}


def test_a_line_tells_before_and_after():
    (line,) = summary_of_changes(module(), quiz(), module(), replace(quiz(), pass_mark=0.8))
    assert line.arguments == {"subject": "pass_mark", "before": 0.75, "after": 0.8}


def test_an_author_may_declare_more_but_not_less():
    changes = [ChangeLine(K.QUESTION_REWORDED, "a")]
    assert understates(Change.COSMETIC, changes)
    assert not understates(Change.MINOR, changes)
    assert not understates(Change.MATERIAL, changes)
