"""The door of the employee's pages, and what their refusals are called."""

from typing import Any

from flask import Blueprint, abort
from flask_babel import lazy_gettext as _

from training.quiz.queries import KEY
from training.web.refusals import say

bp = Blueprint("employee", __name__)

say(
    AlreadySubmitted=_("This quiz has been handed in. Its answers no longer change."),
    AnswerHasMovedOn=_("This question was answered in another tab or on another device."),
    AnswerDoesNotFit=_("The answer that was sent does not belong to this question."),
    TheSameTwice=_("Choose each of them only once."),
    RetakeIsTooEarly=_("This quiz cannot be taken again yet."),
    QuizMayNotStart=_("This quiz cannot be started at the moment."),
    TimeIsUp=_("The time of this quiz is over. Everything that was saved in time is marked."),
    KeyIsTooLong=_("The key of this request is too long."),
)


@bp.url_value_preprocessor
def only_keys(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """A path names content by its keys; anything else names nothing."""
    texts = (text for text in (values or {}).values() if isinstance(text, str))
    if not all(KEY.fullmatch(text) for text in texts):
        abort(404)
