"""The words that stand on the pages of a PDF, read by hand: what a person would copy out of it."""

import re
from collections.abc import Iterator

from tests.papers import Paper

INNER = rb"(?:[^\\()]|\\.)"
BALANCED = rb"\(" + INNER + rb"*\)"
LITERAL = rb"\(((?:" + INNER + rb"|\((?:" + INNER + rb"|" + BALANCED + rb")*\))*)\)"
SHOWN = re.compile(rb"/(\w+)\s+[\d.]+\s+Tf|" + LITERAL + rb"|<([0-9A-Fa-f\s]+)>(?!>)", re.S)
ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
HEXED = rb"<([0-9A-Fa-f]+)>"
PAIR = re.compile(HEXED + rb"\s*" + HEXED)
THREE = re.compile(rb"\s*".join([HEXED] * 3))
Signs = dict[int, str]


def words_of(content: bytes) -> list[str]:
    """The text of every page, without any blanks: where lines break is nobody's matter."""
    paper = Paper(content)
    return ["".join(_page(paper, number)) for number in paper.of_type(b"Page")]


def squeezed(text: str) -> str:
    """A text as `words_of` has it."""
    return "".join(text.split())


def _page(paper: Paper, number: int) -> Iterator[str]:
    fonts = _fonts(paper, number)
    drawn = b"".join(paper.stream(each) for each in paper.leads(number, b"Contents"))
    signs: Signs = {}
    for text in re.findall(rb"BT\b(.*?)\bET\b", drawn, re.S):
        for font, literal, hexed in SHOWN.findall(text):
            if font:
                signs = fonts.get(font, {})
                continue
            told = ESCAPED.sub(_unescaped, literal) if literal else bytes.fromhex(hexed.decode())
            codes = (int.from_bytes(told[at : at + 2]) for at in range(0, len(told), 2))
            yield "".join("".join(signs.get(code, "") for code in codes).split())


def _unescaped(found: re.Match[bytes]) -> bytes:
    told = found[1]
    return bytes([int(told, 8)]) if told.isdigit() else SIGNS.get(told, told)


def _fonts(paper: Paper, number: int) -> dict[bytes, Signs]:
    """The fonts of a page by the names that its drawing calls them."""
    head = paper.head(number)
    for each in paper.leads(number, b"Resources"):
        head += paper.head(each)
    [named] = re.findall(rb"/Font\s*<<(.*?)>>", head, re.S) or [b""]
    return {
        name: _signs(paper, int(font)) for name, font in re.findall(rb"/(\w+)\s+(\d+) 0 R", named)
    }


def _signs(paper: Paper, font: int) -> Signs:
    """What the codes of a font stand for: its ToUnicode map."""
    [place] = paper.leads(font, b"ToUnicode")
    found: Signs = {}
    told = paper.stream(place)
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", told, re.S):
        found |= {int(code, 16): _text(sign) for code, sign in PAIR.findall(block)}
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", told, re.S):
        for low, high, sign in THREE.findall(block):
            first = int(low, 16)
            for code in range(first, int(high, 16) + 1):
                found[code] = chr(int(sign, 16) + code - first)
    return found


def _text(sign: bytes) -> str:
    return bytes.fromhex(sign.decode()).decode("utf-16-be")
