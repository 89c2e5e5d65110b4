"""Writes a quiz as GIFT: texts as HTML, what GIFT has no place for as tags in comments."""

from collections.abc import Callable
from typing import Any

from training.content.rules.exchange.carry import Carried, carried, frame_losses
from training.content.rules.exchange.frame import Given, Question, Tally
from training.content.rules.exchange.giftwords import escaped
from training.content.rules.exchange.numbers import ours, percent, pointed
from training.content.rules.exchange.richtext import plain, to_html
from training.content.rules.exchange.sentences import Lost

ABLE = frozenset(
    ("single", "multiple", "true-false", "matching", "short-text", "numeric", "cloze", "free-text")
)
Part = dict[str, Any]


def quiz_text(given: Given, tally: Tally) -> str:
    """The whole file."""
    frame_losses(given, tally)
    parts = [f"$CATEGORY: {' '.join(given.title.split())}"]
    for question in given.questions:
        made = carried(question, ABLE, tally)
        answer = _answers(made.question, tally) if made else None
        if made and answer is not None:
            parts.append(_paragraph(made, answer))
        else:
            kind, key = question["kind"], question["key"]
            parts.append(f"// Soal {key} ({kind}) tidak punya bentuk di GIFT.")
    return "\n\n".join(parts) + "\n"


def _paragraph(made: Carried, answer: tuple[str, str]) -> str:
    question = made.question
    tags = " ".join(f"[tag:{each}]" for each in made.tags)
    title, prompt = escaped(str(question["key"])), _rich(question["prompt"])
    before, inside = answer
    if "cloze" in question:
        prompt = f"<p>{prompt}</p>" if not prompt.startswith("<p>") else prompt
        prompt = f"{prompt}<hr>{before}"
    return f"// [id:{question['key']}] {tags}\n::{title}::[html]{prompt}{inside}"


def _rich(text: str) -> str:
    return escaped(to_html(text))


def _said(part: Part, name: str = "rationale") -> str:
    return f"#{_rich(part[name])}" if part.get(name) else ""


def _answers(question: Question, tally: Tally) -> tuple[str, str] | None:
    """Words before the braces (of a gap) and the braces; None when there is no form for it."""
    if _has_arrow(question):
        tally.lose("kind", Lost.KIND_NONE, kind=question["kind"])
        return None
    if question["kind"] == "cloze":
        return _missing_word(question, tally)
    return "", "{" + WRITERS[question["kind"]](question, tally) + "}"


def _has_arrow(question: Question) -> bool:
    """Whether an accepted form holds the arrow by which GIFT knows pairs; it cannot be escaped."""
    parts = [question, *question.get("cloze", {}).get("gaps", ())]
    forms = (form for part in parts for form in part.get("short-text", {}).get("accept", ()))
    return any("->" in form["answer"] for form in forms)


def _single(question: Question, _tally: Tally) -> str:
    return _options(question["options"])


def _options(options: list[Part]) -> str:
    lines = (f"\n{_sign(each)}{_rich(each['text'])}{_said(each)}" for each in options)
    return "".join(lines) + "\n"


def _sign(option: Part) -> str:
    """Right or wrong; a text that begins like a weight gets one before it."""
    weight = ("%0%", "%100%")[bool(option["correct"])] if option["text"].startswith("%") else ""
    return f"{'=' if option['correct'] else '~'}{weight}"


def _multiple(question: Question, _tally: Tally) -> str:
    shares = weights(question)
    lines = (
        f"\n~%{percent(share)}%{_rich(each['text'])}{_said(each)}"
        for each, share in zip(question["options"], shares, strict=True)
    )
    return "".join(lines) + "\n"


def weights(question: Question) -> list[float]:
    """What every option of a question with several right ones earns or costs, as a share."""
    right = sum(bool(each["correct"]) for each in question["options"])
    wrong = len(question["options"]) - right
    partial = question.get("credit") == "sebagian"
    cost = -1 / wrong if partial and wrong else -1.0
    return [1 / max(right, 1) if each["correct"] else cost for each in question["options"]]


def _true_false(question: Question, _tally: Tally) -> str:
    true, false = question["options"]
    good, wrong = (true, false) if true["correct"] else (false, true)
    sign = "T" if true["correct"] else "F"
    said = (_rich(each.get("rationale", "")) for each in (wrong, good))
    return f"{sign}#{'#'.join(said)}"


def _matching(question: Question, tally: Tally) -> str:
    tally.lose("rationale", Lost.RATIONALE)
    texts = {each["key"]: escaped(bare_words(each["text"], tally)) for each in question["options"]}
    pairs = question["matching"]["pairs"]
    lines = [f"\n={_rich(each['text'])} -> {texts[each['match']]}" for each in pairs]
    unused = texts.keys() - {each["match"] for each in pairs}
    lines += [f"\n= -> {text}" for key, text in texts.items() if key in unused]
    return "".join(lines) + "\n"


def bare_words(text: str, tally: Tally) -> str:
    """A text without marks, where a format has only words."""
    if "<" in to_html(text):
        tally.lose("text", Lost.EMPHASIS)
    return plain(text)


def _short_text(question: Question, tally: Tally) -> str:
    return _written(question["short-text"], tally)


def _written(part: Part, tally: Tally) -> str:
    note_written(part, tally)
    if part.get("case"):
        tally.lose("case", Lost.DROPPED)
    lines = [f"\n={_weight(each)}{escaped(each['answer'])}{_said(each)}" for each in part["accept"]]
    if part.get("otherwise"):
        lines.append(f"\n=%0%*{_said(part, 'otherwise')}")
    return "".join(lines) + "\n"


def note_written(part: Part, tally: Tally) -> None:
    """What no other format knows of short texts."""
    if part.get("spacing"):
        tally.lose("spacing", Lost.SPACING)
    if any("?" in each["answer"].replace("\\?", "") for each in part["accept"]):
        tally.lose("answer", Lost.PATTERN)


def _weight(part: Part) -> str:
    points = part.get("points", 1)
    return (
        "" if points == 1 and not part.get("answer", "").startswith("%") else f"%{percent(points)}%"
    )


def _numeric(question: Question, tally: Tally) -> str:
    return _numbers(question["numeric"], tally)


def _numbers(part: Part, tally: Tally) -> str:
    if part.get("unit"):
        tally.lose("unit", Lost.DROPPED)
    lines = [
        f"\n={_weight(each)}{pointed(ours(each['value']))}"
        f":{pointed(ours(each.get('tolerance', 0)))}{_said(each)}"
        for each in part["accept"]
    ]
    if part.get("otherwise"):
        lines.append(f"\n=%0%*{_said(part, 'otherwise')}")
    return "#" + "".join(lines) + "\n"


def _free_text(_question: Question, tally: Tally) -> str:
    tally.lose("free-text", Lost.DROPPED)
    return ""


def _missing_word(question: Question, tally: Tally) -> tuple[str, str] | None:
    gaps, text = question["cloze"]["gaps"], question["cloze"]["text"]
    if len(gaps) != 1:
        tally.lose("kind", Lost.KIND_NONE, kind="cloze")
        return None
    gap = gaps[0]
    tally.lose("label", Lost.LABEL)
    before, _marker, after = to_html(text).partition("{{" + gap["key"] + "}}")
    if gap.get("options"):
        inside = _options(gap["options"])
    else:
        inside = _written(gap["short-text"], tally) if "short-text" in gap else _numbers(
            gap["numeric"], tally)  # fmt: skip
    return escaped(before), "{" + inside + "}" + (escaped(after) or "&nbsp;")


WRITERS: dict[str, Callable[[Question, Tally], str]] = {
    "single": _single, "multiple": _multiple, "true-false": _true_false, "matching": _matching,
    "short-text": _short_text, "numeric": _numeric, "free-text": _free_text,
}  # fmt: skip
