"""Hotspot: the same options as a list and as places in a picture; either way one is chosen."""

from dataclasses import replace

from training.content.rules.details import Hotspot
from training.content.rules.quizzes import Question
from training.quiz.rules.kinds.choices import SINGLE
from training.quiz.rules.kinds.frame import Opened, OpenPicture, Value, open_options


def _opened(question: Question, order: tuple[str, ...], _value: Value) -> Opened:
    detail = question.detail
    assert isinstance(detail, Hotspot)  # noqa: S101  (a release holds what its kind needs)
    regions = ((each.option, each.x, each.y, each.width, each.height) for each in detail.regions)
    picture = OpenPicture(detail.picture, detail.alt, detail.width, detail.height, tuple(regions))
    return Opened(options=open_options(question, order), picture=picture)


HOTSPOT = replace(SINGLE, opened=_opened)
