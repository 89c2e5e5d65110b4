"""One QTI item as a question of ours, by the interaction that it holds."""

from collections.abc import Callable, Iterator
from html import escape

from training.content.rules.exchange import building, qtigaps, rubric
from training.content.rules.exchange.building import Answer
from training.content.rules.exchange.frame import Question, Refused, Tally
from training.content.rules.exchange.qtiresponses import Response, key_of, responses
from training.content.rules.exchange.richtext import from_html, from_plain, plain
from training.content.rules.exchange.sentences import Lost, Wrong
from training.content.rules.exchange.xmltree import Node

INLINE = ("textEntryInteraction", "inlineChoiceInteraction")
UNUSED = ("templateDeclaration", "templateProcessing", "modalFeedback", "stylesheet")
SKIPPED = frozenset(("feedbackInline", "feedbackBlock", "rubricBlock", "modalFeedback"))


class Item:
    """An item on the way to becoming a question."""

    def __init__(self, root: Node, tally: Tally) -> None:
        body = root.first("itemBody")
        if body is None:
            raise Refused(Wrong.NO_PROMPT, root.line, root.column)
        self.root, self.body, self.tally = root, body, tally
        self.responses = responses(root)

    def rich(self, node: Node | None, what: str) -> str:
        """What a node says, as our Markdown."""
        return self.reduced(inner(node), what, node.line) if node else ""

    def reduced(self, html: str, what: str, line: int) -> str:
        return from_html(html, self.tally, what, line)

    def response(self, node: Node) -> Response:
        """The declaration that an interaction answers to."""
        found = self.responses.get(node.attributes.get("responseIdentifier", ""))
        if found is None:
            raise Refused(Wrong.NO_ANSWER, node.line, node.column, title=self.tally.where)
        return found

    def prompt(self, interaction: Node) -> str:
        """The words before the interaction and its own prompt."""
        own = self.rich(interaction.first("prompt"), "prompt")
        around = self.reduced(inner(self.body, {interaction.name}), "prompt", self.body.line)
        said = "\n\n".join(each for each in (around, own) if each)
        if not said:
            raise Refused(Wrong.NO_PROMPT, interaction.line, interaction.column)
        return said


def inner(node: Node, without: set[str] | frozenset[str] = frozenset()) -> str:
    """The inside of a node as HTML, without some elements and without what feedback says."""
    return "".join(_html(part, without) for part in node.parts)


def _html(part: Node | str, without: set[str] | frozenset[str]) -> str:
    if isinstance(part, str):
        return escape(part)
    if part.name in SKIPPED or part.name in without:
        return ""
    told = "".join(f' {name}="{escape(value)}"' for name, value in part.attributes.items())
    return f"<{part.name}{told}>{inner(part, without)}</{part.name}>"


def question_of(root: Node, tally: Tally) -> Question | None:
    """The question; None when it has no interaction that Resap knows, which is told of."""
    item = Item(root, tally)
    for name in UNUSED:
        for each in root.all(name):
            tally.lose(name, Lost.FOREIGN, found=plain(inner(each)))
    found = [each for each in item.body.find(*READERS, *INLINE)]
    blocks = [each for each in found if each.name in READERS]
    if len(blocks) == 1 and len(found) == 1:
        return READERS[blocks[0].name](item, blocks[0])
    if found and not blocks:
        return qtigaps.question_of(item, found)
    others = (each.name for each in _every(item.body) if each.name.endswith("Interaction"))
    tally.lose("interaction", Lost.FOREIGN, found=", ".join(dict.fromkeys(others)) or "-")
    return None


def _every(node: Node) -> Iterator[Node]:
    for each in node:
        yield each
        yield from _every(each)


def _rationale(item: Item, choice: Node) -> str:
    said = [item.reduced(inner(each), "rationale", each.line)
            for each in choice.all("feedbackInline")]  # fmt: skip
    return "\n\n".join(each for each in said if each)


def _choice(item: Item, node: Node) -> Question:
    response, choices = item.response(node), node.all("simpleChoice")
    answers = [
        Answer(item.rich(each, "text"), response.points(each.attributes.get("identifier", "")),
               _rationale(item, each))
        for each in choices
    ]  # fmt: skip
    single = response.cardinality == "single"
    made = building.choice(item.prompt(node), answers, item.tally, single=single)
    if not single and not response.mapping:
        made.pop("credit", None)
    _keys(made["options"], choices, "k-")
    return made


def _keys(parts: list[building.Part], nodes: list[Node], sign: str) -> None:
    """Our own keys, where the identifiers hold them."""
    keys = [key_of(each.attributes.get("identifier", ""), sign) for each in nodes]
    if all(keys) and len(set(keys)) == len(keys) == len(parts):
        for part, key in zip(parts, keys, strict=True):
            part["key"] = key


def _order(item: Item, node: Node) -> Question:
    right, choices = item.response(node).correct, node.all("simpleChoice")
    places = {value: place for place, value in enumerate(right)}
    last = len(places)
    choices.sort(key=lambda each: places.get(each.attributes.get("identifier", ""), last))
    made = building.ordering(
        item.prompt(node), [Answer(item.rich(each, "text")) for each in choices]
    )
    _keys(made["options"], choices, "k-")
    return made


def _match(item: Item, node: Node) -> Question:
    sets = [each.all("simpleAssociableChoice") for each in node.all("simpleMatchSet")]
    if len(sets) != 2 or not all(sets):
        raise Refused(Wrong.NO_ANSWER, node.line, node.column, title=item.tally.where)
    left, right = sets
    joined = dict(each.split(" ", 1) for each in item.response(node).correct if " " in each)
    options = building.ordering("", [Answer(item.rich(each, "text")) for each in right])["options"]
    _keys(options, right, "k-")
    named = {
        each.attributes.get("identifier", ""): option["key"]
        for each, option in zip(right, options, strict=True)
    }
    paired = [each for each in left if joined.get(each.attributes.get("identifier", "")) in named]
    pairs = [
        {"key": building.key(number), "text": item.rich(each, "text"),
         "match": named[joined[each.attributes["identifier"]]]}
        for number, each in enumerate(paired)
    ]  # fmt: skip
    _keys(pairs, paired, "p-")
    if len(paired) < len(left):
        item.tally.lose("pair", Lost.FOREIGN, found=str(len(left) - len(paired)))
    prompt = item.prompt(node)
    return {"kind": "matching", "prompt": prompt, "options": options, "matching": {"pairs": pairs}}


def _essay(item: Item, node: Node) -> Question:
    notes = "".join(inner(each) for each in item.body.find("rubricBlock"))
    told = item.reduced(notes, "rubricBlock", node.line)
    part = rubric.understood(told)
    if part is None:
        item.tally.lose("rubricBlock", Lost.FOREIGN, found=plain(told))
    return {"kind": "free-text", "prompt": item.prompt(node), "free-text": part or {}}


def _hotspot(item: Item, node: Node) -> Question:
    response, picture = item.response(node), node.first("object")
    name = picture.attributes.get("data", "").rpartition("/")[2] if picture else ""
    choices = node.all("hotspotChoice")
    item.tally.lose("hotspot", Lost.PICTURE, name=name)
    answers = [
        Answer(from_plain(each.attributes.get("hotspotLabel", "")) or f"Daerah {number}",
               response.points(each.attributes.get("identifier", "")))
        for number, each in enumerate(choices, 1)
    ]  # fmt: skip
    options = building.best(answers, item.tally)
    _keys(options, choices, "k-")
    regions = [
        {"option": option["key"], "box": _box(each)}
        for option, each in zip(options, choices, strict=True)
    ]
    alt = " ".join(picture.text.split()) if picture else ""
    spot = {"picture": f"figures/{name}", **({"alt": alt} if alt else {}), "regions": regions}
    return {"kind": "hotspot", "prompt": item.prompt(node), "options": options, "hotspot": spot}


def _box(node: Node) -> list[float]:
    """Left, top, width and height of a rectangle; of other shapes the box around them."""
    text = node.attributes.get("coords", "")
    found = [float(each) for each in text[:400].split(",") if each.strip().lstrip("-").isdecimal()]
    if node.attributes.get("shape") == "circle" and len(found) == 3:
        x, y, radius = found
        found = [x - radius, y - radius, x + radius, y + radius]
    if len(found) < 4:
        raise Refused(Wrong.BAD_NUMBER, node.line, node.column, found=text)
    left, top = min(found[::2]), min(found[1::2])
    return [left, top, max(found[::2]) - left, max(found[1::2]) - top]


READERS: dict[str, Callable[[Item, Node], Question]] = {
    "choiceInteraction": _choice, "orderInteraction": _order, "matchInteraction": _match,
    "extendedTextInteraction": _essay, "hotspotInteraction": _hotspot,
}  # fmt: skip
