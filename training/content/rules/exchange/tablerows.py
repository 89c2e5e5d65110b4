"""A quiz as rows of a table: one row a question, only the columns that are needed."""

from typing import Any

from training.content.rules.exchange.carry import frame_losses, unknown_losses
from training.content.rules.exchange.columns import ALL, DETAILED, LETTERS, TEXTS
from training.content.rules.exchange.frame import Given, Question, Tally
from training.content.rules.exchange.yamlout import flow

Part = dict[str, Any]
Cells = dict[str, str]


def rows(given: Given, tally: Tally) -> list[list[str]]:
    """The heads and every question."""
    frame_losses(given, tally)
    made = []
    for question in given.questions:
        tally.where = str(question["key"])
        unknown_losses(question, tally)
        made.append(_row(question))
    found = {name for cells in made for name in cells}
    series = sorted(found - set(ALL), key=_order)
    heads = [name for name in ALL if name in found or name in ("kunci", "jenis", "pertanyaan")]
    heads += series
    return [heads, *([cells.get(name, "") for name in heads] for cells in made)]


def _order(name: str) -> tuple[int, int, str]:
    series, _space, number = name.rpartition(" ")
    is_letter = number in LETTERS
    place = LETTERS.index(number) if is_letter else int(number)
    return int(not is_letter), place, f"{series not in ('pilihan', 'hal')}{series}"


def _row(question: Question) -> Cells:
    cells = {head: str(question[name]) for head, name in TEXTS.items() if name in question}
    if "references" in question:
        cells["rujukan"] = ", ".join(question["references"]) or "-"
    kind = question["kind"]
    if kind in DETAILED:
        cells["rincian"] = flow(question[kind])
    if kind == "matching":
        cells |= _pairs(question)
    if kind in ("short-text", "numeric"):
        return cells | _accepted(question[kind])
    return cells | _options(question.get("options", []))


def _options(options: list[Part]) -> Cells:
    cells: Cells = {}
    for letter, each in zip(LETTERS, options, strict=False):
        cells[f"pilihan {letter}"] = each["text"]
        if each.get("rationale"):
            cells[f"alasan {letter}"] = each["rationale"]
    keys = [each["key"] for each in options]
    if keys != list(LETTERS[: len(keys)]):
        cells["kunci pilihan"] = ", ".join(keys)
    if any("expert" in each for each in options):
        cells["benar"] = ", ".join(
            f"{letter}={_comma(each['expert'])}"
            for letter, each in zip(LETTERS, options, strict=False)
        )
    elif any("correct" in each for each in options):
        right = zip(LETTERS, options, strict=False)
        cells["benar"] = ", ".join(letter for letter, each in right if each["correct"]) or "-"
    return cells


def _comma(value: object) -> str:
    return str(value).replace(".", ",")


def _pairs(question: Question) -> Cells:
    letters = {
        each["key"]: letter for letter, each in zip(LETTERS, question["options"], strict=False)
    }
    cells: Cells = {}
    pairs = question["matching"]["pairs"]
    for number, each in enumerate(pairs, 1):
        cells[f"hal {number}"] = each["text"]
        cells[f"cocok {number}"] = letters[each["match"]]
        if each.get("rationale"):
            cells[f"alasan hal {number}"] = each["rationale"]
    keys = [each["key"] for each in pairs]
    if keys != list(LETTERS[: len(keys)]):
        cells["kunci hal"] = ", ".join(keys)
    return cells


def _accepted(part: Part) -> Cells:
    """Accepted forms or numbers as options, and what each earns."""
    cells: Cells = {}
    accept = part["accept"]
    for letter, each in zip(LETTERS, accept, strict=False):
        near = f" ± {_comma(each['tolerance'])}" if "tolerance" in each else ""
        cells[f"pilihan {letter}"] = each.get("answer") or f"{_comma(each['value'])}{near}"
        if each.get("rationale"):
            cells[f"alasan {letter}"] = each["rationale"]
    if any("points" in each for each in accept):
        cells["benar"] = ", ".join(
            f"{letter}={_comma(each['points'])}"
            for letter, each in zip(LETTERS, accept, strict=False)
            if "points" in each
        )
    named = {"otherwise": "jawaban lain", "unit": "satuan"}
    cells |= {head: part[name] for name, head in named.items() if part.get(name)}
    marked = {"case": "huruf besar", "spacing": "spasi"}
    return cells | {head: "ya" for name, head in marked.items() if part.get(name)}
