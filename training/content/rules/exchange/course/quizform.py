"""The quiz of a package: a plain form, and beside it the key by which the browser marks it."""

import json
from collections.abc import Callable
from decimal import Decimal
from html import escape
from typing import Any

from training.content.rules.exchange.carry import carried, frame_losses
from training.content.rules.exchange.frame import Given, Question, Tally
from training.content.rules.exchange.numbers import ours
from training.content.rules.exchange.richtext import plain, to_html
from training.content.rules.exchange.sentences import Lost

ABLE = frozenset(
    ("single", "multiple", "true-false", "matching", "ordering", "short-text", "numeric")
)
Part = dict[str, Any]


def asked(given: Given, tally: Tally) -> list[Question]:
    """The questions that a browser can mark; the others are told of."""
    frame_losses(given, tally, kept=("pass_mark", "draw"))
    found = []
    for question in given.questions:
        made = carried(question, ABLE, tally, keyed=True)
        if made:
            found.append(made.question)
        if made and question["kind"] == "matching":
            tally.lose("rationale", Lost.RATIONALE)  # of the options; pairs say theirs
    return found


def key(given: Given, questions: list[Question]) -> str:
    """The script that holds what is right; `</` cannot end it early."""
    draw = given.data.get("draw") or {}
    told = {
        "pass": given.data.get("pass_mark", 0.75),
        "each": draw.get("per_objective", 1),
        "others": draw.get("situations", 0),
        "questions": [_key(each) for each in questions],
    }
    text = json.dumps(told, ensure_ascii=True).replace("</", "<\\/")
    return f"window.RESAP_KUIS = {text};\n"


def _key(question: Question) -> Part:
    return {
        "key": question["key"],
        "kind": question["kind"],
        "group": question.get("objective", ""),
        "partial": question.get("credit") == "sebagian",
        **KEYS[question["kind"]](question),
    }


def _choice(question: Question) -> Part:
    options = question["options"]
    return {
        "right": [each["key"] for each in options if each["correct"]],
        "wrong": [each["key"] for each in options if not each["correct"]],
        "said": {each["key"]: to_html(each.get("rationale", "")) for each in options},
    }


def _matching(question: Question) -> Part:
    pairs = question["matching"]["pairs"]
    return {
        "right": {each["key"]: each["match"] for each in pairs},
        "said": {each["key"]: to_html(each.get("rationale", "")) for each in pairs},
    }


def _ordering(question: Question) -> Part:
    options = question["options"]
    return {
        "right": {each["key"]: str(place) for place, each in enumerate(options, 1)},
        "said": {each["key"]: to_html(each.get("rationale", "")) for each in options},
    }


def _short_text(question: Question) -> Part:
    part = question["short-text"]
    accept = [
        {"form": each["answer"], "points": each.get("points", 1),
         "said": to_html(each.get("rationale", ""))}
        for each in part["accept"]
    ]  # fmt: skip
    return {
        "accept": accept,
        "case": bool(part.get("case")),
        "spacing": bool(part.get("spacing")),
        "otherwise": to_html(part.get("otherwise", "")),
    }


def _numeric(question: Question) -> Part:
    part = question["numeric"]
    accept = [
        {"low": _edge(each, -1), "high": _edge(each, 1), "points": each.get("points", 1),
         "said": to_html(each.get("rationale", ""))}
        for each in part["accept"]
    ]  # fmt: skip
    return {"accept": accept, "otherwise": to_html(part.get("otherwise", ""))}


def _edge(part: Part, side: int) -> float:
    edge: Decimal = ours(part["value"]) + side * ours(part.get("tolerance", 0))
    return float(edge)


KEYS: dict[str, Callable[[Question], Part]] = {
    "single": _choice, "multiple": _choice, "true-false": _choice, "matching": _matching,
    "ordering": _ordering, "short-text": _short_text, "numeric": _numeric,
}  # fmt: skip


def fieldset(question: Question) -> str:
    """One question as a form; without the key."""
    kind = question["kind"]
    inside = {"matching": _selects, "ordering": _places}.get(kind, _inputs)(question)
    return (
        f'<fieldset data-soal="{escape(question["key"])}" hidden>'
        f"<legend>{to_html(question['prompt'])}</legend>{inside}"
        '<div class="alasan" role="status"></div></fieldset>'
    )


def _inputs(question: Question) -> str:
    name, kind = escape(question["key"]), question["kind"]
    if kind in ("short-text", "numeric"):
        unit = escape(question.get("numeric", {}).get("unit", ""))
        return f'<p><label>Jawaban Anda <input name="{name}" autocomplete="off"></label> {unit}</p>'
    type_ = "checkbox" if kind == "multiple" else "radio"
    return "".join(
        f'<p><label><input type="{type_}" name="{name}" value="{escape(each["key"])}"> '
        f"{to_html(each['text'])}</label></p>"
        for each in question["options"]
    )


def _selects(question: Question) -> str:
    options = [(each["key"], plain(each["text"])) for each in question["options"]]
    things = question["matching"]["pairs"]
    return "".join(_select(question, each, options) for each in things)


def _places(question: Question) -> str:
    """Things to be put in order, listed by their words and not in the right order."""
    things = sorted(question["options"], key=lambda each: plain(each["text"]))
    places = [(str(place), str(place)) for place, _ in enumerate(things, 1)]
    return "".join(_select(question, each, places) for each in things)


def _select(question: Question, thing: Part, options: list[tuple[str, str]]) -> str:
    told = "".join(f'<option value="{escape(k)}">{escape(text)}</option>' for k, text in options)
    name = f"{escape(question['key'])}.{escape(thing['key'])}"
    return (
        f"<p><label>{to_html(thing['text'])} "
        f'<select name="{name}"><option value="">Pilih</option>{told}</select></label></p>'
    )


def warn(tally: Tally) -> None:
    """Whoever packs is told that the key is inside."""
    tally.where = "kuis"
    tally.lose("kunci", Lost.KEY_INSIDE)
