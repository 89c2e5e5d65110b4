"""QTI fields inside a text: one alone is a short text or a number, among words they are gaps."""

from html import escape
from typing import Any, Protocol

from training.content.rules.exchange import building
from training.content.rules.exchange.building import Answer, Gap
from training.content.rules.exchange.frame import Question, Refused, Tally
from training.content.rules.exchange.numbers import foreign
from training.content.rules.exchange.qtiresponses import Response, key_of
from training.content.rules.exchange.richtext import from_plain
from training.content.rules.exchange.sentences import Wrong
from training.content.rules.exchange.xmltree import Node

MOST_GAPS = 60
UNIT = "resap-unit"


class Item(Protocol):
    """What an item can be asked here."""

    body: Node
    tally: Tally

    def response(self, node: Node) -> Response: ...
    def reduced(self, html: str, what: str, line: int) -> str: ...


def question_of(item: Item, fields: list[Node]) -> Question:
    """The question that an item with fields in its text makes."""
    if len(fields) > MOST_GAPS:
        raise Refused(Wrong.TOO_MANY, item.body.line, limit=MOST_GAPS, what="celah")
    gaps = [_gap(item, each) for each in fields]
    marked = _marked(item.body, {id(each): number for number, each in enumerate(fields)})
    if len(fields) == 1 and gaps[0].kind != "single" and item.body.first("hr") is None:
        return _alone(item, gaps[0], marked)
    before, text = building.prompt_and_text(marked)
    prompt = item.reduced(before, "prompt", item.body.line)
    filled = item.reduced(text, "cloze", item.body.line)
    for number, each in reversed(list(enumerate(fields))):
        filled = filled.replace(building.gap_sign(number), "{{" + _key(each, number) + "}}")
    made = building.cloze(prompt, filled, gaps, item.tally)
    for number, (part, each) in enumerate(zip(made["cloze"]["gaps"], fields, strict=True)):
        part["key"] = _key(each, number)
        _option_keys(part.get("options", []), each)
    return made


def _key(node: Node, number: int) -> str:
    return key_of(node.attributes.get("responseIdentifier", ""), "GAP-") or building.key(number)


def _option_keys(options: list[dict[str, Any]], node: Node) -> None:
    keys = [
        key_of(each.attributes.get("identifier", ""), "k-") for each in node.all("inlineChoice")
    ]
    if all(keys) and len(set(keys)) == len(keys) == len(options):
        for option, key in zip(options, keys, strict=True):
            option["key"] = key


def _alone(item: Item, gap: Gap, marked: str) -> Question:
    prompt = item.reduced(marked.replace(building.gap_sign(0), ""), "prompt", item.body.line)
    if not prompt:
        raise Refused(Wrong.NO_PROMPT, item.body.line, item.body.column)
    if gap.kind == "numeric":
        part = building.numbers(gap.answers, "", **gap.extra)
    else:
        part = building.written(gap.answers, "", case=gap.case)
    return {"kind": gap.kind, "prompt": prompt, gap.kind: part}


def _marked(node: Node, numbers: dict[int, int]) -> str:
    """The body as HTML with a sign in the place of every field; units of ours left out."""
    made = []
    for part in node.parts:
        if isinstance(part, str):
            made.append(escape(part))
        elif id(part) in numbers:
            made.append(building.gap_sign(numbers[id(part)]))
        elif part.name not in ("feedbackInline", "rubricBlock", "feedbackBlock") and not _unit(
            part
        ):
            told = "".join(f' {name}="{escape(v)}"' for name, v in part.attributes.items())
            made.append(f"<{part.name}{told}>{_marked(part, numbers)}</{part.name}>")
    return "".join(made)


def _unit(node: Node) -> bool:
    return node.attributes.get("class") == UNIT


def _gap(item: Item, node: Node) -> Gap:
    response = item.response(node)
    if node.name == "inlineChoiceInteraction":
        answers = [
            Answer(
                from_plain(each.text.strip()),
                response.points(each.attributes.get("identifier", "")),
            )
            for each in node.all("inlineChoice")
        ]
        return Gap("single", answers)
    if response.near or response.kind in ("float", "integer"):
        return _number(item, response)
    entries = response.mapping or dict.fromkeys(response.correct, 1.0)
    answers = [Answer(text, points) for text, points in entries.items() if points > 0]
    return Gap("short-text", _some(item, answers), case=response.case)


def _number(item: Item, response: Response) -> Gap:
    answers = [Answer("", e.points, tolerance=e.tolerance, value=e.value) for e in response.near]
    if not answers:
        for text in response.correct or response.mapping:
            value = foreign(text)
            if value is None:
                raise Refused(Wrong.BAD_NUMBER, item.body.line, found=text)
            answers.append(Answer("", response.mapping.get(text, 1.0), value=value))
    unit = next((each.text.strip() for each in item.body.find("span") if _unit(each)), "")
    return Gap("numeric", _some(item, answers), extra={"unit": unit})


def _some(item: Item, answers: list[Answer]) -> list[Answer]:
    if not any(each.points > 0 for each in answers):
        raise Refused(Wrong.NO_ANSWER, item.body.line, title=item.tally.where)
    return answers
