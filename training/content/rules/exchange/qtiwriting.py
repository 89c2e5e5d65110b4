"""Writes a quiz as a QTI 2.1 package: one item a question, a manifest, and the pictures."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from training.content.rules import figures as drawings
from training.content.rules.exchange import rubric
from training.content.rules.exchange.archive import packed
from training.content.rules.exchange.carry import carried, frame_losses
from training.content.rules.exchange.frame import Given, Question, Tally
from training.content.rules.exchange.giftwriting import bare_words, weights
from training.content.rules.exchange.qticloze import paragraph
from training.content.rules.exchange.qtiparts import (
    RESPONSE,
    Item,
    by_mapping,
    declared,
    id_of,
    mapping,
    number_conditions,
    string_response,
    to_xhtml,
    whole,
)
from training.content.rules.exchange.sentences import Lost

ITEM = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/LOM"
ABLE = frozenset(
    (
        *("single", "multiple", "true-false", "matching", "ordering", "short-text", "numeric"),
        *("cloze", "free-text"),
    )
)
Part = dict[str, Any]


def package(given: Given, tally: Tally) -> bytes:
    """The whole package."""
    frame_losses(given, tally)
    members: dict[str, bytes] = {"imsmanifest.xml": b""}
    resources = []
    for question in given.questions:
        picture = _picture(question, given)
        made = carried(question, ABLE | {"hotspot"} if picture else ABLE, tally, keyed=True)
        if not made:
            continue
        item = WRITERS[made.question["kind"]](made.question, tally, given)
        name = f"items/{question['key']}.xml"
        members[name] = _item(made.question, item).encode("utf-8")
        files = [name]
        if "hotspot" in made.question:
            files.append(f"items/pictures/{picture}")
            members[files[1]] = given.pictures[picture]
        resources.append(_resource(question["key"], files, made.tags))
    members["imsmanifest.xml"] = _manifest(given.title, resources).encode("utf-8")
    return packed(members)


def _picture(question: Question, given: Given) -> str:
    name = question.get("hotspot", {}).get("picture", "").removeprefix("figures/")
    return name if name in given.pictures else ""


def _manifest(title: str, resources: list[str]) -> str:
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<manifest xmlns="{PACKAGE}" xmlns:imsmd="{LOM}" identifier="resap-kuis">',
        "<metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion>",
        f"<imsmd:lom><imsmd:general><imsmd:title>{_string(title)}</imsmd:title>"
        "</imsmd:general></imsmd:lom></metadata>",
        "<organizations/>", "<resources>", *resources, "</resources>", "</manifest>", "",
    ])  # fmt: skip


def _string(text: str) -> str:
    return f'<imsmd:string language="id">{escape(text)}</imsmd:string>'


def _resource(key: str, files: list[str], tags: list[str]) -> str:
    words = "".join(f"<imsmd:keyword>{_string(each)}</imsmd:keyword>" for each in tags)
    held = "".join(f'<file href="{escape(each)}"/>' for each in files)
    return (
        f'<resource identifier="soal-{escape(key)}" type="imsqti_item_xmlv2p1" '
        f'href="{escape(files[0])}"><metadata><imsmd:lom><imsmd:general>{words}'
        f"</imsmd:general></imsmd:lom></metadata>{held}</resource>"
    )


def _item(question: Question, item: Item) -> str:
    key = escape(str(question["key"]))
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<assessmentItem xmlns="{ITEM}" identifier="soal-{key}" title="{key}" adaptive="false" '
        'timeDependent="false">',
        *item.declarations,
        declared("outcomeDeclaration", "SCORE", "single", "float",
                 "<defaultValue><value>0</value></defaultValue>"),
        *item.outcomes,
        f"<itemBody>{item.body}</itemBody>",
        f"<responseProcessing>{item.processing}</responseProcessing>" if item.processing else "",
        "</assessmentItem>", "",
    ])  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Choices:
    """How a question with options is declared."""

    cardinality: str
    right: list[str]
    shares: list[tuple[str, float]] | None = None


def _choice(question: Question, how: _Choices) -> Item:
    """A choice with what is said to each option beside it."""
    shown = "".join(
        f'<simpleChoice identifier="{id_of(each)}">{to_xhtml(each["text"])}{_said(each)}'
        "</simpleChoice>"
        for each in question["options"]
    )
    most = 1 if how.cardinality == "single" else 0
    body = (
        f'<choiceInteraction responseIdentifier="{RESPONSE}" shuffle="true" maxChoices="{most}">'
        f"<prompt>{to_xhtml(question['prompt'])}</prompt>{shown}</choiceInteraction>"
    )
    inside = whole(how.right) + (mapping(how.shares) if how.shares else "")
    feedback = declared("outcomeDeclaration", "FEEDBACK", how.cardinality, "identifier")
    said = (
        f'<setOutcomeValue identifier="FEEDBACK"><variable identifier="{RESPONSE}"/>'
        "</setOutcomeValue>"
    )
    return Item(
        [declared("responseDeclaration", RESPONSE, how.cardinality, "identifier", inside)],
        body, (by_mapping() if how.shares else _if_right()) + said, [feedback],
    )  # fmt: skip


def _said(part: Part) -> str:
    if not part.get("rationale"):
        return ""
    return (
        f'<feedbackInline outcomeIdentifier="FEEDBACK" identifier="{id_of(part)}" '
        f'showHide="show">{to_xhtml(part["rationale"])}</feedbackInline>'
    )


def _if_right() -> str:
    return (
        f'<responseCondition><responseIf><match><variable identifier="{RESPONSE}"/>'
        f'<correct identifier="{RESPONSE}"/></match><setOutcomeValue identifier="SCORE">'
        '<baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf>'
        "</responseCondition>"
    )


def _right(question: Question) -> list[str]:
    return [id_of(each) for each in question["options"] if each.get("correct")]


def _single(question: Question, _tally: Tally, _given: Given) -> Item:
    return _choice(question, _Choices("single", _right(question)))


def _multiple(question: Question, _tally: Tally, _given: Given) -> Item:
    shares = None
    if question.get("credit") == "sebagian":
        named = (id_of(each) for each in question["options"])
        shares = list(zip(named, weights(question), strict=True))
    return _choice(question, _Choices("multiple", _right(question), shares))


def _matching(question: Question, tally: Tally, _given: Given) -> Item:
    tally.lose("rationale", Lost.RATIONALE)
    pairs = question["matching"]["pairs"]
    joined = [f"{id_of(each, 'p-')} k-{each['match']}" for each in pairs]
    left = "".join(_associable(each, "p-", 1) for each in pairs)
    right = "".join(_associable(each, "k-", 0) for each in question["options"])
    body = (
        f'<matchInteraction responseIdentifier="{RESPONSE}" shuffle="true" '
        f'maxAssociations="{len(pairs)}"><prompt>{to_xhtml(question["prompt"])}</prompt>'
        f"<simpleMatchSet>{left}</simpleMatchSet><simpleMatchSet>{right}</simpleMatchSet>"
        "</matchInteraction>"
    )
    inside = whole(joined) + mapping([(each, 1 / len(pairs)) for each in joined])
    one = declared("responseDeclaration", RESPONSE, "multiple", "directedPair", inside)
    return Item([one], body, by_mapping())


def _associable(part: Part, sign: str, most: int) -> str:
    return (
        f'<simpleAssociableChoice identifier="{id_of(part, sign)}" matchMax="{most}">'
        f"{to_xhtml(part['text'])}</simpleAssociableChoice>"
    )


def _ordering(question: Question, tally: Tally, _given: Given) -> Item:
    tally.lose("rationale", Lost.RATIONALE)
    shown = "".join(
        f'<simpleChoice identifier="{id_of(each)}">{to_xhtml(each["text"])}</simpleChoice>'
        for each in question["options"]
    )
    body = (
        f'<orderInteraction responseIdentifier="{RESPONSE}" shuffle="true">'
        f"<prompt>{to_xhtml(question['prompt'])}</prompt>{shown}</orderInteraction>"
    )
    inside = whole([id_of(each) for each in question["options"]])
    one = declared("responseDeclaration", RESPONSE, "ordered", "identifier", inside)
    return Item([one], body, _if_right())


def _short_text(question: Question, tally: Tally, _given: Given) -> Item:
    part = question["short-text"]
    note_unsaid(part, tally)
    entry = f'<textEntryInteraction responseIdentifier="{RESPONSE}" expectedLength="30"/>'
    return Item([string_response(RESPONSE, part, tally)], _below(question, entry), by_mapping())


def note_unsaid(part: Part, tally: Tally) -> None:
    """Reasons that have no place beside a field."""
    if any(each.get("rationale") for each in part["accept"]):
        tally.lose("rationale", Lost.RATIONALE)
    if part.get("otherwise"):
        tally.lose("otherwise", Lost.RATIONALE)


def _numeric(question: Question, tally: Tally, _given: Given) -> Item:
    part = question["numeric"]
    note_unsaid(part, tally)
    one = declared("responseDeclaration", RESPONSE, "single", "float")
    unit = f'<span class="resap-unit">{escape(part["unit"])}</span>' if part.get("unit") else ""
    entry = f'<textEntryInteraction responseIdentifier="{RESPONSE}" expectedLength="12"/>{unit}'
    return Item([one], _below(question, entry), number_conditions(RESPONSE, "SCORE", part))


def _below(question: Question, entry: str) -> str:
    return f"<div>{to_xhtml(question['prompt'])}</div><p>{entry}</p>"


def _cloze(question: Question, tally: Tally, _given: Given) -> Item:
    for gap in question["cloze"]["gaps"]:
        if gap.get("options"):
            if any(each.get("rationale") for each in gap["options"]):
                tally.lose("rationale", Lost.RATIONALE)
        else:
            note_unsaid(gap.get("short-text") or gap["numeric"], tally)
    return paragraph(question, tally)


def _free_text(question: Question, tally: Tally, _given: Given) -> Item:
    part = question["free-text"]
    for name in ("least_words", "most_words"):
        if name in part:
            tally.lose(name, Lost.DROPPED)
    told = rubric.told(part)
    notes = f'<rubricBlock view="scorer"><div>{to_xhtml(told)}</div></rubricBlock>' if told else ""
    body = (
        f'{notes}<extendedTextInteraction responseIdentifier="{RESPONSE}" expectedLines="10">'
        f"<prompt>{to_xhtml(question['prompt'])}</prompt></extendedTextInteraction>"
    )
    return Item([declared("responseDeclaration", RESPONSE, "single", "string")], body, "")


def _hotspot(question: Question, tally: Tally, given: Given) -> Item:
    tally.lose("rationale", Lost.RATIONALE)
    spot, texts = question["hotspot"], {each["key"]: each for each in question["options"]}
    name = spot["picture"].removeprefix("figures/")
    width, height = drawings.size(given.pictures[name])
    places = {each["option"]: each["box"] for each in spot["regions"]}
    if any(float(edge) != round(edge) for box in places.values() for edge in box):
        tally.lose("box", Lost.ROUNDED)
    shown = "".join(
        f'<hotspotChoice identifier="k-{key}" shape="rect" coords="{_coords(places[key])}" '
        f'hotspotLabel="{escape(bare_words(each["text"], tally))}"/>'
        for key, each in texts.items()
    )
    body = (
        f'<hotspotInteraction responseIdentifier="{RESPONSE}" maxChoices="1">'
        f"<prompt>{to_xhtml(question['prompt'])}</prompt>"
        f'<object data="pictures/{escape(name)}" type="image/svg+xml" width="{width}" '
        f'height="{height}">{escape(spot["alt"])}</object>{shown}</hotspotInteraction>'
    )
    one = declared("responseDeclaration", RESPONSE, "single", "identifier", whole(_right(question)))
    return Item([one], body, _if_right())


def _coords(box: list[float]) -> str:
    x, y, width, height = (round(each) for each in box)
    return f"{x},{y},{x + width},{y + height}"


WRITERS: dict[str, Callable[[Question, Tally, Given], Item]] = {
    "single": _single, "multiple": _multiple, "true-false": _single, "matching": _matching,
    "ordering": _ordering, "short-text": _short_text, "numeric": _numeric, "cloze": _cloze,
    "free-text": _free_text, "hotspot": _hotspot,
}  # fmt: skip
