"""The guide's example of every kind of question is sound, and becomes what its kind needs."""

import json

import pytest

from tests.content.guide import FIGURE, edit, example, files, quiz
from tests.content.situationslips import added
from training.content.rules.codes import Severity
from training.content.rules.details import Hotspot, Region
from training.content.rules.figures import address
from training.content.rules.quizzes import (
    Credit,
    Kind,
    Question,
    dump_quiz,
    item_version,
    load_quiz,
)

KINDS = ("multiple", "hotspot", "sjt-best-worst", "sjt-rank")


def with_example(kind: str, **edits: str) -> str:
    return edit(*added(kind, edits))[0]


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_a_kind_has_no_error(kind):
    found = files(quiz=with_example(kind)).problems()
    assert [each.sentence for each in found if each.severity is Severity.ERROR] == []
    assert added_to(with_example(kind)).kind == kind


def added_to(text: str) -> Question:
    """The question that was added after those of the guide and before its story."""
    return [each for each in quiz(text).questions if not each.is_story][-1]


def test_a_picture_is_known_by_its_bytes_and_travels_with_the_quiz():
    found = quiz(with_example("hotspot"))
    drawing = example("figure").encode()
    detail = added_to(with_example("hotspot")).detail
    assert isinstance(detail, Hotspot)
    assert (detail.picture, detail.width, detail.height) == (address(drawing), 640, 360)
    assert detail.regions[1] == Region("b", 345.0, 110.0, 110.0, 100.0)
    assert [(each.name, each.data) for each in found.figures] == [(FIGURE, drawing)]
    stored = json.loads(json.dumps(dump_quiz(found)))
    assert "data" not in stored["figures"][0]
    assert load_quiz(stored) == found


def test_a_quiz_that_was_stored_before_there_were_pictures_is_still_read():
    stored = dump_quiz(quiz())
    del stored["figures"], stored["certainty"]
    assert load_quiz(stored) == quiz()


def test_another_region_is_another_version_of_the_question():
    moved = with_example("hotspot", **{"[345, 110": "[346, 110"})
    first, second = (added_to(text) for text in (with_example("hotspot"), moved))
    assert item_version(first) != item_version(second)


def test_partial_credit_is_kept():
    assert added_to(with_example("multiple")).credit is Credit.PARTIAL


@pytest.mark.parametrize("kind", [Kind.SJT_BEST_WORST, Kind.SJT_RANK])
def test_judged_kinds_are_drawn_as_situations(kind):
    text = with_example(kind).replace("situations: 1", "situations: 2", 1)
    assert not [e for e in files(quiz=text).problems() if e.severity is Severity.ERROR]
    assert added_to(text).judged


def test_certainty_is_off_unless_the_quiz_asks_for_it():
    text, _ = edit("quiz", {"pass_mark: 0.75": "pass_mark: 0.75\ncertainty: true"})
    assert (quiz().certainty, quiz(text).certainty) == (False, True)
    assert files(quiz=text).problems() == ()
