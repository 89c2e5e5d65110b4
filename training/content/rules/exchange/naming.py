"""Keys for questions that come without one: made of their title, valid, and each only once."""

import re
from collections.abc import Iterable

from training.content.rules.exchange.frame import Question
from training.content.rules.exchange.richtext import plain
from training.content.rules.strict import KEY

LONGEST = 60


def named(questions: Iterable[Question], prefix: str = "") -> list[Question]:
    """The questions with valid keys, in the same order; a key that is taken gets a number.

    What reads `title` is the name by which a foreign file knows the question; it is left out.
    `prefix` begins every key (the module's code and a hyphen).
    """
    taken: set[str] = set()
    made = []
    for number, question in enumerate(questions, 1):
        bare = {name: value for name, value in question.items() if name not in ("title", "key")}
        key = _free(_key(question, number, prefix), taken)
        taken.add(key)
        made.append({"key": key, **bare})
    return made


def _key(question: Question, number: int, prefix: str) -> str:
    given = str(question.get("key", ""))
    wanted = given if re.fullmatch(KEY, given) else _slug(given or str(question.get("title", "")))
    wanted = wanted or _slug(plain(str(question.get("prompt", ""))[:500])[:50]) or f"soal-{number}"
    if prefix and not wanted.startswith(prefix):
        wanted = prefix + wanted
    return wanted if len(wanted) <= LONGEST else wanted[:LONGEST].rstrip("-")


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text[:200].lower()))[:LONGEST].strip("-")


def _free(wanted: str, taken: set[str]) -> str:
    if wanted not in taken:
        return wanted
    number = 2
    while (key := f"{wanted[: LONGEST - len(str(number)) - 1]}-{number}") in taken:
        number += 1
    return key
