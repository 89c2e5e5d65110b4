"""Our own YAML: going out it loses nothing, coming in nothing but its comments, which is told."""

import re
from typing import Any

from training.content.rules.exchange.frame import Given, Loss, Problem, Read, Refused, Written, lost
from training.content.rules.exchange.opening import text_of
from training.content.rules.exchange.sentences import Lost, Wrong
from training.content.rules.exchange.yamlout import SIGN
from training.content.rules.source import QUIZ_BYTES, limits
from training.content.rules.yamltext import Document
from training.content.rules.yamltext import read as read_text

_COMMENT = re.compile(rf"(?:^|(?<=\s))(?!{SIGN})#.*", re.MULTILINE)


def read(data: bytes) -> Read:
    """A quiz file of ours; the list of questions alone will do."""
    text = text_of(data)
    unfit = list(limits("kuis.yaml", text, QUIZ_BYTES))
    document = Document("kuis.yaml") if unfit else read_text("kuis.yaml", text)
    problems = [
        Problem(each.line, each.column, Wrong.YAML, each.sentence)
        for each in (*unfit, *document.problems)
    ]
    questions, frame, at = _parts(document.data)
    if not questions and not problems:
        raise Refused(Wrong.NO_QUESTIONS)
    places = document.places()
    lines = tuple(places.at(*at, number).line for number, _ in enumerate(questions))
    return Read(tuple(questions), _losses(text, document), tuple(problems), lines, frame)


def _losses(text: str, document: Document) -> tuple[Loss, ...]:
    """The comments that an author has written; a sign inside of a value is none."""
    around, at = [], 0
    for start, end in sorted(document.spans.values()):
        around.append(text[at:start])
        at = max(at, end)
    comments = _COMMENT.findall("|".join([*around, text[at:]]))
    return (lost("kuis", "komentar", Lost.COMMENTS, n=len(comments)),) if comments else ()


def _parts(data: Any) -> tuple[list[dict[str, Any]], dict[str, Any], tuple[str, ...]]:
    frame = {name: value for name, value in data.items() if name != "questions"} if isinstance(
        data, dict) else {}  # fmt: skip
    found = data.get("questions") if isinstance(data, dict) else data
    things = found if isinstance(found, list) else []
    at = ("questions",) if isinstance(data, dict) else ()
    return [each for each in things if isinstance(each, dict)], frame, at


def write(given: Given) -> Written:
    """The file as its author wrote it, comments included."""
    return Written(given.source.encode("utf-8"))
