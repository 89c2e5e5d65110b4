"""Rows of a table as questions; every cell that cannot be used is a problem with its place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from training.content.rules.exchange.columns import (
    ALL,
    DETAILED,
    LETTERS,
    NAMES,
    TEXTS,
    place,
)
from training.content.rules.exchange.frame import (
    MOST_QUESTIONS,
    TEXT_CHARS,
    Question,
    Refused,
    Tally,
)
from training.content.rules.exchange.numbers import for_ours, foreign, ours
from training.content.rules.exchange.sentences import Lost, Wrong
from training.content.rules.yamltext import read as read_yaml

KINDS = frozenset(
    (
        *("single", "multiple", "true-false", "matching", "ordering", "short-text", "numeric"),
        *("cloze", "hotspot", "free-text", "sjt-rating", "sjt-best-worst", "sjt-rank"),
    )
)
Part = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table and the line of the file on which it begins."""

    number: int
    cells: tuple[str, ...]


class _Row:
    """The cells of one row by their heads."""

    def __init__(self, line: Line, heads: Sequence[str]) -> None:
        self.line = line.number
        self.columns = {name: at for at, name in enumerate(heads, 1)}
        pairs = zip(heads, line.cells, strict=False)
        self.cells = {name: text.strip() for name, text in pairs if text.strip()}

    def get(self, name: str) -> str:
        return self.cells.get(name, "")

    def series(self, name: str) -> dict[int, str]:
        """The cells of a numbered series by their number."""
        found = ((place(head), text) for head, text in self.cells.items())
        return dict(sorted((at[1], text) for at, text in found if at and at[0] == name))

    def refuse(self, code: Wrong, column: str, **found: object) -> Refused:
        return Refused(code, self.line, self.columns.get(column, 1), **found)


def questions(lines: Sequence[Line], tally: Tally) -> None:
    """Read all rows into the tally; the first row holds the heads."""
    if not lines:
        raise Refused(Wrong.NO_QUESTIONS)
    heads = _heads(lines[0], tally)
    if len(lines) > MOST_QUESTIONS + 1:
        raise Refused(Wrong.TOO_MANY, lines[0].number, limit=MOST_QUESTIONS, what="baris")
    for line in lines[1:]:
        row = _Row(line, heads)
        if not row.cells:
            continue
        tally.where = row.get("kunci") or row.get("pertanyaan")
        try:
            tally.spend(len(row.get("rincian")), row.line)
            tally.add(_question(row), row.line)
        except Refused as refused:
            tally.problems.append(refused.problem)


def _heads(line: Line, tally: Tally) -> list[str]:
    heads = [" ".join(cell.lower().split()) for cell in line.cells]
    if "pertanyaan" not in heads:
        raise Refused(Wrong.HEAD_MISSING, line.number, name="pertanyaan")
    tally.where = "kuis"
    for head in heads:
        if head and head not in ALL and place(head) is None:
            tally.lose("kolom", Lost.FOREIGN, found=head)
    return heads


def _question(row: _Row) -> Question:
    longest = max(row.cells, key=lambda name: len(row.cells[name]))
    if len(row.cells[longest]) > TEXT_CHARS:
        raise row.refuse(Wrong.TEXT_TOO_LONG, longest, limit=TEXT_CHARS)
    kind = row.get("jenis").lower() or "single"
    kind = NAMES.get(kind, kind)
    if kind not in KINDS:
        raise row.refuse(Wrong.KIND_UNKNOWN, "jenis", found=kind)
    texts = {name: row.get(head) for head, name in TEXTS.items() if row.get(head)}
    if "prompt" not in texts:
        raise row.refuse(Wrong.NO_PROMPT, "pertanyaan")
    made: Question = {**texts, "kind": kind, "title": row.get("kunci")}
    if row.get("rujukan"):
        made["references"] = [] if row.get("rujukan") == "-" else _listed(row.get("rujukan"))
    return {**made, **_parts(kind, row)}


def _listed(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]


def _parts(kind: str, row: _Row) -> Part:
    """What stands in the columns of a kind."""
    if kind in ("short-text", "numeric"):
        return {kind: _accepted(kind, row)}
    made: Part = {}
    options = _options(kind, row)
    if options:
        made["options"] = options
    elif kind not in DETAILED:
        raise row.refuse(Wrong.NO_ANSWER, "pilihan a", title=row.get("kunci"))
    if kind == "matching":
        made["matching"] = {"pairs": _pairs(row, options)}
    if kind in DETAILED:
        made[kind] = _detail(row)
    return made


def _detail(row: _Row) -> Part:
    if not row.get("rincian"):
        return {}
    document = read_yaml("rincian", row.get("rincian"))
    if document.problems or not isinstance(document.data, dict):
        reason = document.problems[0].sentence if document.problems else "Rincian bukan YAML."
        raise row.refuse(Wrong.YAML, "rincian", reason=reason)
    return document.data


def _options(kind: str, row: _Row) -> list[Part]:
    texts, reasons = row.series("pilihan"), row.series("alasan")
    if kind == "true-false" and not texts:
        texts = {0: "Benar", 1: "Salah"}
    keys = _keys(
        row, "kunci pilihan", len(texts), ("benar", "salah") if kind == "true-false" else ()
    )
    made: list[Part] = [
        {"key": keys[at], "text": text, **({"rationale": reasons[number]} if number in reasons
                                           else {})}
        for at, (number, text) in enumerate(texts.items())
    ]  # fmt: skip
    letters = {LETTERS[number]: at for at, number in enumerate(texts)}
    if kind.startswith("sjt"):
        for letter, value in _marks(row, letters).items():
            made[letters[letter]]["expert"] = value
    elif kind not in ("matching", "ordering") and made:
        right = _right(kind, row, letters)
        for at, each in enumerate(made):
            each["correct"] = at in right
    return made


def _keys(row: _Row, head: str, count: int, usual: tuple[str, ...] = ()) -> list[str]:
    keys = _listed(row.get(head)) or list(usual) or list(LETTERS[:count])
    if len(keys) != count:
        raise row.refuse(Wrong.BAD_ANSWER, head, found=row.get(head))
    return keys


def _right(kind: str, row: _Row, letters: dict[str, int]) -> set[int]:
    said = _listed(row.get("benar").lower())
    if kind == "true-false" and said in (["benar"], ["salah"]):
        return {("benar", "salah").index(said[0])}
    if not said:
        raise row.refuse(Wrong.NO_ANSWER, "benar", title=row.get("kunci"))
    unknown = [each for each in said if each not in letters and each != "-"]
    if unknown:
        raise row.refuse(Wrong.BAD_ANSWER, "benar", found=unknown[0])
    return {letters[each] for each in said if each != "-"}


def _marks(row: _Row, letters: dict[str, int]) -> dict[str, float]:
    """Letters and numbers such as “a=2,1, b=3,8”."""
    text = row.get("benar").lower()
    found = re.findall(r"([a-t])\s*=\s*(\d{1,6}(?:[.,]\d{1,9})?)", text)
    rest = re.sub(r"[a-t]\s*=\s*\d{1,6}(?:[.,]\d{1,9})?|[\s,;]", "", text)
    if rest or any(letter not in letters for letter, _value in found):
        raise row.refuse(Wrong.BAD_ANSWER, "benar", found=text)
    return {letter: float(value.replace(",", ".")) for letter, value in found}


def _pairs(row: _Row, options: list[Part]) -> list[Part]:
    texts, matches = row.series("hal"), row.series("cocok")
    reasons = row.series("alasan hal")
    keys = _keys(row, "kunci hal", len(texts))
    letters = dict(zip(LETTERS, (each["key"] for each in options), strict=False))
    made = []
    for at, (number, text) in enumerate(texts.items()):
        match = matches.get(number, "").lower()
        if match not in letters:
            raise row.refuse(Wrong.BAD_ANSWER, f"cocok {number + 1}", found=match)
        pair = {"key": keys[at], "text": text, "match": letters[match]}
        made.append(pair | ({"rationale": reasons[number]} if number in reasons else {}))
    if not made:
        raise row.refuse(Wrong.NO_ANSWER, "hal 1", title=row.get("kunci"))
    return made


def _accepted(kind: str, row: _Row) -> Part:
    texts, reasons = row.series("pilihan"), row.series("alasan")
    if not texts:
        raise row.refuse(Wrong.NO_ANSWER, "pilihan a", title=row.get("kunci"))
    points = _marks(row, {LETTERS[number]: number for number in texts})
    accept = []
    for number, text in texts.items():
        part: Part = {"answer": text} if kind == "short-text" else _near(row, number, text)
        if LETTERS[number] in points:
            part["points"] = points[LETTERS[number]]
        accept.append(part | ({"rationale": reasons[number]} if number in reasons else {}))
    made: Part = {"accept": accept}
    named = {"jawaban lain": "otherwise", "satuan": "unit"}
    made |= {name: row.get(head) for head, name in named.items() if row.get(head)}
    marked = {"huruf besar": "case", "spasi": "spacing"}
    return made | {name: True for head, name in marked.items() if row.get(head).lower() == "ya"}


def _near(row: _Row, number: int, text: str) -> Part:
    value, sign, near = text.replace("+/-", "±").partition("±")
    found = [_number(each) for each in ((value, near) if sign else (value,))]
    if None in found:
        raise row.refuse(Wrong.BAD_NUMBER, f"pilihan {LETTERS[number]}", found=text)
    part: Part = {"value": found[0]}
    return {**part, "tolerance": found[1]} if sign else part


def _number(text: str) -> int | str | None:
    """A number as Indonesians write it."""
    bare = text.strip()
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{1,20})?", bare):
        return for_ours(ours(bare))
    found = foreign(bare)
    return None if found is None else for_ours(found)
