"""How the answer to each kind of question travels in a form, and how it reads in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup, escape
from werkzeug.datastructures import MultiDict

from training.content.rules.quizzes import Kind
from training.quiz.rules.kinds.situations import BEST, WORST
from training.quiz.rules.showing import OpenQuestion

Form = MultiDict[str, str]
Fields = list[tuple[str, str]]
HIGHEST = 999
ENDS = (BEST, WORST)


def _one(form: Form, question: OpenQuestion) -> Any:
    return form.get(question.key)


def _several(form: Form, question: OpenQuestion) -> Any:
    return form.getlist(question.key)


def _numbers(form: Form, question: OpenQuestion) -> Any:
    """A number for each option; nothing chosen is left out, nonsense is for the rules to refuse."""
    given = {option.key: form.get(f"{question.key}-{option.key}") for option in question.options}
    return {key: _number(text) for key, text in given.items() if text}


def _number(text: str) -> Any:
    return int(text) if text.isascii() and text.isdigit() and int(text) <= HIGHEST else text


def _parts(form: Form, question: OpenQuestion) -> Any:
    """What was chosen or written for each part; empty fields are left out."""
    keys = [part.key for part in question.shown.parts if part.key]
    given = {key: form.get(f"{question.key}-{key}", "") for key in keys}
    return {key: text for key, text in given.items() if text}


def _ends(form: Form, question: OpenQuestion) -> Any:
    """The most and the least appropriate response; what was not chosen is left out."""
    given = {end: form.get(f"{question.key}-{end}") for end in ENDS}
    return {end: key for end, key in given.items() if key}


def _path(form: Form, question: OpenQuestion) -> Any:
    """The way that the page had shown, and the choice that was made there."""
    return [*form.getlist(f"{question.key}-jalan"), *form.getlist(question.key)[:1]]


def _as_one(key: str, raw: Any) -> Fields:
    return [(key, raw)] if isinstance(raw, str) else []


def _as_several(key: str, raw: Any) -> Fields:
    return [(key, each) for each in raw or []]


def _as_parts(key: str, raw: Any) -> Fields:
    return [(f"{key}-{part}", str(each)) for part, each in (raw or {}).items()]


def _texts(question: OpenQuestion) -> dict[str, str]:
    return {option.key: option.text_html for option in question.options}


def _say_chosen(question: OpenQuestion, value: Any) -> tuple[str, ...]:
    keys = [value] if isinstance(value, str) else value or []
    return tuple(text for key, text in _texts(question).items() if key in keys)


def _say_numbers(question: OpenQuestion, value: Any) -> tuple[str, ...]:
    given = value or {}
    return tuple(f"{text}: {given[key]}" for key, text in _texts(question).items() if key in given)


def _say_ends(question: OpenQuestion, value: Any) -> tuple[str, ...]:
    given, texts = value or {}, _texts(question)
    names = {BEST: _("Most appropriate"), WORST: _("Least appropriate")}
    return tuple(f"{names[end]}: {texts.get(given[end], '')}" for end in ENDS if end in given)


def _say_path(question: OpenQuestion, value: Any) -> tuple[str, ...]:
    """What was chosen so far. Only the way that is kept can be said: others were never shown."""
    chosen = [step.choice for step in question.shown.story if step.choice]
    fits = [each.key for each in chosen] == list(value or ())
    return tuple(each.text_html for each in chosen) if fits else ()


def _say_parts(question: OpenQuestion, value: Any) -> tuple[str, ...]:
    """Each part with what was chosen or written for it; written words are escaped."""
    given, lines = value or {}, []
    for number, part in enumerate(each for each in question.shown.parts if each.key):
        if part.key in given:
            texts = {option.key: option.text_html for option in part.options or question.options}
            said = texts.get(given[part.key]) or str(escape(given[part.key]))
            name = part.text_html or _("gap %(number)s", number=number + 1)
            lines.append(f"{name}: {said}")
    return tuple(lines)


def _say_places(question: OpenQuestion, value: Any) -> tuple[str, ...]:
    """The things in the order of the places that were given to them."""
    given = value or {}
    placed = [(given[key], text) for key, text in _texts(question).items() if key in given]
    return tuple(f"{place}. {text}" for place, text in sorted(placed, key=lambda each: each[0]))


def _say_written(question: OpenQuestion, value: Any) -> tuple[str, ...]:
    """Written words, escaped, with the unit that stands beside the field."""
    return (str(escape(f"{value} {question.shown.unit}".strip())),) if value else ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind in a form.

    `read`: the raw answer that a form holds. `hidden`: the fields that would send it again.
    `say`: the answer as the lines of release HTML that a person would read. `onward`: answers only
    go on from the one that is kept, so that of two different ones the kept one counts.
    """

    read: Callable[[Form, OpenQuestion], Any]
    hidden: Callable[[str, Any], Fields]
    say: Callable[[OpenQuestion, Any], tuple[str, ...]]
    onward: bool = False


ONE = Sheet(_one, _as_one, _say_chosen)
PARTS = Sheet(_parts, _as_parts, _say_parts)
NUMBERS = Sheet(_numbers, _as_parts, _say_numbers)
WRITTEN = Sheet(_one, _as_one, _say_written)
SHEETS: Mapping[Kind, Sheet] = {
    Kind.SINGLE: ONE,
    Kind.TRUE_FALSE: ONE,
    Kind.MULTIPLE: Sheet(_several, _as_several, _say_chosen),
    Kind.MATCHING: PARTS,
    Kind.ORDERING: Sheet(_numbers, _as_parts, _say_places),
    Kind.SHORT_TEXT: WRITTEN,
    Kind.NUMERIC: WRITTEN,
    Kind.CLOZE: PARTS,
    Kind.HOTSPOT: ONE,
    Kind.FREE_TEXT: WRITTEN,
    Kind.SJT_RATING: NUMBERS,
    Kind.SJT_BEST_WORST: Sheet(_ends, _as_parts, _say_ends),
    Kind.SJT_RANK: NUMBERS,
    Kind.SCENARIO: Sheet(_path, _as_several, _say_path, onward=True),
}


def in_words(question: OpenQuestion, value: Any) -> tuple[Markup, ...]:
    """An answer as the lines that a person would read; empty for no answer."""
    return tuple(Markup(line) for line in SHEETS[question.kind].say(question, value))  # noqa: S704  (release HTML, written words escaped)
