"""Writes questions as our YAML, with a comment wherever something is still to be filled in."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from training.content.rules.exchange.carry import JUDGED
from training.content.rules.exchange.frame import Read

SIGN = "# LENGKAPI:"
HINTS = {
    "module": "nama berkas modul, misalnya m3-berbicara-melayani",
    "pass_mark": "nilai lulus, misalnya 0.75",
    "retake_after_hours": "jeda sebelum mengulang, misalnya 24",
    "draw": "{per_objective: 1, situations: 0}",
    "objectives": "daftar tujuan: key, text, indicator",
    "panel": "{status: sementara, judges: 0, basis: …}",
    "kind": "jenis soal",
    "indicator": "kunci indikator dari modules/indicators.yaml",
    "objective": "kunci tujuan dari daftar objectives",
    "variant": "a, b, c, atau d",
    "situation": "nama situasi",
    "sector": "sektor layanan",
    "difficulty": "mudah, sedang, atau sulit",
    "references": "[kunci rujukan modul], atau [] bila tidak ada",
    "prompt": "pertanyaannya",
    "rationale": "mengapa jawaban ini benar atau keliru",
    "otherwise": "umpan balik untuk jawaban lain",
    "label": "nama celah untuk pembaca layar",
    "criteria": "rubrik: key, text, dan levels (points, text)",
    "example": "contoh jawaban yang baik",
}
_FRAME = ("module", "pass_mark", "retake_after_hours", "draw", "objectives", "panel")
_NEEDED: dict[str, tuple[str, ...]] = {
    "options": ("rationale",),
    "pairs": ("rationale",),
    "accept": ("rationale",),
    "gaps": ("label",),
    "short-text": ("otherwise",),
    "numeric": ("otherwise",),
    "free-text": ("criteria", "example"),
}
_BARE = re.compile(r"[A-Za-z“(][^\n:#]*")
_BARE_INSIDE = re.compile(r"[A-Za-z“(][^\n:#{}\[\],&*!|>'\"%@`]*")
_WORDS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
_BLOCK = re.compile(r"\S.*(?:\n(?:\S.*)?)*\n\S.*\n?")


def draft(read: Read, module: str = "") -> str:
    """A quiz file of what was read; `module` is its name where it is known."""
    frame = dict(read.frame)
    if module:
        frame["module"] = module
    parts = {name: frame.pop(name, None) for name in _FRAME if name != "panel"}
    lines = []
    if "blueprint" in frame:  # it says what is drawn, so that no draw is lacking
        parts.pop("draw")
    for name, value in parts.items():
        lines += _entry(name, value, 0) if value is not None else [_gap(name, 0)]
    lines += ["questions:"] if read.questions else ["questions: []"]
    for question in read.questions:
        lines += _items([question], 2, "questions")
    for name, value in frame.items():
        lines += _entry(name, value, 0)
    if "panel" not in frame:
        lines.append(_gap("panel", 0))
    return "\n".join(lines) + "\n"


def _gap(name: str, indent: int) -> str:
    return f"{' ' * indent}{SIGN} {name}: {HINTS.get(name, '')}".rstrip()


def _entry(key: str, value: Any, indent: int) -> Iterator[str]:
    pad = " " * indent
    if isinstance(value, Mapping) and (value or key in _NEEDED):
        yield f"{pad}{key}:"
        yield from _mapping(value, indent + 2, key)
    elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
        yield f"{pad}{key}:"
        yield from _items(value, indent + 2, key)
    else:
        yield f"{pad}{key}: {_flat(value, indent)}"


def _items(values: Sequence[Any], indent: int, name: str) -> Iterator[str]:
    """A list of mappings: the first line of each carries the hyphen."""
    for value in values:
        if not isinstance(value, Mapping) or not value:
            yield f"{' ' * indent}- {_flat(value, indent)}"
            continue
        lines = list(_mapping(value, indent + 2, name))
        first = next(at for at, line in enumerate(lines) if not line.lstrip().startswith("#"))
        lines.insert(0, lines.pop(first))
        yield f"{' ' * indent}- {lines[0].lstrip()}"
        yield from lines[1:]


def _mapping(value: Mapping[str, Any], indent: int, name: str) -> Iterator[str]:
    for key, inner in value.items():
        yield from _entry(key, inner, indent)
    for key in _lacking(value, name):
        yield _gap(key, indent)


def _lacking(value: Mapping[str, Any], name: str) -> list[str]:
    needed = needed_of(value) if name == "questions" else _NEEDED.get(name, ())
    return [key for key in needed if key not in value]


def needed_of(question: Mapping[str, Any]) -> tuple[str, ...]:
    """What a question of its kind must have besides what its kind alone has."""
    placed = ("situation", "sector") if question.get("kind") in JUDGED else ("objective", "variant")
    return ("key", "kind", *placed, "indicator", "difficulty", "references", "prompt")


def lacking(question: Mapping[str, Any]) -> list[str]:
    """Every field that our format demands and the source lacks, each once."""
    found = dict.fromkeys(_lacking(question, "questions"))
    _look(question, found)
    return list(found)


def _look(value: Any, found: dict[str, None]) -> None:
    for key, inner in value.items() if isinstance(value, Mapping) else ():
        things = inner if isinstance(inner, list) else [inner]
        for thing in things:
            if isinstance(thing, Mapping):
                found.update(dict.fromkeys(_lacking(thing, key)))
                _look(thing, found)


def _flat(value: Any, indent: int) -> str:
    if isinstance(value, Mapping):
        inner = (f"{key}: {_inside(each)}" for key, each in value.items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inside, value)) + "]"
    return _text(value, indent) if isinstance(value, str) else json.dumps(value)


def _inside(value: Any) -> str:
    """A value inside brackets, where more signs mean something."""
    if not isinstance(value, str):
        return _flat(value, 0)
    return value if _is_bare(value, _BARE_INSIDE) else _quoted(value)


def _text(value: str, indent: int) -> str:
    """Text as plain as YAML lets it be: bare, as a block of lines, or in quotes."""
    if "\n" in value and _BLOCK.fullmatch(value) and _is_clean(value):
        pad = " " * (indent + 2)
        lines = [f"{pad}{line}" if line else "" for line in value.removesuffix("\n").split("\n")]
        return ("|\n" if value.endswith("\n") else "|-\n") + "\n".join(lines)
    return value if _is_bare(value, _BARE) else _quoted(value)


def _is_bare(value: str, pattern: re.Pattern[str]) -> bool:
    fits = pattern.fullmatch(value) is not None and value == value.strip()
    return fits and value.lower() not in _WORDS and _is_clean(value)


def _is_clean(value: str) -> bool:
    return all(sign.isprintable() or sign == "\n" for sign in value)


def _quoted(value: str) -> str:
    """In double quotes, with every sign that cannot be seen as its number."""
    text = json.dumps(value, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else _number(sign) for sign in text)


def _number(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


def flow(value: Any) -> str:
    """A value as YAML on one line, for the cell of a table."""
    return _inside(value)
