"""A paragraph with gaps as a QTI item: a choice or a field in every gap, and their mean."""

from html import escape
from typing import Any

from training.content.rules.exchange.frame import Question, Tally
from training.content.rules.exchange.giftwriting import bare_words
from training.content.rules.exchange.qtiparts import (
    Item,
    declared,
    id_of,
    mapping,
    number_conditions,
    string_response,
    to_xhtml,
    whole,
)
from training.content.rules.exchange.sentences import Lost

Part = dict[str, Any]


def paragraph(question: Question, tally: Tally) -> Item:
    """Prompt, a rule, and the paragraph."""
    tally.lose("label", Lost.LABEL)
    gaps, text = question["cloze"]["gaps"], to_xhtml(question["cloze"]["text"])
    text = text if text.startswith("<p>") else f"<p>{text}</p>"
    declarations, terms, conditions, outcomes = [], [], [], []
    for gap in gaps:
        name = f"GAP-{gap['key']}"
        text = text.replace("{{" + gap["key"] + "}}", _field(gap, name, tally))
        declarations.append(_declaration(gap, name, tally))
        if "numeric" in gap:
            outcomes.append(declared("outcomeDeclaration", f"SCORE-{gap['key']}", "single", "float",
                                     "<defaultValue><value>0</value></defaultValue>"))  # fmt: skip
            conditions.append(number_conditions(name, f"SCORE-{gap['key']}", gap["numeric"]))
            terms.append(f'<variable identifier="SCORE-{gap["key"]}"/>')
        else:
            terms.append(f'<mapResponse identifier="{name}"/>')
    score = (
        f'<setOutcomeValue identifier="SCORE"><divide><sum>{"".join(terms)}</sum>'
        f'<baseValue baseType="float">{len(gaps)}</baseValue></divide></setOutcomeValue>'
    )
    body = f"<div>{to_xhtml(question['prompt'])}</div><hr/><div>{text}</div>"
    return Item(declarations, body, "".join(conditions) + score, outcomes)


def _declaration(gap: Part, name: str, tally: Tally) -> str:
    if "short-text" in gap:
        return string_response(name, gap["short-text"], tally)
    if "numeric" in gap:
        return declared("responseDeclaration", name, "single", "float")
    right = [id_of(each) for each in gap["options"] if each.get("correct")]
    inside = whole(right) + mapping([(each, 1.0) for each in right])
    return declared("responseDeclaration", name, "single", "identifier", inside)


def _field(gap: Part, name: str, tally: Tally) -> str:
    if gap.get("options"):
        shown = "".join(
            f'<inlineChoice identifier="{id_of(each)}">{escape(bare_words(each["text"], tally))}'
            "</inlineChoice>"
            for each in gap["options"]
        )
        return (
            f'<inlineChoiceInteraction responseIdentifier="{name}" shuffle="true">{shown}'
            "</inlineChoiceInteraction>"
        )
    unit = gap.get("numeric", {}).get("unit", "")
    if unit:
        tally.lose("unit", Lost.DROPPED)
    return f'<textEntryInteraction responseIdentifier="{name}" expectedLength="20"/>'
