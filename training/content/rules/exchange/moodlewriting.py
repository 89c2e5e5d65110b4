"""Writes a quiz as Moodle's question bank XML."""

from collections.abc import Callable
from html import escape
from typing import Any

from training.content.rules.exchange import rubric
from training.content.rules.exchange.carry import carried, frame_losses
from training.content.rules.exchange.frame import Given, Question, Tally
from training.content.rules.exchange.giftwriting import bare_words, note_written, weights
from training.content.rules.exchange.numbers import ours, percent, pointed
from training.content.rules.exchange.richtext import to_html
from training.content.rules.exchange.sentences import Lost

ABLE = frozenset(
    (
        *("single", "multiple", "true-false", "matching", "ordering", "short-text", "numeric"),
        *("cloze", "free-text"),
    )
)
Part = dict[str, Any]
TYPES = {
    "single": "multichoice", "multiple": "multichoice", "true-false": "truefalse",
    "matching": "matching", "ordering": "ordering", "short-text": "shortanswer",
    "numeric": "numerical", "cloze": "cloze", "free-text": "essay",
}  # fmt: skip


def quiz_xml(given: Given, tally: Tally) -> str:
    """The whole file."""
    frame_losses(given, tally)
    category = escape(f"$course$/top/{given.title.replace('/', '//')}")
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>",
             '<question type="category">', f"<category><text>{category}</text></category>",
             "</question>"]  # fmt: skip
    for question in given.questions:
        made = carried(question, ABLE, tally)
        if made:
            lines += _question(made.question, made.tags, tally)
    return "\n".join([*lines, "</quiz>", ""])


def _question(question: Question, tags: list[str], tally: Tally) -> list[str]:
    kind = question["kind"]
    prompt = _cloze(question, tally) if kind == "cloze" else to_html(question["prompt"])
    return [
        f'<question type="{TYPES[kind]}">',
        f"<name><text>{escape(str(question['key']))}</text></name>",
        _html("questiontext", prompt), _html("generalfeedback", ""),
        "<defaultgrade>1.0000000</defaultgrade>", "<penalty>0.0000000</penalty>",
        f"<hidden>0</hidden>\n<idnumber>{escape(str(question['key']))}</idnumber>",
        *WRITERS[kind](question, tally),
        *_tags(tags), "</question>",
    ]  # fmt: skip


def _tags(tags: list[str]) -> list[str]:
    return ["<tags>", *(f"<tag><text>{escape(each)}</text></tag>" for each in tags), "</tags>"]


def _html(name: str, html: str) -> str:
    inside = f"<![CDATA[{html}]]>" if html else ""
    return f'<{name} format="html"><text>{inside}</text></{name}>'


def _answer(fraction: str, text: str, said: str, *, rich: bool, more: str = "") -> str:
    """An answer; its text is HTML where Moodle has it so, else words."""
    form = "html" if rich else "moodle_auto_format"
    words = f"<![CDATA[{text}]]>" if rich else escape(text)
    return (
        f'<answer fraction="{fraction}" format="{form}"><text>{words}</text>'
        f"{_html('feedback', to_html(said) if said else '')}{more}</answer>"
    )


def _single(question: Question, _tally: Tally) -> list[str]:
    shares = [float(bool(each["correct"])) for each in question["options"]]
    return _choice(question, shares, "true")


def _multiple(question: Question, _tally: Tally) -> list[str]:
    return _choice(question, weights(question), "false")


def _choice(question: Question, shares: list[float], single: str) -> list[str]:
    return [
        f"<single>{single}</single>", "<shuffleanswers>true</shuffleanswers>",
        "<answernumbering>abc</answernumbering>",
        *(
            _answer(percent(share), to_html(each["text"]), each.get("rationale", ""), rich=True)
            for each, share in zip(question["options"], shares, strict=True)
        ),
    ]  # fmt: skip


def _true_false(question: Question, _tally: Tally) -> list[str]:
    named = zip(("true", "false"), question["options"], strict=True)
    return [
        _answer("100" if each["correct"] else "0", name, each.get("rationale", ""), rich=False)
        for name, each in named
    ]


def _matching(question: Question, tally: Tally) -> list[str]:
    tally.lose("rationale", Lost.RATIONALE)
    pairs = question["matching"]["pairs"]
    used = {each["match"] for each in pairs}
    texts = {each["key"]: bare_words(each["text"], tally) for each in question["options"]}
    told = [(to_html(each["text"]), texts[each["match"]]) for each in pairs]
    told += [("", text) for key, text in texts.items() if key not in used]
    return [
        "<shuffleanswers>true</shuffleanswers>",
        *(
            f'<subquestion format="html"><text><![CDATA[{left}]]></text>'
            f"<answer><text>{escape(right)}</text></answer></subquestion>"
            for left, right in told
        ),
    ]


def _ordering(question: Question, tally: Tally) -> list[str]:
    tally.lose("rationale", Lost.RATIONALE)
    return [
        "<layouttype>VERTICAL</layouttype>", "<selecttype>ALL</selecttype>",
        "<selectcount>0</selectcount>", "<gradingtype>RELATIVE_TO_CORRECT</gradingtype>",
        "<showgrading>SHOW</showgrading>", "<numberingstyle>none</numberingstyle>",
        *(
            f'<answer fraction="{place}.0000000" format="html">'
            f"<text><![CDATA[{to_html(each['text'])}]]></text></answer>"
            for place, each in enumerate(question["options"], 1)
        ),
    ]  # fmt: skip


def _short_text(question: Question, tally: Tally) -> list[str]:
    part = question["short-text"]
    note_written(part, tally)
    return [
        f"<usecase>{int(bool(part.get('case')))}</usecase>",
        *(
            _answer(percent(each.get("points", 1)), each["answer"], each.get("rationale", ""),
                    rich=False)
            for each in part["accept"]
        ),
        *_otherwise(part),
    ]  # fmt: skip


def _otherwise(part: Part) -> list[str]:
    return [_answer("0", "*", part["otherwise"], rich=False)] if part.get("otherwise") else []


def _numeric(question: Question, _tally: Tally) -> list[str]:
    part = question["numeric"]
    unit = escape(part.get("unit", ""))
    units = (
        f"<units><unit><multiplier>1</multiplier><unit_name>{unit}</unit_name></unit></units>"
        if unit
        else ""
    )
    lines = [
        _answer(percent(each.get("points", 1)), pointed(ours(each["value"])),
                each.get("rationale", ""), rich=False,
                more=f"<tolerance>{pointed(ours(each.get('tolerance', 0)))}</tolerance>")
        for each in part["accept"]
    ]  # fmt: skip
    shown = "<unitgradingtype>0</unitgradingtype>\n<unitpenalty>0.1000000</unitpenalty>"
    return [*lines, *_otherwise(part), units, shown,
            f"<showunits>{0 if unit else 3}</showunits>\n<unitsleft>0</unitsleft>"]  # fmt: skip


def _cloze(question: Question, tally: Tally) -> str:
    """Prompt, a rule, and the paragraph with its answers inside."""
    tally.lose("label", Lost.LABEL)
    text = to_html(question["cloze"]["text"])
    for gap in question["cloze"]["gaps"]:
        text = text.replace("{{" + gap["key"] + "}}", _embedded(gap, tally))
    return f"{to_html(question['prompt'])}<hr>{text}"


def _embedded(gap: Part, tally: Tally) -> str:
    if gap.get("options"):
        told = (f"{'=' if each.get('correct') else '%0%'}{_inside(to_html(each['text']))}"
                f"{_said(each)}" for each in gap["options"])  # fmt: skip
        return "{1:MULTICHOICE:" + "~".join(told) + "}"
    part = gap.get("short-text") or gap["numeric"]
    named = "NUMERICAL"
    if "short-text" in gap:
        note_written(part, tally)
        named = "SHORTANSWER_C" if part.get("case") else "SHORTANSWER"
    elif part.get("unit"):
        tally.lose("unit", Lost.DROPPED)
    told = [f"{_weight(each)}{_form(each)}{_said(each)}" for each in part["accept"]]
    if part.get("otherwise"):
        told.append(f"%0%*{_said(part, 'otherwise')}")
    return "{1:" + named + ":" + "~".join(told) + "}"


def _weight(part: Part) -> str:
    points = part.get("points", 1)
    return "=" if points == 1 else f"%{percent(points)}%"


def _form(part: Part) -> str:
    if "answer" in part:
        return _inside(escape(part["answer"], quote=False))
    return f"{pointed(ours(part['value']))}:{pointed(ours(part.get('tolerance', 0)))}"


def _said(part: Part, name: str = "rationale") -> str:
    return f"#{_inside(to_html(part[name]))}" if part.get(name) else ""


def _inside(html: str) -> str:
    """Words as they may stand among embedded answers."""
    for sign in "\\{}~#":
        html = html.replace(sign, f"\\{sign}")
    return html


def _free_text(question: Question, _tally: Tally) -> list[str]:
    part = question["free-text"]
    return [
        "<responseformat>editor</responseformat>", "<responserequired>1</responserequired>",
        "<responsefieldlines>10</responsefieldlines>", *_limits(part),
        "<attachments>0</attachments>", "<attachmentsrequired>0</attachmentsrequired>",
        _html("graderinfo", to_html(rubric.told(part))), _html("responsetemplate", ""),
    ]  # fmt: skip


def _limits(part: Part) -> list[str]:
    named = (("least_words", "minwordlimit"), ("most_words", "maxwordlimit"))
    return [f"<{theirs}>{part[name]}</{theirs}>" for name, theirs in named if name in part]


WRITERS: dict[str, Callable[[Question, Tally], list[str]]] = {
    "single": _single, "multiple": _multiple, "true-false": _true_false, "matching": _matching,
    "ordering": _ordering, "short-text": _short_text, "numeric": _numeric,
    "cloze": lambda _question, _tally: [], "free-text": _free_text,
}  # fmt: skip
