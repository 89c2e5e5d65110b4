"""A paragraph with gaps; every gap counts the same, and what it earns is its own kind's rule."""

from collections.abc import Mapping
from html import escape
from typing import Any

from training.content.rules.details import Cloze, Gap
from training.content.rules.quizzes import Question
from training.quiz.rules.kinds import numeric, short_text
from training.quiz.rules.kinds.frame import (
    AnswerDoesNotFit,
    Explained,
    Handling,
    Opened,
    OpenOption,
    OpenPart,
    Points,
    Value,
    mean_of,
    one_of,
)
from training.quiz.rules.kinds.writing import line_of

CHOICE, TEXT, NUMBER = "choice", "short-text", "numeric"


def _gaps(question: Question) -> tuple[Gap, ...]:
    return _detail(question).gaps


def _detail(question: Question) -> Cloze:
    assert isinstance(question.detail, Cloze)  # noqa: S101  (a release holds what its kind needs)
    return question.detail


def _given(value: Value) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _parse(question: Question, raw: Any) -> Value:
    """A key or a line for some of the gaps, in their order; empty fields are left out."""
    gaps = _gaps(question)
    if not isinstance(raw, dict) or not all(key in {gap.key for gap in gaps} for key in raw):
        raise AnswerDoesNotFit
    filled = {gap.key: _filled(gap, raw[gap.key]) for gap in gaps if gap.key in raw}
    return {key: text for key, text in filled.items() if text} or None


def _filled(gap: Gap, raw: Any) -> str:
    if raw == "" or not gap.options:
        return line_of(raw)
    return one_of(raw, [option.key for option in gap.options])


def _complete(question: Question, value: Value) -> bool:
    return len(_given(value)) == len(_gaps(question))


def _points_of(gap: Gap, text: str) -> float:
    if gap.short_text:
        return short_text.points_of(gap.short_text, text)
    if gap.numeric:
        return numeric.points_of(gap.numeric, text)
    return float(any(option.correct and option.key == text for option in gap.options))


def _parts(question: Question, value: Value) -> Points:
    given = _given(value)
    return {gap.key: _points_of(gap, given.get(gap.key, "")) for gap in _gaps(question)}


def _points(question: Question, value: Value) -> float:
    return mean_of(_parts(question, value))


def _best(question: Question) -> Value:
    return {gap.key: _best_of(gap) for gap in _gaps(question)}


def _best_of(gap: Gap) -> str:
    if gap.short_text:
        return short_text.best_of(gap.short_text)
    if gap.numeric:
        return numeric.best_of(gap.numeric)
    return next(option.key for option in gap.options if option.correct)


def _responses(question: Question, value: Value) -> tuple[tuple[str, str], ...]:
    """The option, the accepted form or `lain`, for every gap that was filled."""
    given = _given(value)
    return tuple((g.key, _class_of(g, given[g.key])) for g in _gaps(question) if g.key in given)


def _class_of(gap: Gap, text: str) -> str:
    if gap.short_text:
        return short_text.class_of(gap.short_text, text)
    return numeric.class_of(gap.numeric, text) if gap.numeric else text


def _shuffled(question: Question) -> tuple[str, ...]:
    """The options of all gaps, each by its gap's key and its own."""
    return tuple(f"{gap.key}/{option.key}" for gap in _gaps(question) for option in gap.options)


def _opened(question: Question, order: tuple[str, ...], _value: Value) -> Opened:
    """The words and the gaps in turn, as they are read."""
    detail = _detail(question)
    parts = [OpenPart("", detail.pieces_html[0])]
    for gap, words in zip(detail.gaps, detail.pieces_html[1:], strict=True):
        parts += [_open_gap(gap, order), OpenPart("", words)]
    return Opened(parts=tuple(part for part in parts if part.key or part.text_html))


def _open_gap(gap: Gap, order: tuple[str, ...]) -> OpenPart:
    name = escape(gap.label)
    if gap.short_text:
        return OpenPart(gap.key, name, TEXT)
    if gap.numeric:
        return OpenPart(gap.key, name, NUMBER, unit=gap.numeric.unit)
    texts = {f"{gap.key}/{option.key}": option for option in gap.options}
    shown = (texts[key] for key in order if key in texts)
    options = tuple(OpenOption(option.key, escape(option.text)) for option in shown)
    return OpenPart(gap.key, name, CHOICE, options)


def _explained(question: Question, value: Value) -> tuple[Explained, ...]:
    given = _given(value)
    return tuple(_explain(gap, given.get(gap.key, "")) for gap in _gaps(question))


def _explain(gap: Gap, text: str) -> Explained:
    """A gap that was left open is told why the right answer is right."""
    if gap.short_text:
        return short_text.explain(gap.short_text, text, gap.label)
    if gap.numeric:
        return numeric.explain(gap.numeric, text, gap.label)
    right = next(option for option in gap.options if option.correct)
    mine = next((option for option in gap.options if option.key == text), None)
    said = (mine or right).rationale_html
    points = float(mine is right)
    return Explained(gap.label, mine.text if mine else "", right.text, points, said)


CLOZE = Handling(
    _parse, _points, _best, _responses, is_complete=_complete, shuffled=_shuffled,
    opened=_opened, parts=_parts, explained=_explained,
)  # fmt: skip
