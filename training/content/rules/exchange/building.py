"""Builds questions in the shape of our YAML out of what readers found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from training.content.rules.exchange.carry import LETTERS
from training.content.rules.exchange.frame import Question, Tally
from training.content.rules.exchange.numbers import for_ours
from training.content.rules.exchange.sentences import Lost

Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a foreign file: what it says, its share of the marks, what is said to it."""

    text: str
    points: float = 0.0
    rationale: str = ""
    tolerance: Decimal = Decimal(0)
    value: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap of a foreign file: `kind` is single, short-text or numeric."""

    kind: str
    answers: Sequence[Answer]
    otherwise: str = ""
    case: bool = False
    label: str = ""
    extra: Part = field(default_factory=dict)


def key(number: int) -> str:
    """The key of the option with this number, counted from zero: a, b, c."""
    return LETTERS[number] if number < len(LETTERS) else f"o{number + 1}"


def with_rationale(part: Part, rationale: str) -> Part:
    """The part with its reason, where the source gives one."""
    return {**part, "rationale": rationale} if rationale.strip() else part


def options(answers: Iterable[Answer], right: Iterable[bool]) -> list[Part]:
    """Options lettered in order."""
    return [
        with_rationale({"key": key(number), "text": each.text, "correct": correct}, each.rationale)
        for number, (each, correct) in enumerate(zip(answers, right, strict=True))
    ]


def choice(prompt: str, answers: Sequence[Answer], tally: Tally, *, single: bool) -> Question:
    """One right answer (the best) or several (all that earn something)."""
    if single:
        return {"kind": "single", "prompt": prompt, "options": best(answers, tally)}
    right = [each.points > 0 for each in answers]
    even = {round(each.points, 2) for each in answers if each.points > 0}
    if len(even) > 1:
        tally.lose("fraction", Lost.WEIGHT, found=_weights(answers))
    question: Question = {"kind": "multiple", "prompt": prompt, "options": options(answers, right)}
    # Elsewhere every right choice earns its share; that is what our partial credit does.
    return {**question, "credit": "sebagian"}


def best(answers: Sequence[Answer], tally: Tally) -> list[Part]:
    """Options of which the best one is right; smaller shares are told of."""
    most = max((each.points for each in answers), default=0.0)
    right = [most > 0 and each.points == most for each in answers]
    if most < 1 or any(each.points not in (0, most) for each in answers):
        tally.lose("fraction", Lost.WEIGHT, found=_weights(answers))
    return options(answers, right)


def _weights(answers: Sequence[Answer]) -> str:
    return ", ".join(f"{100 * each.points:g} %" for each in answers[:8])


def true_false(prompt: str, right: bool, reasons: tuple[str, str]) -> Question:
    """True or false; `reasons` are what is said to whoever chose true, and false."""
    named = (("benar", "Benar", right), ("salah", "Salah", not right))
    found = [
        with_rationale({"key": name, "text": text, "correct": correct}, reason)
        for (name, text, correct), reason in zip(named, reasons, strict=True)
    ]
    return {"kind": "true-false", "prompt": prompt, "options": found}


def written(answers: Iterable[Answer], otherwise: str, *, case: bool) -> Part:
    """Accepted forms of a short text."""
    accept = [
        with_rationale({"answer": each.text, **_points(each)}, each.rationale)
        for each in answers if each.points > 0
    ]  # fmt: skip
    part: Part = {"accept": accept}
    if otherwise:
        part["otherwise"] = otherwise
    return {**part, "case": True} if case else part


def numbers(answers: Iterable[Answer], otherwise: str, *, unit: str = "") -> Part:
    """Accepted numbers."""
    accept = [
        with_rationale({"value": for_ours(each.value), **_near(each), **_points(each)},
                       each.rationale)
        for each in answers if each.points > 0
    ]  # fmt: skip
    part: Part = {"unit": unit} if unit else {}
    part["accept"] = accept
    return {**part, "otherwise": otherwise} if otherwise else part


def _points(answer: Answer) -> Part:
    return {} if answer.points == 1 else {"points": min(answer.points, 1.0)}


def _near(answer: Answer) -> Part:
    return {"tolerance": for_ours(answer.tolerance)} if answer.tolerance else {}


def matching(prompt: str, pairs: Sequence[tuple[str, str]]) -> Question:
    """Pairs of a text and what belongs to it; a pair without text only adds an option."""
    texts = list(dict.fromkeys(match for _text, match in pairs if match))
    keys = {text: key(number) for number, text in enumerate(texts)}
    made = [(text, match) for text, match in pairs if text and match]
    return {
        "kind": "matching", "prompt": prompt,
        "options": [{"key": keys[text], "text": text} for text in texts],
        "matching": {
            "pairs": [
                {"key": key(number), "text": text, "match": keys[match]}
                for number, (text, match) in enumerate(made)
            ]
        },
    }  # fmt: skip


def ordering(prompt: str, things: Iterable[Answer]) -> Question:
    """Things in their right order."""
    made = [
        with_rationale({"key": key(number), "text": each.text}, each.rationale)
        for number, each in enumerate(things)
    ]
    return {"kind": "ordering", "prompt": prompt, "options": made}


def cloze(prompt: str, text: str, gaps: Sequence[Gap], tally: Tally) -> Question:
    """A paragraph in which `text` names the gaps a, b, c."""
    made = [_gap(key(number), gap, tally) for number, gap in enumerate(gaps)]
    question: Question = {"kind": "cloze"}
    if prompt:
        question["prompt"] = prompt
    return {**question, "cloze": {"text": text, "gaps": made}}


def _gap(name: str, gap: Gap, tally: Tally) -> Part:
    part: Part = {"key": name, **({"label": gap.label} if gap.label else {})}
    if gap.kind == "numeric":
        part["numeric"] = numbers(gap.answers, gap.otherwise, **gap.extra)
    elif gap.kind == "short-text":
        part["short-text"] = written(gap.answers, gap.otherwise, case=gap.case)
    else:
        part["options"] = best(gap.answers, tally)
    return part


GAP = "\ue100"


def gap_sign(number: int) -> str:
    """A sign that stands for a gap while the words around it are turned into Markdown."""
    return f"{GAP}{number};"


def place_gaps(text: str, count: int) -> str:
    """The words with our markers in the place of the signs."""
    for number in range(count):
        text = text.replace(gap_sign(number), "{{" + key(number) + "}}")
    return text


def prompt_and_text(html: str) -> tuple[str, str]:
    """What stands before a paragraph with gaps, and the paragraph: parted by a rule or a gap."""
    lowered = html.lower()
    rule = lowered.find("<hr")
    if rule >= 0:
        return html[:rule], html[html.find(">", rule) + 1 :]
    first = html.find(GAP)
    start = max(lowered.rfind("<p", 0, first), 0)
    return html[:start], html[start:]
