"""When two people gave the same wrong answer: one short form for all answers that are alike."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from hashlib import blake2b

from training.content.rules.decimals import read_decimal
from training.content.rules.details import Cloze, Gap, Numeric
from training.content.rules.forms import plain_form
from training.content.rules.quizzes import Kind, Question
from training.quiz.rules.answers import Value, is_complete

LONGEST = 40


def wrong_response(question: Question, value: Value) -> str | None:
    """The form of a wrong answer by which it is compared; the caller knows that it is not right.

    For every kind that is marked by itself and whose answers are the same or another one: options
    chosen, pairs, orders, places on a picture, the best and worst response; numbers by their value
    and words by their plain form (case, blanks and look-alike signs do not count). Ratings, ranks,
    stories and texts for people have no such answer: None, as for one that is not complete. What
    somebody wrote is kept as a digest only, and so is what is long.
    """
    form = FORMS.get(question.kind)
    if form is None or not is_complete(question, value):
        return None
    found = form(question, value)
    return found if len(found) <= LONGEST else _digest(found)


def _chosen(_question: Question, value: Value) -> str:
    return value if isinstance(value, str) else "+".join(value or ())


def _by_part(_question: Question, value: Value) -> str:
    return _joined({part: str(each) for part, each in _parts(value).items()})


def _joined(parts: Mapping[str, str]) -> str:
    return "+".join(f"{part}={parts[part]}" for part in sorted(parts))


def _parts(value: Value) -> Mapping[str, int | str]:
    return value if isinstance(value, dict) else {}


def _words(_question: Question, value: Value) -> str:
    return _written(str(value))


def _written(text: str) -> str:
    return _digest(plain_form(text))


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=6).hexdigest()


def _number(question: Question, value: Value) -> str:
    assert isinstance(question.detail, Numeric)  # noqa: S101  (a release holds what its kind needs)
    return _valued(question.detail, str(value))


def _valued(detail: Numeric, text: str) -> str:
    found = read_decimal(text, detail.unit)
    return _written(text) if found is None else f"{_bare(found):f}"


def _bare(value: Decimal) -> Decimal:
    """Without zeros that say nothing: 7,50 is 7,5, and −0 is 0."""
    return value.normalize() if value else Decimal(0)


def _gaps(question: Question, value: Value) -> str:
    assert isinstance(question.detail, Cloze)  # noqa: S101  (a release holds what its kind needs)
    given = _parts(value)
    filled = ((gap, str(given[gap.key])) for gap in question.detail.gaps if gap.key in given)
    return _joined({gap.key: _of_gap(gap, text) for gap, text in filled})


def _of_gap(gap: Gap, text: str) -> str:
    if gap.numeric:
        return _valued(gap.numeric, text)
    return text if gap.options else _written(text)


FORMS: Mapping[Kind, Callable[[Question, Value], str]] = {
    Kind.SINGLE: _chosen,
    Kind.TRUE_FALSE: _chosen,
    Kind.MULTIPLE: _chosen,
    Kind.HOTSPOT: _chosen,
    Kind.MATCHING: _by_part,
    Kind.ORDERING: _by_part,
    Kind.SJT_BEST_WORST: _by_part,
    Kind.SHORT_TEXT: _words,
    Kind.NUMERIC: _number,
    Kind.CLOZE: _gaps,
}
