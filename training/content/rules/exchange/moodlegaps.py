"""Moodle's paragraphs with gaps: embedded answers, words to drag, words to select."""

import re
from decimal import Decimal
from html import unescape

from training.content.rules.exchange import building
from training.content.rules.exchange.building import Answer, Gap
from training.content.rules.exchange.frame import Question, Refused
from training.content.rules.exchange.moodlewords import Words
from training.content.rules.exchange.numbers import foreign, share
from training.content.rules.exchange.richtext import from_html
from training.content.rules.exchange.sentences import Lost, Wrong
from training.content.rules.exchange.xmltree import Node

MOST_GAPS = 60
_EMBEDDED = re.compile(r"\{(\d{0,3}):([A-Z_]{2,30}):((?:[^{}\\]|\\.){0,6000})\}", re.DOTALL)
_PIECE = re.compile(r"((?:[^~\\]|\\.)*)(?:~|\Z)", re.DOTALL)
_SIGN = re.compile(r"\s*(?:(=)|%(-?[\d.]{1,12})%)?", re.DOTALL)
_FEEDBACK = re.compile(r"((?:[^#\\]|\\.)*)#?", re.DOTALL)
_PLACE = re.compile(r"\[\[(\d{1,3})\]\]")
_KINDS = {
    "SHORTANSWER": "short-text", "SA": "short-text", "MW": "short-text",
    "SHORTANSWER_C": "short-text", "SAC": "short-text", "MWC": "short-text",
    "NUMERICAL": "numeric", "NM": "numeric",
    **dict.fromkeys(("MULTICHOICE", "MULTICHOICE_S", "MULTICHOICE_V", "MULTICHOICE_VS",
                     "MULTICHOICE_H", "MULTICHOICE_HS", "MC", "MCS", "MCV", "MCVS", "MCH",
                     "MCHS"), "single"),
}  # fmt: skip


def embedded(words: Words) -> Question:
    """A paragraph whose gaps stand in it as {1:SHORTANSWER:=…}."""
    node = words.node.first("questiontext")
    html = words.raw(node) if node else ""
    found = list(_EMBEDDED.finditer(html))
    if not found or not node:
        raise Refused(Wrong.NO_ANSWER, words.node.line, title=words.tally.where)
    _limited(len(found), words)
    if len({each[1] or "1" for each in found}) > 1:
        weights = ", ".join(each[1] or "1" for each in found)
        words.tally.lose("fraction", Lost.WEIGHT, found=weights)
    gaps = [_gap(each[2], each[3], words) for each in found]
    numbered = iter(range(len(found)))
    marked = _EMBEDDED.sub(lambda _: building.gap_sign(next(numbered)), html)
    return _cloze(marked, gaps, node, words)


def _limited(count: int, words: Words) -> None:
    if count > MOST_GAPS:
        raise Refused(Wrong.TOO_MANY, words.node.line, limit=MOST_GAPS, what="celah")


def _cloze(marked: str, gaps: list[Gap], node: Node, words: Words) -> Question:
    before, text = building.prompt_and_text(marked)
    prompt = words.reduced(before, node, "prompt")
    filled = building.place_gaps(words.reduced(text, node, "cloze"), len(gaps))
    for file in node.all("file"):
        words.tally.lose("prompt", Lost.PICTURE, name=file.attributes.get("name", ""))
    return building.cloze(prompt, filled, gaps, words.tally)


def _gap(kind: str, inside: str, words: Words) -> Gap:
    if kind not in _KINDS:
        raise Refused(Wrong.KIND_UNKNOWN, words.node.line, found=kind)
    ours = _KINDS[kind]
    answers, otherwise = [], ""
    for piece in _PIECE.findall(inside)[:MOST_GAPS]:
        if not piece.strip():
            continue
        answer = _answer(piece, ours, words)
        if answer.text == "*" and answer.points == 0:
            otherwise = answer.rationale
        elif ours == "single" or answer.points > 0:
            answers.append(answer)
    if not any(each.points > 0 for each in answers):
        raise Refused(Wrong.NO_ANSWER, words.node.line, title=words.tally.where)
    return Gap(ours, answers, otherwise, case=kind.endswith("C") and kind != "MC")


def _answer(piece: str, kind: str, words: Words) -> Answer:
    sign = _SIGN.match(piece)
    assert sign  # noqa: S101  (the pattern fits the empty text too)
    weight = foreign(sign[2]) if sign[2] else Decimal(100 if sign[1] else 0)
    rest = piece[sign.end() :]
    parts = _FEEDBACK.match(rest)
    text = parts[1] if parts else rest
    said = from_html(_plain(rest[parts.end() :]) if parts else "", words.tally, "rationale",
                     words.node.line)  # fmt: skip
    points = share(weight) if weight is not None and abs(weight) <= 100 else 0.0
    if kind == "single":
        return Answer(from_html(_plain(text), words.tally, "text", words.node.line), points, said)
    bare = " ".join(unescape(_plain(text)).split())
    if kind == "short-text" or bare == "*":
        return Answer(bare, points, said)
    value, _colon, near = bare.partition(":")
    numbers = foreign(value), foreign(near or "0")
    if numbers[0] is None or numbers[1] is None:
        raise Refused(Wrong.BAD_NUMBER, words.node.line, found=bare)
    return Answer(bare, points, said, abs(numbers[1]), numbers[0])


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def boxes(words: Words) -> Question:
    """A paragraph with [[1]], [[2]]; every gap offers the words of its box's group."""
    node = words.node.first("questiontext")
    offered = [
        (words.rich(each, "text"), each.say("group") or "1")
        for each in words.node
        if each.name in ("dragbox", "selectoption")
    ]
    html = words.raw(node) if node else ""
    named = [int(each) for each in _PLACE.findall(html)]
    if not named or not node or any(not 0 < each <= len(offered) for each in named):
        raise Refused(Wrong.NO_ANSWER, words.node.line, title=words.tally.where)
    _limited(len(named), words)
    gaps = []
    for number in named:
        group = offered[number - 1][1]
        right = offered[number - 1][0]
        choices = dict.fromkeys(text for text, its in offered if its == group)
        gaps.append(Gap("single", [Answer(text, float(text == right)) for text in choices]))
    numbered = iter(range(len(named)))
    marked = _PLACE.sub(lambda _: building.gap_sign(next(numbered)), html)
    return _cloze(marked, gaps, node, words)
