"""What may be written into a field: a short line without signs that nobody sees."""

from typing import Any
from unicodedata import category

from training.quiz.rules.kinds.frame import AnswerDoesNotFit

MOST_SIGNS = 200
OTHER = "lain"
"""The response class of what fits no accepted form; part of the statistics."""
_BLANK, _UNSEEN = frozenset({"Cc", "Zl", "Zp"}), frozenset({"Cf", "Cs"})


def line_of(raw: Any) -> str:
    """A written answer as it was typed, on one line; "" for blanks only.

    Control signs become blanks; signs without a shape (which could turn a line around on a page,
    or which no database takes) are left out. More than 200 signs are refused.
    """
    if not isinstance(raw, str) or len(raw) > MOST_SIGNS:
        raise AnswerDoesNotFit
    seen = (sign for sign in raw if category(sign) not in _UNSEEN)
    return "".join(" " if category(sign) in _BLANK else sign for sign in seen).strip()
