"""Writes the pieces of a lesson as Markdown in one well-formed hand, for the Markdown library."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from training.content.rules.blocks import Choice, Picture, Stock
from training.content.rules.scan import Body, Piece, Sort

FEEDBACK = re.compile(r"\s+—\s+")
_INDENT = " " * 4
# What the Markdown library would take for a heading, a list, a box or a table at the start of text.
_STARTS = re.compile(r"(?P<sign>[#>|/]|[-*+](?= ))|(?P<number>\d+)(?=[.)] )")


def compose(
    body: Body, pieces: Sequence[Piece], pictures: Mapping[str, Picture], stock: Stock
) -> str:
    """The Markdown of the pieces; what is not Markdown in them goes into the stock, by number."""
    parts: list[str] = []
    before: Sort | None = None
    for piece in pieces:
        written = _WRITERS[piece.sort](body, piece, stock, pictures)
        if written is None:
            continue
        tight = piece.sort is Sort.ITEM and before is Sort.ITEM
        parts.append(written if tight or not parts else f"\n{written}")
        before = piece.sort
    return "\n".join(parts)


Writer = Callable[[Body, Piece, Stock, Mapping[str, Picture]], str | None]


def words(body: Body, piece: Piece) -> str:
    """The words of a piece on one line."""
    return " ".join(body.words(piece).split())


def feedback(text: str) -> tuple[str, str]:
    """An answer of a self-check and what is said about it."""
    parts = FEEDBACK.split(text, maxsplit=1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def _harmless(text: str) -> str:
    found = _STARTS.match(text)
    if not found:
        return text
    at = found.end() if found["number"] else found.start()
    return f"{text[:at]}\\{text[at:]}"


def _paragraph(body: Body, piece: Piece, _s: Stock, _p: Mapping[str, Picture]) -> str:
    return _harmless(words(body, piece))


def _item(body: Body, piece: Piece, _s: Stock, _p: Mapping[str, Picture]) -> str:
    mark = piece.name.replace(")", ".") if piece.name[0].isdigit() else "-"
    return f"{_INDENT * piece.level}{mark} {_harmless(words(body, piece))}"


def _more(body: Body, piece: Piece, _s: Stock, _p: Mapping[str, Picture]) -> str:
    return f"{_INDENT * (piece.level + 1)}{_harmless(words(body, piece))}"


def _section(_b: Body, piece: Piece, _s: Stock, _p: Mapping[str, Picture]) -> str:
    return f"### {piece.title}"


def _table(body: Body, piece: Piece, _s: Stock, _p: Mapping[str, Picture]) -> str:
    return "\n".join(line.strip() for line in body.words(piece).split("\n"))


def _open(_b: Body, piece: Piece, stock: Stock, _p: Mapping[str, Picture]) -> str:
    stock.titles.append(piece.title or piece.name.title())
    stock.speeches.append(())
    stock.choices.append(())
    return f"{_fence(piece)} {piece.name} | {len(stock.titles) - 1}"


def _close(_b: Body, piece: Piece, _s: Stock, _p: Mapping[str, Picture]) -> str:
    return _fence(piece)


def _fence(piece: Piece) -> str:
    return "/" * max(3, 8 - piece.level)


def _speech(body: Body, piece: Piece, stock: Stock, _p: Mapping[str, Picture]) -> None:
    stock.speeches[-1] = (*stock.speeches[-1], (piece.name, words(body, piece)))


def _choice(body: Body, piece: Piece, stock: Stock, _p: Mapping[str, Picture]) -> None:
    choice = Choice(*feedback(words(body, piece)), piece.right)
    stock.choices[-1] = (*stock.choices[-1], choice)


def _figure(body: Body, piece: Piece, stock: Stock, pictures: Mapping[str, Picture]) -> str | None:
    picture = pictures.get(piece.name)
    if picture is None:
        return None
    shown = replace(picture, alt=words(body, piece), caption=piece.title)
    stock.pictures.append(shown)
    fence = "/" * 3
    return f"{fence} gambar | {len(stock.pictures)}\n\n{fence}"


_WRITERS: dict[Sort, Writer] = {
    Sort.PARAGRAPH: _paragraph,
    Sort.ITEM: _item,
    Sort.MORE: _more,
    Sort.SECTION: _section,
    Sort.TABLE: _table,
    Sort.OPEN: _open,
    Sort.CLOSE: _close,
    Sort.SPEECH: _speech,
    Sort.CHOICE: _choice,
    Sort.FIGURE: _figure,
}
