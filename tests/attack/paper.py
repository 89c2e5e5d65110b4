"""The words of a PDF, read through the tables by which its fonts tell what their glyphs mean."""

import re
from collections.abc import Iterator

from tests.papers import Paper

SHOWN = re.compile(
    rb"/(\w+) [-\d.]+ Tf"
    rb"|(\[(?:[^\]\\]|\\.)*\]|<[0-9A-Fa-f]*>|\((?:[^)\\]|\\.)*\))\s*TJ?\b"
    rb"|\b(ET)\b"
)
PIECE = re.compile(rb"<([0-9A-Fa-f]*)>|\(((?:[^)\\]|\\.)*)\)")
ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words(data: bytes) -> Iterator[str]:
    """The words of every page, a line for each piece that was set."""
    paper = Paper(data)
    named = _fonts(paper)
    for page in paper.of_type(b"Page"):
        for stream in paper.leads(page, b"Contents"):
            yield from _of_stream(paper.stream(stream), named)


def _fonts(paper: Paper) -> dict[bytes, dict[int, str]]:
    """By the name under which pages call a font, what its glyphs mean."""
    found = {}
    for number in paper.objects:
        for name, font in re.findall(rb"/(f\d+|F\d+)\s+(\d+) 0 R", paper.head(number)):
            if tables := paper.leads(int(font), b"ToUnicode"):
                found[name] = _meanings(paper.stream(tables[0]))
    return found


def _meanings(table: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.S):
        for glyph, meant in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part):
            found[int(glyph, 16)] = bytes.fromhex(meant.decode()).decode("utf-16-be")
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.S):
        triple = rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>"
        for first, last, meant in re.findall(triple, part):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(int(meant, 16) + step)
    return found


def _of_stream(stream: bytes, named: dict[bytes, dict[int, str]]) -> Iterator[str]:
    font: dict[int, str] = {}
    line = ""
    for name, shown, end in SHOWN.findall(stream):
        if name:
            font = named.get(name, {})
        elif shown:
            line += _read(shown, font)
        elif end and line.strip():
            yield line.strip()
            line = ""


def _read(shown: bytes, font: dict[int, str]) -> str:
    glyphs = b"".join(
        bytes.fromhex(hexed.decode()) if hexed else ESCAPED.sub(_plain, text)
        for hexed, text in PIECE.findall(shown)
    )
    pairs = zip(glyphs[::2], glyphs[1::2], strict=False)
    return "".join(font.get(high << 8 | low, "") for high, low in pairs)


def _plain(found: re.Match[bytes]) -> bytes:
    told = found[1]
    return bytes([int(told, 8) & 255]) if told.isdigit() else PLAIN.get(told, told)
