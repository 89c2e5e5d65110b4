"""Our own YAML, which loses nothing either way."""

from typing import Any

from training.content.rules.exchange.frame import Given, Problem, Read, Refused, Written
from training.content.rules.exchange.opening import text_of
from training.content.rules.exchange.sentences import Wrong
from training.content.rules.source import QUIZ_BYTES, limits
from training.content.rules.yamltext import Document
from training.content.rules.yamltext import read as read_text


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
    return Read(tuple(questions), (), tuple(problems), lines, frame)


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
