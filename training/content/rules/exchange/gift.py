"""Moodle's GIFT: a question is a paragraph of text, and its answers stand in braces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from training.content.rules.exchange.carry import restored
from training.content.rules.exchange.frame import Given, Read, Refused, Tally, Written
from training.content.rules.exchange.giftanswers import understood
from training.content.rules.exchange.giftwords import hidden, reveal
from training.content.rules.exchange.giftwriting import quiz_text
from training.content.rules.exchange.opening import text_of
from training.content.rules.exchange.sentences import Lost, Wrong

BLOCK_CHARS = 60_000
MOST_BLOCKS = 3_000
_ID = re.compile(r"\[id:([^\]]{1,200})\]")
_TAG = re.compile(r"\[tag:([^\]]{1,200})\]")
_TITLE = re.compile(r"\s*::(.{0,2000}?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)


@dataclass(slots=True)
class Block:
    """One question's lines, and what the comments above it say."""

    line: int = 0
    lines: list[str] = field(default_factory=list)
    key: str = ""
    tags: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def read(data: bytes) -> Read:
    """All questions of a GIFT file; every one that cannot be understood is a problem."""
    tally = Tally()
    for block in _blocks(text_of(data), tally):
        tally.where = block.lines[0].strip()
        try:
            _question(block, tally)
        except Refused as refused:
            tally.problems.append(refused.problem)
    return tally.read()


def _blocks(text: str, tally: Tally) -> Iterator[Block]:
    block, count = Block(), 0
    for number, line in enumerate((*text.split("\n"), ""), 1):
        bare = line.strip()
        if bare.startswith("//"):
            _comment(bare, block)
        elif bare.upper().startswith("$CATEGORY:"):
            tally.where = "kuis"
            tally.lose("category", Lost.FOREIGN, found=bare[10:].strip())
        elif bare:
            block.line = block.line or number
            block.lines.append(line)
        else:
            count += bool(block.lines)
            if count > MOST_BLOCKS:
                raise Refused(Wrong.TOO_MANY, number, limit=MOST_BLOCKS, what="soal")
            if block.lines:
                yield block
            block = Block()


def _comment(line: str, block: Block) -> None:
    found = _ID.search(line)
    block.key = found[1].strip() if found else block.key
    block.tags += [each.strip() for each in _TAG.findall(line[:20_000])]


def _question(block: Block, tally: Tally) -> None:
    if len(block.text) > BLOCK_CHARS:
        raise Refused(Wrong.TEXT_TOO_LONG, block.line, limit=BLOCK_CHARS)
    text = hidden(block.text)
    title = _TITLE.match(text)
    if title:
        text = text[title.end() :]
        tally.where = reveal(title[1]).strip()
    kind = _FORMAT.match(text)
    before, answer, after = _braces(text[kind.end() :] if kind else text, block)
    form = kind[1].lower() if kind else "moodle"
    question = understood((before, answer, after), form, tally, block.line)
    if question is None:
        return
    named = {"title": reveal(title[1]).strip() if title else ""}
    if block.key:
        named["key"] = block.key
    tally.add({**named, **restored(question, block.tags, tally)}, block.line)


def _braces(text: str, block: Block) -> tuple[str, str | None, str]:
    """What stands before, in and after the braces; None where there are none."""
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        return text, None, ""
    if start < 0 or end < start or "{" in text[end:] or "}" in text[end + 1 :]:
        many = text.find("{", start + 1)
        inside = 0 <= many < end
        code = Wrong.BRACE_INSIDE if inside else Wrong.BRACE_OPEN
        raise Refused(code, *_spot(block, text, many if inside else max(start, end)))
    if "{" in text[start + 1 : end]:
        raise Refused(Wrong.BRACE_INSIDE, *_spot(block, text, text.find("{", start + 1)))
    return text[:start], text[start + 1 : end].strip(), text[end + 1 :]


def _spot(block: Block, text: str, at: int) -> tuple[int, int]:
    """The place in the file of an offset in what is left of a block's text."""
    whole = hidden(block.text)
    here = len(whole) - len(text) + at
    start = whole.rfind("\n", 0, here) + 1
    escaped = sum("\ue000" <= sign <= "\ue0ff" for sign in whole[start:here])
    return block.line + whole.count("\n", 0, here), here - start + 1 + escaped


def write(given: Given) -> Written:
    """The quiz as GIFT; questions for which GIFT has no form are left out and told of."""
    tally = Tally()
    text = quiz_text(given, tally)
    return Written(text.encode("utf-8"), tuple(tally.losses))
