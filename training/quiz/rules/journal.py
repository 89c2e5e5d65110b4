"""What is noted beside every answer: a digest of it, and the time that its page says it took."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from training.quiz.rules.answers import Value

LONGEST_MS = 3_600_000
DIGITS = 16


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer as it came in: raw, with the revision that its page showed.

    `key` names this very answer, so that sending it again changes nothing, however late it comes;
    `spent_ms` is the page's own word and is used for nothing but effort. `certainty` says how sure
    the person is, where the quiz asks it.
    """

    answer: Any
    revision: int
    key: str | None = None
    spent_ms: int | None = None
    certainty: Any = None


def digest(value: Value) -> str:
    """Sixteen hexadecimal digits that name an answer's content."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def believable_ms(told: object) -> int | None:
    """A page's word about the time that an answer took: 0 to an hour, or None if it is no time."""
    if isinstance(told, bool) or not isinstance(told, int | float) or told != told:
        return None
    return int(min(max(told, 0), LONGEST_MS))
